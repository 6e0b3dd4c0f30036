/* docimport: turns a database's export into a stream of documents: columns renamed, ids given, dates made ISO. */
#define _GNU_SOURCE
#include "date.h"
#include "digest.h"
#include "keymap.h"
#include "tool.h"

#include <stdlib.h>

enum { MAPS = 256 };

enum option { OPTION_MAP };
static const struct command_option options[] = {
	{ "map", "NAME=COLUMN", "read our column NAME from the export's COLUMN (may be repeated)" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docimport", "[--map NAME=COLUMN ...] [FILE ...]",
	"Turns a database's export (TSV) into a stream of documents.", options };

static const char *const own[] = { "id", "error" };
static const char *const dated[] = { "issued", "published", "effective" };
enum { OWN = sizeof own / sizeof *own, DATED = sizeof dated / sizeof *dated };

struct map {
	struct view name, column; /* of the command line */
};

struct import {
	struct tsv *in;
	struct tsv_layout layout;
	int url, code, title, issuer, issued, published, text, dates[DATED];
	unsigned long long undated[DATED]; /* values that were no dates */
	struct keymap ids;                 /* id -> how many rows came to it */
	struct arena memory;               /* of the row */
};

/* The column `name` of the output: the layout's names have been renamed already. */
static int
column(const struct import *m, const char *name)
{
	for (size_t i = 0; i < m->layout.width; i++)
		if (view_equal(m->layout.names[i], view_of(name)))
			return (int)i;
	return -1;
}

static int
rename_columns(struct import *m, const struct map *maps, size_t count, struct error *e)
{
	for (size_t k = 0; k < count; k++) {
		if (column(m, maps[k].name.at) >= 0)
			return error_set(e, "%s:1: --map %.*s: the export has a column of that name",
			    tsv_file(m->in), VIEW_ARGS(maps[k].name));
		int from = tsv_need(m->in, maps[k].column.at, e);
		if (from < 0)
			return -1;
		m->layout.names[from] = maps[k].name;
	}
	return 0;
}

static void
find_columns(struct import *m)
{
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

static int
is_year(struct view v)
{
	unsigned long long year;
	return v.len == 4 && view_number(v, &year) == 0 && year >= DATE_FIRST && year <= DATE_LAST;
}

/* A date becomes ISO, a year stays, and what is neither is emptied and counted: it is unknown. */
static int
fold_dates(struct import *m, struct error *e)
{
	for (size_t i = 0; i < DATED; i++) {
		struct view value = view_trim(cell(m, m->dates[i]));
		struct date d;
		char iso[DATE_ROOM];
		if (value.len == 0 || is_year(value))
			continue;
		if (date_parse(value, DATE_LAST, &d)) {
			size_t n = date_write(d, iso);
			value = arena_copy(&m->memory, (struct view) { iso, n });
			if (value.at == NULL)
				return error_set(e, "no memory");
		} else {
			if (m->undated[i]++ == 0)
				fprintf(stderr,
				    "%s: %s:%llu: %s: \"%.*s\" is no date, left empty (and so on)\n",
				    command.name, tsv_file(m->in), tsv_line(m->in), dated[i],
				    VIEW_ARGS(value));
			value = VIEW("");
		}
		m->layout.fields[m->dates[i]] = value;
	}
	return 0;
}

/* What the document is known by: its address, else the database's code, else title, issuer and date. */
static void
identity(const struct import *m, struct buffer *out)
{
	if (cell(m, m->url).len > 0) {
		buffer_append(out, cell(m, m->url));
	} else if (cell(m, m->code).len > 0) {
		buffer_append(out, cell(m, m->code));
	} else {
		struct view date = cell(m, m->issued);
		buffer_append(out, cell(m, m->title));
		buffer_byte(out, '\t');
		buffer_append(out, cell(m, m->issuer));
		buffer_byte(out, '\t');
		buffer_append(out, date.len > 0 ? date : cell(m, m->published));
	}
}

enum { ID_DIGITS = 20 };

/* A document that the export lists twice stays twice, under an id of its own; docdedup makes one family of them. */
static int
give_id(struct import *m, struct buffer *what, struct error *e)
{
	struct view *id = &m->layout.fields[m->layout.own[0]];
	bool given = id->len > 0, added;
	char hex[DIGEST_HEX + 1];
	buffer_reset(what);
	identity(m, what);
	for (size_t again = 1;; again++) {
		struct view key = given ? *id : (struct view) { hex, ID_DIGITS };
		if (!given && (what->failed || digest_of(buffer_view(what), hex) != 0))
			return error_set(e, "no memory");
		if (keymap_put(&m->ids, key, 0, &added) == NULL)
			return error_set(e, "no memory");
		if (!added && given)
			return error_set(e, "%s:%llu: the id %.*s stands twice", tsv_file(m->in),
			    tsv_line(m->in), VIEW_ARGS(*id));
		if (added) {
			*id = given ? *id : arena_copy(&m->memory, key);
			return id->at != NULL ? 0 : error_set(e, "no memory");
		}
		buffer_format(what, "\t%zu", again + 1);
	}
}

static int
import_row(struct import *m, struct buffer *what, struct error *e)
{
	if (fold_dates(m, e) != 0 || give_id(m, what, e) != 0)
		return -1;
	struct view *error = &m->layout.fields[m->layout.own[1]];
	if (error->len == 0 && view_trim(cell(m, m->text)).len == 0)
		*error = VIEW("no-text"); /* listed, not read: never a zero */
	return 0;
}

static int
import_rows(struct import *m, struct tsv_writer *w, struct progress *progress, struct error *e)
{
	struct view *fields;
	struct buffer what = { 0 };
	int got;
	tsv_header(&m->layout, w);
	while ((got = tsv_next(m->in, &fields, e)) == 1) {
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

/* What the export calls our column `name`. */
static const char *
mapped(const struct map *maps, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (view_equal(maps[i].name, view_of(name)))
			return maps[i].column.at;
	return name;
}

static int
import(char *const paths[], size_t count, const struct map *maps, size_t map_count, struct progress *progress)
{
	struct error e;
	struct tsv_writer w;
	struct import m = { .in = tsv_open(paths, count, &e) };
	tsv_start(&w, STDOUT_FILENO);
	const char *names[OWN];
	for (size_t i = 0; i < OWN; i++)
		names[i] = mapped(maps, map_count, own[i]);
	int bad = m.in == NULL ? -1 : tsv_layout(&m.layout, m.in, names, OWN, &e);
	if (bad == 0)
		bad = rename_columns(&m, maps, map_count, &e);
	if (bad == 0) {
		find_columns(&m);
		bad = import_rows(&m, &w, progress, &e);
	}
	for (size_t i = 0; bad == 0 && i < DATED; i++)
		if (m.undated[i] > 1)
			fprintf(stderr, "%s: %s: %llu values were no dates\n", command.name, dated[i],
			    m.undated[i]);
	keymap_free(&m.ids);
	arena_free(&m.memory);
	tsv_layout_free(&m.layout);
	tsv_close(m.in);
	struct error unwritten;
	if (tsv_finish(&w, &unwritten) != 0 && bad == 0)
		return tool_fail(&command, &unwritten);
	return bad == 0 ? STATUS_OK : tool_fail(&command, &e);
}

/* NAME=COLUMN, split in place at its first '='. */
static int
add_map(struct map *maps, size_t *count, char *text, struct error *e)
{
	char *equals = strchr(text, '=');
	if (equals == NULL || equals == text || equals[1] == '\0')
		return error_set(e, "--map %.100s: wants NAME=COLUMN", text);
	if (*count == MAPS)
		return error_set(e, "more than %d --map", MAPS);
	*equals = '\0';
	maps[(*count)++] = (struct map) { view_of(text), view_of(equals + 1) };
	return 0;
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	struct map maps[MAPS];
	size_t count = 0;
	const char *value;
	int at = 1, code, status;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		/* The value lies in argv, which is ours to cut. */
		char *text = code == OPTION_MAP ? argv[at - 1] + (value - argv[at - 1]) : NULL;
		if (text != NULL && add_map(maps, &count, text, &e) != 0)
			return tool_fail(&command, &e);
		if (code < 0 && (status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	return tool_close(&command, import(argv + at, (size_t)(argc - at), maps, count, &progress));
}
