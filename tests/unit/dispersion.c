#include "check.h"
#include "dispersion.h"

#include <math.h>

/*
 * Lijffijt and Gries 2012, International Journal of Corpus Linguistics 17:147-149, on Gries 2008, as their abstract tells table 1: three parts of one size, one
 * with two thirds of the occurrences and another with the rest. DP is half the sum of the differences, 1/3; normed by 1 - the least part, 1/2.
 */
static void
published_example(void)
{
	static const struct part parts[] = { { 2, 100 }, { 1, 100 }, { 0, 100 } };
	struct dispersion d = dispersion_dp(parts, 3);
	CHECK(d.known && d.parts == 3 && fabs(d.dp - 1 / 3.0) < 1e-12);
	CHECK(fabs(d.normed - 0.5) < 1e-12);
}

/* Parts of unequal size, by the definition: half of |1/15 - .18| + |2/15 - .2| + |3/15 - .2| + |4/15 - .2| + |5/15 - .22| is .18. */
static void
unequal_parts(void)
{
	static const struct part parts[] = { { 1, 9 }, { 2, 10 }, { 3, 10 }, { 4, 10 }, { 5, 11 } };
	struct dispersion d = dispersion_dp(parts, 5);
	CHECK(d.known && d.parts == 5 && fabs(d.dp - 0.18) < 1e-12);
	CHECK(fabs(d.normed - 0.18 / 0.82) < 1e-12);
}

static void
edges(void)
{
	static const struct part even[] = { { 2, 20 }, { 3, 30 }, { 0, 0 } },
	                         single[] = { { 5, 10 }, { 0, 90 } }, none[] = { { 0, 10 }, { 0, 10 } };
	CHECK(dispersion_dp(even, 3).known && dispersion_dp(even, 3).dp < 1e-12 &&
	      dispersion_dp(even, 3).parts == 2);
	CHECK(fabs(dispersion_dp(single, 2).dp - 0.9) < 1e-12 &&
	      fabs(dispersion_dp(single, 2).normed - 1) < 1e-12);
	CHECK(
	    !dispersion_dp(none, 2).known && !dispersion_dp(even, 1).known && !dispersion_dp(even, 0).known);
}

int
main(void)
{
	published_example();
	unequal_parts();
	edges();
	return check_status();
}
