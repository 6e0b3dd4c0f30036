/*
 * docaggregate: counts the documents of a stream by cell: population, focus, share, and how sure the share is.
 */
#include "counttable.h"
#include "grid.h"
#include "tool.h"
#include "totals.h"

enum option {
	OPTION_BY,
	OPTION_WHERE,
	OPTION_FOCUS,
	OPTION_SCOPE,
	OPTION_UNIT,
	OPTION_CLOCK,
	OPTION_GRID,
	OPTION_TOTALS,
	OPTION_GROUPS,
	OPTION_INTERVAL,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_BY] = { "by", "LIST", "columns that make a cell; also year, region, and those of --groups" },
	[OPTION_WHERE] = { "where", "EXPR",
	    "the population: COL, COL=V, COL!=V, COL<V, COL<=V ..., joined by commas" },
	[OPTION_FOCUS] = { "focus", "LIST", "columns of which the share is asked" },
	[OPTION_SCOPE] = { "scope", "document|paragraph|sentence",
	    "where the focus must stand beside the population's tag (default: document)" },
	[OPTION_UNIT] = { "unit", "document|family", "what is counted (default: document)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date is `date` and `year` (default: issued)" },
	[OPTION_GRID] = { "grid", NULL, "a complete grid of places and years, with totals of places" },
	[OPTION_TOTALS] = { "totals", "rollup|cube", "subtotals and totals: of the last columns, or of any" },
	[OPTION_GROUPS] = { "groups", "FILE", "groups of the values of a column: more columns for --by" },
	[OPTION_INTERVAL] = { "interval", "wilson|clopper-pearson", "of shares, 95 % (default: wilson)" },
	[OPTION_DATA] = { "data", "DIR", "folder of the table of divisions" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docaggregate",
	.synopsis =
	    "--by LIST [--where EXPR] [--focus LIST] [--scope document|paragraph|sentence]\n"
	    "                    [--unit document|family] [--clock issued|published] [--grid]\n"
	    "                    [--totals rollup|cube] [--groups FILE] [--interval wilson|clopper-pearson]\n"
	    "                    [--data DIR] [FILE ...]",
	.purpose = "Counts documents by cell: population, focus, share, interval and what was not read.",
	.options = options,
};

struct settings {
	const char *value[OPTIONS];
	bool by_family, exact;
	unsigned totals; /* kinds, a bit each */
};

struct job {
	struct settings set;
	struct grouping by;
	struct expression where;
	struct tally tally;
	struct places places;
	struct placements placements;
	struct membership groups;
	struct buffer focus; /* its columns, where a scope has others */
	char divisions[4096];
	struct progress progress;
};

static int
check_settings(struct settings *set, struct error *e)
{
	int unit = command_choice("unit", set->value[OPTION_UNIT], "document", "family", e);
	int clock =
	    unit < 0 ? -1 : command_choice("clock", set->value[OPTION_CLOCK], "issued", "published", e);
	int exact = clock < 0 ? -1
	                      : command_choice(
	                            "interval", set->value[OPTION_INTERVAL], "wilson", "clopper-pearson", e);
	enum totals kind = TOTALS_PLACES;
	if (exact < 0)
		return -1;
	if (set->value[OPTION_TOTALS] && totals_read(set->value[OPTION_TOTALS], &kind, e) != 0)
		return command_blame("totals", e);
	set->totals = (set->value[OPTION_TOTALS] ? 1U << kind : 0) |
	              (set->value[OPTION_GRID] ? 1U << TOTALS_PLACES : 0);
	set->exact = exact == 1;
	set->by_family = unit == 1;
	set->value[OPTION_CLOCK] = clock == 1 ? "published" : "issued";
	return set->value[OPTION_BY] ? 0 : error_set(e, "--by is missing (see docaggregate --help)");
}

static int
prepare(struct job *j, struct error *e)
{
	const char *const *value = j->set.value;
	if (grouping_parse(&j->by, value[OPTION_BY], e) != 0)
		return command_blame("by", e);
	if (expression_parse(&j->where, value[OPTION_WHERE], e) != 0)
		return command_blame("where", e);
	if (value[OPTION_GROUPS] && membership_load(&j->groups, value[OPTION_GROUPS], e) != 0)
		return -1;
	j->by.groups = value[OPTION_GROUPS] ? &j->groups : NULL;
	const char *scope = value[OPTION_SCOPE] ? value[OPTION_SCOPE] : "document";
	if (tally_scope(&j->where, value[OPTION_FOCUS], scope, &j->focus, e) != 0)
		return command_blame("scope", e);
	const char *focus = j->focus.len > 0 ? j->focus.at : NULL;
	if (tally_start(&j->tally, &j->by, &j->where, focus, j->set.by_family, e) != 0)
		return command_blame("focus", e);
	j->tally.scoped = strcmp(scope, "document") != 0;
	if (!j->set.value[OPTION_GRID] && grouping_kind(&j->by, KIND_REGION) < 0)
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
	    tally_bind(&j->tally, in, e) != 0 || placements_bind(&j->placements, in, &j->by, e) != 0)
		return -1;
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (tally_place(&j->tally, &j->placements, fields, e) != 0)
			return -1;
		tool_progress(&command, &j->progress);
	}
	if (got != 0 || tally_close(&j->tally, e) != 0)
		return -1;
	if (j->set.value[OPTION_GRID] && grid_add(&j->tally, &j->places, e) != 0)
		return command_blame("grid", e);
	if (j->set.totals != 0 && totals_add(&j->tally, j->set.totals, e) != 0)
		return command_blame("totals", e);
	return 0;
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	if (check_settings(&j->set, e) != 0 || prepare(j, e) != 0)
		return -1;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? count_rows(j, in, e) : -1;
	tsv_close(in);
	struct tsv_writer out;
	if (got != 0)
		return -1;
	tsv_start(&out, STDOUT_FILENO);
	got = counttable_write(&j->tally, j->set.value[OPTION_CLOCK], j->set.exact, &out, e);
	struct error failed;
	if (tsv_finish(&out, &failed) != 0 && got == 0) {
		*e = failed;
		got = -1;
	}
	return got;
}

static void
release(struct job *j)
{
	tally_free(&j->tally);
	expression_free(&j->where);
	grouping_free(&j->by);
	places_free(&j->places);
	placements_free(&j->placements);
	membership_free(&j->groups);
	buffer_free(&j->focus);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	int at, status = tool_options(&command, argc, argv, &at, j.set.value, &j.progress);
	if (status >= 0)
		return status;
	int got = run(&j, argv + at, (size_t)(argc - at), &e);
	release(&j);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
