/*
 * What is told of a study's documents as a whole: which sites' weren't read and why, from when to when they date, when they were
 * archived, and the digest of documents.tsv.
 */
#ifndef HOLDINGS_H
#define HOLDINGS_H

#include "arena.h"
#include "digest.h"
#include "error.h"

enum {
	HOLDINGS_MOST = 100000
}; /* most pairs of site and reason; documents of further ones are counted under no site */

/* Documents of a site that were not read for a reason, or not in full. */
struct holding {
	struct view site;   /* address_site's; empty: no address */
	struct view reason; /* an error, or what `completeness` says */
	unsigned long long documents;
};

struct holdings {
	struct holding *list; /* most documents first, then by site and reason */
	size_t count;
	struct view issued[2], fetched[2]; /* first and last; empty: unknown */
	char sha256[DIGEST_HEX + 1];
};

/* Reads the stream of documents. Memory is of `a`. 0, or -1 with what is wrong. */
int holdings_read(struct holdings *h, const char *path, struct arena *a, struct error *e);

#endif
