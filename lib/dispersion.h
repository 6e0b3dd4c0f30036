/*
 * How evenly hits are spread over the parts of a corpus.
 */
#ifndef DISPERSION_H
#define DISPERSION_H

#include <stdbool.h>
#include <stddef.h>

struct part {
	unsigned long long hits, size;
};

struct dispersion {
	bool known;    /* false: no hits, or fewer than two parts with a size */
	double dp;     /* 0: as the parts' sizes would have it; near 1: all in one small part */
	double normed; /* the same over its largest possible value */
	size_t parts;  /* with a size */
};

/*
 * Gries' DP, half the sum of the differences between each part's share of the hits and its share of the corpus (Gries 2008,
 * International Journal of Corpus Linguistics 13:4, 403-437), and DPnorm = DP / (1 - smallest share) (Lijffijt and Gries 2012,
 * the same 17:1, 147-149). Parts without a size are left out.
 */
struct dispersion dispersion_dp(const struct part *parts, size_t count);

#endif
