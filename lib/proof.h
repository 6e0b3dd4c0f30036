/*
 * Proves a record: whether its block and its payload have the digests that its head claims
 * (WARC-Block-Digest, WARC-Payload-Digest; ISO 28500:2017 §5.8, §5.9). In constant memory, piece by piece.
 */
#ifndef PROOF_H
#define PROOF_H

#include "recordhead.h"

enum proof_verdict {
	PROOF_NONE, /* no digest is claimed, or that of another record's payload (revisit) */
	PROOF_RIGHT,
	PROOF_WRONG,
	PROOF_UNKNOWN, /* an algorithm that isn't known here, or no payload to be found */
};
struct proof_verdicts {
	enum proof_verdict block, payload;
};

struct proof;

struct proof *proof_new(void);    /* NULL: no memory */
void proof_free(struct proof *p); /* NULL is allowed */

/* Begins a record; the head stays the caller's until proof_end. */
void proof_begin(struct proof *p, const struct record_head *h);
/* The next piece of its block. */
void proof_add(struct proof *p, struct view piece);
/*
 * The payload of an HTTP message is its body. Writers don't agree whether it is meant with or without its
 * chunked transfer coding, so both are right.
 */
struct proof_verdicts proof_end(struct proof *p);

#endif
