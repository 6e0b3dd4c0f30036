#include "csvsheet.h"

#include "interval.h"

#include <string.h>

static void
put_field(struct buffer *out, struct view v, bool first)
{
	bool quoted = false;
	for (size_t i = 0; i < v.len; i++)
		quoted |= strchr(",\"\r\n", v.at[i]) != NULL;
	if (!first)
		buffer_byte(out, ',');
	if (quoted)
		buffer_byte(out, '"');
	for (size_t i = 0; i < v.len; i++) {
		if (v.at[i] == '"')
			buffer_byte(out, '"');
		buffer_byte(out, v.at[i]);
	}
	if (quoted)
		buffer_byte(out, '"');
}

static void
put_header(struct buffer *out, const struct sheet *s)
{
	bool first = true;
	for (size_t c = 0; c < s->count; c++) {
		if (s->columns[c].id == NULL)
			continue;
		put_field(out, view_of(s->columns[c].id), first);
		if (sheet_has_interval(&s->columns[c]))
			buffer_format(out, ",%s_low,%s_high", s->columns[c].id, s->columns[c].id);
		first = false;
	}
	buffer_append(out, VIEW("\r\n"));
}

static void
put_row(struct buffer *out, const struct sheet *s, size_t row, struct arena *a)
{
	bool first = true;
	for (size_t c = 0; c < s->count; c++) {
		const struct sheet_cell *x = &s->cells[row * s->count + c];
		if (s->columns[c].id == NULL)
			continue;
		struct view v = sheet_plain(s, row, c, a);
		out->failed |= v.at == NULL;
		put_field(out, v, first);
		first = false;
		if (!sheet_has_interval(&s->columns[c]))
			continue;
		buffer_byte(out, ',');
		if (x->fill == SHEET_FILLED)
			interval_write(out, x->share.low);
		buffer_byte(out, ',');
		if (x->fill == SHEET_FILLED)
			interval_write(out, x->share.high);
	}
	buffer_append(out, VIEW("\r\n"));
}

void
csvsheet_write(struct buffer *out, const struct sheet *s)
{
	struct arena memory = { 0 };
	buffer_append(out, VIEW("\xef\xbb\xbf"));
	put_header(out, s);
	for (size_t row = 0; row < s->rows; row++)
		put_row(out, s, row, &memory);
	arena_free(&memory);
}
