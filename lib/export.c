#define _GNU_SOURCE
#include "export.h"

#include "charset.h"
#include "matchkey.h"
#include "records.h"
#include "tsv.h"
#include "wholefile.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct export
{
	enum export_form form;
	char *const *paths;
	size_t count, next; /* files, and the one to be opened next */
	const char *file;
	struct charset *charset;
	struct view *names, *fields;
	size_t width;
	unsigned long long wrong;
	struct arena keep, row;
	struct tsv *tsv;
	struct records *list;
	/* of texts */
	const struct heading_labels *labels;
	struct dirent **entries; /* of the folder at hand */
	int entry_count, entry;
	const char *folder;
	struct buffer path, bytes, text, key;
};

enum { STDIN_COUNT = 1 };
static char *const standard_input[STDIN_COUNT] = { (char[]) { "-" } };

int
export_form(const char *name, enum export_form *form, struct error *e)
{
	static const char *const forms[] = {
		[EXPORT_TSV] = "tsv", [EXPORT_CSV] = "csv", [EXPORT_XLSX] = "xlsx", [EXPORT_TEXTS] = "texts"
	};
	for (enum export_form f = EXPORT_TSV; f <= EXPORT_TEXTS; f++)
		if (strcmp(name, forms[f]) == 0) {
			*form = f;
			return 0;
		}
	return error_set(e, "--format %.40s: tsv, csv, xlsx or texts", name);
}

static bool
ends_in(const char *path, const char *ending)
{
	return view_ends(view_of(path), view_of(ending));
}

static bool
is_folder(const char *path)
{
	struct stat s;
	return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

static enum export_form
guess(const char *path)
{
	enum records_form form;
	if (records_named(path, &form))
		return form == RECORDS_XLSX ? EXPORT_XLSX : EXPORT_CSV;
	if (ends_in(path, ".txt") || ends_in(path, ".TXT") || is_folder(path))
		return EXPORT_TEXTS;
	return EXPORT_TSV;
}

/* Room for the names and fields of `width` columns. */
static int
make_columns(struct export *x, size_t width, struct error *e)
{
	x->width = width;
	x->names = arena_clear(&x->keep, width, sizeof *x->names);
	x->fields = arena_clear(&x->keep, width, sizeof *x->fields);
	return x->names != NULL && x->fields != NULL ? 0 : error_set(e, "no memory");
}

/* ---- lists: csv, xlsx ---- */

static int
keep_names(struct export *x, const struct view *names, size_t count, struct error *e)
{
	if (make_columns(x, count, e) != 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct view name = tsv_encode(view_trim(names[i]), &x->keep);
		if (name.len == 0)
			return error_set(
			    e, "%s:%llu: column %zu has no name", x->file, records_line(x->list), i + 1);
		x->names[i] = arena_copy(&x->keep, name);
		if (x->names[i].at == NULL)
			return error_set(e, "no memory");
		for (size_t k = 0; k < i; k++)
			if (view_equal(x->names[i], x->names[k]))
				return error_set(e, "%s:%llu: column \"%.*s\" stands twice", x->file,
				    records_line(x->list), VIEW_ARGS(x->names[i]));
	}
	return 0;
}

static int
same_names(const struct export *x, const struct view *names, size_t count, struct error *e)
{
	bool same = count == x->width;
	for (size_t i = 0; same && i < count; i++)
		same = view_equal(x->names[i], view_trim(names[i]));
	return same ? 0 : error_set(e, "%s:1: not the same columns as in %s", x->file, x->paths[0]);
}

static int
open_list(struct export *x, struct error *e)
{
	struct view *names;
	size_t count;
	records_close(x->list);
	x->file = x->paths[x->next++];
	x->list = records_open(x->file, x->form == EXPORT_XLSX ? RECORDS_XLSX : RECORDS_CSV, x->charset, e);
	if (x->list == NULL)
		return -1;
	x->wrong += records_wrong(x->list);
	int got = records_next(x->list, &names, &count, e);
	if (got == 0)
		return error_set(e, "%s: empty, without so much as a header line", x->file);
	if (got < 0)
		return -1;
	return x->names == NULL ? keep_names(x, names, count, e) : same_names(x, names, count, e);
}

static int
next_list(struct export *x, struct error *e)
{
	struct view *fields;
	size_t count;
	int got;
	while ((got = records_next(x->list, &fields, &count, e)) == 0 && x->next < x->count)
		if (open_list(x, e) != 0)
			return -1;
	if (got != 1)
		return got;
	/* An empty line is no record of a table of several columns. */
	if (count == 1 && fields[0].len == 0 && x->width > 1)
		return next_list(x, e);
	if (count != x->width)
		return error_set(e, "%s:%llu: %zu fields, not %zu as in the header", x->file,
		    records_line(x->list), count, x->width);
	for (size_t i = 0; i < count; i++)
		if ((x->fields[i] = tsv_encode(fields[i], &x->row)).at == NULL)
			return error_set(e, "no memory");
	return 1;
}

/* ---- texts ---- */

enum { TEXT_FROM_END = 2, ERROR_FROM_END = 1 };

static int
open_texts(struct export *x, struct error *e)
{
	if (x->labels == NULL)
		return error_set(e, "no table of labels");
	bool text = false;
	for (size_t i = 0; i < x->labels->count; i++)
		text = text || view_equal(x->labels->columns[i], VIEW("text"));
	/* The table's columns, but `text`, which stands behind them. */
	if (make_columns(x, x->labels->count + 2 - text, e) != 0)
		return -1;
	size_t n = 0;
	for (size_t i = 0; i < x->labels->count; i++)
		if (!view_equal(x->labels->columns[i], VIEW("text")))
			x->names[n++] = x->labels->columns[i];
	x->names[n++] = VIEW("text");
	x->names[n++] = VIEW("error");
	return 0;
}

static int
is_text(const struct dirent *d)
{
	return ends_in(d->d_name, ".txt") || ends_in(d->d_name, ".TXT");
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
close_folder(struct export *x)
{
	for (int i = 0; i < x->entry_count; i++)
		free(x->entries[i]);
	free(x->entries);
	x->entries = NULL;
	x->entry_count = x->entry = 0;
}

/* The path of the next file in x->path. 1, 0: there is no more, -1. */
static int
next_file(struct export *x, struct error *e)
{
	while (x->entry == x->entry_count) {
		close_folder(x);
		if (x->next == x->count)
			return 0;
		const char *path = x->paths[x->next++];
		buffer_reset(&x->path);
		buffer_append(&x->path, view_of(path));
		if (!is_folder(path))
			break;
		x->folder = path;
		x->entry_count = scandir(path, &x->entries, is_text, by_name);
		if (x->entry_count < 0) {
			x->entry_count = 0;
			return error_system(e, "%s", path);
		}
	}
	if (x->entry < x->entry_count) {
		buffer_reset(&x->path);
		buffer_format(&x->path, "%s/%s", x->folder, x->entries[x->entry++]->d_name);
	}
	buffer_byte(&x->path, '\0');
	return x->path.failed ? error_set(e, "no memory") : 1;
}

/* Line ends as the stream has them. */
static void
drop_returns(struct buffer *b)
{
	size_t n = 0;
	for (size_t i = 0; i < b->len; i++)
		if (b->at[i] != '\r' || i + 1 == b->len || b->at[i + 1] != '\n')
			b->at[n++] = b->at[i];
	b->len = n;
}

/* Does the title's key begin with that of its cut form (or equal it, where nothing is cut)? */
static bool
same_title(struct export *x, const struct heading_name *name, struct view line)
{
	buffer_reset(&x->key);
	if (matchkey(name->title, &x->key) != 0)
		return false;
	size_t len = x->key.len;
	if (len == 0 || matchkey(line, &x->key) != 0)
		return false;
	struct view title = view_slice(buffer_view(&x->key), 0, len),
	            whole = view_slice(buffer_view(&x->key), len, x->key.len);
	return name->cut ? view_starts(whole, title) : view_equal(whole, title);
}

static struct view
title_of(struct export *x, const struct heading_name *name, const struct heading *h)
{
	enum { TITLE = 1200 }; /* bytes; a longer line is no title */
	bool line = h->title.len > 0 && h->title.len <= TITLE;
	if (line && (name->title.len == 0 || same_title(x, name, h->title)))
		return h->title;
	return name->title;
}

static int
put(struct export *x, const char *column, struct view value, struct error *e)
{
	int at = export_column(x, column);
	if (at < 0 || value.len == 0 || x->fields[at].len > 0)
		return 0;
	x->fields[at] = tsv_encode(value, &x->row);
	return x->fields[at].at != NULL ? 0 : error_set(e, "no memory");
}

static int
fill_text(struct export *x, struct view path, struct error *e)
{
	struct heading h;
	size_t slash = path.len;
	while (slash > 0 && path.at[slash - 1] != '/')
		slash--;
	struct heading_name name = heading_name(view_slice(path, slash, path.len));
	heading_read(x->labels, buffer_view(&x->text), &h);
	for (size_t i = 0; i < x->labels->count; i++) {
		char column[64];
		struct view c = x->labels->columns[i];
		if (c.len >= sizeof column || view_equal(c, VIEW("text")))
			continue;
		memcpy(column, c.at, c.len);
		column[c.len] = '\0';
		if (put(x, column, h.values[i], e) != 0)
			return -1;
	}
	return put(x, "title", title_of(x, &name, &h), e) != 0 || put(x, "code", name.code, e) != 0 ||
	               put(x, "text", h.text, e) != 0
	           ? -1
	           : 0;
}

static int
next_text(struct export *x, struct error *e)
{
	struct charset_result read;
	int got = next_file(x, e);
	if (got != 1)
		return got;
	x->file = x->path.at;
	buffer_reset(&x->bytes);
	buffer_reset(&x->text);
	for (size_t i = 0; i < x->width; i++)
		x->fields[i] = VIEW("");
	if (wholefile_read(x->file, EXPORT_TEXT, &x->bytes, e) != 0 ||
	    charset_decode(x->charset, buffer_view(&x->bytes), VIEW(""), &x->text, &read, e) != 0)
		return -1;
	if (read.failed) { /* the document is listed, and not read */
		buffer_reset(&x->text);
		if (put(x, "error", VIEW("charset"), e) != 0)
			return -1;
	} else {
		x->wrong += read.wrong;
	}
	drop_returns(&x->text);
	return fill_text(x, view_of(x->file), e) == 0 ? 1 : -1;
}

/* ---- all forms ---- */

static int
open_tsv(struct export *x, struct error *e)
{
	x->tsv = tsv_open(x->paths, x->count, e);
	if (x->tsv == NULL || make_columns(x, tsv_width(x->tsv), e) != 0)
		return -1;
	for (size_t i = 0; i < x->width; i++)
		x->names[i] = tsv_name(x->tsv, i);
	return 0;
}

struct export *
export_open(char *const paths[], size_t count, enum export_form form, const struct heading_labels *labels,
    struct error *e)
{
	struct export *x = calloc(1, sizeof *x);
	if (x == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	*x = (struct export) { .form = form, .paths = paths, .count = count, .labels = labels };
	if (count == 0) {
		x->paths = standard_input;
		x->count = STDIN_COUNT;
	}
	if (form == EXPORT_GUESS)
		x->form = guess(x->paths[0]);
	x->charset = x->form == EXPORT_TSV ? NULL : charset_new(e);
	int bad = x->form != EXPORT_TSV && x->charset == NULL ? -1
	          : x->form == EXPORT_TSV                     ? open_tsv(x, e)
	          : x->form == EXPORT_TEXTS                   ? open_texts(x, e)
	                                                      : open_list(x, e);
	if (bad != 0) {
		export_close(x);
		return NULL;
	}
	return x;
}

void
export_close(struct export *x)
{
	if (x == NULL)
		return;
	tsv_close(x->tsv);
	records_close(x->list);
	close_folder(x);
	charset_free(x->charset);
	buffer_free(&x->path);
	buffer_free(&x->bytes);
	buffer_free(&x->text);
	buffer_free(&x->key);
	arena_free(&x->keep);
	arena_free(&x->row);
	free(x);
}

size_t
export_width(const struct export *x)
{
	return x->width;
}

const struct view *
export_names(const struct export *x)
{
	return x->names;
}

int
export_column(const struct export *x, const char *name)
{
	for (size_t i = 0; i < x->width; i++)
		if (view_equal(x->names[i], view_of(name)))
			return (int)i;
	return -1;
}

int
export_next(struct export *x, const struct view **fields, struct error *e)
{
	struct view *own;
	int got;
	arena_reset(&x->row);
	if (x->form == EXPORT_TSV) {
		got = tsv_next(x->tsv, &own, e);
		*fields = own;
		return got;
	}
	got = x->form == EXPORT_TEXTS ? next_text(x, e) : next_list(x, e);
	*fields = x->fields;
	return got;
}

const char *
export_file(const struct export *x)
{
	return x->form == EXPORT_TSV ? tsv_file(x->tsv) : x->file;
}

unsigned long long
export_line(const struct export *x)
{
	if (x->form == EXPORT_TSV)
		return tsv_line(x->tsv);
	return x->form == EXPORT_TEXTS ? 1 : records_line(x->list);
}

unsigned long long
export_wrong(const struct export *x)
{
	return x->wrong;
}
