/*
 * A head of `Name: value` lines and the block behind it: an HTTP/1.1 message (RFC 9112 §2.1) and, with
 * another start line, a WARC record (ISO 28500:2017 §4).
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include "arena.h"
#include "view.h"

struct message {
	struct view start;  /* `HTTP/1.1 200 OK`, `WARC/1.1`, without the line's end */
	struct view fields; /* the lines between the start line and the empty line */
	struct view block;  /* what follows the empty line */
};

/*
 * Splits `whole`; lines may end in CRLF or LF. 0, or -1 when no empty line ends the head. The views point
 * into `whole`.
 */
int message_split(struct view whole, struct message *m);

/*
 * Gathers a head that comes in pieces: moves bytes from `*piece` to `head` up to the empty line, which it
 * looks for in the new bytes only. True when the head is whole; `*piece` is then what follows. Growth stops
 * where `head` fails (set its limit).
 */
bool message_grow(struct buffer *head, struct view *piece);

/* The trimmed value of the first field of that name (letter case doesn't matter), or the empty view. */
struct view message_field(const struct message *m, const char *name);

/* The status code of an HTTP response, 100 to 999, or -1 when the start line is none. */
int message_status(const struct message *m);

/* Of `text/html; charset="gb2312"` the part before the parameters, trimmed: `text/html`. Not lowered. */
struct view message_media(struct view content_type);
/* And the charset parameter without quotes; the empty view where there is none. */
struct view message_charset(struct view content_type);

#endif
