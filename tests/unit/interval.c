#include "check.h"
#include "interval.h"

#include <math.h>

static void
shares(void)
{
	CHECK(interval_share(26, 32) == 813); /* 81.25: half up */
	CHECK(interval_share(145, 260) == 558);
	CHECK(interval_share(0, 7) == 0);
	CHECK(interval_share(7, 7) == 1000);
	CHECK(interval_share(1, 2000) == 1); /* 0.05 */
	CHECK(interval_share(1, 2001) == 0);
	CHECK(interval_share(1633, 2884) == 566);
	CHECK(interval_share(2272, 3079) == 738);
	/* Half up in every case: against the definition, without a division. */
	for (unsigned long long n = 1; n <= 300; n++)
		for (unsigned long long k = 0; k <= n; k++) {
			unsigned long long t = interval_share(k, n);
			CHECK(2 * t * n <= 2000 * k + n && 2000 * k + n < 2 * (t + 1) * n);
		}
}

static int
near(double a, double b)
{
	return fabs(a - b) < 0.00005 + 1e-9;
}

/*
 * Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (score, without continuity correction). The figures were looked up in other
 * programs' tests against that table (the R package propint's among them), not in the article.
 */
static void
published_examples(void)
{
	static const struct {
		unsigned long long hits, all;
		double low, high;
	} examples[] = { { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 }, { 0, 20, 0.0, 0.1611 },
		{ 1, 29, 0.0061, 0.1718 } };
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct interval w = interval_wilson(examples[i].hits, examples[i].all);
		CHECK(near(w.low, examples[i].low));
		CHECK(near(w.high, examples[i].high));
	}
}

/* The ends are the proportions from which the observed one is 1.96 standard errors away (the score test inverted). */
static void
inverts_the_test(void)
{
	for (unsigned long long k = 1; k < 40; k++) {
		struct interval w = interval_wilson(k, 40);
		double p = (double)k / 40;
		CHECK(fabs((p - w.low) / sqrt(w.low * (1 - w.low) / 40) - 1.959963984540054) < 1e-9);
		CHECK(fabs((w.high - p) / sqrt(w.high * (1 - w.high) / 40) - 1.959963984540054) < 1e-9);
	}
	CHECK(interval_wilson(0, 5).low <= 0 && interval_wilson(5, 5).high >= 1);
}

/* Newcombe 1998, as above, method 5 (Clopper-Pearson); looked up likewise. */
static void
exact_examples(void)
{
	static const struct {
		unsigned long long hits, all;
		double low, high;
	} examples[] = { { 81, 263, 0.2527, 0.3676 }, { 15, 148, 0.0578, 0.1617 }, { 0, 20, 0.0, 0.1684 },
		{ 1, 29, 0.0009, 0.1776 } };
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct interval w = interval_exact(examples[i].hits, examples[i].all);
		CHECK(near(w.low, examples[i].low));
		CHECK(near(w.high, examples[i].high));
	}
	/* no hit: the upper end is 1 - 0.025^(1/n) */
	CHECK(fabs(interval_exact(0, 1000).high - (1 - pow(0.025, 0.001))) < 1e-12);
	CHECK(fabs(interval_exact(1000, 1000).low - pow(0.025, 0.001)) < 1e-12);
}

/*
 * Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10, looked up in other programs' tests against that table: all eight rows so, the first
 * two also in the R package propint's tests, and rows a, b and g as what SAS prints for its method "Newcombe score".
 */
static void
difference_examples(void)
{
	static const struct {
		unsigned long long hits, all, hits2, all2;
		double low, high;
	} examples[] = { { 56, 70, 48, 80, 0.0524, 0.3339 }, { 9, 10, 3, 10, 0.1705, 0.8090 },
		{ 6, 7, 2, 7, 0.0582, 0.8062 }, { 5, 56, 0, 29, -0.0381, 0.1926 },
		{ 0, 10, 0, 20, -0.1611, 0.2775 }, { 0, 10, 0, 10, -0.2775, 0.2775 },
		{ 10, 10, 0, 20, 0.6791, 1.0 }, { 10, 10, 0, 10, 0.6075, 1.0 } };
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct interval w = interval_difference(
		    examples[i].hits, examples[i].all, examples[i].hits2, examples[i].all2);
		CHECK(near(w.low, examples[i].low));
		CHECK(near(w.high, examples[i].high));
	}
}

static void
writes(void)
{
	struct buffer b = { 0 };
	interval_write(&b, 813);
	buffer_byte(&b, ' ');
	interval_write(&b, 0);
	buffer_byte(&b, ' ');
	interval_write(&b, 1000);
	CHECK(view_equal(buffer_view(&b), VIEW("81.3 0.0 100.0")));
	CHECK(interval_tenths(0.8125) == 813 && interval_tenths(0) == 0 && interval_tenths(1) == 1000);
	buffer_free(&b);
}

int
main(void)
{
	shares();
	published_examples();
	inverts_the_test();
	exact_examples();
	difference_examples();
	writes();
	return check_status();
}
