#include "officexml.h"

#include "xml.h"

#include <stdlib.h>

struct reader {
	struct xml xml;
	struct buffer *out;
	size_t rows;    /* table rows that we are in */
	size_t skipped; /* elements that hold no text that we are in */
	bool in_text;   /* in an element that holds text */
};

static bool
is(const struct reader *r, struct view name)
{
	return view_equal(r->xml.name, name);
}

/* A paragraph ends a line, but in a row a cell. */
static void
end_paragraph(struct reader *r)
{
	buffer_byte(r->out, r->rows > 0 ? ' ' : '\n');
}

static void
end_row(struct reader *r)
{
	r->rows -= r->rows > 0;
	if (r->rows == 0)
		buffer_byte(r->out, '\n');
}

/* ---- WordprocessingML ---- */

static void
word_open(struct reader *r)
{
	if (is(r, VIEW("t")))
		r->in_text = true;
	else if (is(r, VIEW("tr")))
		r->rows++;
	else if (is(r, VIEW("tab")) || is(r, VIEW("tc")))
		buffer_byte(r->out, ' ');
	else if ((is(r, VIEW("br")) || is(r, VIEW("cr"))) && r->rows == 0)
		buffer_byte(r->out, '\n');
	else if (is(r, VIEW("noBreakHyphen")))
		buffer_byte(r->out, '-');
}

static void
word_close(struct reader *r)
{
	if (is(r, VIEW("t")))
		r->in_text = false;
	else if (is(r, VIEW("p")))
		end_paragraph(r);
	else if (is(r, VIEW("tr")))
		end_row(r);
}

/* Appends a text; its line breaks are blanks. */
static void
append_text(struct buffer *out, struct view raw, bool plain)
{
	size_t from = out->len;
	if (plain)
		buffer_append(out, raw);
	else
		xml_decode(raw, out);
	for (size_t i = from; i < out->len; i++)
		if (out->at[i] == '\n' || out->at[i] == '\r')
			out->at[i] = ' ';
}

void
officexml_word(struct view xml, struct buffer *out)
{
	struct reader r = { .xml = { .text = xml }, .out = out };
	for (enum xml_piece p; (p = xml_next(&r.xml)) != XML_END;) {
		if (p == XML_OPEN)
			word_open(&r);
		else if (p == XML_CLOSE)
			word_close(&r);
		else if (r.in_text)
			append_text(out, r.xml.value, p == XML_CDATA);
	}
}

/* ---- DocBook ---- */

static void
docbook_close(struct reader *r)
{
	if (is(r, VIEW("bookinfo")))
		r->skipped -= r->skipped > 0;
	else if (is(r, VIEW("para")) || is(r, VIEW("title")) || is(r, VIEW("entry")))
		end_paragraph(r);
	else if (is(r, VIEW("row")))
		end_row(r);
}

/* Without the line breaks and the indent around it; a break within it is a blank. */
static void
docbook_text(struct reader *r, bool plain)
{
	struct view v = r->xml.value;
	while (v.len > 0 && (v.at[0] == '\n' || v.at[0] == '\r' || v.at[0] == '\t'))
		v = view_slice(v, 1, v.len);
	if (r->skipped > 0 || view_trim(v).len == 0)
		return;
	while (v.len > 0 && (v.at[v.len - 1] == ' ' || v.at[v.len - 1] == '\n' || v.at[v.len - 1] == '\r'))
		v.len--;
	append_text(r->out, v, plain);
}

void
officexml_docbook(struct view xml, struct buffer *out)
{
	struct reader r = { .xml = { .text = xml }, .out = out };
	for (enum xml_piece p; (p = xml_next(&r.xml)) != XML_END;) {
		if (p == XML_OPEN && is(&r, VIEW("bookinfo")))
			r.skipped++;
		else if (p == XML_OPEN && is(&r, VIEW("row")))
			r.rows++;
		else if (p == XML_CLOSE)
			docbook_close(&r);
		else if (p != XML_OPEN)
			docbook_text(&r, p == XML_CDATA);
	}
}

/* ---- SpreadsheetML ---- */

struct strings {
	struct buffer text;
	size_t *ends; /* of each string in the text */
	size_t count, room;
};

static bool
strings_end(struct strings *s)
{
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 1024;
		size_t *more = realloc(s->ends, room * sizeof *more);
		if (more == NULL)
			return false;
		s->ends = more;
		s->room = room;
	}
	s->ends[s->count++] = s->text.len;
	return true;
}

/* The shared strings: <sst> <si> <t>…</t> <r><t>…</t></r> </si>; how they are spoken (<rPh>) is no text. False: no memory. */
static bool
strings_read(struct strings *s, struct view xml)
{
	struct reader r = { .xml = { .text = xml } };
	bool shared = false;
	for (enum xml_piece p; (p = xml_next(&r.xml)) != XML_END;) {
		if (is(&r, VIEW("sst")) && (p == XML_OPEN || p == XML_CLOSE))
			shared = p == XML_OPEN;
		else if (p == XML_OPEN && is(&r, VIEW("rPh")))
			r.skipped++;
		else if (p == XML_CLOSE && is(&r, VIEW("rPh")))
			r.skipped -= r.skipped > 0;
		else if (is(&r, VIEW("t")) && (p == XML_OPEN || p == XML_CLOSE))
			r.in_text = p == XML_OPEN;
		else if (shared && p == XML_CLOSE && is(&r, VIEW("si")) && !strings_end(s))
			return false;
		else if (shared && r.in_text && r.skipped == 0 && (p == XML_TEXT || p == XML_CDATA))
			append_text(&s->text, r.xml.value, p == XML_CDATA);
	}
	return !s->text.failed;
}

/* A cell's value: a number of a shared string, or the text itself. */
static void
put_cell(struct reader *r, const struct strings *s, bool by_number, bool plain)
{
	unsigned long long n;
	if (!by_number) {
		append_text(r->out, r->xml.value, plain);
	} else if (view_number(view_trim(r->xml.value), &n) == 0 && n < s->count) {
		size_t from = n > 0 ? s->ends[n - 1] : 0;
		buffer_append(r->out, view_slice(buffer_view(&s->text), from, s->ends[n]));
	}
}

void
officexml_sheet(struct view xml, struct buffer *out)
{
	struct reader r = { .xml = { .text = xml }, .out = out };
	struct strings s = { 0 };
	bool by_number = false;
	out->failed |= !strings_read(&s, xml);
	for (enum xml_piece p; (p = xml_next(&r.xml)) != XML_END;) {
		bool value = is(&r, VIEW("v")) || (is(&r, VIEW("t")) && r.rows > 0);
		if (p == XML_OPEN && is(&r, VIEW("row")))
			r.rows++;
		else if (p == XML_OPEN && is(&r, VIEW("c")))
			by_number = view_equal(xml_attribute(r.xml.value, "t"), VIEW("s"));
		else if (p == XML_CLOSE && is(&r, VIEW("c")))
			end_paragraph(&r);
		else if (p == XML_CLOSE && is(&r, VIEW("row")))
			end_row(&r);
		else if (p == XML_OPEN || p == XML_CLOSE)
			r.in_text = value && p == XML_OPEN;
		else if (r.in_text && r.rows > 0)
			put_cell(&r, &s, by_number, p == XML_CDATA);
	}
	buffer_free(&s.text);
	free(s.ends);
}
