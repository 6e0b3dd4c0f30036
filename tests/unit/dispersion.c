#include "check.h"
#include "dispersion.h"

#include <math.h>

/* Gries 2008: five parts of 9, 10, 10, 10 and 11 words, in which a word occurs 1, 2, 3, 4 and 5 times: DP 0.18. */
static void
published_example(void)
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
	edges();
	return check_status();
}
