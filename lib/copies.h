/*
 * Copies among documents whose texts are gone: rows whose sketches (sketch.h) agree, and of which nothing else says that they are two.
 *
 * Candidates are rows that have one of sixteen bands of sixteen bins in common (locality-sensitive hashing: Indyk and Motwani 1998), or their
 * title. Two candidates are copies where
 *
 *   nothing contradicts: same genre, same kind of transmission; no two numbers, two days of issue, two places; where a place is unknown, no two issuers;
 *   and one title is the other or a part of it (关于印发《甲办法》的通知, 甲办法; a cut one), with nothing of an amendment, an explanation or a
 *   transmission in the rest, or both have the same number;
 *   and their likeness is COPIES_LIKE or more; or, where their dates lie within COPIES_DAYS days, COPIES_LIKE_NEAR or more, or the
 *   shorter text stands in the longer one for COPIES_WITHIN or more.
 *
 * The thresholds lie between what was seen on real documents: of two rows with one title, copies are alike from 0.95 on (where they differ most: a
 * preamble that one has), a regulation and its new version up to 0.95.
 */
#ifndef COPIES_H
#define COPIES_H

#include "sketch.h"

#define COPIES_LIKE 0.96
#define COPIES_LIKE_NEAR 0.90
#define COPIES_WITHIN 0.90
#define COPIES_SHARED 0.50
#define COPIES_WITHIN_LEAST 0.15 /* of a lesser likeness containment isn't known: an error above a sixth */
enum {
	COPIES_DAYS = 60,
	COPIES_LETTERS = 80, /* a shorter text says too little */
	COPIES_CROWD = 32 /* of more rows with one band each is compared with so many that follow by title */
};

struct copies;

struct copies *copies_new(void);    /* NULL: no memory */
void copies_free(struct copies *c); /* NULL is allowed */

/* What is known of a row; each may be empty. `title`, `docno`, `issuer`: their match keys (matchkey.h). `place`: level and codes, empty without a level. Dates are ISO. */
struct copies_row {
	struct view title, docno, issuer, place, genre, transmits, issued, published;
};

/* Adds a row by its number, which is higher than those before. Nothing is borrowed; memory is some 250 bytes and the title's key. 0, or -1 for memory. */
int copies_add(struct copies *c, size_t row, const struct copies_row *r, const struct sketch *s);
/*
 * Whether two rows are two documents in spite of one number: neither title is a part of the other, and less than COPIES_SHARED of the shorter text stands in
 * the longer one. False where one of them wasn't added or is too short.
 */
bool copies_unlike(const struct copies *c, size_t a, size_t b);
/*
 * Visits pairs of copies by their numbers, maybe more than once. The order depends on the rows alone. 0, or -1 for memory or where `visit` returned
 * anything but 0.
 */
int copies_find(struct copies *c, int (*visit)(void *context, size_t a, size_t b), void *context);

#endif
