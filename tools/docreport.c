/*
 * docreport: shows a study's counts as a report: for the terminal, as a table, as a page for the browser.
 */
#include "cellpages.h"
#include "report.h"
#include "terminal.h"
#include "tool.h"
#include "trace.h"
#include "webpage.h"

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
	[OPTION_FORMAT] = { "format", "text|tsv|html", "what to write (default: text)" },
	[OPTION_LANG] = { "lang", "en|zh", "language of text and html (default: en)" },
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
	.synopsis = "[--format text|tsv|html] [--lang en|zh] [--published FILE] [--link FOLDER]\n"
	            "                 [--trace EXPR | --cells FOLDER] [--data DIR] DIR",
	.purpose = "Shows the counts of a study's output folder as a report.",
	.options = options,
};

enum format { FORMAT_TEXT, FORMAT_TSV, FORMAT_HTML, FORMATS };

struct job {
	const char *value[OPTIONS];
	enum format format;
	struct study study;
	struct phrases phrases;
	struct places places;
	struct report report;
	char strings[4096], divisions[4096], style[4096];
};

static int
read_format(struct job *j, struct error *e)
{
	static const char *const names[FORMATS] = { "text", "tsv", "html" };
	const char *given = j->value[OPTION_FORMAT];
	for (int i = 0; i < FORMATS; i++)
		if (given == NULL || strcmp(given, names[i]) == 0) {
			j->format = (enum format)i;
			return 0;
		}
	return error_set(e, "--format: no text, tsv or html: %s", given);
}

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

static int
write_tsv(struct job *j, struct error *e)
{
	struct arena memory = { 0 };
	struct tsv_writer w;
	tsv_start(&w, STDOUT_FILENO);
	sheet_tsv(&j->report.table, &w, &memory);
	int got = tsv_finish(&w, e);
	arena_free(&memory);
	return got;
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

static int
write_report(struct job *j, struct error *e)
{
	struct buffer out = { 0 };
	int got = 0;
	const char *trace = j->value[OPTION_TRACE];
	if (j->value[OPTION_CELLS] != NULL)
		return write_cells(j, e);
	if (j->format == FORMAT_TSV && trace == NULL)
		return write_tsv(j, e);
	if (trace != NULL)
		got = trace_write(&out, &j->study, &j->phrases, trace, e);
	else if (j->format == FORMAT_HTML)
		got = write_page(j, &out, e);
	else
		terminal_report(&out, &j->report);
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
