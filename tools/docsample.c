/* docsample: draws a coding sheet, stratified, blind, and the same for everybody who has the seed. */
#include "codesheet.h"
#include "frame.h"
#include "tool.h"

enum { SIZE = 20 };

enum option {
	OPTION_TAG,
	OPTION_BY,
	OPTION_WHERE,
	OPTION_SIZE,
	OPTION_UNIT,
	OPTION_SEED,
	OPTION_HITS,
	OPTION_CODER,
	OPTION_KEY,
	OPTION_FORMAT,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_TAG] = { "tag", "LIST", "tags to be judged" },
	[OPTION_BY] = { "by", "LIST", "columns that make a cell; also year and region" },
	[OPTION_WHERE] = { "where", "EXPR", "draw from these documents only" },
	[OPTION_SIZE] = { "size", "N",
	    "items of each stratum: cell, tag, and hit, near miss or none (default: 20)" },
	[OPTION_UNIT] = { "unit", "document|match", "what an item is (default: document)" },
	[OPTION_SEED] = { "seed", "TEXT", "equal seeds draw equal samples (default: 1)" },
	[OPTION_HITS] = { "hits", "FILE", "the ledger, for sentences and near misses (it is read twice)" },
	[OPTION_CODER] = { "coder", "NAME", "whose sheet it is: same items, an order of its own" },
	[OPTION_KEY] = { "key", "FILE", "write what the sheet must not show: our judgement, weights" },
	[OPTION_FORMAT] = { "format", "tsv|csv|xlsx", "of the sheet (default: tsv)" },
	[OPTION_DATA] = { "data", "DIR", "folder of the table of divisions" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docsample",
	.synopsis = "--tag LIST [--by LIST] [--where EXPR] [--size N] [--unit document|match]\n"
	            "                 [--seed TEXT] [--hits FILE] [--coder NAME] [--key FILE]\n"
	            "                 [--format tsv|csv|xlsx] [--data DIR] [FILE ...]",
	.purpose = "Draws a stratified sample of documents as a sheet that people code by hand.",
	.options = options,
};

static int
read_size(const char *text, size_t *size, struct error *e)
{
	unsigned long long n = SIZE;
	if (text != NULL && (view_number(view_of(text), &n) != 0 || n < 1 || n > DRAW_SIZE))
		return error_set(e, "--size %.40s: a number from 1 to %d", text, DRAW_SIZE);
	*size = (size_t)n;
	return 0;
}

/* Of matches: they are the ledger's, and their documents are read twice. */
static int
read_choices(const char *const value[], const char *only, bool *matches, struct error *e)
{
	const char *unit = value[OPTION_UNIT] ? value[OPTION_UNIT] : "document";
	const char *format = value[OPTION_FORMAT] ? value[OPTION_FORMAT] : "tsv";
	if (strcmp(format, "tsv") != 0 && strcmp(format, "csv") != 0 && strcmp(format, "xlsx") != 0)
		return error_set(e, "--format: neither tsv, csv nor xlsx: %.60s", format);
	*matches = strcmp(unit, "match") == 0;
	if (!*matches && strcmp(unit, "document") != 0)
		return error_set(e, "--unit: neither document nor match: %.60s", unit);
	if (*matches && value[OPTION_HITS] == NULL)
		return error_set(e, "--unit match: needs --hits");
	if (*matches && (only == NULL || strcmp(only, "-") == 0))
		return error_set(e, "--unit match: needs one FILE (it is read twice)");
	return 0;
}

static int
read_rows(struct frame *f, struct tsv *in, struct progress *progress, struct error *e)
{
	struct view *fields;
	int got = frame_bind(f, in, e);
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = frame_add(f, fields, e);
		tool_progress(&command, progress);
	}
	return got;
}

static int
write_key(const void *sheet, struct tsv_writer *w, struct error *e)
{
	return codesheet_key(sheet, w, e);
}

static int
write_sheet(const struct codesheet *s, const char *format, struct tsv_writer *w, struct error *e)
{
	struct buffer out = { 0 };
	if (strcmp(format, "tsv") == 0)
		return codesheet_write(s, w, e);
	int bad = strcmp(format, "csv") == 0 ? codesheet_csv(s, &out, e) : codesheet_xlsx(s, &out, e);
	if (bad == 0)
		fwrite(out.at, 1, out.len, stdout); /* tool_close tells of a failure */
	buffer_free(&out);
	return bad;
}

static int
write_out(struct frame *f, const char *documents, const char *const value[], struct error *e)
{
	struct tsv_writer w;
	struct error failed;
	struct codesheet s;
	tsv_start(&w, STDOUT_FILENO);
	int bad = codesheet_make(&s, f, view_of(value[OPTION_CODER]), e);
	if (bad == 0 && f->matches)
		bad = codesheet_titles(&s, documents, e);
	else if (bad == 0 && value[OPTION_HITS] != NULL)
		bad = codesheet_sentences(&s, value[OPTION_HITS], e);
	if (bad == 0 && value[OPTION_KEY] != NULL)
		bad = tsv_save(value[OPTION_KEY], write_key, &s, e);
	if (bad == 0)
		bad = write_sheet(&s, value[OPTION_FORMAT] ? value[OPTION_FORMAT] : "tsv", &w, e);
	if (tsv_finish(&w, &failed) != 0 && bad == 0)
		bad = error_set(e, "%s", failed.text);
	codesheet_free(&s);
	return bad;
}

static int
sample(char *const paths[], size_t count, const char *const value[], struct progress *progress)
{
	struct error e;
	struct frame f;
	struct frame_settings settings = { value[OPTION_TAG], value[OPTION_BY], value[OPTION_WHERE],
		value[OPTION_SEED] ? value[OPTION_SEED] : "1", value[OPTION_DATA], 0, false };
	struct tsv *in = NULL;
	int bad = read_size(value[OPTION_SIZE], &settings.size, &e);
	if (bad == 0)
		bad = read_choices(value, count == 1 ? paths[0] : NULL, &settings.matches, &e);
	bad = frame_start(&f, bad == 0 ? &settings : NULL, &e) != 0 || bad != 0 ? -1 : 0;
	if (bad == 0 && value[OPTION_HITS] != NULL && !f.matches)
		bad = frame_misses(&f, value[OPTION_HITS], &e);
	if (bad == 0)
		bad = (in = tsv_open(paths, count, &e)) == NULL ? -1 : read_rows(&f, in, progress, &e);
	tsv_close(in);
	if (bad == 0 && f.matches)
		bad = frame_offer_matches(&f, value[OPTION_HITS], &e);
	if (bad == 0)
		bad = write_out(&f, paths[0], value, &e);
	if (bad == 0 && f.unread > 0)
		fprintf(stderr,
		    "%s: %llu documents were not read, or not to the end of a rule: they can't be drawn\n",
		    command.name, f.unread);
	frame_free(&f);
	return bad == 0 ? STATUS_OK : tool_fail(&command, &e);
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	const char *values[OPTIONS] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	if (values[OPTION_TAG] == NULL) {
		error_set(&e, "--tag is missing (see docsample --help)");
		return tool_fail(&command, &e);
	}
	return tool_close(&command, sample(argv + at, (size_t)(argc - at), values, &progress));
}
