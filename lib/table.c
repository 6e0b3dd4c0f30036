#include "table.h"

#include "tsv.h"

#include <stdlib.h>
#include <string.h>

static int
grow_rows(struct table *t, size_t *room, struct error *e)
{
	if (t->rows < *room)
		return 0;
	size_t more = *room ? *room * 2 : 64;
	struct view *cells = realloc(t->cells, more * t->columns * sizeof *cells);
	if (cells != NULL)
		t->cells = cells;
	unsigned long long *lines = realloc(t->lines, more * sizeof *lines);
	if (lines != NULL)
		t->lines = lines;
	if (cells == NULL || lines == NULL)
		return error_set(e, "%s: no memory", t->file);
	*room = more;
	return 0;
}

static int
keep_row(struct table *t, const struct view *fields, struct error *e)
{
	for (size_t c = 0; c < t->columns; c++) {
		struct view plain = tsv_decode(fields[c], &t->memory);
		struct view kept = plain.at == fields[c].at ? arena_copy(&t->memory, plain) : plain;
		if (kept.at == NULL)
			return error_set(e, "%s: more than %zu MiB", t->file, TABLE_BYTES >> 20);
		t->cells[t->rows * t->columns + c] = kept;
	}
	return 0;
}

static int
load_rows(struct table *t, struct tsv *in, struct error *e)
{
	size_t room = 0;
	struct view *fields;
	int got;
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (grow_rows(t, &room, e) != 0 || keep_row(t, fields, e) != 0)
			return -1;
		t->lines[t->rows++] = tsv_line(in);
	}
	return got;
}

int
table_load(struct table *t, const char *path, struct error *e)
{
	*t = (struct table) { .file = path, .memory = { .limit = TABLE_BYTES } };
	char *paths[] = { (char *)(void *)(size_t)path };
	struct tsv *in = tsv_open(paths, 1, e);
	if (in == NULL)
		return -1;
	t->columns = tsv_width(in);
	t->names = arena_clear(&t->memory, t->columns, sizeof *t->names);
	int got = t->names ? 0 : error_set(e, "%s: no memory", path);
	for (size_t c = 0; got == 0 && c < t->columns; c++) {
		t->names[c] = arena_copy(&t->memory, tsv_name(in, c));
		if (t->names[c].at == NULL)
			got = error_set(e, "%s: no memory", path);
	}
	if (got == 0)
		got = load_rows(t, in, e);
	tsv_close(in);
	return got;
}

void
table_free(struct table *t)
{
	free(t->cells);
	free(t->lines);
	arena_free(&t->memory);
	*t = (struct table) { 0 };
}

int
table_column(const struct table *t, const char *name)
{
	for (size_t c = 0; c < t->columns; c++)
		if (view_equal(t->names[c], view_of(name)))
			return (int)c;
	return -1;
}

int
table_need(const struct table *t, const char *name, struct error *e)
{
	int column = table_column(t, name);
	return column >= 0 ? column : error_set(e, "%s:1: no column \"%s\"", t->file, name);
}

struct view
table_cell(const struct table *t, size_t row, int column)
{
	return column < 0 ? VIEW("") : t->cells[row * t->columns + (size_t)column];
}
