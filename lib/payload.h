/*
 * The payload of an archived record: the page that a `response` or `resource` record holds, its codings
 * undone.
 */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include "arena.h"
#include "recordhead.h"

/*
 * What the record says of its payload. The views are valid until the next payload_read, or until the record
 * is gone.
 */
struct payload {
	int status;          /* HTTP status; 0 for a `resource` record (a page read from a file) */
	struct view url;     /* WARC-Target-URI */
	struct view media;   /* media type, lower case, without parameters; empty = not said */
	struct view charset; /* the charset parameter as it was sent, without quotes; empty = not said */
	const char *error;   /* why payload_read returned 1: an error token for the row */
};

struct payload_reader; /* keeps memory from record to record */

struct payload_reader *payload_reader_new(void);    /* NULL: no memory */
void payload_reader_free(struct payload_reader *p); /* NULL is allowed */

/*
 * The payload as it was received, transfer and content codings on it: a view into `block`. 0, or -1: a
 * record of another type, or no HTTP message in it (an ARC record of an address that isn't http is taken
 * for a resource).
 */
int payload_raw(struct payload_reader *p, const struct record_head *h, struct view block, struct view *raw,
    struct error *e);

/*
 * Reads the payload into `body`, replacing what is in it: the HTTP message body with Transfer-Encoding
 * (chunked) and Content-Encoding (identity, gzip, deflate) undone, or the block of a `resource` record.
 * `cap` is the most bytes that it may have once it is decoded.
 *
 *  0: `body` and `*about` are filled.
 *  1: the record holds no readable payload: about->error is `encoding` (a content coding that isn't undone
 *     here, such as br, or one whose data is damaged), `too-large` (above `cap`) or `cut-short` (chunks are
 *     missing, or the record says that it was truncated). `body` is empty, the rest of `*about` filled.
 * -1: it is no such record, or there is no memory: see `e`, which doesn't tell which record.
 */
int payload_read(struct payload_reader *p, const struct record_head *h, struct view block, size_t cap,
    struct buffer *body, struct payload *about, struct error *e);

enum payload_form { PAYLOAD_DECODED, PAYLOAD_RAW, PAYLOAD_RECORD };
/*
 * What a person wants to see of any record, put into `out`: its payload as payload_read or payload_raw give
 * it, or the record with its heads. Of a record that holds no page, its block. 0, or -1: see `e`.
 */
int payload_show(const struct record_head *h, struct view block, enum payload_form form, size_t cap,
    struct buffer *out, struct error *e);

#endif
