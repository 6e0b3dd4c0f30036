/*
 * docaggregate: counts the documents of a stream by cell: population, focus, share, and how sure the share is.
 */
#include "interval.h"
#include "tally.h"
#include "tool.h"

enum option {
	OPTION_BY,
	OPTION_WHERE,
	OPTION_FOCUS,
	OPTION_UNIT,
	OPTION_CLOCK,
	OPTION_GRID,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_BY] = { "by", "LIST", "columns that make a cell; also year and region" },
	[OPTION_WHERE] = { "where", "EXPR",
	    "the population: COL, COL=V, COL!=V, COL<V, COL<=V ..., joined by commas" },
	[OPTION_FOCUS] = { "focus", "LIST", "columns of which the share is asked" },
	[OPTION_UNIT] = { "unit", "document|family", "what is counted (default: document)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date is `date` and `year` (default: issued)" },
	[OPTION_GRID] = { "grid", NULL, "a complete grid of places, with totals" },
	[OPTION_DATA] = { "data", "DIR", "folder of the table of divisions" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docaggregate",
	.synopsis =
	    "--by LIST [--where EXPR] [--focus LIST] [--unit document|family] [--clock issued|published]\n"
	    "                    [--grid] [--data DIR] [FILE ...]",
	.purpose = "Counts documents by cell: population, focus, share, interval and what was not read.",
	.options = options,
};

struct settings {
	const char *value[OPTIONS];
	bool grid, by_family;
};

struct job {
	struct settings set;
	struct grouping by;
	struct expression where;
	struct tally tally;
	struct places places;
	char divisions[4096];
	struct progress progress;
};

static int
one_of(const char *option, const char *given, const char *first, const char *second, struct error *e)
{
	if (given == NULL || strcmp(given, first) == 0)
		return 0;
	return strcmp(given, second) == 0
	           ? 1
	           : error_set(e, "--%s: neither %s nor %s: %s", option, first, second, given);
}

static int
check_settings(struct settings *set, struct error *e)
{
	int unit = one_of("unit", set->value[OPTION_UNIT], "document", "family", e);
	int clock = unit < 0 ? -1 : one_of("clock", set->value[OPTION_CLOCK], "issued", "published", e);
	if (clock < 0)
		return -1;
	set->by_family = unit == 1;
	set->value[OPTION_CLOCK] = clock == 1 ? "published" : "issued";
	return set->value[OPTION_BY] ? 0 : error_set(e, "--by is missing (see docaggregate --help)");
}

/* Puts the option's name before what its parser said. */
static int
in_option(const char *name, struct error *e)
{
	struct error inner = *e;
	return error_set(e, "--%s: %.900s", name, inner.text);
}

static int
prepare(struct job *j, struct error *e)
{
	const char *const *value = j->set.value;
	if (grouping_parse(&j->by, value[OPTION_BY], e) != 0)
		return in_option("by", e);
	if (expression_parse(&j->where, value[OPTION_WHERE], e) != 0)
		return in_option("where", e);
	if (tally_start(&j->tally, &j->by, &j->where, value[OPTION_FOCUS], j->set.by_family, e) != 0)
		return in_option("focus", e);
	if (!j->set.grid && grouping_kind(&j->by, KIND_REGION) < 0)
		return 0;
	if (command_data(value[OPTION_DATA], "divisions.tsv", j->divisions, sizeof j->divisions, e) != 0)
		return -1;
	return places_load(&j->places, j->divisions, e);
}

static int
count_rows(struct job *j, struct tsv *in, struct error *e)
{
	struct view *fields;
	int got;
	if (grouping_bind(&j->by, in, j->set.value[OPTION_CLOCK], &j->places, e) != 0 ||
	    expression_bind(&j->where, in, j->set.value[OPTION_CLOCK], e) != 0 ||
	    tally_bind(&j->tally, in, e) != 0)
		return -1;
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (tally_add(&j->tally, fields, e) != 0)
			return -1;
		tool_progress(&command, &j->progress);
	}
	if (got != 0 || tally_close(&j->tally, e) != 0)
		return -1;
	if (j->set.grid && tally_complete(&j->tally, &j->places, e) != 0)
		return in_option("grid", e);
	return 0;
}

/* ---- output ---- */

struct line {
	struct view fields[GROUPING_COLUMNS + 16];
	size_t count;
	struct buffer text[16]; /* what the formatted fields point to */
	size_t used;
};

static void
put(struct line *l, struct view v)
{
	l->fields[l->count++] = v;
}

static void
put_number(struct line *l, unsigned long long n)
{
	struct buffer *b = &l->text[l->used++];
	buffer_reset(b);
	buffer_number(b, n);
	put(l, buffer_view(b));
}

static void
put_share(struct line *l, bool known, unsigned tenths)
{
	struct buffer *b = &l->text[l->used++];
	buffer_reset(b);
	if (known)
		interval_write(b, tenths);
	put(l, known ? buffer_view(b) : VIEW(""));
}

static void
put_shares(struct line *l, unsigned long long all, unsigned long long hits, unsigned long long open,
    unsigned long long possible)
{
	struct interval i = all > 0 ? interval_wilson(hits, all) : (struct interval) { 0, 0 };
	unsigned long long widest = all + possible;
	put_share(l, all > 0, all > 0 ? interval_share(hits, all) : 0);
	put_share(l, all > 0, interval_tenths(i.low));
	put_share(l, all > 0, interval_tenths(i.high));
	put_share(l, widest > 0, widest > 0 ? interval_share(hits, widest) : 0);
	put_share(l, widest > 0, widest > 0 ? interval_share(hits + open + possible, widest) : 0);
}

static struct view
state_of(const struct tally_row *r)
{
	if (r->na)
		return VIEW("na");
	if (r->population > 0)
		return VIEW("ok");
	return r->unread > 0 ? VIEW("unread") : VIEW("none");
}

/* The row of a cell and a focus; `f` is -1 where none was asked. */
static void
write_row(struct job *j, struct line *l, struct tsv_writer *w, const struct tally_row *r, int f)
{
	static const struct view empty = VIEW_INIT("");
	bool counted = !r->na, asked = f >= 0 && counted;
	l->count = l->used = 0;
	for (size_t i = 0; i < j->by.count; i++)
		put(l, r->parts[i]);
	if (j->tally.count > 1)
		put(l, j->tally.focuses[f].name);
	counted ? put_number(l, r->population) : put(l, empty);
	asked ? put_number(l, r->hits[f]) : put(l, empty);
	if (asked)
		put_shares(l, r->population, r->hits[f], r->open[f], r->possible);
	else
		for (int i = 0; i < 5; i++)
			put(l, empty);
	put_number(l, r->held);
	put_number(l, r->listed);
	put(l, state_of(r));
	if (grouping_kind(&j->by, KIND_YEAR) >= 0)
		put_number(l, r->fallback);
	tsv_write(w, l->fields, l->count);
}

static void
write_header(struct job *j, struct line *l, struct tsv_writer *w)
{
	static const char *const own[] = { "population", "focus", "share", "low", "high", "min", "max",
		"held", "listed", "state" };
	for (size_t i = 0; i < j->by.count; i++)
		put(l, j->by.columns[i].name);
	if (j->tally.count > 1)
		put(l, VIEW("tag"));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		put(l, view_of(own[i]));
	if (grouping_kind(&j->by, KIND_YEAR) >= 0)
		put(l, VIEW("fallback"));
	tsv_write(w, l->fields, l->count);
}

static int
write_rows(struct job *j, struct error *e)
{
	struct arena memory = { 0 };
	struct line l = { 0 };
	struct tsv_writer w;
	size_t count;
	const struct tally_row *rows = tally_rows(&j->tally, &memory, &count);
	tsv_start(&w, STDOUT_FILENO);
	write_header(j, &l, &w);
	for (size_t i = 0; rows != NULL && i < count; i++)
		for (size_t f = 0; f == 0 || f < j->tally.count; f++)
			write_row(j, &l, &w, &rows[i], j->tally.count > 0 ? (int)f : -1);
	int got = tsv_finish(&w, e);
	if (rows == NULL)
		got = error_set(e, "no memory for %zu cells", count);
	for (size_t i = 0; i < sizeof l.text / sizeof *l.text; i++)
		buffer_free(&l.text[i]);
	arena_free(&memory);
	return got;
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	if (check_settings(&j->set, e) != 0 || prepare(j, e) != 0)
		return -1;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? count_rows(j, in, e) : -1;
	tsv_close(in);
	return got == 0 ? write_rows(j, e) : -1;
}

static void
release(struct job *j)
{
	tally_free(&j->tally);
	expression_free(&j->where);
	grouping_free(&j->by);
	places_free(&j->places);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	const char *value;
	int at = 1, code;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code == OPTION_GRID)
			j.set.grid = true;
		else if (code >= 0)
			j.set.value[code] = value;
		else if ((code = tool_option(&command, code, &e, &j.progress)) >= 0)
			return code;
	}
	int got = run(&j, argv + at, (size_t)(argc - at), &e);
	release(&j);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
