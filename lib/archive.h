/*
 * The store: a folder of WARC/1.1 segments (ISO 28500:2017) that docfetch writes and everybody else reads,
 * or of WARC and ARC files that others wrote. This is the reader. It is handed a `record` column,
 * `file:offset:length`: a segment's base name, the byte where the record begins in it, and how many bytes
 * it takes there (compressed, where the segment is gzip'd per record).
 *
 * Nothing that a row says leads out of the folder: a segment is opened below it by its base name (openat2
 * with RESOLVE_BENEATH). One handle per segment is kept open, ARCHIVE_SEGMENTS at most.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "arena.h"
#include "error.h"
#include "payload.h"
#include "view.h"

enum { ARCHIVE_SEGMENTS = 64 };
#define ARCHIVE_RECORD ((size_t)96 << 20) /* a record's most bytes, before and after its own gzip is undone */

struct archive;

/* Opens a store folder for reading. NULL: see `e`. */
struct archive *archive_open(const char *folder, struct error *e);
void archive_close(struct archive *a); /* NULL is allowed */

/*
 * Reads the payload of `record` (the decoded column) into `body`, as payload_read does; `*about` is valid
 * until the next call or archive_close. The caller's buffer keeps its memory from call to call. -1: the
 * store is not what the row says (no such segment, a broken record, an I/O error, no memory): see `e`.
 */
int archive_read(struct archive *a, struct view record, size_t cap, struct buffer *body,
    struct payload *about, struct error *e);

/*
 * The record itself, the gzip of its own undone: its head and its block, valid until the next call. 0, or
 * -1: see `e`.
 */
int archive_record(
    struct archive *a, struct view record, struct record_head *h, struct view *block, struct error *e);

#endif
