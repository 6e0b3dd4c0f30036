/*
 * Shares of counts, and how sure they are.
 *
 * Shares are whole tenths of a per cent, rounded half up in integers: 26 of 32 is 813, written 81.3. (In binary
 * floating point 81.25 and its like round by accident of representation.)
 */
#ifndef INTERVAL_H
#define INTERVAL_H

#include "arena.h"

struct interval {
	double low, high; /* proportions, 0 to 1 */
};

/* `hits` of `all` in tenths of a per cent. `all` > 0, both below 2^52. */
unsigned interval_share(unsigned long long hits, unsigned long long all);

/*
 * The 95 % score interval of a proportion (Wilson 1927, without continuity correction): the superpopulation reading,
 * in which the documents at hand are a sample of what the authority might have issued. `all` > 0.
 */
struct interval interval_wilson(unsigned long long hits, unsigned long long all);

/*
 * The same for a proportion estimated from a sample that isn't a simple one: `effective` is the number of draws that a
 * simple sample would need to be as precise (Korn and Graubard 1998 §3 for the number; the score interval with it: Dean
 * and Pagano 2015). `effective` > 0, not necessarily whole; INFINITY: nothing is left to chance, and both ends are `p`.
 */
struct interval interval_score(double p, double effective);

/*
 * The 95 % exact interval (Clopper and Pearson 1934): never too short, and longer than needed for small numbers. `all` > 0,
 * both below 2^31.
 */
struct interval interval_exact(unsigned long long hits, unsigned long long all);

/*
 * The 95 % interval of the difference of two proportions, the first less the second, from their score intervals (Newcombe
 * 1998, Statistics in Medicine 17:873-890, method 10): proportions, -1 to 1. Both `all` > 0.
 */
struct interval interval_difference(
    unsigned long long hits, unsigned long long all, unsigned long long hits2, unsigned long long all2);

/* A proportion in tenths of a per cent, rounded half up. */
unsigned interval_tenths(double proportion);

/* Appends tenths of a per cent as `81.3`. */
void interval_write(struct buffer *out, unsigned tenths);

#endif
