/*
 * docreport: shows a study's counts as a report: for the terminal, as a table, as a page for the browser.
 */
#include "cellpages.h"
#include "csvsheet.h"
#include "database.h"
#include "datapackage.h"
#include "latex.h"
#include "markdown.h"
#include "report.h"
#include "terminal.h"
#include "tool.h"
#include "trace.h"
#include "webpage.h"
#include "workbook.h"

enum option {
	OPTION_FORMAT,
	OPTION_LANG,
	OPTION_PUBLISHED,
	OPTION_TRACE,
	OPTION_CELLS,
	OPTION_LINK,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_FORMAT] = { "format", "NAME",
	    "text (default), tsv, csv, html, markdown, latex, xlsx, sqlite, datapackage" },
	[OPTION_LANG] = { "lang", "en|zh", "language of what is said (default: en)" },
	[OPTION_PUBLISHED] = { "published", "FILE", "a published table to compare with" },
	[OPTION_TRACE] = { "trace", "EXPR",
	    "instead of the report: the documents that satisfy it, with their sentences" },
	[OPTION_CELLS] = { "cells", "FOLDER", "instead of the report: a folder with a page for each cell" },
	[OPTION_LINK] = { "link", "FOLDER",
	    "html: each figure leads to the pages of its cell in this folder" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables of divisions and words" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docreport",
	.synopsis = "[--format NAME] [--lang en|zh] [--published FILE] [--link FOLDER]\n"
	            "                 [--trace EXPR | --cells FOLDER] [--data DIR] DIR",
	.purpose = "Shows the counts of a study's output folder as a report.",
	.options = options,
};

struct job;

/* A format appends the whole of its file. */
struct format {
	const char *name;
	int (*write)(struct job *j, struct buffer *out, struct error *e);
	bool binary;
};

struct job {
	const char *value[OPTIONS];
	const struct format *format;
	struct study study;
	struct phrases phrases;
	struct places places;
	struct report report;
	char strings[4096], divisions[4096], style[4096], columns[4096];
};

static int
load(struct job *j, const char *dir, struct error *e)
{
	const char *data = j->value[OPTION_DATA];
	const char *language = j->value[OPTION_LANG] ? j->value[OPTION_LANG] : "en";
	if (command_data(data, "strings.tsv", j->strings, sizeof j->strings, e) != 0 ||
	    command_data(data, "divisions.tsv", j->divisions, sizeof j->divisions, e) != 0 ||
	    phrases_load(&j->phrases, j->strings, language, e) != 0 ||
	    places_load(&j->places, j->divisions, e) != 0 || study_load(&j->study, dir, e) != 0)
		return -1;
	return report_make(&j->report, &j->study, &j->phrases, &j->places, language,
	    j->value[OPTION_PUBLISHED], j->value[OPTION_LINK], e);
}

enum { STYLE_BYTES = 256 * 1024 };

/* The style sheet lies beside the other tables, so that an institute can have its own. */
static int
read_style(struct job *j, struct buffer *style, struct error *e)
{
	if (command_data(j->value[OPTION_DATA], "report.css", j->style, sizeof j->style, e) != 0)
		return -1;
	FILE *f = fopen(j->style, "rb");
	if (f == NULL)
		return error_system(e, "%s", j->style);
	int got = buffer_reserve(style, STYLE_BYTES);
	if (got == 0)
		style->len = fread(style->at, 1, STYLE_BYTES, f);
	if (got != 0 || ferror(f))
		got = error_system(e, "%s", j->style);
	else if (style->len == STYLE_BYTES)
		got = error_set(e, "%s: over %d KiB", j->style, STYLE_BYTES >> 10);
	fclose(f);
	return got;
}

static int
write_page(struct job *j, struct buffer *out, struct error *e)
{
	struct buffer style = { 0 };
	int got = read_style(j, &style, e);
	if (got == 0)
		webpage_report(out, &j->report, buffer_view(&style));
	buffer_free(&style);
	return got;
}

static int
write_cells(struct job *j, struct error *e)
{
	struct buffer style = { 0 };
	int got = read_style(j, &style, e);
	if (got == 0)
		got = cellpages_write(&j->report, j->value[OPTION_CELLS], buffer_view(&style), e);
	buffer_free(&style);
	return got;
}

/* ---- the other formats ---- */

static int
write_text(struct job *j, struct buffer *out, struct error *e)
{
	(void)e;
	terminal_report(out, &j->report);
	return 0;
}

static int
write_csv(struct job *j, struct buffer *out, struct error *e)
{
	(void)e;
	csvsheet_write(out, &j->report.table);
	return 0;
}

static int
write_markdown(struct job *j, struct buffer *out, struct error *e)
{
	(void)e;
	markdown_report(out, &j->report);
	return 0;
}

static int
write_latex(struct job *j, struct buffer *out, struct error *e)
{
	(void)e;
	latex_report(out, &j->report);
	return 0;
}

static int
write_tsv(struct job *j, struct buffer *out, struct error *e)
{
	(void)e;
	sheet_tsv(out, &j->report.table);
	return 0;
}

/* The formats that say what each column means. */
static int
with_codebook(struct job *j, struct buffer *out, struct error *e,
    int (*write)(struct job *j, struct buffer *out, const struct codebook *b, struct error *e))
{
	struct codebook b = { 0 };
	int got = command_data(j->value[OPTION_DATA], "columns.tsv", j->columns, sizeof j->columns, e);
	if (got == 0)
		got = codebook_load(&b, j->columns, e);
	if (got == 0)
		got = write(j, out, &b, e);
	codebook_free(&b);
	return got;
}

static int
put_workbook(struct job *j, struct buffer *out, const struct codebook *b, struct error *e)
{
	return workbook_report(out, &j->report, b, e);
}

static int
put_database(struct job *j, struct buffer *out, const struct codebook *b, struct error *e)
{
	return database_study(out, &j->study, b, e);
}

static int
put_datapackage(struct job *j, struct buffer *out, const struct codebook *b, struct error *e)
{
	return datapackage_study(out, &j->study, b, e);
}

static int
write_xlsx(struct job *j, struct buffer *out, struct error *e)
{
	return with_codebook(j, out, e, put_workbook);
}

static int
write_sqlite(struct job *j, struct buffer *out, struct error *e)
{
	return with_codebook(j, out, e, put_database);
}

static int
write_datapackage(struct job *j, struct buffer *out, struct error *e)
{
	return with_codebook(j, out, e, put_datapackage);
}

static const struct format formats[] = {
	{ "text", write_text, false },
	{ "tsv", write_tsv, false },
	{ "csv", write_csv, false },
	{ "html", write_page, false },
	{ "markdown", write_markdown, false },
	{ "latex", write_latex, false },
	{ "xlsx", write_xlsx, true },
	{ "sqlite", write_sqlite, true },
	{ "datapackage", write_datapackage, false },
};

static int
read_format(struct job *j, struct error *e)
{
	const char *given = j->value[OPTION_FORMAT] ? j->value[OPTION_FORMAT] : "text";
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(given, formats[i].name) == 0)
			j->format = &formats[i];
	if (j->format == NULL)
		return error_set(e, "--format: no such format: %s (see docreport --help)", given);
	if (j->format->binary && isatty(STDOUT_FILENO))
		return error_set(e, "--format %s: not to a terminal: redirect it to a file", given);
	return 0;
}

static int
write_report(struct job *j, struct error *e)
{
	struct buffer out = { 0 };
	const char *trace = j->value[OPTION_TRACE];
	if (j->value[OPTION_CELLS] != NULL)
		return write_cells(j, e);
	int got = trace ? trace_write(&out, &j->study, &j->phrases, trace, e) : j->format->write(j, &out, e);
	if (got == 0 && out.failed)
		got = error_set(e, "no memory for the report");
	if (got == 0 && fwrite(out.at, 1, out.len, stdout) != out.len)
		got = error_system(e, "cannot write");
	buffer_free(&out);
	return got;
}

static int
run(struct job *j, char *operands[], int count, struct error *e)
{
	if (read_format(j, e) != 0)
		return -1;
	if (count != 1)
		return error_set(e, "%s folder given (usage: %s %s)", count == 0 ? "no" : "more than one",
		    command.name, command.synopsis);
	return load(j, operands[0], e) == 0 ? write_report(j, e) : -1;
}

static void
release(struct job *j)
{
	report_free(&j->report);
	study_free(&j->study);
	places_free(&j->places);
	phrases_free(&j->phrases);
}

int
main(int argc, char *argv[])
{
	struct job j = { 0 };
	struct progress progress = { 0 };
	struct error e;
	const char *value;
	int at = 1, code;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0)
			j.value[code] = value;
		else if ((code = tool_option(&command, code, &e, &progress)) >= 0)
			return code;
	}
	int got = run(&j, argv + at, argc - at, &e);
	release(&j);
	return tool_close(&command, got == 0 ? STATUS_OK : tool_fail(&command, &e));
}
