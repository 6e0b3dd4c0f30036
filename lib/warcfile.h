/*
 * A file of archived records, WARC or ARC, plain or gzip, read from front to end in constant memory however
 * large its records are. For a single record of which one knows the place, see archive.h.
 *
 *     while ((r = warcfile_next(w, &record, &e)) == PACKED_MORE) {
 *             while ((r = warcfile_block(w, &piece, &e)) == PACKED_MORE) ...
 *             r = warcfile_end(w, &record, &e);
 *     }
 *
 * Every function may find damage (PACKED_DAMAGED, told as `file:offset: what`): then nothing behind it is
 * read, and of the record at hand nothing is to be believed. A record counts when warcfile_end has returned
 * PACKED_MORE.
 */
#ifndef WARCFILE_H
#define WARCFILE_H

#include "arena.h"
#include "packed.h"
#include "recordhead.h"

struct warcfile;

struct warcfile_record {
	struct record_head head;
	unsigned long long offset; /* where it begins, or the gzip member that holds it */
	unsigned long long
	    length; /* set by warcfile_end: bytes it takes in the file; 0: it can't be read by itself (it begins
	                              or ends within a gzip member) */
};

struct warcfile *warcfile_open(const char *path, struct error *e); /* NULL: see `e`; the path is borrowed */
void warcfile_close(struct warcfile *w);                           /* NULL is allowed */

/* The next record's head; its views are valid until the next warcfile_next. PACKED_END: no more. */
enum packed_result warcfile_next(struct warcfile *w, struct warcfile_record *r, struct error *e);
/* The next piece of its block. PACKED_END: that was all of it. */
enum packed_result warcfile_block(struct warcfile *w, struct view *piece, struct error *e);
/*
 * Skips what wasn't read of the block, and checks that the record ends as it should. PACKED_MORE: it is
 * sound.
 */
enum packed_result warcfile_end(struct warcfile *w, struct warcfile_record *r, struct error *e);

/*
 * Both at once: reads the block into `block`, replacing what is in it, but no more than its first `cap`
 * bytes (head.length tells how many there are), and ends the record.
 */
enum packed_result warcfile_read(
    struct warcfile *w, struct warcfile_record *r, size_t cap, struct buffer *block, struct error *e);

#endif
