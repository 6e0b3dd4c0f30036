/* docimport: turns a database's export into a stream of documents: columns renamed, ids given, dates made ISO. */
#define _GNU_SOURCE
#include "date.h"
#include "docid.h"
#include "docno.h"
#include "export.h"
#include "tool.h"

#include <stdlib.h>

enum { MAPS = 256 };

enum option { OPTION_MAP, OPTION_FORMAT, OPTION_LABELS, OPTION_DATA, OPTIONS };
static const struct command_option options[] = {
	{ "map", "NAME=COLUMN", "read our column NAME from the export's COLUMN (may be repeated)" },
	{ "format", "tsv|csv|xlsx|texts", "what the export is (default: by the name of the first file)" },
	{ "labels", NULL, "rename columns that the table of labels knows (标题, 发文字号 ...)" },
	{ "data", "DIR", "folder of the table of labels" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docimport",
	"[--map NAME=COLUMN ...] [--format tsv|csv|xlsx|texts] [--labels] [--data DIR] [FILE ...]",
	"Turns a database's export (TSV, CSV, XLSX, or a text file a document) into a stream of documents.",
	options };

enum { ID, TEXT, ERROR };
static const char *const own[] = { [ID] = "id", [TEXT] = "text", [ERROR] = "error" };
static const char *const dated[] = { "issued", "published", "effective", "approved", "expired" };
enum { OWN = sizeof own / sizeof *own, DATED = sizeof dated / sizeof *dated };

struct map {
	struct view name, column; /* of the command line */
};

struct settings {
	const char *value[OPTIONS];
	struct map maps[MAPS];
	size_t map_count;
	enum export_form form;
};

struct import {
	struct export *in;
	struct heading_labels labels;
	struct view *names; /* of the export's columns, renamed */
	size_t width;
	struct tsv_layout layout;
	char labels_path[4096];
	int docno, url, code, title, issuer, issued, published, text, dates[DATED];
	unsigned long long undated[DATED]; /* values that were no dates */
	struct keymap ids;                 /* id -> how many rows came to it */
	struct arena memory;               /* of the row */
};

/* The column that is called `name` by now. */
static int
column(const struct import *m, const char *name)
{
	for (size_t i = 0; i < m->width; i++)
		if (view_equal(m->names[i], view_of(name)))
			return (int)i;
	return -1;
}

static int
rename_columns(struct import *m, const struct settings *set, struct error *e)
{
	for (size_t k = 0; k < set->map_count; k++) {
		if (column(m, set->maps[k].name.at) >= 0)
			return error_set(e, "%s:1: --map %.*s: the export has a column of that name",
			    export_file(m->in), VIEW_ARGS(set->maps[k].name));
		int from = export_column(m->in, set->maps[k].column.at);
		if (from < 0)
			return error_set(
			    e, "%s:1: no column \"%s\"", export_file(m->in), set->maps[k].column.at);
		m->names[from] = set->maps[k].name;
	}
	/* Names that databases give; what is mapped, or there already, stays. */
	for (size_t i = 0; set->value[OPTION_LABELS] != NULL && i < m->width; i++) {
		struct view name = heading_column(&m->labels, m->names[i]);
		if (name.len > 0 && column(m, name.at) < 0)
			m->names[i] = name;
	}
	return 0;
}

static void
find_columns(struct import *m)
{
	m->docno = column(m, "docno");
	m->url = column(m, "url");
	m->code = column(m, "code");
	m->title = column(m, "title");
	m->issuer = column(m, "issuer");
	m->issued = column(m, "issued");
	m->published = column(m, "published");
	m->text = column(m, "text");
	for (size_t i = 0; i < DATED; i++)
		m->dates[i] = column(m, dated[i]);
}

static struct view
cell(const struct import *m, int at)
{
	return at < 0 ? VIEW("") : m->layout.fields[at];
}

/* A date becomes ISO, a year stays, and what is neither is emptied and counted: it is unknown. */
static int
fold_dates(struct import *m, struct error *e)
{
	for (size_t i = 0; i < DATED; i++) {
		struct view value = view_trim(cell(m, m->dates[i]));
		char text[DATE_ROOM];
		if (value.len == 0)
			continue;
		struct view date = date_field(value, text);
		if (date.len == 0 && m->undated[i]++ == 0)
			fprintf(stderr, "%s: %s:%llu: %s: \"%.*s\" is no date, left empty (and so on)\n",
			    command.name, export_file(m->in), export_line(m->in), dated[i], VIEW_ARGS(value));
		if ((m->layout.fields[m->dates[i]] = arena_copy(&m->memory, date)).at == NULL)
			return error_set(e, "no memory");
	}
	return 0;
}

/* A document number gets its canonical form; what is none stays as it is. */
static int
fold_number(struct import *m, struct buffer *what, struct error *e)
{
	struct docno number;
	if (m->docno < 0 || !docno_parse(m->layout.fields[m->docno], &number))
		return 0;
	buffer_reset(what);
	docno_write(&number, what);
	m->layout.fields[m->docno] = arena_copy(&m->memory, buffer_view(what));
	return m->layout.fields[m->docno].at != NULL ? 0 : error_set(e, "no memory");
}

static int
give_id(struct import *m, struct buffer *what, struct error *e)
{
	struct view date = cell(m, m->issued), *id = &m->layout.fields[m->layout.own[ID]];
	struct docid_parts parts = { cell(m, m->url), cell(m, m->code), cell(m, m->title), cell(m, m->issuer),
		date.len > 0 ? date : cell(m, m->published) };
	struct view given = *id;
	int got = docid_give(&m->ids, &parts, id, what, &m->memory);
	if (got == DOCID_TWICE)
		return error_set(e, "%s:%llu: the id %.*s stands twice", export_file(m->in),
		    export_line(m->in), VIEW_ARGS(given));
	return got == DOCID_GIVEN ? 0 : error_set(e, "no memory");
}

static int
import_row(struct import *m, struct buffer *what, struct error *e)
{
	if (fold_dates(m, e) != 0 || fold_number(m, what, e) != 0 || give_id(m, what, e) != 0)
		return -1;
	struct view *error = &m->layout.fields[m->layout.own[ERROR]];
	if (error->len == 0 && view_trim(cell(m, m->text)).len == 0)
		*error = VIEW("no-text"); /* listed, not read: never a zero */
	return 0;
}

static int
import_rows(struct import *m, struct tsv_writer *w, struct progress *progress, struct error *e)
{
	const struct view *fields;
	struct buffer what = { 0 };
	int got;
	tsv_header(&m->layout, w);
	while ((got = export_next(m->in, &fields, e)) == 1) {
		arena_reset(&m->memory);
		tsv_fill(&m->layout, fields);
		if ((got = import_row(m, &what, e)) != 0)
			break;
		tsv_row(&m->layout, w);
		tool_progress(&command, progress);
	}
	buffer_free(&what);
	return got;
}

static int
start(struct import *m, char *const paths[], size_t count, const struct settings *set, struct error *e)
{
	if (command_data(set->value[OPTION_DATA], "export-labels.tsv", m->labels_path, sizeof m->labels_path,
	        e) != 0 ||
	    heading_load(&m->labels, m->labels_path, e) != 0)
		return -1;
	m->in = export_open(paths, count, set->form, &m->labels, e);
	if (m->in == NULL)
		return -1;
	m->width = export_width(m->in);
	m->names = malloc(m->width * sizeof *m->names);
	if (m->names == NULL)
		return error_set(e, "no memory");
	memcpy(m->names, export_names(m->in), m->width * sizeof *m->names);
	if (rename_columns(m, set, e) != 0 ||
	    tsv_layout_names(&m->layout, m->names, m->width, own, OWN, e) != 0)
		return -1;
	find_columns(m);
	return 0;
}

static void
tell(const struct import *m)
{
	for (size_t i = 0; i < DATED; i++)
		if (m->undated[i] > 1)
			fprintf(stderr, "%s: %s: %llu values were no dates\n", command.name, dated[i],
			    m->undated[i]);
	if (export_wrong(m->in) > 0)
		fprintf(stderr,
		    "%s: %llu characters could not be read in their charset (U+FFFD in the output)\n",
		    command.name, export_wrong(m->in));
}

static int
import(char *const paths[], size_t count, const struct settings *set, struct progress *progress)
{
	struct error e, unwritten;
	struct tsv_writer w;
	struct import m = { 0 };
	tsv_start(&w, STDOUT_FILENO);
	int bad = start(&m, paths, count, set, &e);
	if (bad == 0)
		bad = import_rows(&m, &w, progress, &e);
	if (bad == 0)
		tell(&m);
	keymap_free(&m.ids);
	arena_free(&m.memory);
	tsv_layout_free(&m.layout);
	free(m.names);
	export_close(m.in);
	heading_free(&m.labels);
	if (tsv_finish(&w, &unwritten) != 0 && bad == 0)
		return tool_fail(&command, &unwritten);
	return bad == 0 ? STATUS_OK : tool_fail(&command, &e);
}

/* NAME=COLUMN, split in place at its first '='. */
static int
add_map(struct settings *set, char *text, struct error *e)
{
	char *equals = strchr(text, '=');
	if (equals == NULL || equals == text || equals[1] == '\0')
		return error_set(e, "--map %.100s: wants NAME=COLUMN", text);
	if (set->map_count == MAPS)
		return error_set(e, "more than %d --map", MAPS);
	*equals = '\0';
	set->maps[set->map_count++] = (struct map) { view_of(text), view_of(equals + 1) };
	return 0;
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	struct settings set = { .form = EXPORT_GUESS };
	const char *value;
	int at = 1, code, status, bad = 0;
	while (bad == 0 && (code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code == OPTION_MAP) /* the value lies in argv, which is ours to cut */
			bad = add_map(&set, argv[at - 1] + (value - argv[at - 1]), &e);
		else if (code == OPTION_FORMAT)
			bad = export_form(value, &set.form, &e);
		else if (code >= 0)
			set.value[code] = value != NULL ? value : "";
		else if ((status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	if (bad != 0)
		return tool_fail(&command, &e);
	return tool_close(&command, import(argv + at, (size_t)(argc - at), &set, &progress));
}
