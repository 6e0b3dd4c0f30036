#define _GNU_SOURCE
#include "study.h"

#include "interval.h"
#include "tally.h"

#include <stdio.h>
#include <unistd.h>

enum { FILE_SETTINGS, FILE_COUNTS, FILE_STEPS, FILE_DOCUMENTS, FILE_CORRECTIONS, FILE_EXPECTED };

int
measure_read(struct view v, unsigned *tenths)
{
	unsigned long long whole, tenth;
	struct view part;
	if (!view_split(&v, '.', &part) || v.at == NULL || v.len != 1 || part.len > 3)
		return -1;
	if (view_number(part, &whole) != 0 || view_number(v, &tenth) != 0)
		return -1;
	*tenths = (unsigned)(whole * 10 + tenth);
	return *tenths <= 1000 ? 0 : -1;
}

/* ---- reading cells of a table, with the line in the message ---- */

struct cursor {
	const struct table *t;
	size_t row;
	struct error *e;
	bool failed;
};

static struct view
take(struct cursor *c, const char *name)
{
	return table_cell(c->t, c->row, table_column(c->t, name));
}

static void
refuse(struct cursor *c, const char *name, struct view v, const char *what)
{
	if (!c->failed)
		error_set(c->e, "%s:%llu: column \"%s\": \"%.*s\" is no %s", c->t->file, c->t->lines[c->row],
		    name, VIEW_ARGS(v), what);
	c->failed = true;
}

/* A number; 0 where the field is empty. */
static unsigned long long
take_number(struct cursor *c, const char *name)
{
	unsigned long long n = 0;
	struct view v = take(c, name);
	if (v.len > 0 && view_number(v, &n) != 0)
		refuse(c, name, v, "number");
	return n;
}

/* A share into `*tenths`. False where the field is empty. */
static bool
take_share(struct cursor *c, const char *name, unsigned *tenths)
{
	struct view v = take(c, name);
	if (v.len == 0)
		return false;
	if (measure_read(v, tenths) != 0)
		refuse(c, name, v, "share in per cent with one decimal");
	return true;
}

static int
need_all(const struct table *t, const char *const names[], size_t count, struct error *e)
{
	for (size_t i = 0; i < count; i++)
		if (table_need(t, names[i], e) < 0)
			return -1;
	return 0;
}

static int
load_counts(struct study *s, struct error *e)
{
	static const char *const names[] = { "level", "province", "population", "focus", "share", "low",
		"high", "min", "max", "held", "listed", "state" };
	struct table *t = &s->counts_table;
	if (table_load(t, s->paths[FILE_COUNTS], e) != 0 ||
	    need_all(t, names, sizeof names / sizeof *names, e) != 0)
		return -1;
	s->counts = arena_clear(&s->memory, t->rows + 1, sizeof *s->counts);
	if (s->counts == NULL)
		return error_set(e, "%s: no memory", t->file);
	struct cursor at = { .t = t, .e = e };
	for (; at.row < t->rows && !at.failed; at.row++) {
		struct count *c = &s->counts[s->count_rows++];
		*c = (struct count) { .level = take(&at, "level"),
			.province = take(&at, "province"),
			.state = take(&at, "state"),
			.population = take_number(&at, "population"),
			.focus = take_number(&at, "focus"),
			.held = take_number(&at, "held"),
			.listed = take_number(&at, "listed") };
		c->measure.known = take_share(&at, "share", &c->measure.share) &&
		                   take_share(&at, "low", &c->measure.low) &&
		                   take_share(&at, "high", &c->measure.high);
		c->bounded = take_share(&at, "min", &c->min) && take_share(&at, "max", &c->max);
	}
	return at.failed ? -1 : 0;
}

struct measure
measure_make(unsigned long long focus, unsigned long long population)
{
	if (population == 0)
		return (struct measure) { 0 };
	struct interval i = interval_wilson(focus, population);
	return (struct measure) { true, interval_share(focus, population), interval_tenths(i.low),
		interval_tenths(i.high) };
}

static int
load_steps(struct study *s, struct error *e)
{
	static const char *const names[] = { "step", "level", "population", "focus" };
	struct table *t = &s->steps_table;
	if (table_load(t, s->paths[FILE_STEPS], e) != 0 ||
	    need_all(t, names, sizeof names / sizeof *names, e) != 0)
		return -1;
	s->steps = arena_clear(&s->memory, t->rows + 1, sizeof *s->steps);
	if (s->steps == NULL)
		return error_set(e, "%s: no memory", t->file);
	struct cursor at = { .t = t, .e = e };
	for (; at.row < t->rows && !at.failed; at.row++) {
		struct step *p = &s->steps[s->step_rows++];
		*p = (struct step) { .name = take(&at, "step"),
			.level = take(&at, "level"),
			.population = take_number(&at, "population"),
			.focus = take_number(&at, "focus") };
		if (p->focus > p->population && !at.failed)
			refuse(&at, "focus", take(&at, "focus"), "part of the population");
		p->measure = measure_make(p->focus, p->population);
	}
	return at.failed ? -1 : 0;
}

/* ---- what was not read: counted over the documents ---- */

struct census {
	struct grouping by;
	struct expression all;
	struct tally tally;
};

static int
census_start(struct census *c, const char *by, const char *where, const struct tsv *in, struct error *e)
{
	if (grouping_parse(&c->by, by, e) != 0 || expression_parse(&c->all, where, e) != 0 ||
	    tally_start(&c->tally, &c->by, &c->all, NULL, false, e) != 0)
		return -1;
	return grouping_bind(&c->by, in, "issued", NULL, e) == 0 &&
	               expression_bind(&c->all, in, "issued", e) == 0
	           ? 0
	           : -1;
}

/* Keeps the groups whose first column is neither empty nor `ordinary`. */
static int
census_take(struct census *c, struct study *s, struct view ordinary, struct reasons *out, struct error *e)
{
	size_t count = 0;
	if (tally_close(&c->tally, e) != 0)
		return -1;
	struct tally_row *rows = tally_rows(&c->tally, &s->memory, &count);
	out->list = arena_clear(&s->memory, count + 1, sizeof *out->list);
	if (rows == NULL || out->list == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < count; i++) {
		struct view value = rows[i].parts[0];
		if (value.len == 0 || view_equal(value, ordinary))
			continue;
		struct reason *r = &out->list[out->count++];
		*r = (struct reason) { arena_copy(&s->memory, value),
			arena_copy(&s->memory, rows[i].parts[1]), rows[i].listed };
		if (r->value.at == NULL || r->level.at == NULL)
			return error_set(e, "no memory");
	}
	return 0;
}

static void
census_free(struct census *c)
{
	tally_free(&c->tally);
	expression_free(&c->all);
	grouping_free(&c->by);
}

static int
count_documents(struct study *s, struct tsv *in, struct error *e)
{
	struct census errors = { 0 }, parts = { 0 };
	struct view *fields;
	int got = -1;
	bool extracted = tsv_column(in, "completeness") >= 0;
	if (census_start(&errors, "error,level", NULL, in, e) == 0 &&
	    (!extracted || census_start(&parts, "completeness,level", NULL, in, e) == 0))
		got = 1;
	while (got == 1 && (got = tsv_next(in, &fields, e)) == 1)
		if (tally_add(&errors.tally, fields, e) != 0 ||
		    (extracted && tally_add(&parts.tally, fields, e) != 0))
			got = -1;
	if (got == 0)
		got = census_take(&errors, s, VIEW(""), &s->errors, e);
	if (got == 0 && extracted)
		got = census_take(&parts, s, VIEW("full"), &s->incomplete, e);
	census_free(&errors);
	census_free(&parts);
	return got;
}

static int
load_documents(struct study *s, struct error *e)
{
	char *paths[] = { s->paths[FILE_DOCUMENTS] };
	struct tsv *in = tsv_open(paths, 1, e);
	int got = in ? 0 : -1;
	if (got == 0 && tsv_column(in, "error") >= 0)
		got = count_documents(s, in, e);
	tsv_close(in);
	return got;
}

static int
load_optional(struct table *t, const char *path, struct error *e)
{
	return access(path, F_OK) == 0 ? table_load(t, path, e) : 0;
}

int
study_load(struct study *s, const char *dir, struct error *e)
{
	static const char *const files[] = { "study.tsv", "counts.tsv", "steps.tsv", "documents.tsv",
		"corrections.tsv", "expected.tsv" };
	*s = (struct study) { .dir = dir };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		int n = snprintf(s->paths[i], sizeof s->paths[i], "%s/%s", dir, files[i]);
		if (n < 0 || (size_t)n >= sizeof s->paths[i])
			return error_set(e, "the folder's name is too long");
	}
	if (table_load(&s->settings, s->paths[FILE_SETTINGS], e) != 0 ||
	    table_need(&s->settings, "key", e) < 0 || table_need(&s->settings, "value", e) < 0)
		return -1;
	if (load_optional(&s->corrections, s->paths[FILE_CORRECTIONS], e) != 0 ||
	    load_optional(&s->expected, s->paths[FILE_EXPECTED], e) != 0)
		return -1;
	return load_counts(s, e) == 0 && load_steps(s, e) == 0 && load_documents(s, e) == 0
	           ? holdings_read(&s->holdings, s->paths[FILE_DOCUMENTS], &s->memory, e)
	           : -1;
}

void
study_free(struct study *s)
{
	table_free(&s->settings);
	table_free(&s->counts_table);
	table_free(&s->steps_table);
	table_free(&s->corrections);
	table_free(&s->expected);
	arena_free(&s->memory);
}

struct view
study_value(const struct study *s, const char *key)
{
	for (size_t r = 0; r < s->settings.rows; r++)
		if (view_equal(table_cell(&s->settings, r, table_column(&s->settings, "key")), view_of(key)))
			return table_cell(&s->settings, r, table_column(&s->settings, "value"));
	return VIEW("");
}

struct view
study_column(const struct study *s, const char *key)
{
	char name[64];
	snprintf(name, sizeof name, "%.32s_column", key);
	struct view column = study_value(s, name);
	return column.len > 0 ? column : study_value(s, key);
}

struct view
study_tag(struct view column)
{
	struct view tag = VIEW("");
	view_split(&column, '.', &tag);
	return tag;
}

bool
study_synthetic(const struct study *s)
{
	return view_equal(study_value(s, "synthetic"), VIEW("yes"));
}

const struct count *
study_count(const struct study *s, struct view level, struct view province)
{
	for (size_t i = 0; i < s->count_rows; i++)
		if (view_equal(s->counts[i].level, level) && view_equal(s->counts[i].province, province))
			return &s->counts[i];
	return NULL;
}

const struct step *
study_step(const struct study *s, struct view name, struct view level)
{
	for (size_t i = 0; i < s->step_rows; i++)
		if (view_equal(s->steps[i].name, name) && view_equal(s->steps[i].level, level))
			return &s->steps[i];
	return NULL;
}
