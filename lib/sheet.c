#include "sheet.h"

#include "interval.h"

#include <stdio.h>

void
sheet_head(
    struct sheet *s, const char *id, struct view head, struct view group, enum sheet_kind kind, bool labels)
{
	s->columns[s->count++] =
	    (struct sheet_column) { .id = id, .head = head, .group = group, .kind = kind, .labels = labels };
}

int
sheet_start(struct sheet *s, struct arena *a, size_t room)
{
	s->cells = arena_clear(a, room * s->count + 1, sizeof *s->cells);
	s->room = s->cells ? room : 0;
	s->rows = s->shown = s->totals = 0;
	return s->cells ? 0 : -1;
}

struct sheet_cell *
sheet_row(struct sheet *s)
{
	return s->rows < s->room ? s->cells + s->rows++ * s->count : NULL;
}

void
sheet_finish(struct sheet *s)
{
	s->shown = s->totals = s->rows;
}

bool
sheet_column_shown(const struct sheet_column *c)
{
	return c->head.len > 0;
}

bool
sheet_has_interval(const struct sheet_column *c)
{
	return c->kind == SHEET_SHARE && !c->alone;
}

size_t
sheet_group_end(const struct sheet *s, size_t from)
{
	size_t end = from + 1;
	while (s->columns[from].group.len > 0 && end < s->count &&
	       view_equal(s->columns[end].group, s->columns[from].group))
		end++;
	return end;
}

bool
sheet_grouped(const struct sheet *s)
{
	for (size_t c = 0; c < s->count; c++)
		if (s->columns[c].group.len > 0)
			return true;
	return false;
}

struct sheet_cell
sheet_words(struct view words)
{
	return (struct sheet_cell) { .fill = words.len > 0 ? SHEET_FILLED : SHEET_EMPTY, .words = words };
}

struct sheet_cell
sheet_number(unsigned long long number)
{
	return (struct sheet_cell) { .fill = SHEET_FILLED, .number = number };
}

struct sheet_cell
sheet_share(struct measure share)
{
	return (struct sheet_cell) { .fill = share.known ? SHEET_FILLED : SHEET_EMPTY, .share = share };
}

void
sheet_thousands(struct buffer *out, unsigned long long number)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%llu", number);
	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buffer_byte(out, ',');
		buffer_byte(out, digits[i]);
	}
}

struct view
sheet_plain(const struct sheet *s, size_t row, size_t column, struct arena *a)
{
	const struct sheet_cell *x = &s->cells[row * s->count + column];
	struct buffer b = { 0 };
	if (x->fill != SHEET_FILLED)
		return VIEW("");
	if (s->columns[column].kind == SHEET_WORDS)
		return x->words;
	if (s->columns[column].kind == SHEET_NUMBER)
		buffer_format(&b, "%llu", x->number);
	else
		interval_write(&b, x->share.share);
	struct view v = arena_copy(a, buffer_view(&b));
	buffer_free(&b);
	return v;
}

struct view
sheet_shown(const struct sheet *s, size_t row, size_t column, struct arena *a)
{
	const struct sheet_cell *x = &s->cells[row * s->count + column];
	const struct sheet_column *c = &s->columns[column];
	struct buffer b = { 0 };
	if (x->fill == SHEET_NA)
		return VIEW("–");
	if (x->fill == SHEET_EMPTY || c->kind == SHEET_WORDS)
		return x->fill == SHEET_EMPTY ? VIEW("") : x->words;
	if (c->kind == SHEET_NUMBER) {
		sheet_thousands(&b, x->number);
	} else {
		interval_write(&b, x->share.share);
		if (!c->alone) {
			buffer_append(&b, VIEW(" ("));
			interval_write(&b, x->share.low);
			buffer_append(&b, VIEW("–"));
			interval_write(&b, x->share.high);
			buffer_byte(&b, ')');
		}
	}
	struct view v = arena_copy(a, buffer_view(&b));
	buffer_free(&b);
	return v;
}

struct view
sheet_heading(const struct sheet *s, size_t column, struct arena *a)
{
	const struct sheet_column *c = &s->columns[column];
	struct buffer b = { 0 };
	if (c->group.len == 0 || c->head.len == 0)
		return c->head;
	buffer_append(&b, c->group);
	buffer_append(&b, VIEW(": "));
	buffer_append(&b, c->head);
	struct view v = arena_copy(a, buffer_view(&b));
	buffer_free(&b);
	return v;
}

void
sheet_tsv(struct buffer *out, const struct sheet *s)
{
	struct arena memory = { 0 };
	for (size_t row = 0; row <= s->rows; row++) {
		bool first = true;
		for (size_t c = 0; c < s->count; c++) {
			if (s->columns[c].id == NULL)
				continue;
			struct view v = row == 0 ? view_of(s->columns[c].id)
			                         : tsv_encode(sheet_plain(s, row - 1, c, &memory), &memory);
			out->failed |= v.at == NULL;
			buffer_append(out, first ? VIEW("") : VIEW("\t"));
			buffer_append(out, v);
			first = false;
		}
		buffer_byte(out, '\n');
	}
	arena_free(&memory);
}
