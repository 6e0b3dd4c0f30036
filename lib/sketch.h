/*
 * A fingerprint of fixed size by which two texts are compared when neither is at hand any more.
 *
 * Of a text the letters and digits count, in lower case, save the labels of articles and chapters (第十二条), which some sites lose; every run of SKETCH_SHINGLE of them is a shingle, and the likeness of two texts is
 * the Jaccard index of their sets of shingles (Broder 1997, "On the resemblance and containment of documents"). The sketch is a one-permutation
 * MinHash: one pass, one hash for each shingle, which falls into one of SKETCH_BINS bins, and of each bin the least (Li, Owen and Zhang 2012);
 * an empty bin takes another one's by optimal densification (Shrivastava 2017); of each least hash SKETCH_BITS bits are kept (Li and König 2010).
 * The standard error of the likeness is sqrt(p (1 - p) / 256) / (15 / 16) where p = J + (1 - J) / 16: 0.026 at 0.8, 0.020 at 0.9.
 */
#ifndef SKETCH_H
#define SKETCH_H

#include "arena.h"

#include <stdint.h>

enum {
	SKETCH_SHINGLE = 4, /* letters */
	SKETCH_BINS = 256,
	SKETCH_BITS = 4, /* of a bin: a hex digit */
	SKETCH_WORDS = SKETCH_BINS * SKETCH_BITS / 64,
	SKETCH_ROOM = 8 + SKETCH_BINS /* characters of the written form */
};

struct sketch {
	uint32_t letters; /* of the text: letters and digits */
	uint64_t bins[SKETCH_WORDS];
};

/* Of well-formed UTF-8. Linear in its length, no memory. False where the text has no shingle. */
bool sketch_text(struct view text, struct sketch *s);
/* Writes it: eight hex digits for the number of letters, then one for each bin. No NUL behind them. */
void sketch_write(const struct sketch *s, char out[SKETCH_ROOM]);
/* The written form of `text`, in `a`; empty where it has no shingle. */
struct view sketch_field(struct view text, struct arena *a);
/* Reads what sketch_write wrote. False where it is something else. */
bool sketch_read(struct view written, struct sketch *s);

/* Estimated Jaccard index of the two texts' shingles, 0 to 1: agreeing bins, less those that agree by chance. */
double sketch_likeness(const struct sketch *a, const struct sketch *b);
/*
 * Estimated share, 0 to 1, of the shorter text's shingles that stand in the longer one too (containment, Broder 1997): J (a + b) / ((1 + J) min(a, b)),
 * with the number of letters for that of shingles.
 */
double sketch_containment(const struct sketch *a, const struct sketch *b);

#endif
