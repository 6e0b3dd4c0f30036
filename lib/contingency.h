/*
 * Two groups compared: tables of two by two, one or one for each stratum.
 */
#ifndef CONTINGENCY_H
#define CONTINGENCY_H

#include "interval.h"

#include <stdbool.h>
#include <stddef.h>

/* Of `all` units of each group `hits` have what is asked. */
struct contingency {
	unsigned long long hits[2], all[2]; /* hits <= all <= CONTINGENCY_UNITS */
};

#define CONTINGENCY_UNITS 10000000ULL

/* An odds ratio: of the first group against the second. */
struct odds {
	bool known; /* false: nothing to divide by */
	double ratio;
	struct interval interval; /* 95 %, of the ratio */
	double p;
	size_t strata; /* that it rests on */
};

/*
 * Fisher's exact test, two-sided: the probability, given the margins, of all tables that are no more likely than this one
 * (Fisher 1935; the ties are those of Freeman and Halton 1951). 1 where a group is empty.
 */
double contingency_fisher(const struct contingency *t);
/* The odds ratio with Woolf's interval (Woolf 1955); `p` is Fisher's. Unknown where one of the four cells is 0. */
struct odds contingency_odds(const struct contingency *t);
/*
 * The common odds ratio of strata (Mantel and Haenszel 1959), its interval (Robins, Breslow and Greenland 1986), and the p of the
 * Cochran-Mantel-Haenszel test with continuity correction. Strata in which a group is empty say nothing and are left out.
 */
struct odds contingency_common(const struct contingency *strata, size_t count);
/* The test's chi-square on one degree of freedom. */
double contingency_cmh(const struct contingency *strata, size_t count);
/*
 * Woolf's test that the strata share one odds ratio: the chi-square, with its degrees of freedom in `*degrees` (0: fewer than
 * two strata). Where any cell is 0 a half is added to all.
 */
double contingency_woolf(const struct contingency *strata, size_t count, size_t *degrees);

#endif
