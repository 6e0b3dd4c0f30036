#include "xml.h"

#include "utf8.h"

#include <string.h>
#include <strings.h>

#define NOWHERE ((size_t)-1)

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Behind the next `mark` from `from` on, or the end. */
static size_t
behind(struct view text, struct view mark, size_t from)
{
	size_t hit = view_find(text, mark, from);
	return hit == NOWHERE ? text.len : hit + mark.len;
}

/* The `>` of the tag at `at`: one inside a quoted value doesn't count, if that is closed before the next tag. */
static size_t
tag_end(struct view text, size_t at)
{
	for (; at < text.len && text.at[at] != '>'; at++) {
		char c = text.at[at];
		if (c != '"' && c != '\'')
			continue;
		const char *close = memchr(text.at + at + 1, c, text.len - at - 1);
		if (close != NULL && memchr(text.at + at, '<', (size_t)(close - text.at) - at) == NULL)
			at = (size_t)(close - text.at);
	}
	return at;
}

static enum xml_piece
read_tag(struct xml *x)
{
	bool closing = x->text.at[x->at + 1] == '/';
	size_t from = x->at + 1 + closing, end = tag_end(x->text, from), to = from;
	while (to < end && !is_space(x->text.at[to]) && x->text.at[to] != '/')
		to++;
	x->at = end < x->text.len ? end + 1 : end;
	x->name = view_slice(x->text, from, to);
	const char *colon = x->name.len ? memchr(x->name.at, ':', x->name.len) : NULL;
	if (colon != NULL)
		x->name = view_slice(x->name, (size_t)(colon - x->name.at) + 1, x->name.len);
	x->value = view_slice(x->text, to, end);
	x->closes = !closing && end > to && x->text.at[end - 1] == '/';
	return closing ? XML_CLOSE : XML_OPEN;
}

static enum xml_piece
read_text(struct xml *x)
{
	const char *next = memchr(x->text.at + x->at + 1, '<', x->text.len - x->at - 1);
	size_t end = next ? (size_t)(next - x->text.at) : x->text.len;
	x->value = view_slice(x->text, x->at, end);
	x->at = end;
	return XML_TEXT;
}

static enum xml_piece
read_cdata(struct xml *x)
{
	size_t from = x->at + strlen("<![CDATA["), end = view_find(x->text, VIEW("]]>"), from);
	if (end == NOWHERE)
		end = x->text.len;
	x->value = view_slice(x->text, from, end);
	x->at = end + 3 < x->text.len ? end + 3 : x->text.len;
	return XML_CDATA;
}

/* A comment, a declaration with what may stand in its brackets, or a processing instruction. */
static void
skip_other(struct xml *x, struct view rest)
{
	if (view_starts(rest, VIEW("<!--"))) {
		x->at = behind(x->text, VIEW("-->"), x->at + 4);
		return;
	}
	size_t end = behind(x->text, VIEW(">"), x->at);
	size_t bracket = view_find(view_slice(x->text, 0, end), VIEW("["), x->at);
	if (view_starts(rest, VIEW("<!DOCTYPE")) && bracket != NOWHERE)
		end = behind(x->text, VIEW(">"), behind(x->text, VIEW("]"), bracket));
	x->at = end;
}

enum xml_piece
xml_next(struct xml *x)
{
	if (x->closes) {
		x->closes = false;
		return XML_CLOSE;
	}
	while (x->at < x->text.len) {
		struct view rest = view_slice(x->text, x->at, x->text.len);
		char second = rest.len > 1 ? rest.at[1] : ' ';
		if (rest.at[0] != '<' || is_space(second) || (second >= '0' && second <= '9'))
			return read_text(x);
		if (view_starts(rest, VIEW("<![CDATA[")))
			return read_cdata(x);
		if (second != '!' && second != '?')
			return read_tag(x);
		skip_other(x, rest);
	}
	return XML_END;
}

/* The value at `*at`, which moves behind it. */
static struct view
read_value(struct view v, size_t *at)
{
	char quote = *at < v.len ? v.at[*at] : ' ';
	size_t from = *at, end = *at;
	if (quote == '"' || quote == '\'') {
		from = ++end;
		while (end < v.len && v.at[end] != quote)
			end++;
		*at = end + 1;
	} else {
		while (end < v.len && !is_space(v.at[end]))
			end++;
		*at = end;
	}
	return view_slice(v, from, end);
}

struct view
xml_attribute(struct view v, const char *name)
{
	size_t at = 0;
	while (at < v.len) {
		while (at < v.len && (is_space(v.at[at]) || v.at[at] == '/'))
			at++;
		size_t from = at;
		while (at < v.len && !is_space(v.at[at]) && v.at[at] != '=')
			at++;
		struct view found = view_slice(v, from, at), value = { "", 0 };
		while (at < v.len && is_space(v.at[at]))
			at++;
		if (at < v.len && v.at[at] == '=') {
			at++;
			while (at < v.len && is_space(v.at[at]))
				at++;
			value = read_value(v, &at);
		}
		if (found.len == strlen(name) && strncasecmp(found.at, name, found.len) == 0)
			return value;
		if (at == from)
			at++; /* a quote where a name should be */
	}
	return (struct view) { "", 0 };
}

/* The character that the reference `name` (what stands between & and ;) means, or 0. */
static uint32_t
reference(struct view name)
{
	static const struct {
		struct view name;
		uint32_t c;
	} named[] = { { VIEW_INIT("amp"), '&' }, { VIEW_INIT("lt"), '<' }, { VIEW_INIT("gt"), '>' },
		{ VIEW_INIT("quot"), '"' }, { VIEW_INIT("apos"), '\'' }, { VIEW_INIT("nbsp"), 0xA0 } };
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (view_equal(name, named[i].name))
			return named[i].c;
	if (name.len < 2 || name.len > 9 || name.at[0] != '#')
		return 0;
	bool hex = (name.at[1] | 32) == 'x';
	uint32_t c = 0;
	for (size_t i = hex ? 2 : 1; i < name.len; i++) {
		char d = name.at[i];
		int digit = d >= '0' && d <= '9'                        ? d - '0'
		            : hex && (d | 32) >= 'a' && (d | 32) <= 'f' ? (d | 32) - 'a' + 10
		                                                        : -1;
		if (digit < 0)
			return 0;
		c = c * (hex ? 16 : 10) + (uint32_t)digit;
	}
	return c;
}

void
xml_decode(struct view raw, struct buffer *out)
{
	for (size_t at = 0; at < raw.len;) {
		size_t end =
		    raw.at[at] == '&' ? view_find(view_slice(raw, 0, at + 12), VIEW(";"), at) : NOWHERE;
		uint32_t c = end == NOWHERE ? 0 : reference(view_slice(raw, at + 1, end));
		char bytes[4];
		if (c == 0) {
			buffer_byte(out, raw.at[at++]);
			continue;
		}
		buffer_append(out, (struct view) { bytes, utf8_encode(c, bytes) });
		at = end + 1;
	}
}

void
xml_strip(struct buffer *text)
{
	size_t to = 0;
	for (size_t i = 0; i < text->len; i++) {
		const char *end = text->at[i] == '<' ? memchr(text->at + i, '>', text->len - i) : NULL;
		if (text->at[i] == '<' && end == NULL) { /* nothing behind it closes either */
			memmove(text->at + to, text->at + i, text->len - i);
			to += text->len - i;
			break;
		}
		if (end != NULL)
			i = (size_t)(end - text->at);
		else
			text->at[to++] = text->at[i];
	}
	text->len = to;
}
