/* docclassify: counts what a study's keyword rules find in documents. */
#include "concordance.h"
#include "ledger.h"
#include "tagging.h"
#include "tool.h"

#include <stdlib.h>

enum {
	OPTION_RULES,
	OPTION_HITS,
	OPTION_SCOPE,
	OPTION_CHARS,
	OPTION_DROP,
	OPTION_KWIC,
	OPTION_KWIC_SORT,
	OPTION_KWIC_TAG,
};

static const struct command_option options[] = {
	{ "rules", "FILE", "the keyword rules: tag field pattern unless keep ambiguous set note" },
	{ "hits", "FILE", "write the ledger there: a row for every hit, with its sentence" },
	{ "scope", "LIST",
	    "also count co-mention: TAG.TAG.paragraph or TAG.TAG.sentence, with commas between" },
	{ "chars", NULL, "also count the characters of each text" },
	{ "drop", "COLUMN", "leave the column out of the output (also a list a,b; can be repeated)" },
	{ "kwic", "N", "print a concordance instead: every hit between N columns of its paragraph" },
	{ "kwic-sort", "KEY", "order its lines by left or right context, or none (as the documents come)" },
	{ "kwic-tag", "LIST", "only hits of these tags, or of scopes (theme.pilot.sentence)" },
	{ NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docclassify",
	.synopsis =
	    "--rules FILE [--hits FILE] [--scope LIST] [--chars] [--drop COLUMN] [--kwic N] [FILE ...]",
	.purpose = "Counts what keyword rules find in documents: one column per tag, then limits.",
	.options = options,
};

enum { LIST = 256 };

struct names {
	struct view at[LIST];
	size_t count;
};

struct settings {
	const char *rules, *hits, *kwic, *sort;
	unsigned long long columns; /* of the concordance, on a side */
	enum concordance_sort order;
	struct names scopes, drops, tags;
	bool chars;
	struct progress progress;
};

struct job {
	const struct ruleset *rules;
	struct classifier *classifier;
	struct ledger *ledger;           /* NULL: not asked for */
	struct concordance *concordance; /* NULL: the stream is written */
	struct tsv *in;
	struct tagging tagging;
	struct tsv_writer out;
	int id, title, text, error, sha256;
};

/* Adds a list's names, each once. */
static int
add_names(struct names *n, const char *list, struct error *e)
{
	struct view rest = view_of(list), part;
	while (view_split(&rest, ',', &part)) {
		size_t i = 0;
		while (i < n->count && !view_equal(n->at[i], part))
			i++;
		if (i == LIST)
			return error_set(e, "more than %d names in a list", LIST);
		n->at[i] = part;
		n->count += i == n->count;
	}
	return 0;
}

/* The options fit together, and say something. */
static int
check_settings(struct settings *s, struct error *e)
{
	if (s->rules == NULL)
		return error_set(e, "option --rules FILE is needed (see docclassify --help)");
	if (s->kwic == NULL)
		return s->sort == NULL && s->tags.count == 0
		           ? 0
		           : error_set(e, "--kwic-sort and --kwic-tag are for --kwic");
	if (view_number(view_of(s->kwic), &s->columns) != 0 || s->columns == 0 ||
	    s->columns > CONCORDANCE_COLUMNS)
		return error_set(e, "--kwic \"%.40s\": 1 to %d columns", s->kwic, (int)CONCORDANCE_COLUMNS);
	if (s->drops.count > 0 || s->scopes.count > 0 || s->chars)
		return error_set(
		    e, "--kwic prints no stream, so it goes with none of --drop, --scope and --chars");
	if (s->sort == NULL || strcmp(s->sort, "none") == 0)
		s->order = CONCORDANCE_BY_PLACE;
	else if (strcmp(s->sort, "left") == 0)
		s->order = CONCORDANCE_BY_LEFT;
	else if (strcmp(s->sort, "right") == 0)
		s->order = CONCORDANCE_BY_RIGHT;
	else
		return error_set(e, "--kwic-sort \"%.40s\": left, right or none", s->sort);
	return 0;
}

/* Returns a status to end with, or -1 to go on with the operands from argv[*at] on. */
static int
read_options(struct settings *s, int argc, char *argv[], int *at)
{
	struct error e;
	const char *value;
	int option;
	while ((option = command_next(&command, argc, argv, at, &value, &e)) != COMMAND_END) {
		int status = -1, got = 0;
		if (option == OPTION_RULES)
			s->rules = value;
		else if (option == OPTION_HITS)
			s->hits = value;
		else if (option == OPTION_CHARS)
			s->chars = true;
		else if (option == OPTION_DROP)
			got = add_names(&s->drops, value, &e);
		else if (option == OPTION_SCOPE)
			got = add_names(&s->scopes, value, &e);
		else if (option == OPTION_KWIC)
			s->kwic = value;
		else if (option == OPTION_KWIC_SORT)
			s->sort = value;
		else if (option == OPTION_KWIC_TAG)
			got = add_names(&s->tags, value, &e);
		else
			status = tool_option(&command, option, &e, &s->progress);
		if (got != 0)
			return tool_fail(&command, &e);
		if (status >= 0)
			return status;
	}
	return check_settings(s, &e) == 0 ? -1 : tool_fail(&command, &e);
}

/* The columns that the rules need must be there; `error` may be missing. */
static int
find_columns(struct job *j, struct error *e)
{
	unsigned fields = 0;
	for (size_t i = 0; i < j->rules->tag_count; i++)
		fields |= ruleset_fields(j->rules, i);
	j->id = tsv_column(j->in, "id");
	j->title = tsv_column(j->in, "title");
	j->text = tsv_column(j->in, "text");
	j->error = tsv_column(j->in, "error");
	j->sha256 = tsv_column(j->in, "sha256");
	if ((j->ledger != NULL || j->concordance != NULL) && tsv_need(j->in, "id", e) < 0)
		return -1;
	if ((fields & RULE_TITLE) != 0 && tsv_need(j->in, "title", e) < 0)
		return -1;
	return (fields & RULE_TEXT) != 0 && tsv_need(j->in, "text", e) < 0 ? -1 : 0;
}

static struct view
cell(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

static int
do_row(struct job *j, const struct view *fields, struct error *e)
{
	const struct classifier *c = j->classifier;
	bool read = cell(fields, j->error).len == 0;
	struct view title = read ? cell(fields, j->title) : VIEW(""),
	            text = read ? cell(fields, j->text) : VIEW("");
	struct ledger_source of = { cell(fields, j->id), cell(fields, j->sha256) };
	if (classifier_read(j->classifier, title, text, e) != 0)
		return -1;
	if (j->concordance != NULL) {
		if (concordance_add(j->concordance, of.id, c, e) != 0)
			return -1;
	} else {
		if (tagging_fill(&j->tagging, c, fields, e) != 0)
			return -1;
		tagging_write(&j->tagging, j->tagging.layout.fields, &j->out);
	}
	return j->ledger ? ledger_add(j->ledger, &of, c, e) : 0;
}

static int
do_rows(struct job *j, struct settings *s, struct error *e)
{
	struct view *fields;
	int got;
	while ((got = tsv_next(j->in, &fields, e)) == 1) {
		if (do_row(j, fields, e) != 0)
			return -1;
		tool_progress(&command, &s->progress);
	}
	return got;
}

/* One warning per rule, however many documents it failed on: the rows name them. */
static void
warn(const struct job *j)
{
	for (size_t i = 0; i < j->rules->count; i++) {
		const struct rule *r = &j->rules->rules[i];
		unsigned long long n = classifier_limits(j->classifier, i);
		if (n > 0)
			fprintf(stderr,
			    "%s: %s:%llu: warning: the search was given up in %llu document%s; "
			    "\"%s\" is empty there, see column limits\n",
			    command.name, j->rules->file, r->line, n, n == 1 ? "" : "s",
			    j->rules->tags[r->tag]);
	}
}

/* What is kept of the hits, and for whom. */
static int
open_outputs(struct job *j, const struct settings *s, struct error *e)
{
	bool keep = s->hits != NULL || s->kwic != NULL || s->scopes.count > 0;
	j->classifier = classifier_new(j->rules, keep ? CLASSIFIER_KEEP : CLASSIFIER_COUNT);
	if (j->classifier == NULL)
		return error_set(e, "no memory");
	if (s->hits != NULL && (j->ledger = ledger_new(s->hits, j->rules, e)) == NULL)
		return -1;
	tsv_start(&j->out, STDOUT_FILENO);
	if (s->kwic == NULL)
		return 0;
	j->concordance = concordance_new(j->rules, (size_t)s->columns, s->order, &j->out);
	if (j->concordance == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < s->tags.count; i++)
		if (concordance_only(j->concordance, s->tags.at[i], e) != 0)
			return -1;
	return 0;
}

static int
run(struct job *j, struct settings *s, struct error *e)
{
	if (open_outputs(j, s, e) != 0 || find_columns(j, e) != 0 ||
	    tagging_open(&j->tagging, j->rules, j->in, s->scopes.at, s->scopes.count, s->chars, e) != 0 ||
	    tagging_drop(&j->tagging, j->in, s->drops.at, s->drops.count, e) != 0)
		return -1;
	if (j->concordance == NULL)
		tagging_write(&j->tagging, j->tagging.layout.names, &j->out);
	if (do_rows(j, s, e) != 0) {
		buffer_free(&j->out.out);
		return -1;
	}
	if (j->concordance != NULL)
		concordance_finish(j->concordance);
	warn(j);
	return tsv_finish(&j->out, e);
}

int
main(int argc, char *argv[])
{
	struct settings s = { 0 };
	struct ruleset rules = { 0 };
	struct job j = { .rules = &rules };
	struct error e;
	int at = 1, status = read_options(&s, argc, argv, &at);
	if (status >= 0)
		return status;
	int got = ruleset_load(&rules, s.rules, &e);
	if (got == 0 && (j.in = tsv_open(argv + at, (size_t)(argc - at), &e)) == NULL)
		got = -1;
	if (got == 0)
		got = run(&j, &s, &e);
	if (got == 0)
		got = ledger_finish(j.ledger, &e);
	else
		ledger_drop(j.ledger);
	tagging_free(&j.tagging);
	concordance_free(j.concordance);
	tsv_close(j.in);
	classifier_free(j.classifier);
	ruleset_free(&rules);
	return got == 0 ? tool_close(&command, STATUS_OK) : tool_fail(&command, &e);
}
