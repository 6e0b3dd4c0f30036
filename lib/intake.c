#include "intake.h"

#include <stdlib.h>
#include <string.h>

void
intake_header(struct tsv_writer *out)
{
	struct view names[STORE_COLUMNS + 1] = { VIEW("id"), VIEW("url") };
	for (size_t i = 1; i < STORE_COLUMNS; i++)
		names[i + 1] = view_of(store_columns[i]);
	tsv_write(out, names, STORE_COLUMNS + 1);
}

static void
write_row(struct tsv_writer *out, struct view url, const struct view row[STORE_COLUMNS])
{
	struct view fields[STORE_COLUMNS + 1] = { row[STORE_ID], url };
	memcpy(fields + 2, row + 1, (STORE_COLUMNS - 1) * sizeof *row);
	tsv_write(out, fields, STORE_COLUMNS + 1);
}

/* ---- where they are ---- */

static struct view
folder_of(const char *path)
{
	return (struct view) { path, (size_t)(filelist_name(path) - path) };
}

static int
check_folder(const struct filelist *files, struct error *e)
{
	for (size_t i = 0; i < files->count; i++) {
		const char *path = files->paths[i], *name = filelist_name(path);
		if (!view_equal(folder_of(path), folder_of(files->paths[0])))
			return error_set(e,
			    "%.400s, %.400s: not in one folder, where records could stay: use --copy",
			    files->paths[0], path);
		if (name[0] == '.')
			return error_set(e,
			    "%.800s: can't be read in place, its name begins with a dot: use --copy", path);
	}
	return 0;
}

int
intake_in_place(const struct intake *in, struct error *e)
{
	struct view row[STORE_COLUMNS];
	struct gleaning_place place;
	struct gleaning *g = in->gleaning;
	if (check_folder(in->files, e) != 0)
		return -1;
	for (size_t i = 0; i < gleaning_count(g); i++) {
		if (!gleaning_is(g, i, in->media))
			continue;
		bool held = gleaning_place(g, i, &place);
		const char *path = held ? in->files->paths[place.file] : "";
		if (held && place.length == 0)
			return error_set(e,
			    "%.800s:%llu: a record within a gzip member can't be read in place: use --copy",
			    path, place.offset);
		if (gleaning_row(g, i, filelist_name(path), row, e) != 0)
			return -1;
		write_row(in->out, gleaning_url(g, i), row);
	}
	return 0;
}

/* ---- copied ---- */

/* Whether the store's own row stays: 1, or 0; -1: see `e`. */
static int
is_kept(struct store *store, const struct view row[STORE_COLUMNS], struct error *e)
{
	struct view old[STORE_COLUMNS];
	int got = store_find(store, row[STORE_ID], old, e);
	if (got != 1)
		return got;
	if (row[STORE_ERROR].len > 0)
		return 1;
	return old[STORE_ERROR].len == 0 && view_compare(old[STORE_FETCHED], row[STORE_FETCHED]) >= 0;
}

enum fate { COPIED, KEPT, LEFT_OUT }; /* KEPT: the store has a better row */

/* Decides on every row, and marks what is to be copied. */
static int
choose(const struct intake *in, struct store *store, char *fates, struct error *e)
{
	struct view row[STORE_COLUMNS];
	for (size_t i = 0; i < gleaning_count(in->gleaning); i++) {
		int keep = gleaning_row(in->gleaning, i, "", row, e) != 0 ? -1 : is_kept(store, row, e);
		if (keep < 0)
			return -1;
		fates[i] = keep ? KEPT : COPIED;
		if (!gleaning_is(in->gleaning, i, in->media))
			fates[i] = LEFT_OUT;
		if (fates[i] == COPIED)
			gleaning_want(in->gleaning, i);
	}
	return 0;
}

static int
journal_rows(struct gleaning *g, struct store *store, const char *fates, struct error *e)
{
	struct view row[STORE_COLUMNS];
	if (memchr(fates, COPIED, gleaning_count(g)) == NULL)
		return 0;
	if (store_turn(store, e) != 0) /* a journalled row says where its segment ends: there must be one */
		return -1;
	for (size_t i = 0; i < gleaning_count(g); i++)
		if (fates[i] == COPIED &&
		    (gleaning_row(g, i, "", row, e) != 0 || store_row(store, row, e) != 0))
			return -1;
	return store_commit(store, e);
}

static int
write_rows(const struct intake *in, struct store *store, const char *fates, struct error *e)
{
	struct view row[STORE_COLUMNS];
	struct gleaning *g = in->gleaning;
	for (size_t i = 0; i < gleaning_count(g); i++) {
		if (fates[i] == LEFT_OUT)
			continue;
		int got = gleaning_row(g, i, "", row, e) != 0 ? -1 : store_find(store, row[STORE_ID], row, e);
		if (got == 0)
			error_set(e, "store: no row of %.*s", VIEW_ARGS(gleaning_url(g, i)));
		if (got != 1)
			return -1;
		write_row(in->out, gleaning_url(g, i), row);
	}
	return 0;
}

int
intake_copy(const struct intake *in, struct store *store, struct error *e)
{
	char *fates = calloc(gleaning_count(in->gleaning) + 1, 1);
	int bad = fates == NULL ? error_set(e, "no memory") : choose(in, store, fates, e);
	for (size_t i = 0; bad == 0 && i < in->files->count; i++)
		bad = gleaning_copy(in->gleaning, i, in->files->paths[i], store, e) == PACKED_END ? 0 : -1;
	if (bad == 0)
		bad = journal_rows(in->gleaning, store, fates, e);
	if (bad == 0)
		bad = write_rows(in, store, fates, e);
	free(fates);
	return bad;
}
