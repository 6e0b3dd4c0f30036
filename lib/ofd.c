#include "ofd.h"

#include "utf8.h"
#include "xml.h"

enum { UNIT = 100, MOST = 10000 * UNIT, INDENT = 200 }; /* hundredths of a millimetre; columns of an indent */

struct reader {
	struct xml xml;
	struct buffer *out;
	long x, y, size;  /* of the text at hand: its object's corner, and its characters */
	long line, right; /* the height of the line at hand, and where its text ends; line < 0: none yet */
	bool in_text;
};

/* A decimal number in hundredths, cut off `*rest` with the blank behind it. 0 where there is none; what is too large is MOST. */
static long
hundredths(struct view *rest)
{
	struct view number = VIEW("");
	long n = 0, scale = 0;
	view_split(rest, ' ', &number);
	bool minus = view_starts(number, VIEW("-"));
	for (size_t i = minus; i < number.len && scale < UNIT; i++) {
		char c = number.at[i];
		if (c == '.' && scale == 0) {
			scale = 1;
		} else if (c >= '0' && c <= '9') {
			n = n < MOST ? n * 10 + (c - '0') : MOST;
			scale *= 10;
		} else {
			break;
		}
	}
	n = n >= MOST ? MOST : scale == 0 ? n * UNIT : scale == 1 ? n * UNIT : scale == 10 ? n * 10 : n;
	return minus ? -n : n;
}

static void
open_object(struct reader *r)
{
	struct view boundary = xml_attribute(r->xml.value, "Boundary"),
	            size = xml_attribute(r->xml.value, "Size");
	r->x = hundredths(&boundary);
	r->y = hundredths(&boundary);
	r->size = hundredths(&size);
	if (r->size < UNIT / 2)
		r->size = UNIT / 2;
}

/* A new line, or blanks, between the text so far and the one that begins at x, y. */
static void
move_to(struct reader *r, long x, long y)
{
	long gap = x - r->right, off = y > r->line ? y - r->line : r->line - y;
	if (r->line < 0 || off * 2 > r->size) {
		if (r->line >= 0)
			buffer_byte(r->out, '\n');
		r->line = y > 0 ? y : 0;
		gap = x;
	}
	long columns = gap * 2 / r->size;
	for (long i = 0; i < columns && i < INDENT; i++)
		buffer_byte(r->out, ' ');
}

static void
put_text(struct reader *r, long x, bool plain)
{
	size_t from = r->out->len;
	if (plain)
		buffer_append(r->out, r->xml.value);
	else
		xml_decode(r->xml.value, r->out);
	if (r->out->failed)
		return;
	struct view text = view_slice(buffer_view(r->out), from, r->out->len);
	r->right = x + (long)utf8_count(text) * r->size;
	for (size_t i = from; i < r->out->len; i++)
		if (r->out->at[i] == '\n' || r->out->at[i] == '\r' || r->out->at[i] == '\f')
			r->out->at[i] = ' ';
}

static void
end_page(struct reader *r)
{
	buffer_append(r->out, VIEW("\n\f"));
	r->line = -1;
}

void
ofd_lines(struct view xml, struct buffer *out)
{
	struct reader r = { .xml = { .text = xml }, .out = out, .line = -1, .size = UNIT };
	long x = 0;
	for (enum xml_piece p; (p = xml_next(&r.xml)) != XML_END;) {
		bool code = view_equal(r.xml.name, VIEW("TextCode"));
		if (p == XML_OPEN && view_equal(r.xml.name, VIEW("TextObject"))) {
			open_object(&r);
		} else if (p == XML_OPEN && code) {
			struct view across = xml_attribute(r.xml.value, "X"),
			            down = xml_attribute(r.xml.value, "Y");
			x = r.x + hundredths(&across);
			move_to(&r, x, r.y + hundredths(&down));
			r.in_text = true;
		} else if (p == XML_CLOSE && code) {
			r.in_text = false;
		} else if (p == XML_CLOSE && view_equal(r.xml.name, VIEW("Page"))) {
			end_page(&r);
		} else if (r.in_text && (p == XML_TEXT || p == XML_CDATA)) {
			put_text(&r, x, p == XML_CDATA);
		}
	}
}
