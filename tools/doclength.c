/* doclength: shares by the length of texts, hits per 10,000 characters, and shares as if all cells had the same lengths. */
#include "lengths.h"
#include "tool.h"

enum option {
	OPTION_BY,
	OPTION_WHERE,
	OPTION_FOCUS,
	OPTION_CHARS,
	OPTION_UNIT,
	OPTION_CLOCK,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_BY] = { "by", "LIST", "columns that make a cell, as of docaggregate (default: level)" },
	[OPTION_WHERE] = { "where", "EXPR", "the population, as of docaggregate (default: every document)" },
	[OPTION_FOCUS] = { "focus", "TAG", "the tag of which the share is asked" },
	[OPTION_CHARS] = { "chars", "COLUMN", "the length of the text (default: chars)" },
	[OPTION_UNIT] = { "unit", "document|family", "what is counted (default: document)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date is `date` and `year` (default: issued)" },
	[OPTION_DATA] = { "data", "DIR", "folder of the table of divisions" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "doclength",
	"--focus TAG [--by LIST] [--where EXPR] [--chars COLUMN] [--unit document|family]\n"
	"                 [--clock issued|published] [--data DIR] [FILE ...]",
	"Shares by fifths of text length, hits per 10,000 characters, length-standardised shares.", options };

struct job {
	const char *value[OPTIONS];
	struct grouping by;
	struct expression where;
	struct places places;
	struct lengths lengths;
	char divisions[4096];
	struct progress progress;
};

static int
prepare(struct job *j, struct error *e)
{
	if (j->value[OPTION_FOCUS] == NULL)
		return error_set(e, "--focus is missing (see doclength --help)");
	if (grouping_parse(&j->by, j->value[OPTION_BY] ? j->value[OPTION_BY] : "level", e) != 0)
		return command_blame(options[OPTION_BY].name, e);
	if (expression_parse(&j->where, j->value[OPTION_WHERE], e) != 0)
		return command_blame(options[OPTION_WHERE].name, e);
	if (grouping_kind(&j->by, KIND_REGION) < 0)
		return 0;
	if (command_data(j->value[OPTION_DATA], "divisions.tsv", j->divisions, sizeof j->divisions, e) != 0)
		return -1;
	return places_load(&j->places, j->divisions, e);
}

static int
read_rows(struct job *j, struct tsv *in, const char *clock, bool by_family, struct error *e)
{
	struct view *fields;
	const char *chars = j->value[OPTION_CHARS] ? j->value[OPTION_CHARS] : "chars";
	int got;
	if (grouping_bind(&j->by, in, clock, &j->places, e) != 0 ||
	    expression_bind(&j->where, in, clock, e) != 0 ||
	    lengths_open(&j->lengths, &j->by, &j->where, j->value[OPTION_FOCUS], chars, by_family, in, e) !=
	        0)
		return -1;
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (lengths_add(&j->lengths, in, fields, e) != 0)
			return -1;
		tool_progress(&command, &j->progress);
	}
	return got;
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	int unit = command_choice(options[OPTION_UNIT].name, j->value[OPTION_UNIT], "document", "family", e);
	int clock = unit < 0 ? -1
	                     : command_choice(options[OPTION_CLOCK].name, j->value[OPTION_CLOCK], "issued",
	                           "published", e);
	if (clock < 0 || prepare(j, e) != 0)
		return -1;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? read_rows(j, in, clock == 1 ? "published" : "issued", unit == 1, e) : -1;
	tsv_close(in);
	struct tsv_writer out;
	if (got != 0)
		return -1;
	tsv_start(&out, STDOUT_FILENO);
	return lengths_write(&j->lengths, &out, e) == 0 ? tsv_finish(&out, e) : -1;
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	int at, status = tool_options(&command, argc, argv, &at, j.value, &j.progress);
	if (status >= 0)
		return status;
	int got = run(&j, argv + at, (size_t)(argc - at), &e);
	lengths_free(&j.lengths);
	expression_free(&j.where);
	grouping_free(&j.by);
	places_free(&j.places);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
