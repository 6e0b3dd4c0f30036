/*
 * The store: a folder of WARC/1.1 segments (ISO 28500:2017) that docfetch writes and everybody else reads.
 * This is the reader. It is handed a `record` column, `file:offset:length`: a segment's base name, the byte
 * where the record begins in it, and how many bytes it takes there (compressed, where the segment is gzip'd
 * per record).
 *
 * Nothing that a row says leads out of the folder: a segment is opened below it by its base name (openat2
 * with RESOLVE_BENEATH). One handle per segment is kept open, ARCHIVE_SEGMENTS at most.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "arena.h"
#include "error.h"
#include "view.h"

enum { ARCHIVE_SEGMENTS = 64 };
#define ARCHIVE_RECORD ((size_t)96 << 20) /* a record's most bytes, before and after its own gzip is undone */

struct archive;

/* What the record says of its payload. The views are valid until the next archive_read or archive_close. */
struct payload {
	int status;          /* HTTP status; 0 for a `resource` record (a page read from a file) */
	struct view url;     /* WARC-Target-URI */
	struct view media;   /* media type, lower case, without parameters; empty = not said */
	struct view charset; /* the charset parameter as it was sent, without quotes; empty = not said */
	const char *error;   /* why archive_read returned 1: an error token for the row */
};

/* Opens a store folder for reading. NULL: see `e`. */
struct archive *archive_open(const char *folder, struct error *e);
void archive_close(struct archive *a); /* NULL is allowed */

/*
 * Reads the payload of `record` (the decoded column) into `body`, replacing what is in it: the HTTP message
 * body with Content-Encoding undone (identity, gzip, deflate), or the block of a `resource` record. `cap` is
 * the most bytes that the body may have once it is decoded; the caller's buffer keeps its memory from call to
 * call.
 *
 *  0: `body` and `*about` are filled.
 *  1: the record is sound, but it holds no readable payload: about->error is `encoding` (a content coding that isn't
 *     undone here, such as br, or one whose data is damaged) or `too-large` (above `cap`). `body` is empty.
 * -1: the store is not what the row says (no such segment, a broken record, an I/O error, no memory): see `e`.
 */
int archive_read(struct archive *a, struct view record, size_t cap, struct buffer *body,
    struct payload *about, struct error *e);

#endif
