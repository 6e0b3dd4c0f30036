#define _GNU_SOURCE
#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* Bits of a unit. */
enum { UNIT_POPULATION = 1, UNIT_POSSIBLE = 2, UNIT_UNREAD = 4, UNIT_FALLBACK = 8, UNIT_REPRESENTED = 16 };

/* Counters of a family. */
enum { FAMILY_CELL, FAMILY_BITS, FAMILY_HIT, FAMILY_OPEN, FAMILY_COUNTERS };

static size_t
width_of(const struct tally *t)
{
	return TALLY_HIT + 2 * t->count + TALLY_RARE;
}

static unsigned long long *
rare(const struct tally *t, unsigned long long *counters)
{
	return counters + TALLY_HIT + 2 * t->count;
}

void
tally_impossible(struct tally *t, size_t cell)
{
	rare(t, cells_counters(t->cells, cell))[TALLY_NA] = 1;
}

int
tally_sum(struct tally *t, size_t cell, struct view key)
{
	size_t total = cells_find(t->cells, key);
	if (total == CELLS_NONE)
		return -1;
	const unsigned long long *from = cells_counters(t->cells, cell);
	unsigned long long *to = cells_counters(t->cells, total);
	for (size_t n = 0; n < width_of(t); n++)
		if (n != width_of(t) - TALLY_RARE + TALLY_NA)
			to[n] += from[n];
	return 0;
}

static int
check_scope(const char *scope, struct error *e)
{
	if (strcmp(scope, "document") == 0 || strcmp(scope, "paragraph") == 0 ||
	    strcmp(scope, "sentence") == 0)
		return 0;
	return error_set(e, "neither document nor paragraph nor sentence: %s", scope);
}

int
tally_scope(const struct expression *where, const char *list, const char *scope, struct buffer *columns,
    struct error *e)
{
	struct view rest = view_of(list), name, beside = expression_tag(where);
	bool narrow = strcmp(scope, "document") != 0;
	if (check_scope(scope, e) != 0)
		return -1;
	if (narrow && beside.len == 0)
		return error_set(e, "--where names no tag alone that the focus could stand beside");
	while (list != NULL && view_split(&rest, ',', &name)) {
		buffer_append(columns, name);
		if (narrow)
			buffer_format(columns, ".%.*s.%s", VIEW_ARGS(beside), scope);
		if (rest.at != NULL)
			buffer_byte(columns, ',');
	}
	buffer_byte(columns, '\0');
	if (columns->len == 1)
		buffer_reset(columns);
	return columns->failed ? error_set(e, "no memory") : 0;
}

int
tally_start(struct tally *t, struct grouping *by, struct expression *where, const char *focus, bool by_family,
    struct error *e)
{
	*t = (struct tally) { .by = by, .where = where, .by_family = by_family };
	struct view rest = view_of(focus), name;
	while (focus != NULL && view_split(&rest, ',', &name)) {
		if (name.len == 0)
			return error_set(e, "\"%.200s\" has an empty name", focus);
		if (t->count == TALLY_FOCUSES)
			return error_set(e, "more than %d columns", TALLY_FOCUSES);
		t->focuses[t->count++].name = name;
	}
	t->cells = cells_new(width_of(t));
	t->families = cells_new(FAMILY_COUNTERS);
	return t->cells && t->families ? 0 : error_set(e, "no memory");
}

int
tally_bind(struct tally *t, const struct tsv *in, struct error *e)
{
	for (size_t i = 0; i < t->count; i++) {
		struct focus *f = &t->focuses[i];
		f->column = tsv_find(in, f->name);
		if (f->column < 0)
			return error_set(e, "%s:1: no column \"%.*s\"", tsv_file(in), VIEW_ARGS(f->name));
	}
	if (!t->by_family)
		return 0;
	t->id = tsv_need(in, "id", e);
	t->family = t->id < 0 ? -1 : tsv_need(in, "family", e);
	return t->family < 0 ? -1 : 0;
}

/* Of a row that is in the population, the focuses that it hits, and those of which that is not known. */
static inline struct unit
judge_focuses(const struct tally *t, const struct view *fields)
{
	const struct reading *r = &t->where->reading;
	struct unit u = { .bits = UNIT_POPULATION };
	bool full = reading_full(r, fields);
	for (size_t i = 0; i < t->count; i++) {
		struct view v = fields[t->focuses[i].column];
		enum truth hit = r->always ? (enum truth)((v.len > 1) | (v.len == 1 && v.at[0] != '0'))
		                           : reading_set(r, fields, t->focuses[i].column, t->focuses[i].name);
		if (v.len == 0 && t->scoped)
			hit = TRUTH_UNKNOWN;
		u.hit |= (unsigned long long)(hit == TRUTH_TRUE) << i;
		u.open |= (unsigned long long)(hit == TRUTH_UNKNOWN || !full) << i;
	}
	return u;
}

/*
 * An unread row is never in the population, even where its source's columns satisfy the condition: nobody can say
 * whether it hits. It may be in it, and then it may hit or not.
 */
static inline struct unit
judge(const struct tally *t, const struct view *fields, bool held)
{
	enum truth is = t->where->count == 0 ? TRUTH_TRUE : expression_test(t->where, fields);
	if (is == TRUTH_FALSE)
		return (struct unit) { 0 };
	if (is == TRUTH_UNKNOWN || !held)
		return (struct unit) { .bits = UNIT_POSSIBLE | (held ? 0 : UNIT_UNREAD), .open = ~0ULL };
	return judge_focuses(t, fields);
}

static inline void
count_unit(const struct tally *t, unsigned long long *n, const struct unit *u)
{
	if (u->bits & UNIT_POPULATION) {
		n[TALLY_POPULATION]++;
		if (u->bits & UNIT_FALLBACK)
			rare(t, n)[TALLY_FALLBACK]++;
		for (size_t i = 0; i < t->count; i++) {
			n[TALLY_HIT + i] += u->hit >> i & 1;
			if (u->open & ~u->hit & 1ULL << i)
				n[TALLY_HIT + t->count + i]++;
		}
	} else if (u->bits & UNIT_POSSIBLE) {
		rare(t, n)[TALLY_POSSIBLE]++;
		rare(t, n)[TALLY_UNREAD] += (u->bits & UNIT_UNREAD) != 0;
	}
}

static int
no_memory(const struct tally *t, struct error *e)
{
	return error_set(
	    e, "no memory for %zu cells and %zu families", cells_count(t->cells), cells_count(t->families));
}

/* Counts the rows that wait. */
static int
count_waiting(struct tally *t, struct error *e)
{
	struct waiting *w = &t->waiting;
	struct view keys[CELLS_BATCH];
	unsigned long long *cells[CELLS_BATCH];
	size_t from = 0;
	for (size_t i = 0; i < w->count; from = w->ends[i++])
		keys[i] = (struct view) { w->keys.at + from, w->ends[i] - from };
	if (cells_find_all(t->cells, keys, w->count, cells) != 0)
		return no_memory(t, e);
	for (size_t i = 0; i < w->count; i++) {
		cells[i][TALLY_LISTED]++;
		cells[i][TALLY_HELD] += w->held[i];
		count_unit(t, cells[i], &w->units[i]);
	}
	w->count = 0;
	buffer_reset(&w->keys);
	return 0;
}

static int
join_family(struct tally *t, size_t cell, struct unit u, const struct view *fields)
{
	size_t family = cells_find(t->families, fields[t->family]);
	if (family == CELLS_NONE)
		return -1;
	unsigned long long *n = cells_counters(t->families, family);
	bool represents = view_equal(fields[t->id], fields[t->family]);
	if (represents || n[FAMILY_BITS] == 0) {
		n[FAMILY_CELL] = cell;
		n[FAMILY_BITS] &= ~(unsigned long long)UNIT_FALLBACK;
		n[FAMILY_BITS] |= (t->by->fallback ? UNIT_FALLBACK : 0) | UNIT_REPRESENTED;
	}
	n[FAMILY_BITS] |= u.bits & ~(unsigned long long)UNIT_FALLBACK;
	n[FAMILY_HIT] |= u.hit;
	n[FAMILY_OPEN] |= u.open;
	return 0;
}

/* A row of a family: its cell is needed at once. */
static int
add_member(struct tally *t, const struct view *fields, struct unit u, struct error *e)
{
	if (reading_part(&t->where->reading, fields))
		return 0;
	struct view key = grouping_key(t->by, fields);
	size_t cell = key.at ? cells_find(t->cells, key) : CELLS_NONE;
	if (cell == CELLS_NONE)
		return no_memory(t, e);
	unsigned long long *n = cells_counters(t->cells, cell);
	n[TALLY_LISTED]++;
	n[TALLY_HELD] += reading_held(&t->where->reading, fields);
	return join_family(t, cell, u, fields) == 0 ? 0 : no_memory(t, e);
}

int
tally_add(struct tally *t, const struct view *fields, struct error *e)
{
	struct waiting *w = &t->waiting;
	bool held = reading_held(&t->where->reading, fields);
	struct unit u = judge(t, fields, held);
	if (t->by_family && fields[t->family].len > 0)
		return add_member(t, fields, u, e);
	if (grouping_append(t->by, fields, &w->keys) != 0)
		return no_memory(t, e);
	if (t->by->fallback)
		u.bits |= UNIT_FALLBACK;
	w->ends[w->count] = w->keys.len;
	w->held[w->count] = held;
	w->units[w->count++] = u;
	return w->count < CELLS_BATCH ? 0 : count_waiting(t, e);
}

int
tally_joint(struct tally *t, struct placements *p, const struct view *fields, struct error *e)
{
	const struct view *placed;
	placements_row(p, fields);
	while (placements_next(p, &placed))
		if (tally_add(t, placed, e) != 0)
			return -1;
	return 0;
}

int
tally_close(struct tally *t, struct error *e)
{
	if (count_waiting(t, e) != 0)
		return -1;
	for (size_t i = 0; i < cells_count(t->families); i++) {
		const unsigned long long *n = cells_counters(t->families, i);
		struct unit u = { n[FAMILY_BITS], n[FAMILY_HIT], n[FAMILY_OPEN] };
		count_unit(t, cells_counters(t->cells, (size_t)n[FAMILY_CELL]), &u);
	}
	return 0;
}

static struct tally_row
row_of(struct tally *t, size_t cell, struct view *parts)
{
	unsigned long long *n = cells_counters(t->cells, cell), *seldom = rare(t, n);
	grouping_split(t->by, cells_key(t->cells, cell), parts);
	return (struct tally_row) {
		.parts = parts,
		.listed = n[TALLY_LISTED],
		.held = n[TALLY_HELD],
		.population = n[TALLY_POPULATION],
		.possible = seldom[TALLY_POSSIBLE],
		.unread = seldom[TALLY_UNREAD],
		.fallback = seldom[TALLY_FALLBACK],
		.na = seldom[TALLY_NA] && n[TALLY_LISTED] == 0,
		.hits = n + TALLY_HIT,
		.open = n + TALLY_HIT + t->count,
	};
}

static int
compare_rows(const void *a, const void *b, void *grouping)
{
	const struct tally_row *x = a, *y = b;
	return grouping_compare(grouping, x->parts, y->parts);
}

struct tally_row *
tally_rows(struct tally *t, struct arena *a, size_t *count)
{
	size_t width = t->by->count;
	*count = cells_count(t->cells);
	struct tally_row *rows = arena_clear(a, *count + 1, sizeof *rows);
	struct view *parts = arena_clear(a, *count * width + 1, sizeof *parts);
	if (rows == NULL || parts == NULL)
		return NULL;
	for (size_t i = 0; i < *count; i++)
		rows[i] = row_of(t, i, parts + i * width);
	qsort_r(rows, *count, sizeof *rows, compare_rows, t->by);
	return rows;
}

void
tally_free(struct tally *t)
{
	cells_free(t->cells);
	cells_free(t->families);
	buffer_free(&t->waiting.keys);
}
