/*
 * The store, written: a folder with WARC segments (see archive.h) and the journal of what they hold (see
 * journal.h). One program writes at a time. Records and rows are gathered into a batch; committing it appends
 * and syncs the records first and their rows then, so that every row's record is on disk. What a crash left
 * behind the last journalled record is cut off when the store is opened again.
 */
#ifndef STORE_H
#define STORE_H

#include "arena.h"
#include "error.h"
#include "view.h"
#include "warc.h"

struct store_options {
	bool plain;                 /* segments without gzip */
	unsigned long long segment; /* bytes at which the next segment is begun */
	const char *software;       /* for the warcinfo record */
};

enum { STORE_PLACE = 64 };

/* A row of the journal: the columns that docfetch fills. The views are raw (escaped) fields. */
enum store_column {
	STORE_ID,
	STORE_STATUS,
	STORE_FINAL_URL,
	STORE_FETCHED,
	STORE_MEDIA,
	STORE_DECLARED,
	STORE_BYTES,
	STORE_SHA256,
	STORE_RECORD,
	STORE_ERROR,
	STORE_FIRST_SEEN,
	STORE_LAST_SEEN,
	STORE_REFRESH,
	STORE_WITHDRAWN,
	STORE_COLUMNS, /* their number */
};
extern const char *const store_columns[STORE_COLUMNS];

struct store;

/*
 * Opens the folder, making it where it is missing, and locks it. `notes` gets a line for each thing that was
 * put right. NULL: see `e` (in use by another program, segments without a journal, a segment shorter than the
 * journal says, I/O).
 */
struct store *store_open(
    const char *folder, const struct store_options *o, struct buffer *notes, struct error *e);
void store_close(struct store *s); /* drops what wasn't committed; NULL is allowed */

/*
 * Begins a new segment where the one at hand is full. Call it before the records of a page, so that they stay
 * together. 0 or -1.
 */
int store_turn(struct store *s, struct error *e);
/*
 * Puts a record into the batch; `place` gets its file:offset:length (NULL: not wanted). `body_hex` as for
 * warc_write. 0 or -1.
 */
int store_put(struct store *s, const struct warc_record *r, const char *body_hex, char place[STORE_PLACE],
    struct error *e);
/* Puts a record into the batch that was written by others: `record` is all of it, unpacked. 0 or -1. */
int store_copy(struct store *s, struct view record, char place[STORE_PLACE], struct error *e);
/* Puts a row into the batch. 0 or -1. */
int store_row(struct store *s, const struct view fields[STORE_COLUMNS], struct error *e);
/* Bytes of records in memory. */
size_t store_waiting(const struct store *s);
/*
 * Writes the batch's records, so that they need no memory; they are no less at risk than before. 0 or -1.
 */
int store_write(struct store *s, struct error *e);
/* Syncs the batch's records, then writes and syncs its rows. 0 or -1. */
int store_commit(struct store *s, struct error *e);

/* The committed row of `id`. 1: `fields` are valid until the next call; 0: none; -1: see `e`. */
int store_find(struct store *s, struct view id, struct view fields[STORE_COLUMNS], struct error *e);

#endif
