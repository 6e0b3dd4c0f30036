#define _GNU_SOURCE
#include "drift.h"

#include "address.h"

#include <stdlib.h>
#include <string.h>

/* Counters of a cell: whether a table of counts has it, the counts, then what left and came by cause. */
enum {
	CELL_COUNTED,
	CELL_COUNT,
	CELL_LEFT = CELL_COUNT + DRIFT_TIMES * DRIFT_MEASURES,
	CELL_CAME = CELL_LEFT + DIFFERENCES * DRIFT_MEASURES,
	CELL_COUNTERS = CELL_CAME + DIFFERENCES * DRIFT_MEASURES
};

int
drift_start(struct drift *d, const char *by, const char *where, bool by_family, struct error *e)
{
	*d = (struct drift) { .by_family = by_family };
	for (int t = 0; t < DRIFT_TIMES; t++)
		if (grouping_parse(&d->side[t].by, by, e) != 0 ||
		    expression_parse(&d->side[t].where, where, e) != 0)
			return -1;
	d->cells = cells_new(CELL_COUNTERS);
	d->sites = cells_new(DRIFT_TIMES * SITE_MEASURES);
	return d->cells && d->sites ? 0 : error_set(e, "no memory");
}

static int
bind_side(struct drift_reader *r, const struct tsv *in, bool by_family, const char *focus, const char *clock,
    const struct places *places, struct error *e)
{
	r->url = tsv_column(in, "url");
	r->id = tsv_column(in, "id");
	r->level = tsv_column(in, "level");
	r->issued = tsv_column(in, "issued");
	r->published = tsv_column(in, "published");
	r->focus = focus ? tsv_need(in, focus, e) : -1;
	r->family = by_family ? tsv_need(in, "family", e) : -1;
	if ((focus && r->focus < 0) || (by_family && r->family < 0))
		return -1;
	return grouping_bind(&r->by, in, clock, places, e) != 0 ||
	               expression_bind(&r->where, in, clock, e) != 0
	           ? -1
	           : 0;
}

int
drift_bind(struct drift *d, const struct tsv *old, const struct tsv *now, const char *focus,
    const char *clock, const struct places *places, struct error *e)
{
	return bind_side(&d->side[DRIFT_OLD], old, d->by_family, focus, clock, places, e) != 0
	           ? -1
	           : bind_side(&d->side[DRIFT_NOW], now, d->by_family, focus, clock, places, e);
}

/* ---- tables of counts ---- */

/* How many columns make a cell: those before `tag` or `population`. */
static size_t
key_columns(const struct table *t)
{
	int tag = table_column(t, "tag"), population = table_column(t, "population");
	return (size_t)(tag >= 0 && tag < population ? tag : population);
}

int
drift_columns(const char *path, struct buffer *by, struct error *e)
{
	struct table t;
	int got = table_load(&t, path, e) != 0 || table_need(&t, "population", e) < 0 ? -1 : 0;
	for (size_t i = 0; got == 0 && i < key_columns(&t); i++) {
		if (i > 0)
			buffer_byte(by, ',');
		buffer_append(by, t.names[i]);
	}
	table_free(&t);
	return got == 0 && by->failed ? error_set(e, "no memory") : got;
}

static int
add_count(struct drift *d, int time, const struct table *t, size_t row, struct error *e)
{
	unsigned long long n;
	buffer_reset(&d->key);
	for (size_t i = 0; i < key_columns(t); i++) {
		if (i > 0)
			buffer_byte(&d->key, '\t');
		buffer_append(&d->key, table_cell(t, row, (int)i));
	}
	size_t cell = d->key.failed ? CELLS_NONE : cells_find(d->cells, buffer_view(&d->key));
	if (cell == CELLS_NONE)
		return error_set(e, "no memory");
	unsigned long long *counters = cells_counters(d->cells, cell);
	counters[CELL_COUNTED] = 1;
	static const char *const names[] = { "population", "focus" };
	for (int m = 0; m < DRIFT_MEASURES; m++) {
		struct view v = table_cell(t, row, table_column(t, names[m]));
		if (v.len > 0 && view_number(v, &n) != 0)
			return error_set(e, "%s:%llu: %s is no number: %.*s", t->file, t->lines[row],
			    names[m], VIEW_ARGS(v));
		counters[CELL_COUNT + time * DRIFT_MEASURES + m] = v.len > 0 ? n : 0;
	}
	return 0;
}

static int
same_columns(const struct drift *d, const struct table *t, struct error *e)
{
	const struct grouping *g = &d->side[DRIFT_OLD].by;
	bool same = key_columns(t) == g->count;
	for (size_t i = 0; same && i < g->count; i++)
		same = view_equal(t->names[i], g->columns[i].name);
	return same ? 0 : error_set(e, "%s:1: its cells are made by other columns", t->file);
}

int
drift_counts(struct drift *d, int time, const char *path, const char *focus, struct error *e)
{
	struct table t;
	int got = table_load(&t, path, e) != 0 || table_need(&t, "population", e) < 0 ? -1 : 0;
	if (got == 0)
		got = same_columns(d, &t, e);
	int tag = got == 0 ? table_column(&t, "tag") : -1;
	for (size_t i = 0; got == 0 && i < t.rows; i++)
		if (tag < 0 || (focus && view_equal(table_cell(&t, i, tag), view_of(focus))))
			got = add_count(d, time, &t, i, e);
	table_free(&t);
	d->counted = true;
	return got;
}

/* ---- documents ---- */

struct member {
	bool is[DRIFT_MEASURES];
	size_t cell, total; /* CELLS_NONE: there is none */
};

/* The row of totals that a table of counts has for the cell, if it has one. */
static size_t
find_total(struct drift *d, const struct grouping *g, struct view key)
{
	struct view parts[GROUPING_COLUMNS];
	bool places = false;
	grouping_split(g, key, parts);
	buffer_reset(&d->key);
	for (size_t i = 0; i < g->count; i++) {
		enum kind k = g->columns[i].kind;
		bool place = k == KIND_PROVINCE || k == KIND_REGION || k == KIND_CITY || k == KIND_COUNTY;
		places = places || place;
		if (i > 0)
			buffer_byte(&d->key, '\t');
		buffer_append(&d->key, place ? VIEW("total") : parts[i]);
	}
	return places && !d->key.failed ? cells_find(d->cells, buffer_view(&d->key)) : CELLS_NONE;
}

static int
find_member(
    struct drift *d, struct drift_reader *r, const struct view *fields, struct member *m, struct error *e)
{
	const struct reading *reading = &r->where.reading;
	*m = (struct member) { .cell = CELLS_NONE, .total = CELLS_NONE };
	if (fields == NULL || !reading_held(reading, fields) ||
	    (r->family >= 0 && !view_equal(fields[r->id], fields[r->family])) ||
	    expression_test(&r->where, fields) != TRUTH_TRUE)
		return 0;
	m->is[DRIFT_POPULATION] = true;
	m->is[DRIFT_FOCUS] = r->focus >= 0 && reading_set(reading, fields, r->focus, VIEW("")) == TRUTH_TRUE;
	struct view key = grouping_key(&r->by, fields);
	m->cell = key.at ? cells_find(d->cells, key) : CELLS_NONE;
	if (m->cell != CELLS_NONE && d->counted)
		m->total = find_total(d, &r->by, key);
	return m->cell != CELLS_NONE ? 0 : error_set(e, "no memory");
}

static enum difference
cause_of(unsigned differences)
{
	int d = 0;
	while (d < DIFFERENCES && !(differences & 1U << d))
		d++;
	return (enum difference)d;
}

/* What the document brought to a cell before and what it brings now; a total takes only what crosses its border. */
static void
move(struct drift *d, size_t from, size_t to, const struct member m[DRIFT_TIMES], enum difference cause)
{
	for (int i = 0; i < DRIFT_MEASURES; i++) {
		bool stays = from == to && m[DRIFT_OLD].is[i] && m[DRIFT_NOW].is[i];
		if (stays || cause == DIFFERENCES)
			continue;
		if (m[DRIFT_OLD].is[i] && from != CELLS_NONE)
			cells_counters(d->cells, from)[CELL_LEFT + (int)cause * DRIFT_MEASURES + i]++;
		if (m[DRIFT_NOW].is[i] && to != CELLS_NONE)
			cells_counters(d->cells, to)[CELL_CAME + (int)cause * DRIFT_MEASURES + i]++;
	}
}

static void
count_members(struct drift *d, const struct member m[DRIFT_TIMES])
{
	for (int t = 0; t < DRIFT_TIMES && !d->counted; t++)
		for (int i = 0; i < DRIFT_MEASURES; i++)
			if (m[t].is[i])
				cells_counters(d->cells, m[t].cell)[CELL_COUNT + t * DRIFT_MEASURES + i]++;
}

static int
count_site(struct drift *d, int time, const struct view *fields, bool member, struct error *e)
{
	const struct drift_reader *r = &d->side[time];
	if (fields == NULL || r->url < 0 || reading_part(&r->where.reading, fields))
		return 0;
	size_t site = cells_find(d->sites, address_site(fields[r->url]));
	if (site == CELLS_NONE)
		return error_set(e, "no memory");
	unsigned long long *n = cells_counters(d->sites, site) + time * SITE_MEASURES;
	bool read = reading_held(&r->where.reading, fields);
	n[SITE_DOCUMENTS]++;
	n[SITE_READ] += read;
	n[SITE_DATED] += read && ((r->issued >= 0 && fields[r->issued].len > 0) ||
	                             (r->published >= 0 && fields[r->published].len > 0));
	n[SITE_PLACED] += read && r->level >= 0 && fields[r->level].len > 0;
	n[SITE_POPULATION] += member;
	return 0;
}

int
drift_add(
    struct drift *d, const struct view *old, const struct view *now, unsigned differences, struct error *e)
{
	const struct view *fields[DRIFT_TIMES] = { old, now };
	struct member m[DRIFT_TIMES];
	for (int t = 0; t < DRIFT_TIMES; t++)
		if (find_member(d, &d->side[t], fields[t], &m[t], e) != 0 ||
		    count_site(d, t, fields[t], m[t].is[DRIFT_POPULATION], e) != 0)
			return -1;
	count_members(d, m);
	move(d, m[DRIFT_OLD].cell, m[DRIFT_NOW].cell, m, cause_of(differences));
	if (d->counted)
		move(d, m[DRIFT_OLD].total, m[DRIFT_NOW].total, m, cause_of(differences));
	return 0;
}

/* ---- results ---- */

static int
by_key(const void *a, const void *b, void *grouping)
{
	const struct drift_cell *x = a, *y = b;
	const struct grouping *g = grouping;
	struct view left[GROUPING_COLUMNS], right[GROUPING_COLUMNS];
	grouping_split(g, x->key, left);
	grouping_split(g, y->key, right);
	return grouping_compare(g, left, right);
}

static int
by_host(const void *a, const void *b)
{
	const struct drift_site *x = a, *y = b;
	return view_compare(x->host, y->host);
}

static struct drift_cell
cell_of(struct drift *d, size_t index)
{
	const unsigned long long *n = cells_counters(d->cells, index);
	struct drift_cell c = { .key = cells_key(d->cells, index) };
	memcpy(c.count, n + CELL_COUNT, sizeof c.count);
	memcpy(c.left, n + CELL_LEFT, sizeof c.left);
	memcpy(c.came, n + CELL_CAME, sizeof c.came);
	return c;
}

const struct drift_cell *
drift_cells(struct drift *d, struct arena *a, size_t *count)
{
	size_t all = cells_count(d->cells);
	struct drift_cell *list = arena_clear(a, all + 1, sizeof *list);
	*count = 0;
	for (size_t i = 0; list != NULL && i < all; i++)
		if (!d->counted || cells_counters(d->cells, i)[CELL_COUNTED])
			list[(*count)++] = cell_of(d, i);
	if (list != NULL)
		qsort_r(list, *count, sizeof *list, by_key, &d->side[DRIFT_OLD].by);
	return list;
}

const struct drift_site *
drift_sites(struct drift *d, struct arena *a, size_t *count)
{
	size_t all = cells_count(d->sites);
	struct drift_site *list = arena_clear(a, all + 1, sizeof *list);
	for (size_t i = 0; list != NULL && i < all; i++) {
		list[i].host = cells_key(d->sites, i);
		memcpy(list[i].count, cells_counters(d->sites, i), sizeof list[i].count);
	}
	if (list != NULL)
		qsort(list, all, sizeof *list, by_host);
	*count = all;
	return list;
}

bool
drift_cell_moved(const struct drift_cell *c)
{
	return memcmp(c->count[DRIFT_OLD], c->count[DRIFT_NOW], sizeof c->count[0]) != 0;
}

bool
drift_site_moved(const struct drift_site *s)
{
	return memcmp(s->count[DRIFT_OLD], s->count[DRIFT_NOW], sizeof s->count[0]) != 0;
}

long long
drift_rest(const struct drift_cell *c, int measure)
{
	long long rest = (long long)c->count[DRIFT_NOW][measure] - (long long)c->count[DRIFT_OLD][measure];
	for (int d = 0; d < DIFFERENCES; d++)
		rest += (long long)c->left[d][measure] - (long long)c->came[d][measure];
	return rest;
}

void
drift_free(struct drift *d)
{
	for (int t = 0; t < DRIFT_TIMES; t++) {
		grouping_free(&d->side[t].by);
		expression_free(&d->side[t].where);
	}
	cells_free(d->cells);
	cells_free(d->sites);
	buffer_free(&d->key);
}
