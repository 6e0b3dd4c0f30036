/*
 * The journal of a store: the file rows.tsv in its folder, which says what is held. A row counts from the
 * moment when it is synced; the last row of an id is the one that is valid. Of a row that was cut short by a
 * crash nothing remains.
 *
 * The first column must be `id`. The rows stay on disk; memory holds each id and where its row stands.
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "arena.h"
#include "error.h"
#include "view.h"

#define JOURNAL_FILE "rows.tsv"

struct journal;

/*
 * Opens the journal in `folder` (a descriptor, borrowed) or begins one, with these columns. `*dropped` is how
 * many bytes of a torn last row were cut off. NULL: see `e` (other columns, a malformed row, I/O).
 */
struct journal *journal_open(
    int folder, const char *const columns[], size_t count, size_t *dropped, struct error *e);
void journal_close(struct journal *j); /* drops what wasn't synced; NULL is allowed */

/*
 * The valid row of `id`. 1: `fields` holds its `count` raw fields, valid until the next call; 0: none; -1:
 * see `e`. Only synced rows are found.
 */
int journal_find(struct journal *j, struct view id, struct view *fields, struct error *e);
/* The same for the row that was written last of all. */
int journal_last(struct journal *j, struct view *fields, struct error *e);

/* Adds a row of raw fields to the batch. 0, or -1: no memory. */
int journal_add(struct journal *j, const struct view *fields, struct error *e);
/* Rows in the batch. */
size_t journal_waiting(const struct journal *j);
/* Appends the batch to the file and syncs it. 0, or -1: see `e`; then nothing more can be added. */
int journal_sync(struct journal *j, struct error *e);

#endif
