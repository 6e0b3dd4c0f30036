#include "sensitivity.h"

#include "interval.h"
#include "totals.h"

#include <stdlib.h>
#include <string.h>

static int
next_hit(struct sensitivity *s, struct error *e)
{
	int got = tsv_next(s->ledger, &s->hit, e);
	if (got != 1)
		s->hit = NULL;
	return got < 0 ? -1 : 0;
}

int
sensitivity_open(struct sensitivity *s, char *path, const char *clock, struct error *e)
{
	*s = (struct sensitivity) { .clock = clock, .room = 2 * CHOICES };
	s->variants = calloc(s->room, sizeof *s->variants);
	if (s->variants == NULL)
		return error_set(e, "no memory");
	if (path == NULL)
		return 0;
	struct {
		const char *name;
		int *column;
	} needed[] = { { "id", &s->hit_id }, { "tag", &s->hit_tag }, { "counted", &s->hit_counted },
		{ "quoted", &s->hit_quoted }, { "ambiguous", &s->hit_ambiguous }, { "set", &s->hit_set } };
	s->ledger = tsv_open(&path, 1, e);
	if (s->ledger == NULL)
		return -1;
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if ((*needed[i].column = tsv_need(s->ledger, needed[i].name, e)) < 0)
			return -1;
	return next_hit(s, e);
}

/* ---- the variants of a stream ---- */

/* A choice that needs what the stream or the study hasn't got is not counted; that is no error. */
static int
start(struct sensitivity *s, struct variant *v, const struct choice *c, const struct tsv *in, struct error *e)
{
	struct error missing;
	*v = (struct variant) { .choice = c };
	if (grouping_parse(&v->by, "level", e) != 0 || expression_parse(&v->where, c->where, e) != 0 ||
	    grouping_bind(&v->by, in, s->clock, NULL, e) != 0 ||
	    tally_start(&v->tally, &v->by, &v->where, c->column, c->by_family, e) != 0)
		return -1;
	if (placements_bind(&v->placements, in, &v->by, e) != 0)
		return -1;
	v->tally.scoped = c->scoped;
	v->population = tsv_find(in, c->population);
	v->focus = tsv_column(in, c->focus);
	v->counted = (c->without == 0 || s->ledger != NULL) &&
	             (c->population.len == 0 || v->population >= 0) &&
	             expression_bind(&v->where, in, s->clock, &missing) == 0 &&
	             tally_bind(&v->tally, in, &missing) == 0;
	return 0;
}

static unsigned
kinds_of(const struct sensitivity *s)
{
	static const char *const quoted[] = { "own", "other", "name" };
	unsigned kinds = view_equal(s->hit[s->hit_set], VIEW("broad")) ? MATCH_BROAD : 0;
	kinds |= s->hit[s->hit_ambiguous].len > 0 ? MATCH_AMBIGUOUS : 0;
	for (unsigned i = 0; i < 3; i++)
		if (view_equal(s->hit[s->hit_quoted], view_of(quoted[i])))
			kinds |= 1U << i;
	return kinds;
}

/* Takes the document's hits from the ledger. */
static int
take_hits(struct sensitivity *s, struct variant *list, size_t count, struct view id, struct error *e)
{
	for (size_t i = 0; i < count; i++)
		list[i].out[0] = list[i].out[1] = 0;
	while (s->hit != NULL && view_equal(s->hit[s->hit_id], id)) {
		unsigned kinds = kinds_of(s);
		bool counted = view_equal(s->hit[s->hit_counted], VIEW("1"));
		for (size_t i = 0; i < count && counted && kinds != 0; i++) {
			const struct choice *c = list[i].choice;
			if (!(c->without & kinds))
				continue;
			list[i].out[0] += !c->of_focus && view_equal(s->hit[s->hit_tag], c->population);
			list[i].out[1] += view_equal(s->hit[s->hit_tag], view_of(c->focus));
		}
		if (next_hit(s, e) != 0)
			return -1;
	}
	return 0;
}

static bool
is_corrected(const struct sensitivity *s, const struct view *fields, struct view tag)
{
	struct view rest = s->corrected >= 0 ? fields[s->corrected] : VIEW(""), name;
	while (rest.len > 0 && view_split(&rest, ',', &name))
		if (view_equal(name, tag))
			return true;
	return false;
}

/* The tag's count less what is left out. -1: no memory. */
static int
reduce(struct sensitivity *s, int column, struct view tag, unsigned long long out)
{
	struct buffer b = { 0 };
	unsigned long long n;
	if (out == 0 || column < 0 || view_number(s->fields[column], &n) != 0 ||
	    is_corrected(s, s->fields, tag))
		return 0;
	buffer_number(&b, n > out ? n - out : 0);
	s->fields[column] = arena_copy(&s->memory, buffer_view(&b));
	buffer_free(&b);
	return s->fields[column].at ? 0 : -1;
}

static int
count_row(struct sensitivity *s, struct variant *v, const struct view *fields, struct error *e)
{
	if (v->out[0] == 0 && v->out[1] == 0)
		return tally_place(&v->tally, &v->placements, fields, e);
	memcpy(s->fields, fields, s->width * sizeof *fields);
	if (reduce(s, v->population, v->choice->population, v->out[0]) != 0 ||
	    reduce(s, v->focus, view_of(v->choice->focus), v->out[1]) != 0)
		return error_set(e, "no memory");
	return tally_place(&v->tally, &v->placements, s->fields, e);
}

int
sensitivity_begin(
    struct sensitivity *s, const struct choice *choices, size_t count, const struct tsv *in, struct error *e)
{
	if (count > s->room - s->count)
		return error_set(e, "more than %zu choices", s->room);
	s->id = s->ledger ? tsv_need(in, "id", e) : 0;
	s->corrected = tsv_column(in, "corrected");
	s->width = tsv_width(in);
	free(s->fields);
	s->fields = calloc(s->width, sizeof *s->fields);
	if (s->fields == NULL)
		return error_set(e, "no memory");
	if (s->id < 0)
		return -1;
	s->from = s->count;
	for (size_t i = 0; i < count; i++)
		if (start(s, &s->variants[s->count++], &choices[i], in, e) != 0)
			return -1;
	return 0;
}

int
sensitivity_row(struct sensitivity *s, const struct view *fields, struct error *e)
{
	if (s->ledger && take_hits(s, s->variants + s->from, s->count - s->from, fields[s->id], e) != 0)
		return -1;
	for (size_t i = s->from; i < s->count; i++)
		if (s->variants[i].counted && count_row(s, &s->variants[i], fields, e) != 0)
			return -1;
	arena_reset(&s->memory);
	return 0;
}

int
sensitivity_end(struct sensitivity *s, struct error *e)
{
	if (s->hit != NULL)
		return error_set(e,
		    "%s:%llu: hits of %.*s, which is not among the documents, or not in the ledger's order",
		    tsv_file(s->ledger), tsv_line(s->ledger), VIEW_ARGS(s->hit[s->hit_id]));
	for (size_t i = s->from; i < s->count; i++)
		if (tally_close(&s->variants[i].tally, e) != 0 ||
		    totals_add(&s->variants[i].tally, 1U << TOTALS_ROLLUP, e) != 0)
			return -1;
	tsv_close(s->ledger); /* another stream has no hits */
	s->ledger = NULL;
	return 0;
}

/* ---- output ---- */

static const struct tally_row *
find_level(const struct tally_row *rows, size_t count, struct view level)
{
	for (size_t i = 0; i < count; i++)
		if (view_equal(rows[i].parts[0], level))
			return &rows[i];
	return NULL;
}

static void
append_difference(struct buffer *b, int tenths)
{
	buffer_format(b, "%s%d.%d", tenths < 0 ? "-" : "", abs(tenths) / 10, abs(tenths) % 10);
}

static void
write_level(const struct tally_row *r, const struct tally_row *own, struct view name, struct tsv_writer *out)
{
	enum { POPULATION, FOCUS, SHARE, LOW, HIGH, DIFFERENCE, CELLS };
	struct buffer b[CELLS] = { { 0 } };
	struct view fields[CELLS + 2] = { name, r->parts[0] };
	unsigned long long all = r->population, hits = r->hits[0];
	buffer_number(&b[POPULATION], all);
	buffer_number(&b[FOCUS], hits);
	if (all > 0) {
		struct interval i = interval_wilson(hits, all);
		interval_write(&b[SHARE], interval_share(hits, all));
		interval_write(&b[LOW], interval_tenths(i.low));
		interval_write(&b[HIGH], interval_tenths(i.high));
		if (own != NULL && own->population > 0)
			append_difference(
			    &b[DIFFERENCE], (int)interval_share(hits, all) -
			                        (int)interval_share(own->hits[0], own->population));
	}
	for (int i = 0; i < CELLS; i++)
		fields[2 + i] = buffer_view(&b[i]);
	tsv_write(out, fields, CELLS + 2);
	for (int i = 0; i < CELLS; i++)
		buffer_free(&b[i]);
}

int
sensitivity_write(struct sensitivity *s, struct tsv_writer *out, struct error *e)
{
	static const struct view header[] = { VIEW_INIT("choice"), VIEW_INIT("level"),
		VIEW_INIT("population"), VIEW_INIT("focus"), VIEW_INIT("share"), VIEW_INIT("low"),
		VIEW_INIT("high"), VIEW_INIT("difference") };
	struct arena memory = { 0 };
	size_t own_count = 0, count;
	const struct tally_row *own = tally_rows(&s->variants[0].tally, &memory, &own_count);
	tsv_write(out, header, sizeof header / sizeof *header);
	for (size_t v = 0; own != NULL && v < s->count; v++) {
		if (!s->variants[v].counted)
			continue;
		const struct tally_row *rows = tally_rows(&s->variants[v].tally, &memory, &count);
		if (rows == NULL)
			own = NULL;
		for (size_t i = 0; rows != NULL && i < count; i++)
			write_level(&rows[i], v == 0 ? NULL : find_level(own, own_count, rows[i].parts[0]),
			    s->variants[v].choice->name, out);
	}
	arena_free(&memory);
	return own != NULL ? 0 : error_set(e, "no memory");
}

void
sensitivity_free(struct sensitivity *s)
{
	for (size_t i = 0; i < s->count; i++) {
		placements_free(&s->variants[i].placements);
		tally_free(&s->variants[i].tally);
		expression_free(&s->variants[i].where);
		grouping_free(&s->variants[i].by);
	}
	free(s->variants);
	free(s->fields);
	tsv_close(s->ledger);
	arena_free(&s->memory);
}
