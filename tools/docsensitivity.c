/* docsensitivity: a study's figure under each of the choices behind it. */
#include "sensitivity.h"
#include "tool.h"

enum option {
	OPTION_WHERE,
	OPTION_FOCUS,
	OPTION_UNIT,
	OPTION_CLOCK,
	OPTION_HITS,
	OPTION_CHOICES,
	OPTION_AGAIN,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_WHERE] = { "where", "EXPR", "the study's population, as of docaggregate" },
	[OPTION_FOCUS] = { "focus", "TAG", "the tag of which the share is asked" },
	[OPTION_UNIT] = { "unit", "document|family", "what the study counts (default: document)" },
	[OPTION_CLOCK] = { "clock", "issued|published", "whose date is `date` (default: issued)" },
	[OPTION_HITS] = { "hits", "FILE", "the ledger, for choices that leave matches out" },
	[OPTION_CHOICES] = { "choices", "FILE", "the choices (default: choices.tsv of the tables)" },
	[OPTION_AGAIN] = { "again", "NAME=FILE",
	    "the study's reading of other documents, as a choice of that name" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = { "docsensitivity",
	"--where EXPR --focus TAG [--unit document|family] [--clock issued|published]\n"
	"                      [--hits FILE] [--choices FILE] [--again NAME=FILE ...] [--data DIR]\n"
	"                      [FILE ...]",
	"Counts a study under each of the choices behind it: population, focus, share, difference.",
	options };

enum { AGAIN = 16, PATH_BYTES = 4096 };

struct job {
	const char *value[OPTIONS];
	const char *again[AGAIN];
	size_t again_count;
	struct reading_made study;
	const char *clock;
	struct choices choices;
	struct choice others[AGAIN];
	struct sensitivity sensitivity;
	struct progress progress;
};

static int
check_settings(struct job *j, struct error *e)
{
	int unit = command_choice(options[OPTION_UNIT].name, j->value[OPTION_UNIT], "document", "family", e);
	int clock = unit < 0 ? -1
	                     : command_choice(options[OPTION_CLOCK].name, j->value[OPTION_CLOCK], "issued",
	                           "published", e);
	if (clock < 0)
		return -1;
	if (j->value[OPTION_WHERE] == NULL || j->value[OPTION_FOCUS] == NULL)
		return error_set(e, "--where or --focus is missing (see docsensitivity --help)");
	j->study = (struct reading_made) { j->value[OPTION_WHERE], j->value[OPTION_FOCUS], unit == 1 };
	j->clock = clock == 1 ? "published" : "issued";
	return 0;
}

static int
load_choices(struct job *j, struct error *e)
{
	char path[PATH_BYTES];
	const char *given = j->value[OPTION_CHOICES];
	if (given == NULL && command_data(j->value[OPTION_DATA], "choices.tsv", path, sizeof path, e) != 0)
		return -1;
	return choices_load(&j->choices, given ? given : path, &j->study, e);
}

static int
count_files(
    struct job *j, const struct choice *choices, size_t n, char *files[], size_t count, struct error *e)
{
	struct view *fields;
	struct tsv *in = tsv_open(files, count, e);
	int got = in ? sensitivity_begin(&j->sensitivity, choices, n, in, e) : -1;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = sensitivity_row(&j->sensitivity, fields, e);
		tool_progress(&command, &j->progress);
	}
	tsv_close(in);
	return got == 0 ? sensitivity_end(&j->sensitivity, e) : -1;
}

/* The study's own reading, of other documents. */
static int
count_again(struct job *j, size_t i, struct error *e)
{
	char path[PATH_BYTES];
	struct view rest = view_of(j->again[i]), name;
	if (!view_split(&rest, '=', &name) || name.len == 0 || rest.len == 0 || rest.len >= sizeof path)
		return error_set(e, "--again: give NAME=FILE: %.200s", j->again[i]);
	memcpy(path, rest.at, rest.len + 1);
	j->others[i] = j->choices.list[0];
	j->others[i].name = name;
	char *files[] = { path };
	return count_files(j, &j->others[i], 1, files, 1, e);
}

static int
run(struct job *j, char *files[], size_t count, struct error *e)
{
	char hits[PATH_BYTES];
	const char *given = j->value[OPTION_HITS];
	if (check_settings(j, e) != 0 || load_choices(j, e) != 0)
		return -1;
	if (given != NULL && strlen(given) >= sizeof hits)
		return error_set(e, "--hits: the name is too long");
	if (given != NULL)
		memcpy(hits, given, strlen(given) + 1);
	if (sensitivity_open(&j->sensitivity, given ? hits : NULL, j->clock, e) != 0 ||
	    count_files(j, j->choices.list, j->choices.count, files, count, e) != 0)
		return -1;
	for (size_t i = 0; i < j->again_count; i++)
		if (count_again(j, i, e) != 0)
			return -1;
	struct tsv_writer out;
	if (!j->sensitivity.variants[0].counted)
		return error_set(e, "the documents lack a column of the study's own reading: %s; %s",
		    j->study.where, j->study.focus);
	tsv_start(&out, STDOUT_FILENO);
	if (sensitivity_write(&j->sensitivity, &out, e) != 0)
		return -1;
	return tsv_finish(&out, e);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct error e;
	const char *value;
	int at = 1, code, status;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code == OPTION_AGAIN && j.again_count == AGAIN) {
			error_set(&e, "--again: more than %d", AGAIN);
			return tool_fail(&command, &e);
		}
		if (code == OPTION_AGAIN)
			j.again[j.again_count++] = value;
		else if (code >= 0)
			j.value[code] = value;
		else if ((status = tool_option(&command, code, &e, &j.progress)) >= 0)
			return status;
	}
	int got = run(&j, argv + at, (size_t)(argc - at), &e);
	sensitivity_free(&j.sensitivity);
	choices_free(&j.choices);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
