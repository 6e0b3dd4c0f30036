#include "grid.h"

#include <stdio.h>

/* A place of the grid. */
struct site {
	struct view level, province, city, region;
	bool na;
};

struct grid {
	struct tally *t;
	const struct places *places;
	unsigned long long first, last; /* years; both 0: no column of years */
	struct view parts[GROUPING_COLUMNS];
	char year[24];
};

static bool
is_free(const struct group_column *c)
{
	return c->kind == KIND_YEAR || (c->kind == KIND_GROUP && c->of == KIND_OTHER);
}

static struct view
part_of(const struct grid *g, const struct group_column *c, const struct site *s)
{
	enum kind kind = c->kind == KIND_GROUP ? c->of : c->kind;
	struct view v = kind == KIND_LEVEL      ? s->level
	                : kind == KIND_PROVINCE ? s->province
	                : kind == KIND_REGION   ? s->region
	                                        : s->city;
	return c->kind == KIND_GROUP && v.len > 0 ? membership_group(g->t->by->groups, v, c->groups) : v;
}

static int
add_cell(struct grid *g, const struct site *s)
{
	struct view key = grouping_join(g->t->by, g->parts);
	size_t cell = key.at ? cells_find(g->t->cells, key) : CELLS_NONE;
	if (cell == CELLS_NONE)
		return -1;
	if (s->na)
		tally_impossible(g->t, cell);
	return 0;
}

/* The cells of a place: one for each combination of what is free, column `at` and those behind it. */
static int
spread(struct grid *g, const struct site *s, size_t at) /* depth: the columns */
{
	const struct grouping *by = g->t->by;
	if (at == by->count)
		return add_cell(g, s);
	const struct group_column *c = &by->columns[at];
	if (!is_free(c)) {
		g->parts[at] = part_of(g, c, s);
		return spread(g, s, at + 1);
	}
	int got = 0;
	if (c->kind == KIND_GROUP) {
		const struct table *t = &by->groups->table;
		for (size_t r = 0; r < t->rows && got == 0; r++) {
			g->parts[at] = membership_group(by->groups, table_cell(t, r, 0), c->groups);
			got = spread(g, s, at + 1);
		}
		return got;
	}
	for (unsigned long long y = g->first; y <= g->last && y > 0 && got == 0; y++) {
		int len = snprintf(g->year, sizeof g->year, "%04llu", y);
		g->parts[at] = (struct view) { g->year, (size_t)len };
		got = spread(g, s, at + 1);
	}
	return got;
}

static int
add_site(struct grid *g, struct site s)
{
	const struct grouping *by = g->t->by;
	bool shown = grouping_kind(by, KIND_LEVEL) >= 0 && grouping_kind(by, KIND_PROVINCE) >= 0;
	return s.na && !shown ? 0 : spread(g, &s, 0);
}

static int
add_cities(struct grid *g)
{
	struct site s = { .level = VIEW("city") };
	for (size_t at = 0; places_city(g->places, &at, &s.city, &s.province);) {
		const struct place *p = places_province(g->places, s.province);
		s.region = p ? p->region : VIEW("");
		if (add_site(g, s) != 0)
			return -1;
	}
	return 0;
}

static int
add_provinces(struct grid *g, bool with_cities)
{
	for (size_t i = 0; i < g->places->count; i++) {
		const struct place *p = &g->places->provinces[i];
		struct site own = { VIEW("province"), p->code, VIEW(""), p->region, false };
		struct site below = { VIEW("city"), p->code, VIEW(""), p->region, !p->cities };
		if (add_site(g, own) != 0)
			return -1;
		if ((!with_cities || below.na) && add_site(g, below) != 0)
			return -1;
	}
	return 0;
}

/* ---- years ---- */

static void
stretch(struct grid *g, struct view date)
{
	unsigned long long year;
	if (date.len < 4 || view_number(view_slice(date, 0, 4), &year) != 0)
		return;
	g->first = g->first == 0 || year < g->first ? year : g->first;
	g->last = year > g->last ? year : g->last;
}

/* From the first to the last year that is counted; the condition's window counts too. */
static int
find_years(struct grid *g, size_t column, struct error *e)
{
	struct view parts[GROUPING_COLUMNS];
	const struct expression *where = g->t->where;
	for (size_t i = 0; i < cells_count(g->t->cells); i++) {
		if (cells_counters(g->t->cells, i)[TALLY_POPULATION] == 0)
			continue;
		grouping_split(g->t->by, cells_key(g->t->cells, i), parts);
		stretch(g, parts[column]);
	}
	for (size_t i = 0; i < where->count; i++)
		if (view_equal(where->conditions[i].column, VIEW("date")) &&
		    (where->conditions[i].how == IS_AT_LEAST || where->conditions[i].how == IS_AT_MOST))
			stretch(g, where->conditions[i].value);
	if (g->last - g->first > GRID_YEARS)
		return error_set(e,
		    "the years from %llu to %llu are more than a grid holds (%d): give a window in --where",
		    g->first, g->last, GRID_YEARS);
	return 0;
}

static bool
has_grid(const struct group_column *c)
{
	enum kind kind = c->kind == KIND_GROUP && c->of != KIND_OTHER ? c->of : c->kind;
	return kind != KIND_OTHER && kind != KIND_COUNTY;
}

int
grid_add(struct tally *t, const struct places *places, struct error *e)
{
	struct grid g = { .t = t, .places = places };
	bool placed = false;
	for (size_t i = 0; i < t->by->count; i++) {
		const struct group_column *c = &t->by->columns[i];
		if (!has_grid(c))
			return error_set(e,
			    "a complete grid consists of level, province, city, region, year and groups: "
			    "there is none for \"%.*s\"",
			    VIEW_ARGS(c->name));
		placed |= !is_free(c);
		if (c->kind == KIND_YEAR && find_years(&g, i, e) != 0)
			return -1;
	}
	bool cities = grouping_kind(t->by, KIND_CITY) >= 0;
	bool levels = grouping_kind(t->by, KIND_LEVEL) >= 0;
	for (size_t i = 0; i < t->by->count; i++)
		cities |= t->by->columns[i].kind == KIND_GROUP && t->by->columns[i].of == KIND_CITY;
	struct site nation = { .level = VIEW("national") };
	int got = levels || !placed ? add_site(&g, nation) : 0;
	if (got == 0 && placed)
		got = add_provinces(&g, cities) != 0 || (cities && add_cities(&g) != 0);
	return got == 0 ? 0 : error_set(e, "no memory for the grid");
}
