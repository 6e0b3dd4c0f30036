#include "wordxml.h"

#include "utf8.h"

struct reader {
	struct buffer *out;
	size_t rows;  /* table rows that we are in */
	bool in_text; /* in <w:t> */
};

/* A character reference or one of XML's five entities at `text`, which begins with '&'. Appends it; returns its bytes, or 0. */
static size_t
append_entity(struct view text, struct buffer *out)
{
	static const struct {
		struct view name;
		char is;
	} named[] = { { VIEW_INIT("&lt;"), '<' }, { VIEW_INIT("&gt;"), '>' }, { VIEW_INIT("&amp;"), '&' },
		{ VIEW_INIT("&quot;"), '"' }, { VIEW_INIT("&apos;"), '\'' } };
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (view_starts(text, named[i].name)) {
			buffer_byte(out, named[i].is);
			return named[i].name.len;
		}
	if (!view_starts(text, VIEW("&#")))
		return 0;
	bool hex = text.len > 2 && text.at[2] == 'x';
	uint32_t c = 0;
	size_t i = hex ? 3 : 2;
	for (; i < text.len && i < 12 && text.at[i] != ';'; i++) {
		char d = (char)(text.at[i] | 32);
		uint32_t digit =
		    d >= 'a' && d <= 'f' ? (uint32_t)(d - 'a' + 10) : (uint32_t)(text.at[i] - '0');
		if (digit >= (hex ? 16u : 10u))
			return 0;
		c = c * (hex ? 16 : 10) + digit;
	}
	char bytes[4];
	size_t n = i < text.len && text.at[i] == ';' && c > 0 ? utf8_encode(c, bytes) : 0;
	buffer_append(out, (struct view) { bytes, n });
	return n > 0 ? i + 1 : 0;
}

static void
append_text(struct view text, struct buffer *out)
{
	for (size_t i = 0; i < text.len;) {
		size_t n = text.at[i] == '&' ? append_entity(view_slice(text, i, text.len), out) : 0;
		if (n == 0)
			buffer_byte(out, text.at[i] == '\n' ? ' ' : text.at[i]);
		i += n ? n : 1;
	}
}

/* The name of an element without its namespace's prefix: `p` of `w:p w:rsidR="0"`. */
static struct view
local_name(struct view tag)
{
	size_t from = 0, to = 0;
	while (to < tag.len && tag.at[to] != ' ' && tag.at[to] != '/' && tag.at[to] != '\n' &&
	       tag.at[to] != '\t') {
		if (tag.at[to] == ':')
			from = to + 1;
		to++;
	}
	return view_slice(tag, from, to);
}

static void
read_tag(struct reader *r, struct view tag)
{
	bool closing = view_starts(tag, VIEW("/")), empty = view_ends(tag, VIEW("/"));
	struct view name = local_name(closing ? view_slice(tag, 1, tag.len) : tag);
	bool ends = closing || empty;
	if (view_equal(name, VIEW("t")))
		r->in_text = !ends;
	else if (view_equal(name, VIEW("p")) && ends)
		buffer_byte(r->out, r->rows > 0 ? ' ' : '\n');
	else if (view_equal(name, VIEW("tab")) || view_equal(name, VIEW("tc")))
		buffer_byte(r->out, ' ');
	else if ((view_equal(name, VIEW("br")) || view_equal(name, VIEW("cr"))) && r->rows == 0)
		buffer_byte(r->out, '\n');
	else if (view_equal(name, VIEW("noBreakHyphen")))
		buffer_byte(r->out, '-');
	else if (view_equal(name, VIEW("tr")) && !empty) {
		r->rows = closing ? r->rows - (r->rows > 0) : r->rows + 1;
		if (r->rows == 0)
			buffer_byte(r->out, '\n');
	}
}

void
wordxml_text(struct view xml, struct buffer *out)
{
	struct reader r = { out, 0, false };
	for (size_t at = 0; at < xml.len;) {
		size_t open = view_find(xml, VIEW("<"), at);
		open = open == (size_t)-1 ? xml.len : open;
		if (r.in_text)
			append_text(view_slice(xml, at, open), out);
		size_t close = open < xml.len ? view_find(xml, VIEW(">"), open) : (size_t)-1;
		if (close == (size_t)-1)
			return;
		read_tag(&r, view_slice(xml, open + 1, close));
		at = close + 1;
	}
}
