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
intake_in_place(struct gleaning *g, const struct filelist *files, struct tsv_writer *out, struct error *e)
{
	struct view row[STORE_COLUMNS];
	struct gleaning_place place;
	if (check_folder(files, e) != 0)
		return -1;
	for (size_t i = 0; i < gleaning_count(g); i++) {
		bool held = gleaning_place(g, i, &place);
		const char *path = held ? files->paths[place.file] : "";
		if (held && place.length == 0)
			return error_set(e,
			    "%.800s:%llu: a record within a gzip member can't be read in place: use --copy",
			    path, place.offset);
		if (gleaning_row(g, i, filelist_name(path), row, e) != 0)
			return -1;
		write_row(out, gleaning_url(g, i), row);
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

/* Marks what is to be copied; kept[i]: it isn't, the store has a better row. */
static int
choose(struct gleaning *g, struct store *store, char *kept, struct error *e)
{
	struct view row[STORE_COLUMNS];
	for (size_t i = 0; i < gleaning_count(g); i++) {
		int keep = gleaning_row(g, i, "", row, e) != 0 ? -1 : is_kept(store, row, e);
		if (keep < 0)
			return -1;
		kept[i] = (char)keep;
		if (!keep)
			gleaning_want(g, i);
	}
	return 0;
}

static int
journal_rows(struct gleaning *g, struct store *store, const char *kept, struct error *e)
{
	struct view row[STORE_COLUMNS];
	if (store_turn(store, e) != 0) /* a journalled row says where its segment ends: there must be one */
		return -1;
	for (size_t i = 0; i < gleaning_count(g); i++)
		if (!kept[i] && (gleaning_row(g, i, "", row, e) != 0 || store_row(store, row, e) != 0))
			return -1;
	return store_commit(store, e);
}

static int
write_rows(struct gleaning *g, struct store *store, struct tsv_writer *out, struct error *e)
{
	struct view row[STORE_COLUMNS];
	for (size_t i = 0; i < gleaning_count(g); i++) {
		int got = gleaning_row(g, i, "", row, e) != 0 ? -1 : store_find(store, row[STORE_ID], row, e);
		if (got == 0)
			error_set(e, "store: no row of %.*s", VIEW_ARGS(gleaning_url(g, i)));
		if (got != 1)
			return -1;
		write_row(out, gleaning_url(g, i), row);
	}
	return 0;
}

int
intake_copy(struct gleaning *g, const struct filelist *files, struct store *store, struct tsv_writer *out,
    struct error *e)
{
	char *kept = calloc(gleaning_count(g) + 1, 1);
	int bad = kept == NULL ? error_set(e, "no memory") : choose(g, store, kept, e);
	for (size_t i = 0; bad == 0 && i < files->count; i++)
		bad = gleaning_copy(g, i, files->paths[i], store, e) == PACKED_END ? 0 : -1;
	if (bad == 0 && memchr(kept, 0, gleaning_count(g)) != NULL)
		bad = journal_rows(g, store, kept, e);
	free(kept);
	return bad != 0 ? -1 : write_rows(g, store, out, e);
}
