/* docclassify: counts what a study's keyword rules find in documents. */
#include "classifier.h"
#include "ledger.h"
#include "scope.h"
#include "tool.h"

#include <stdlib.h>

enum { OPTION_RULES, OPTION_HITS, OPTION_SCOPE, OPTION_DROP };

static const struct command_option options[] = {
	{ "rules", "FILE", "the keyword rules: tag field pattern unless keep ambiguous set note" },
	{ "hits", "FILE", "write the ledger there: a row for every hit, with its sentence" },
	{ "scope", "LIST",
	    "also count co-mention: TAG.TAG.paragraph or TAG.TAG.sentence, with commas between" },
	{ "drop", "COLUMN", "leave the column out of the output (also a list a,b; can be repeated)" },
	{ NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docclassify",
	.synopsis = "--rules FILE [--hits FILE] [--scope LIST] [--drop COLUMN] [FILE ...]",
	.purpose = "Counts what keyword rules find in documents: one column per tag, then limits.",
	.options = options,
};

enum { LIST = 256 };

struct settings {
	const char *rules, *hits;
	struct view scopes[LIST], drops[LIST];
	size_t scope_count, drop_count;
	struct progress progress;
};

struct job {
	const struct ruleset *rules;
	struct classifier *classifier;
	struct ledger *ledger; /* NULL: not asked for */
	struct tsv *in;
	struct tsv_layout layout;
	struct tsv_writer out;
	struct view *shown; /* the row without what is dropped */
	bool *dropped;      /* by column of the layout */
	struct scope *scopes;
	size_t scope_count;
	int id, title, text, error;
	struct buffer limits; /* column `limits` of the row at hand */
	struct arena setup, memory;
};

/* Adds a list's names, each once. */
static int
add_names(struct view names[LIST], size_t *count, const char *list, struct error *e)
{
	struct view rest = view_of(list), part;
	while (view_split(&rest, ',', &part)) {
		size_t i = 0;
		while (i < *count && !view_equal(names[i], part))
			i++;
		if (i == LIST)
			return error_set(e, "more than %d names in a list", LIST);
		names[i] = part;
		*count += i == *count;
	}
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
		else if (option == OPTION_DROP)
			got = add_names(s->drops, &s->drop_count, value, &e);
		else if (option == OPTION_SCOPE)
			got = add_names(s->scopes, &s->scope_count, value, &e);
		else
			status = tool_option(&command, option, &e, &s->progress);
		if (got != 0)
			return tool_fail(&command, &e);
		if (status >= 0)
			return status;
	}
	if (s->rules != NULL)
		return -1;
	error_set(&e, "option --rules FILE is needed (see docclassify --help)");
	return tool_fail(&command, &e);
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
	if (j->ledger != NULL && tsv_need(j->in, "id", e) < 0)
		return -1;
	if ((fields & RULE_TITLE) != 0 && tsv_need(j->in, "title", e) < 0)
		return -1;
	return (fields & RULE_TEXT) != 0 && tsv_need(j->in, "text", e) < 0 ? -1 : 0;
}

static int
read_scopes(struct job *j, const struct settings *s, struct error *e)
{
	j->scopes = arena_clear(&j->setup, s->scope_count + 1, sizeof *j->scopes);
	if (j->scopes == NULL)
		return error_set(e, "no memory");
	for (; j->scope_count < s->scope_count; j->scope_count++) {
		const char *name = arena_copy(&j->setup, s->scopes[j->scope_count]).at;
		if (name == NULL)
			return error_set(e, "no memory");
		if (scope_read(&j->scopes[j->scope_count], name, j->rules, e) != 0)
			return -1;
	}
	return 0;
}

/* The tool's own columns: tags, scopes, limits. */
static int
lay_out(struct job *j, struct error *e)
{
	size_t tags = j->rules->tag_count, count = tags + j->scope_count;
	const char **own = arena_clear(&j->setup, count + 1, sizeof *own);
	if (own == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < tags; i++)
		own[i] = j->rules->tags[i];
	for (size_t i = 0; i < j->scope_count; i++)
		own[tags + i] = j->scopes[i].name;
	own[count] = "limits";
	return tsv_layout(&j->layout, j->in, own, count + 1, e);
}

static int
mark_drops(struct job *j, const struct settings *s, struct error *e)
{
	j->shown = arena_clear(&j->setup, j->layout.width, sizeof *j->shown);
	j->dropped = arena_clear(&j->setup, j->layout.width, sizeof *j->dropped);
	if (j->shown == NULL || j->dropped == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < s->drop_count; i++) {
		bool there = false;
		for (size_t c = 0; c < j->layout.width; c++)
			if (view_equal(j->layout.names[c], s->drops[i]))
				there = j->dropped[c] = true;
		if (!there)
			return error_set(
			    e, "%s:1: no column \"%.*s\" to drop", tsv_file(j->in), VIEW_ARGS(s->drops[i]));
	}
	return 0;
}

static void
write_row(struct job *j, const struct view *row)
{
	size_t count = 0;
	for (size_t c = 0; c < j->layout.width; c++)
		if (!j->dropped[c])
			j->shown[count++] = row[c];
	tsv_write(&j->out, j->shown, count);
}

static struct view
cell(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

/* Fills one own column: the count as text, or nothing where nothing was read or a search was given up (then `limits` names it). */
static void
fill_count(struct job *j, size_t own, const char *name, enum classifier_state state, unsigned long long count)
{
	struct view *cell_of = &j->layout.fields[j->layout.own[own]];
	*cell_of = VIEW("");
	if (state == CLASSIFIER_LIMITED) {
		buffer_append(&j->limits, j->limits.len ? VIEW(",") : VIEW(""));
		buffer_append(&j->limits, view_of(name));
	} else if (state == CLASSIFIER_COUNTED) {
		*cell_of = tsv_number(count, &j->memory);
		j->limits.failed |= cell_of->at == NULL;
	}
}

/* The tags' columns; in most rows all of them are counted. */
static void
fill_tags(struct job *j)
{
	const struct classifier *c = j->classifier;
	const unsigned long long *counts = classifier_counts(c);
	for (size_t i = 0; i < j->rules->tag_count; i++) {
		struct view *cell_of = &j->layout.fields[j->layout.own[i]];
		if (counts == NULL) {
			fill_count(j, i, j->rules->tags[i], classifier_state(c, i), classifier_count(c, i));
		} else {
			*cell_of = tsv_number(counts[i], &j->memory);
			j->limits.failed |= cell_of->at == NULL;
		}
	}
}

static int
do_row(struct job *j, const struct view *fields, struct error *e)
{
	const struct classifier *c = j->classifier;
	bool read = cell(fields, j->error).len == 0;
	struct view title = read ? cell(fields, j->title) : VIEW(""),
	            text = read ? cell(fields, j->text) : VIEW("");
	size_t tags = j->rules->tag_count;
	arena_reset(&j->memory);
	buffer_reset(&j->limits);
	if (classifier_read(j->classifier, title, text, e) != 0)
		return -1;
	tsv_fill(&j->layout, fields);
	fill_tags(j);
	for (size_t i = 0; i < j->scope_count; i++)
		fill_count(j, tags + i, j->scopes[i].name, scope_state(&j->scopes[i], c),
		    scope_count(&j->scopes[i], c));
	j->layout.fields[j->layout.own[tags + j->scope_count]] = buffer_view(&j->limits);
	if (j->limits.failed)
		return error_set(e, "no memory");
	write_row(j, j->layout.fields);
	return j->ledger ? ledger_add(j->ledger, cell(fields, j->id), c, e) : 0;
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

static int
run(struct job *j, struct settings *s, struct error *e)
{
	j->classifier =
	    classifier_new(j->rules, s->hits || s->scope_count > 0 ? CLASSIFIER_KEEP : CLASSIFIER_COUNT);
	if (j->classifier == NULL)
		return error_set(e, "no memory");
	if (s->hits != NULL && (j->ledger = ledger_new(s->hits, j->rules, e)) == NULL)
		return -1;
	if (find_columns(j, e) != 0 || read_scopes(j, s, e) != 0 || lay_out(j, e) != 0 ||
	    mark_drops(j, s, e) != 0)
		return -1;
	tsv_start(&j->out, STDOUT_FILENO);
	write_row(j, j->layout.names);
	if (do_rows(j, s, e) != 0) {
		buffer_free(&j->out.out);
		return -1;
	}
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
	buffer_free(&j.limits);
	tsv_layout_free(&j.layout);
	tsv_close(j.in);
	classifier_free(j.classifier);
	ruleset_free(&rules);
	arena_free(&j.setup);
	arena_free(&j.memory);
	return got == 0 ? tool_close(&command, STATUS_OK) : tool_fail(&command, &e);
}
