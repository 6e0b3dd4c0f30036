#define _GNU_SOURCE
#include "lengths.h"

#include "interval.h"

#include <stdlib.h>

enum { ALL = LENGTHS_FIFTHS, ROWS };

int
lengths_open(struct lengths *l, struct grouping *by, struct expression *where, const char *focus,
    const char *chars, bool by_family, const struct tsv *in, struct error *e)
{
	*l = (struct lengths) { .by = by, .where = where, .by_family = by_family };
	l->focus_name = view_of(focus);
	l->focus = tsv_need(in, focus, e);
	l->chars = l->focus < 0 ? -1 : tsv_need(in, chars, e);
	l->id = l->chars < 0 ? -1 : by_family ? tsv_need(in, "id", e) : 0;
	l->family = l->id < 0 ? -1 : by_family ? tsv_need(in, "family", e) : 0;
	if (l->family < 0)
		return -1;
	l->cells = cells_new(1);
	l->families = cells_new(1);
	return l->cells && l->families ? 0 : error_set(e, "no memory");
}

/* The unit of the row: a new one, or its family's. NULL: no memory. */
static struct lengths_unit *
unit_of(struct lengths *l, struct view family)
{
	size_t index = l->count;
	if (l->by_family && family.len > 0) {
		size_t cell = cells_find(l->families, family);
		if (cell == CELLS_NONE)
			return NULL;
		unsigned long long *known = cells_counters(l->families, cell);
		if (*known != 0)
			return &l->units[*known - 1];
		*known = index + 1;
	}
	if (l->count == l->room) {
		size_t room = l->room ? 2 * l->room : 1024;
		struct lengths_unit *units = realloc(l->units, room * sizeof *units);
		if (units == NULL)
			return NULL;
		l->units = units;
		l->room = room;
	}
	l->units[l->count++] = (struct lengths_unit) { .cell = CELLS_NONE };
	return &l->units[index];
}

/* What the row says of its unit: its place and length where it represents the unit, or is its first. */
static int
describe(struct lengths *l, struct lengths_unit *u, const struct tsv *in, const struct view *fields,
    struct error *e)
{
	struct view key = grouping_key(l->by, fields), chars = fields[l->chars];
	u->known = chars.len > 0;
	u->chars = u->hits = 0;
	if (u->known && view_number(chars, &u->chars) != 0)
		return error_set(e, "%s:%llu: no number of characters: %.*s", tsv_file(in), tsv_line(in),
		    VIEW_ARGS(chars));
	(void)view_number(fields[l->focus], &u->hits);
	u->cell = key.at ? cells_find(l->cells, key) : CELLS_NONE;
	return u->cell != CELLS_NONE ? 0 : error_set(e, "no memory");
}

int
lengths_add(struct lengths *l, const struct tsv *in, const struct view *fields, struct error *e)
{
	const struct reading *r = &l->where->reading;
	bool counts = reading_held(r, fields) && expression_test(l->where, fields) == TRUTH_TRUE;
	if (!counts && !l->by_family)
		return 0;
	struct view family = l->by_family ? fields[l->family] : VIEW("");
	struct lengths_unit *u = unit_of(l, family);
	if (u == NULL)
		return error_set(e, "no memory for %zu units", l->count);
	bool represents = !l->by_family || family.len == 0 || view_equal(fields[l->id], family);
	if ((represents || u->cell == CELLS_NONE) && describe(l, u, in, fields, e) != 0)
		return -1;
	u->population |= counts;
	u->hit |= counts && reading_set(r, fields, l->focus, l->focus_name) == TRUTH_TRUE;
	return 0;
}

/* ---- fifths ---- */

static int
by_length(const void *a, const void *b)
{
	const struct lengths_unit *x = a, *y = b;
	return (x->chars > y->chars) - (x->chars < y->chars);
}

/* Keeps the units of the population whose length is known, in the order of their lengths, and cuts them. */
static void
cut(struct lengths *l)
{
	size_t kept = 0, of[LENGTHS_FIFTHS] = { 0 };
	for (size_t i = 0; i < l->count; i++)
		if (l->units[i].population && l->units[i].known)
			l->units[kept++] = l->units[i];
	l->count = kept;
	if (kept > 0)
		qsort(l->units, kept, sizeof *l->units, by_length);
	for (size_t f = 0; f < LENGTHS_FIFTHS && kept > 0; f++)
		l->cuts[f] = l->units[((f + 1) * kept + LENGTHS_FIFTHS - 1) / LENGTHS_FIFTHS - 1].chars;
	for (size_t i = 0, f = 0; i < kept; i++) {
		while (l->units[i].chars > l->cuts[f])
			f++;
		of[f]++;
	}
	for (size_t f = 0; f < LENGTHS_FIFTHS && kept > 0; f++)
		l->weights[f] = (double)of[f] / (double)kept;
}

/* ---- rows ---- */

struct stratum {
	unsigned long long population, focus, shortest, longest, characters, hits, median;
};

/* A cell of the table, or a total: its units lie one behind the other, by length. */
struct piece {
	const struct lengths_unit *const *units;
	size_t count;
};

static void
measure(const struct lengths *l, const struct piece *p, struct stratum strata[ROWS])
{
	size_t first[ROWS] = { 0 };
	for (size_t i = 0, f = 0; i < p->count; i++) {
		const struct lengths_unit *u = p->units[i];
		while (u->chars > l->cuts[f])
			first[++f] = i;
		size_t rows[] = { f, ALL };
		for (size_t r = 0; r < 2; r++) {
			struct stratum *s = &strata[rows[r]];
			s->shortest = s->population == 0 ? u->chars : s->shortest;
			s->longest = u->chars;
			s->population++;
			s->focus += u->hit;
			s->characters += u->chars;
			s->hits += u->hits;
		}
	}
	for (size_t r = 0; r < ROWS; r++)
		if (strata[r].population > 0)
			strata[r].median = p->units[first[r] + (strata[r].population - 1) / 2]->chars;
}

enum {
	SHORTEST,
	LONGEST,
	POPULATION,
	FOCUS,
	SHARE,
	LOW,
	HIGH,
	MEDIAN,
	CHARACTERS,
	HITS,
	RATE,
	STANDARD,
	STANDARD_LOW,
	STANDARD_HIGH,
	NUMBERS
};

static void
put_standard(const struct lengths *l, const struct stratum strata[ROWS], struct buffer b[NUMBERS])
{
	double share = 0, spread = 0;
	for (size_t f = 0; f < LENGTHS_FIFTHS; f++) {
		double n = (double)strata[f].population;
		if (l->weights[f] <= 0)
			continue;
		if (n == 0)
			return;
		share += l->weights[f] * (double)strata[f].focus / n;
		spread += l->weights[f] * l->weights[f] / n;
	}
	if (spread <= 0)
		return;
	struct interval i = interval_score(share > 1 ? 1 : share, 1 / spread);
	interval_write(&b[STANDARD], interval_tenths(share));
	interval_write(&b[STANDARD_LOW], interval_tenths(i.low));
	interval_write(&b[STANDARD_HIGH], interval_tenths(i.high));
}

static void
put_stratum(const struct stratum *s, struct buffer b[NUMBERS])
{
	buffer_number(&b[POPULATION], s->population);
	buffer_number(&b[FOCUS], s->focus);
	buffer_number(&b[CHARACTERS], s->characters);
	buffer_number(&b[HITS], s->hits);
	if (s->population == 0)
		return;
	struct interval i = interval_wilson(s->focus, s->population);
	buffer_number(&b[SHORTEST], s->shortest);
	buffer_number(&b[LONGEST], s->longest);
	interval_write(&b[SHARE], interval_share(s->focus, s->population));
	interval_write(&b[LOW], interval_tenths(i.low));
	interval_write(&b[HIGH], interval_tenths(i.high));
	buffer_number(&b[MEDIAN], s->median);
	if (s->characters > 0)
		buffer_format(&b[RATE], "%.1f", 10000 * (double)s->hits / (double)s->characters);
}

static void
write_piece(const struct lengths *l, const struct view *parts, const struct piece *p, struct tsv_writer *out)
{
	static const char *const names[] = { "1", "2", "3", "4", "5", "all" };
	struct view fields[GROUPING_COLUMNS + 1 + NUMBERS];
	struct stratum strata[ROWS] = { { 0 } };
	size_t width = l->by->count;
	measure(l, p, strata);
	for (size_t i = 0; i < width; i++)
		fields[i] = parts[i];
	for (size_t k = 0; k < ROWS; k++) {
		size_t row = (k + ALL) % ROWS; /* `all` first */
		struct buffer b[NUMBERS] = { { 0 } };
		put_stratum(&strata[row], b);
		if (row == ALL)
			put_standard(l, strata, b);
		fields[width] = view_of(names[row]);
		for (size_t i = 0; i < NUMBERS; i++)
			fields[width + 1 + i] = buffer_view(&b[i]);
		tsv_write(out, fields, width + 1 + NUMBERS);
		for (size_t i = 0; i < NUMBERS; i++)
			buffer_free(&b[i]);
	}
}

static void
write_header(const struct lengths *l, struct tsv_writer *out)
{
	static const struct view own[] = { VIEW_INIT("fifth"), VIEW_INIT("shortest"), VIEW_INIT("longest"),
		VIEW_INIT("population"), VIEW_INIT("focus"), VIEW_INIT("share"), VIEW_INIT("low"),
		VIEW_INIT("high"), VIEW_INIT("median"), VIEW_INIT("characters"), VIEW_INIT("hits"),
		VIEW_INIT("rate"), VIEW_INIT("standardised"), VIEW_INIT("standardised_low"),
		VIEW_INIT("standardised_high") };
	struct view fields[GROUPING_COLUMNS + 1 + NUMBERS];
	size_t count = 0;
	for (size_t i = 0; i < l->by->count; i++)
		fields[count++] = l->by->columns[i].name;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		fields[count++] = own[i];
	tsv_write(out, fields, count);
}

/* The parts of the unit's cell, the last `depth` of them as totals. */
static void
parts_of(const struct lengths *l, size_t cell, size_t depth, struct view parts[GROUPING_COLUMNS])
{
	grouping_split(l->by, cells_key(l->cells, cell), parts);
	for (size_t i = l->by->count - depth; i < l->by->count; i++)
		parts[i] = VIEW("total");
}

struct order {
	const struct lengths *l;
	size_t depth;
};

static int
by_cell(const void *a, const void *b, void *data)
{
	const struct order *o = data;
	const struct lengths_unit *x = *(const struct lengths_unit *const *)a;
	const struct lengths_unit *y = *(const struct lengths_unit *const *)b;
	struct view left[GROUPING_COLUMNS], right[GROUPING_COLUMNS];
	if (x->cell != y->cell) {
		parts_of(o->l, x->cell, o->depth, left);
		parts_of(o->l, y->cell, o->depth, right);
		int c = grouping_compare(o->l->by, left, right);
		if (c != 0)
			return c;
	}
	return by_length(x, y);
}

/* The cells whose last `depth` columns are totals. */
static void
write_depth(struct lengths *l, size_t depth, const struct lengths_unit **list, struct tsv_writer *out)
{
	struct order o = { l, depth };
	struct view parts[GROUPING_COLUMNS], others[GROUPING_COLUMNS];
	for (size_t i = 0; i < l->count; i++)
		list[i] = &l->units[i];
	if (l->count > 0)
		qsort_r(list, l->count, sizeof *list, by_cell, &o);
	for (size_t from = 0, to; from < l->count; from = to) {
		parts_of(l, list[from]->cell, depth, parts);
		for (to = from + 1; to < l->count; to++) {
			parts_of(l, list[to]->cell, depth, others);
			if (list[to]->cell != list[from]->cell && grouping_compare(l->by, parts, others) != 0)
				break;
		}
		struct piece p = { list + from, to - from };
		write_piece(l, parts, &p, out);
	}
}

int
lengths_write(struct lengths *l, struct tsv_writer *out, struct error *e)
{
	cut(l);
	l->by->totals = true;
	const struct lengths_unit **list = calloc(l->count + 1, sizeof *list);
	if (list == NULL)
		return error_set(e, "no memory for %zu units", l->count);
	write_header(l, out);
	for (size_t depth = l->by->count + 1; depth-- > 0;)
		write_depth(l, depth, list, out);
	free(list);
	return 0;
}

void
lengths_free(struct lengths *l)
{
	cells_free(l->cells);
	cells_free(l->families);
	free(l->units);
}
