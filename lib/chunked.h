/*
 * HTTP's chunked transfer coding undone (RFC 9112 §7.1), piece by piece: what archives hold that keep
 * answers as they came over the wire.
 */
#ifndef CHUNKED_H
#define CHUNKED_H

#include "arena.h"
#include "view.h"

enum chunked_state { CHUNKED_SIZE, CHUNKED_SKIP, CHUNKED_DATA, CHUNKED_AFTER, CHUNKED_DONE, CHUNKED_BAD };

/* All zero bytes is the beginning. */
struct chunked {
	enum chunked_state
	    state; /* CHUNKED_DONE: the last chunk was seen; CHUNKED_BAD: the data is malformed */
	unsigned long long left; /* bytes of the chunk */
	size_t digits;           /* of its size */
	bool any;                /* a chunk's size was read: it was chunked indeed, if it went wrong later */
};

/*
 * Cuts off `*in` what it understands of it. True: `*piece` is content; false: `*in` is used up, done
 * (trailers are ignored), or bad.
 */
bool chunked_next(struct chunked *c, struct view *in, struct view *piece);

enum chunked_result { CHUNKED_OK, CHUNKED_NOT, CHUNKED_CUT, CHUNKED_NO_MEMORY };
/*
 * The same of a whole body, put into `out`. CHUNKED_NOT: it isn't chunked (some writers undo the coding and
 * leave the field); CHUNKED_CUT: it ends early, or is malformed within.
 */
enum chunked_result chunked_undo(struct view body, struct buffer *out);

#endif
