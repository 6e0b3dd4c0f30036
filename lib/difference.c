#include "difference.h"

static const char *const names[] = {
	[DIFFERENCE_NEW] = "new",
	[DIFFERENCE_VANISHED] = "vanished",
	[DIFFERENCE_WITHDRAWN] = "withdrawn",
	[DIFFERENCE_UNREAD] = "unread",
	[DIFFERENCE_READ] = "read",
	[DIFFERENCE_CHANGED] = "changed",
	[DIFFERENCE_REATTRIBUTED] = "reattributed",
	[DIFFERENCE_REDESCRIBED] = "redescribed",
	[DIFFERENCE_RECLASSIFIED] = "reclassified",
	[DIFFERENCE_REGROUPED] = "regrouped",
};

const char *
difference_name(enum difference d)
{
	return names[d];
}

enum difference
difference_find(struct view name)
{
	int d = 0;
	while (d < DIFFERENCES && !view_equal(name, view_of(names[d])))
		d++;
	return (enum difference)d;
}

/* What a difference in the column means. False: nothing. */
static bool
meaning(const struct table *t, struct view name, enum difference *what, struct error *e)
{
	int column = table_column(t, "column"), difference = table_column(t, "difference");
	for (size_t i = 0; i < t->rows; i++) {
		if (!view_equal(table_cell(t, i, column), name))
			continue;
		struct view word = table_cell(t, i, difference);
		*what = difference_find(word);
		if (word.len > 0 && *what == DIFFERENCES)
			error_set(e, "%s:%llu: no difference is called \"%.*s\"", t->file, t->lines[i],
			    VIEW_ARGS(word));
		return word.len > 0;
	}
	*what = DIFFERENCE_RECLASSIFIED;
	return true;
}

static int
find_columns(
    struct comparer *c, const struct table *t, const struct tsv *old, const struct tsv *now, struct error *e)
{
	if (table_need(t, "column", e) < 0 || table_need(t, "difference", e) < 0)
		return -1;
	c->columns = arena_clear(&c->memory, tsv_width(old), sizeof *c->columns);
	if (c->columns == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < tsv_width(old); i++) {
		struct compared x = { .name = tsv_name(old, i), .old = (int)i };
		x.now = tsv_find(now, x.name);
		if (x.now < 0 || !meaning(t, x.name, &x.what, e))
			continue;
		if (x.what == DIFFERENCES)
			return -1;
		c->columns[c->count++] = x;
	}
	return 0;
}

int
comparer_make(
    struct comparer *c, const char *table, const struct tsv *old, const struct tsv *now, struct error *e)
{
	struct table t;
	*c = (struct comparer) { .old_error = tsv_column(old, "error"),
		.now_error = tsv_column(now, "error") };
	int got = table_load(&t, table, e) == 0 ? find_columns(c, &t, old, now, e) : -1;
	table_free(&t);
	return got;
}

void
comparer_free(struct comparer *c)
{
	arena_free(&c->memory);
}

static bool
was_read(const struct view *fields, int error)
{
	return error < 0 || fields[error].len == 0;
}

bool
comparer_differs(
    const struct comparer *c, const struct compared *column, const struct view *old, const struct view *now)
{
	bool placed = column->what == DIFFERENCE_REATTRIBUTED;
	bool read = was_read(old, c->old_error) && was_read(now, c->now_error);
	return (read || placed) && !view_equal(old[column->old], now[column->now]);
}

unsigned
comparer_compare(const struct comparer *c, const struct view *old, const struct view *now)
{
	bool before = was_read(old, c->old_error), after = was_read(now, c->now_error);
	unsigned found = 0;
	if (before != after)
		found |= 1U << (after ? DIFFERENCE_READ : DIFFERENCE_UNREAD);
	for (size_t i = 0; i < c->count; i++)
		if (comparer_differs(c, &c->columns[i], old, now))
			found |= 1U << c->columns[i].what;
	return found;
}
