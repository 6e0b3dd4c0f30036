/* docdiff: compares two runs of a study: documents, the cells of the count, sites. */
#define _GNU_SOURCE
#include "movements.h"
#include "rundir.h"
#include "tool.h"

enum option {
	OPTION_FORMAT,
	OPTION_BY,
	OPTION_WHERE,
	OPTION_FOCUS,
	OPTION_UNIT,
	OPTION_CLOCK,
	OPTION_LIST,
	OPTION_ALARM,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_FORMAT] = { "format", "text|tsv", "for a mail, or for machines (default: text)" },
	[OPTION_BY] = { "by", "LIST",
	    "columns that make a cell (default: those of counts.tsv, or level,province)" },
	[OPTION_WHERE] = { "where", "EXPR", "the population, as of docaggregate (default: every document)" },
	[OPTION_FOCUS] = { "focus", "COLUMN", "the column of which the share is asked" },
	[OPTION_UNIT] = { "unit", "document|family", "what is counted (default: document)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date is `date` and `year` (default: issued)" },
	[OPTION_LIST] = { "list", "N", "documents to name of each difference in the text (default: 10)" },
	[OPTION_ALARM] = { "alarm", "NAME=N[%],...",
	    "status 1 where a difference, site or cell passes its threshold" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "docdiff",
	"[--format text|tsv] [--by LIST] [--where EXPR] [--focus COLUMN]\n"
	"               [--unit document|family] [--clock issued|published] [--list N]\n"
	"               [--alarm NAME=N[%],...] [--data DIR] OLD NEW",
	"Compares two runs: output folders, or documents.tsv files, of before and of now.", options };

struct job {
	const char *value[OPTIONS];
	struct rundir runs[DRIFT_TIMES];
	struct pairing pair;
	struct comparer comparer;
	struct drift drift;
	struct movements movements;
	struct places places;
	struct buffer by;
	char divisions[RUNDIR_PATH];
	struct progress progress;
};

/* ---- documents ---- */

static unsigned
differences_of(struct job *j, const struct view *old, const struct view *now)
{
	const struct pairing_side *side = now ? &j->pair.now : &j->pair.old;
	struct view id = side->fields[side->id];
	unsigned found = old == NULL ? 1U << DIFFERENCE_NEW : 1U << DIFFERENCE_VANISHED;
	if (old != NULL && now != NULL)
		found = comparer_compare(&j->comparer, old, now);
	if (now != NULL && rundir_withdrawn(&j->runs[DRIFT_NOW], id) &&
	    !rundir_withdrawn(&j->runs[DRIFT_OLD], id))
		found |= 1U << DIFFERENCE_WITHDRAWN;
	return found;
}

static int
compare_documents(struct job *j, struct error *e)
{
	struct buffer line = { 0 };
	int side;
	while ((side = pairing_next(&j->pair, e)) > PAIRING_END) {
		const struct view *old = side & PAIRING_OLD ? j->pair.old.fields : NULL;
		const struct view *now = side & PAIRING_NEW ? j->pair.now.fields : NULL;
		unsigned differences = differences_of(j, old, now);
		j->movements.changes.documents[DRIFT_OLD] += old != NULL;
		j->movements.changes.documents[DRIFT_NOW] += now != NULL;
		if (differences != 0) {
			changes_describe(&j->pair, &j->comparer, &line);
			changes_document(&j->movements.changes, differences, buffer_view(&line));
			diffrows_document(&j->movements.rows, &j->pair, &j->comparer, differences);
		}
		if (line.failed || drift_add(&j->drift, old, now, differences, e) != 0) {
			side = line.failed ? error_set(e, "no memory") : -1;
			break;
		}
		tool_progress(&command, &j->progress);
	}
	buffer_free(&line);
	return side;
}

static int
finish(struct job *j, struct error *e)
{
	struct buffer text = { 0 };
	int got = movements_write(&j->movements, &j->drift, &text, e);
	if (text.len > 0)
		fwrite(text.at, 1, text.len, stdout);
	buffer_free(&text);
	return got;
}

/* ---- set-up ---- */

static int
check_settings(struct job *j, struct error *e)
{
	const char *list = j->value[OPTION_LIST];
	int format = command_choice(options[OPTION_FORMAT].name, j->value[OPTION_FORMAT], "text", "tsv", e);
	int clock = format < 0 ? -1
	                       : command_choice(options[OPTION_CLOCK].name, j->value[OPTION_CLOCK], "issued",
	                             "published", e);
	if (clock < 0)
		return -1;
	j->movements.rows.on = format == 1;
	j->value[OPTION_CLOCK] = clock == 1 ? "published" : "issued";
	j->movements.changes.list = 10;
	if (list && (view_number(view_of(list), &j->movements.changes.list) != 0 ||
	                j->movements.changes.list > CHANGES_LIST))
		return error_set(e, "--list: give a number up to %d", CHANGES_LIST);
	return alarm_parse(&j->movements.alarm, j->value[OPTION_ALARM], e) != 0
	           ? command_blame(options[OPTION_ALARM].name, e)
	           : 0;
}

static bool
counted(const struct job *j)
{
	return j->runs[DRIFT_OLD].counts[0] != '\0' && j->runs[DRIFT_NOW].counts[0] != '\0' &&
	       j->value[OPTION_BY] == NULL;
}

static int
start_drift(struct job *j, struct error *e)
{
	int unit = command_choice(options[OPTION_UNIT].name, j->value[OPTION_UNIT], "document", "family", e);
	if (unit < 0)
		return -1;
	if (counted(j) && drift_columns(j->runs[DRIFT_NOW].counts, &j->by, e) != 0)
		return -1;
	if (!counted(j))
		buffer_append(&j->by, view_of(j->value[OPTION_BY] ? j->value[OPTION_BY] : "level,province"));
	buffer_byte(&j->by, '\0');
	if (j->by.failed)
		return error_set(e, "no memory");
	if (drift_start(&j->drift, j->by.at, j->value[OPTION_WHERE], unit == 1, e) != 0)
		return command_blame(
		    options[j->drift.side[DRIFT_OLD].by.count ? OPTION_WHERE : OPTION_BY].name, e);
	for (int t = 0; counted(j) && t < DRIFT_TIMES; t++)
		if (drift_counts(&j->drift, t, j->runs[t].counts, j->value[OPTION_FOCUS], e) != 0)
			return -1;
	if (grouping_kind(&j->drift.side[DRIFT_OLD].by, KIND_REGION) < 0)
		return 0;
	if (command_data(j->value[OPTION_DATA], "divisions.tsv", j->divisions, sizeof j->divisions, e) != 0)
		return -1;
	return places_load(&j->places, j->divisions, e);
}

/* A run that is counted as its study counts it needs no options. */
static void
take_settings(struct job *j)
{
	const struct rundir *r = &j->runs[DRIFT_NOW];
	if (j->value[OPTION_BY] || j->value[OPTION_WHERE] || j->value[OPTION_FOCUS] || j->value[OPTION_UNIT])
		return;
	j->value[OPTION_WHERE] = r->condition;
	j->value[OPTION_FOCUS] = r->focus;
	j->value[OPTION_UNIT] = r->unit;
	if (j->value[OPTION_CLOCK] == NULL)
		j->value[OPTION_CLOCK] = r->clock;
}

static int
prepare(struct job *j, char *old, char *now, struct error *e)
{
	char table[RUNDIR_PATH];
	if (rundir_open(&j->runs[DRIFT_OLD], old, e) != 0 || rundir_open(&j->runs[DRIFT_NOW], now, e) != 0)
		return -1;
	take_settings(j);
	if (check_settings(j, e) != 0 || start_drift(j, e) != 0)
		return -1;
	if (pairing_open(&j->pair, j->runs[DRIFT_OLD].documents, j->runs[DRIFT_NOW].documents, e) != 0 ||
	    command_data(j->value[OPTION_DATA], "columns.tsv", table, sizeof table, e) != 0 ||
	    comparer_make(&j->comparer, table, j->pair.old.in, j->pair.now.in, e) != 0)
		return -1;
	return drift_bind(&j->drift, j->pair.old.in, j->pair.now.in, j->value[OPTION_FOCUS],
	    j->value[OPTION_CLOCK], &j->places, e);
}

static int
run(struct job *j, char *old, char *now, struct error *e)
{
	int got = prepare(j, old, now, e);
	diffrows_start(&j->movements.rows, STDOUT_FILENO, got == 0);
	if (got == 0) {
		movements_columns(&j->movements, j->pair.old.in, j->pair.now.in, "gone");
		movements_columns(&j->movements, j->pair.now.in, j->pair.old.in, "added");
		got = compare_documents(j, e);
	}
	if (got == 0)
		got = finish(j, e);
	struct error write_error;
	if (diffrows_finish(&j->movements.rows, &write_error) != 0 && got == 0) {
		*e = write_error;
		got = -1;
	}
	return got;
}

static void
release(struct job *j)
{
	drift_free(&j->drift);
	comparer_free(&j->comparer);
	pairing_close(&j->pair);
	places_free(&j->places);
	changes_free(&j->movements.changes);
	rundir_free(&j->runs[DRIFT_OLD]);
	rundir_free(&j->runs[DRIFT_NOW]);
	buffer_free(&j->by);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	int at, status = tool_options(&command, argc, argv, &at, j.value, &j.progress);
	if (status >= 0)
		return status;
	if (argc - at != 2) {
		error_set(&e, "needs two runs: OLD NEW");
		return tool_fail(&command, &e);
	}
	int got = run(&j, argv[at], argv[at + 1], &e);
	status = got != 0 ? tool_fail(&command, &e) : j.movements.passed ? STATUS_CHECK : STATUS_OK;
	release(&j);
	return tool_close(&command, status);
}
