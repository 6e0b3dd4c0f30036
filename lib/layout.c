#include "layout.h"

#include "utf8.h"

/* Columns: so far from the right edge does a full line end at most; so much further in than the left edge is indented; a text this narrow was
not broken at its edge. */
enum { RAGGED = 4, INDENT = 2, NARROW = 16, COLUMNS = 512 };

struct line {
	struct view text;   /* without white space at its ends */
	size_t indent, end; /* columns */
};

static size_t
width_of(uint32_t c)
{
	bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
	            (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	            (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
	            (c >= 0x20000 && c <= 0x3FFFD);
	return wide ? 2 : 1;
}

static struct line
line_of(struct view text)
{
	struct line l = { { text.at, 0 }, 0, 0 };
	size_t column = 0, first = (size_t)-1, last = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = ' ';
		size_t n = utf8_decode(text.at + i, text.len - i, &c);
		bool blank = c <= ' ' || c == 0x3000 || c == 0xA0;
		if (!blank && first == (size_t)-1) {
			first = i;
			l.indent = column;
		}
		i += n ? n : 1;
		column += width_of(c);
		if (!blank) {
			last = i;
			l.end = column;
		}
	}
	if (first != (size_t)-1)
		l.text = view_slice(text, first, last);
	return l;
}

/* A page's own number: digits, with dashes around them perhaps. */
static bool
is_number(struct view text)
{
	bool digits = false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		digits = digits || (c >= '0' && c <= '9');
		bool dash =
		    c == '-' || c == 0xE2 || c == 0x80 || (c >= 0x93 && c <= 0x95); /* – — ― in UTF-8 */
		if (!(c >= '0' && c <= '9') && c != ' ' && !dash)
			return false;
	}
	return digits && text.len <= 16;
}

/* The edges of a text: the smallest indent, and the column that a twentieth of the lines go beyond. */
static void
find_edges(struct view page, size_t *left, size_t *right)
{
	size_t ends[COLUMNS] = { 0 }, lines = 0, beyond = 0;
	struct view rest = page, text;
	*left = COLUMNS;
	while (view_split(&rest, '\n', &text)) {
		struct line l = line_of(text);
		if (l.text.len == 0 || is_number(l.text))
			continue;
		*left = l.indent < *left ? l.indent : *left;
		ends[l.end < COLUMNS ? l.end : COLUMNS - 1]++;
		lines++;
	}
	*right = COLUMNS - 1;
	while (*right > 0 && (beyond += ends[*right]) * 20 <= lines)
		--*right;
}

/* The last line of a page that isn't empty, or the first; NULL where there is none. */
static const char *
edge_line(struct view page, bool last)
{
	struct view text;
	const char *found = NULL;
	while (view_split(&page, '\n', &text)) {
		struct line l = line_of(text);
		if (l.text.len > 0 && (last || found == NULL))
			found = l.text.at;
	}
	return found;
}

static bool
is_ascii_end(const struct buffer *out)
{
	return out->len > 0 && (unsigned char)out->at[out->len - 1] < 0x80;
}

/*
 * Appends a page of a text whose right edge is `right`; `full`: its first line may go on with what `out` ends in. Returns the same for
 * the next page.
 */
static bool
unwrap_page(struct view page, size_t right, bool full, struct buffer *out)
{
	size_t left, end;
	const char *first = edge_line(page, false), *last = edge_line(page, true);
	struct view text;
	find_edges(page, &left, &end);
	while (view_split(&page, '\n', &text)) {
		struct line l = line_of(text);
		if (l.text.len == 0)
			continue;
		if ((l.text.at == first || l.text.at == last) && is_number(l.text))
			continue;
		bool goes_on = full && l.indent < left + INDENT;
		if (goes_on && is_ascii_end(out) && (unsigned char)*l.text.at < 0x80)
			buffer_byte(out, ' ');
		else if (!goes_on && out->len > 0)
			buffer_byte(out, '\n');
		buffer_append(out, l.text);
		full = right > NARROW && l.end + RAGGED >= right && l.indent < right / 2;
	}
	return full;
}

void
layout_unwrap(struct view text, struct buffer *out)
{
	struct view page;
	size_t left, right;
	bool full = false;
	find_edges(text, &left, &right);
	while (view_split(&text, '\f', &page))
		full = unwrap_page(page, right, full, out);
}
