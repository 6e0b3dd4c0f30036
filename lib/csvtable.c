#include "csvtable.h"

#include "charset.h"
#include "records.h"

#include <stdlib.h>

struct growing {
	struct table *t;
	size_t room; /* rows */
};

static int
copy_fields(struct table *t, struct view *to, const struct view *fields, size_t count, struct error *e)
{
	for (size_t i = 0; i < count; i++)
		if ((to[i] = arena_copy(&t->memory, fields[i])).at == NULL)
			return error_set(e, "%s: no memory", t->file);
	return 0;
}

static int
add_row(struct growing *g, const struct view *fields, unsigned long long line, struct error *e)
{
	struct table *t = g->t;
	if (t->rows == g->room) {
		size_t room = g->room ? g->room * 2 : 64;
		struct view *cells = realloc(t->cells, room * t->columns * sizeof *cells);
		if (cells != NULL)
			t->cells = cells;
		unsigned long long *lines = realloc(t->lines, room * sizeof *lines);
		if (lines != NULL)
			t->lines = lines;
		if (cells == NULL || lines == NULL)
			return error_set(e, "%s: no memory", t->file);
		g->room = room;
	}
	t->lines[t->rows] = line;
	return copy_fields(t, t->cells + t->rows++ * t->columns, fields, t->columns, e);
}

static bool
is_blank(const struct view *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].len > 0)
			return false;
	return true;
}

static int
read_header(struct table *t, struct records *c, struct error *e)
{
	struct view *names;
	int got = records_next(c, &names, &t->columns, e);
	if (got == 0)
		return error_set(e, "%s: empty, without so much as a header line", t->file);
	if (got < 0)
		return -1;
	t->names = arena_clear(&t->memory, t->columns, sizeof *t->names);
	return t->names == NULL ? error_set(e, "%s: no memory", t->file)
	                        : copy_fields(t, t->names, names, t->columns, e);
}

static int
read_rows(struct table *t, struct records *c, struct error *e)
{
	struct growing g = { t, 0 };
	struct view *fields;
	size_t count;
	int got = read_header(t, c, e);
	while (got == 0 && (got = records_next(c, &fields, &count, e)) == 1) {
		got = 0;
		if (is_blank(fields, count))
			continue;
		if (count != t->columns)
			got = error_set(e, "%s:%llu: %zu fields, not %zu as in the header", t->file,
			    records_line(c), count, t->columns);
		else
			got = add_row(&g, fields, records_line(c), e);
	}
	return got;
}

int
csvtable_load(struct table *t, const char *path, struct error *e)
{
	enum records_form form;
	if (!records_named(path, &form))
		return table_load(t, path, e);
	*t = (struct table) { .file = path, .memory = { .limit = TABLE_BYTES } };
	struct charset *charset = charset_new(e);
	struct records *c = charset != NULL ? records_open(path, form, charset, e) : NULL;
	int bad = c != NULL ? read_rows(t, c, e) : -1;
	records_close(c);
	charset_free(charset);
	return bad;
}
