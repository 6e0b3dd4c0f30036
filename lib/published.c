#include "published.h"

static const char *const figures[] = { "province_docs", "province_share", "city_docs", "city_share" };
enum { FIGURES = sizeof figures / sizeof *figures };

/* A cell of the own table by its column's id; empty where there is no such column. */
static struct view
own_text(const struct sheet *s, size_t row, const char *id, struct arena *a)
{
	for (size_t c = 0; c < s->count; c++)
		if (s->columns[c].id != NULL && view_equal(view_of(s->columns[c].id), view_of(id)))
			return sheet_plain(s, row, c, a);
	return VIEW("");
}

/* The own row for a published one: by its code, or by its name where it has none. -1: there is none. */
static long
find_row(const struct sheet *s, const struct table *t, size_t row, struct arena *a)
{
	struct view code = table_cell(t, row, table_column(t, "code"));
	struct view name = table_cell(t, row, table_column(t, "province"));
	for (size_t r = 0; r < s->rows; r++) {
		struct view own_code = own_text(s, r, "code", a);
		if (code.len > 0 ? view_equal(own_code, code)
		                 : own_code.len == 0 && view_equal(own_text(s, r, "province", a), name))
			return (long)r;
	}
	return -1;
}

static void
add(struct comparison *c, struct difference d)
{
	c->list[c->count++] = d;
}

static void
compare_row(struct comparison *c, const struct sheet *own, size_t row, bool *seen, struct arena *a)
{
	const struct table *t = &c->published;
	long at = find_row(own, t, row, a);
	bool total = table_cell(t, row, table_column(t, "code")).len == 0;
	if (at >= 0)
		seen[at] = true;
	for (size_t f = 0; f < FIGURES; f++) {
		struct view theirs = table_cell(t, row, table_column(t, figures[f]));
		struct view ours = at < 0 ? VIEW("") : own_text(own, (size_t)at, figures[f], a);
		c->figures += theirs.len > 0;
		if ((total && theirs.len == 0) || view_equal(theirs, ours))
			continue;
		add(c, (struct difference) { table_cell(t, row, table_column(t, "province")),
		           table_cell(t, row, table_column(t, "name_en")), figures[f], theirs, ours });
	}
}

/* Provinces that the published table hasn't got. */
static void
compare_rest(struct comparison *c, const struct sheet *own, const bool *seen, struct arena *a)
{
	for (size_t r = 0; r < own->rows; r++) {
		if (seen[r] || own_text(own, r, "code", a).len == 0)
			continue;
		for (size_t f = 0; f < FIGURES; f++) {
			struct view ours = own_text(own, r, figures[f], a);
			if (ours.len > 0)
				add(c, (struct difference) { own_text(own, r, "province", a),
				           own_text(own, r, "name_en", a), figures[f], VIEW(""), ours });
		}
	}
}

int
comparison_make(
    struct comparison *c, const char *path, const struct sheet *own, struct arena *a, struct error *e)
{
	static const char *const names[] = { "code", "province", "name_en" };
	*c = (struct comparison) { 0 };
	if (table_load(&c->published, path, e) != 0)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (table_need(&c->published, names[i], e) < 0)
			return -1;
	for (size_t f = 0; f < FIGURES; f++)
		if (table_need(&c->published, figures[f], e) < 0)
			return -1;
	c->list = arena_clear(a, (c->published.rows + own->rows) * FIGURES + 1, sizeof *c->list);
	bool *seen = arena_clear(a, own->rows + 1, sizeof *seen);
	if (c->list == NULL || seen == NULL)
		return error_set(e, "%s: no memory", path);
	for (size_t r = 0; r < c->published.rows; r++)
		compare_row(c, own, r, seen, a);
	compare_rest(c, own, seen, a);
	return 0;
}

void
comparison_free(struct comparison *c)
{
	table_free(&c->published);
}
