/*
 * docreport: shows a study's counts as a report: for the terminal, as a table, as a page for the browser.
 */
#include "cellpages.h"
#include "copypages.h"
#include "formats.h"
#include "tilemap.h"
#include "tool.h"
#include "trace.h"

#include <stdlib.h>

enum option {
	OPTION_FORMAT,
	OPTION_LANG,
	OPTION_PUBLISHED,
	OPTION_TRACE,
	OPTION_CELLS,
	OPTION_COPIES,
	OPTION_TEXTS,
	OPTION_STORE,
	OPTION_MOST,
	OPTION_LINK,
	OPTION_DATA,
	OPTIONS
};

static const struct command_option options[] = {
	[OPTION_FORMAT] = { "format", "NAME",
	    "text (default), tsv, csv, html, markdown, latex, xlsx, sqlite, datapackage, cff" },
	[OPTION_LANG] = { "lang", "en|zh", "language of what is said (default: en)" },
	[OPTION_PUBLISHED] = { "published", "FILE", "a published table to compare with" },
	[OPTION_TRACE] = { "trace", "EXPR",
	    "instead of the report: the documents that satisfy it, with their sentences" },
	[OPTION_CELLS] = { "cells", "FOLDER", "instead of the report: a folder with a page for each cell" },
	[OPTION_COPIES] = { "copies", "FOLDER",
	    "instead of the report: a folder with a page for each document, with its text and source" },
	[OPTION_TEXTS] = { "texts", "FILE",
	    "copies: a stream with their texts, docextract's (default: stdin)" },
	[OPTION_STORE] = { "store", "DIR", "copies: docfetch's store, for the sources" },
	[OPTION_MOST] = { "most", "N", "copies: no more than so many pages (default: 10000)" },
	[OPTION_LINK] = { "link", "FOLDER",
	    "html: each figure leads to the pages of its cell in this folder" },
	[OPTION_DATA] = { "data", "DIR", "folder of the tables of divisions and words" },
	[OPTIONS] = { NULL, NULL, NULL },
};

static const struct command command = {
	.name = "docreport",
	.synopsis =
	    "[--format NAME] [--lang en|zh] [--published FILE] [--link FOLDER]\n"
	    "                 [--trace EXPR | --cells FOLDER |\n"
	    "                 --copies FOLDER [--texts FILE] [--store DIR] [--most N]] [--data DIR] DIR",
	.purpose = "Shows the counts of a study's output folder as a report.",
	.options = options,
};

/* A report in one language. */
struct told {
	struct phrases phrases;
	struct report report;
};

struct job {
	const char *value[OPTIONS];
	const struct format *format;
	struct study study;
	struct places places;
	struct table tiles;
	struct told told[2]; /* as asked for, and in the other language */
	char strings[4096], divisions[4096], positions[4096];
};

static int
tell(struct job *j, struct told *t, const char *language, struct error *e)
{
	struct report_sources from = { .study = &j->study,
		.phrases = &t->phrases,
		.places = &j->places,
		.tiles = &j->tiles,
		.language = language,
		.published = j->value[OPTION_PUBLISHED],
		.cells = j->value[OPTION_LINK] };
	return report_make(&t->report, &from, e);
}

static int
load(struct job *j, const char *dir, struct error *e)
{
	const char *data = j->value[OPTION_DATA];
	const char *language = j->value[OPTION_LANG] ? j->value[OPTION_LANG] : "en";
	const char *other = strcmp(language, "en") == 0 ? "zh" : "en";
	if (command_data(data, "strings.tsv", j->strings, sizeof j->strings, e) != 0 ||
	    command_data(data, "divisions.tsv", j->divisions, sizeof j->divisions, e) != 0 ||
	    command_data(data, "tiles.tsv", j->positions, sizeof j->positions, e) != 0 ||
	    phrases_load(&j->told[0].phrases, j->strings, language, e) != 0 ||
	    phrases_load(&j->told[1].phrases, j->strings, other, e) != 0 ||
	    places_load(&j->places, j->divisions, e) != 0 || study_load(&j->study, dir, e) != 0 ||
	    tilemap_load(&j->tiles, j->positions, e) != 0 || tell(j, &j->told[0], language, e) != 0 ||
	    tell(j, &j->told[1], other, e) != 0)
		return -1;
	j->told[0].report.other = &j->told[1].report;
	return 0;
}

static int
write_cells(struct job *j, struct error *e)
{
	struct page_parts parts;
	int got = page_parts_read(&parts, j->value[OPTION_DATA], e);
	if (got == 0)
		got = cellpages_write(&j->told[0].report, j->value[OPTION_CELLS], buffer_view(&parts.style),
		    buffer_view(&parts.script), e);
	page_parts_free(&parts);
	return got;
}

enum { COPIES = 10000 };

static int
write_copies(struct job *j, struct error *e)
{
	struct buffer style = { 0 };
	const char *most = j->value[OPTION_MOST], *texts = j->value[OPTION_TEXTS];
	struct copypages_options o = { .dir = j->value[OPTION_COPIES],
		.texts = texts ? texts : "-",
		.store = j->value[OPTION_STORE],
		.most = COPIES };
	if (most != NULL && view_number(view_of(most), &o.most) != 0)
		return error_set(e, "--most: not a number: %s", most);
	int got = page_part_read(&style, j->value[OPTION_DATA], "copy.css", e);
	o.style = buffer_view(&style);
	if (got == 0)
		got = copypages_write(&j->told[0].report, &o, e);
	buffer_free(&style);
	return got;
}

static int
read_format(struct job *j, struct error *e)
{
	const char *given = j->value[OPTION_FORMAT] ? j->value[OPTION_FORMAT] : "text";
	j->format = formats_find(given);
	if (j->format == NULL)
		return error_set(e, "--format: no such format: %s (see docreport --help)", given);
	if (formats_binary(j->format) && isatty(STDOUT_FILENO))
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
	if (j->value[OPTION_COPIES] != NULL)
		return write_copies(j, e);
	struct trace_options o = { .phrases = &j->told[0].phrases,
		.places = &j->places,
		.condition = trace,
		.colour = isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL };
	int got = trace ? trace_write(&out, &j->study, &o, e)
	                : formats_write(j->format, &out, &j->told[0].report, j->value[OPTION_DATA], e);
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
	for (size_t i = 0; i < sizeof j->told / sizeof *j->told; i++) {
		report_free(&j->told[i].report);
		phrases_free(&j->told[i].phrases);
	}
	study_free(&j->study);
	places_free(&j->places);
	table_free(&j->tiles);
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
