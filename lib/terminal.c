#include "terminal.h"

#include "interval.h"
#include "width.h"

#include <string.h>

static void
line(struct buffer *out, size_t count, char mark)
{
	while (count-- > 0)
		buffer_byte(out, mark);
	buffer_byte(out, '\n');
}

/* How much of `v` fits into one line: up to the last space, or the last wide character, before the edge. */
static size_t
fit(struct view v, size_t edge)
{
	size_t width = 0, i = 0, last = 0;
	unsigned w = 0;
	while (i < v.len) {
		size_t n = width_step(v, i, &w);
		if (width + w > edge)
			return last > 0 ? last : i > 0 ? i : n;
		width += w;
		i += n;
		if (v.at[i - 1] == ' ' || w == 2)
			last = i;
	}
	return v.len;
}

static void
paragraph(struct buffer *out, struct view text)
{
	while (text.len > 0) {
		size_t n = fit(text, TERMINAL_WIDTH);
		width_put(out, view_trim(view_slice(text, 0, n)));
		buffer_byte(out, '\n');
		text = view_slice(text, n, text.len);
	}
}

/* ---- tables ---- */

static void
put_share(struct buffer *b, const struct measure *m, bool alone)
{
	interval_write(b, m->share);
	if (alone)
		return;
	buffer_format(b, " %4u.%u–%u.%u", m->low / 10, m->low % 10, m->high / 10, m->high % 10);
	width_pad(b, m->high < 100 ? 2 : m->high < 1000);
}

/* A cell's text, formatted into `b`. */
static struct view
cell_text(const struct sheet *s, size_t row, size_t column, struct buffer *b)
{
	const struct sheet_cell *x = &s->cells[row * s->count + column];
	buffer_reset(b);
	if (x->fill == SHEET_NA)
		buffer_append(b, VIEW("–"));
	if (x->fill != SHEET_FILLED)
		return buffer_view(b);
	switch (s->columns[column].kind) {
	case SHEET_WORDS:
		return x->words;
	case SHEET_NUMBER:
		sheet_thousands(b, x->number);
		break;
	case SHEET_SHARE:
		put_share(b, &x->share, s->columns[column].alone);
		break;
	}
	return buffer_view(b);
}

static void
measure(const struct sheet *s, size_t width[SHEET_COLUMNS], struct buffer *b)
{
	for (size_t c = 0; c < s->count; c++) {
		width[c] = sheet_column_shown(&s->columns[c]) ? width_of(s->columns[c].head) : 0;
		for (size_t r = 0; sheet_column_shown(&s->columns[c]) && r < s->shown; r++) {
			size_t w = width_of(cell_text(s, r, c, b));
			if (w > width[c])
				width[c] = w;
		}
	}
}

enum { GAP = 2 };

/* Headings stand over their figures; that of a share with its interval over the share. */
static bool
is_right(const struct sheet_column *c)
{
	return c->kind == SHEET_NUMBER || (c->kind == SHEET_SHARE && c->alone);
}

static size_t
span(const struct sheet *s, const size_t width[], size_t from, size_t to)
{
	size_t sum = 0;
	for (size_t c = from; c < to; c++)
		if (sheet_column_shown(&s->columns[c]))
			sum += (sum > 0 ? GAP : 0) + width[c];
	return sum;
}

/* Takes blanks off the end of the line and ends it. */
static void
end_line(struct buffer *out)
{
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
	buffer_byte(out, '\n');
}

static void
put_cell(struct buffer *out, struct view text, size_t width, bool right)
{
	size_t w = width_of(text), pad = width > w ? width - w : 0;
	width_pad(out, right ? pad : 0);
	width_put(out, text);
	width_pad(out, (right ? 0 : pad) + GAP);
}

static void
put_groups(struct buffer *out, const struct sheet *s, const size_t width[])
{
	bool any = sheet_grouped(s);
	for (size_t c = 0, end; any && c < s->count; c = end) {
		end = sheet_group_end(s, c);
		if (end > c + 1 || sheet_column_shown(&s->columns[c]))
			put_cell(out, s->columns[c].group, span(s, width, c, end), false);
	}
	if (any)
		end_line(out);
}

static void
put_row(struct buffer *out, const struct sheet *s, size_t row, const size_t width[], struct buffer *b)
{
	for (size_t c = 0; c < s->count; c++)
		if (sheet_column_shown(&s->columns[c]))
			put_cell(out, cell_text(s, row, c, b), width[c], s->columns[c].kind != SHEET_WORDS);
	end_line(out);
}

static void
put_sheet(struct buffer *out, const struct sheet *s)
{
	size_t width[SHEET_COLUMNS];
	struct buffer b = { 0 };
	measure(s, width, &b);
	size_t all = span(s, width, 0, s->count);
	paragraph(out, s->caption);
	buffer_byte(out, '\n');
	put_groups(out, s, width);
	for (size_t c = 0; c < s->count; c++)
		if (sheet_column_shown(&s->columns[c]))
			put_cell(out, s->columns[c].head, width[c], is_right(&s->columns[c]));
	end_line(out);
	line(out, all, '-');
	for (size_t r = 0; r < s->shown; r++) {
		if (r == s->totals && r > 0)
			line(out, all, '-');
		put_row(out, s, r, width, &b);
	}
	if (s->note.len > 0) {
		buffer_byte(out, '\n');
		paragraph(out, s->note);
	}
	buffer_free(&b);
}

void
terminal_report(struct buffer *out, const struct report *r)
{
	paragraph(out, r->title);
	line(out, width_of(r->title) < TERMINAL_WIDTH ? width_of(r->title) : TERMINAL_WIDTH, '=');
	if (r->synthetic.len > 0) {
		paragraph(out, r->synthetic);
		buffer_byte(out, '\n');
	}
	if (r->figure_count == 0)
		paragraph(out, r->lead);
	for (size_t i = 0; i < r->figure_count; i++)
		paragraph(out, r->figures[i].sentence);
	for (size_t i = 0; i < r->block_count; i++) {
		const struct block *b = &r->blocks[i];
		if (b->kind == BLOCK_LINK || b->kind == BLOCK_TILES || b->kind == BLOCK_CHART)
			continue;
		buffer_byte(out, '\n');
		if (b->kind == BLOCK_SHEET) {
			put_sheet(out, b->sheet);
		} else {
			paragraph(out, b->text);
			if (b->kind == BLOCK_HEADING)
				line(out, width_of(b->text), '-');
		}
	}
}
