#include "accuracy.h"
#include "check.h"
#include "random.h"

#include <math.h>

static int
near(double a, double b, double places)
{
	return fabs(a - b) <= 0.5 * pow(10, -places) + 1e-9;
}

/*
 * Lohr 1999, Sampling: Design and Analysis, example 4.3 and table 4.2: the ACLS survey, seven disciplines. Looked up in a handout of the University of
 * Maryland's course STAT 440 that works the example: 24.65 %, standard error .0071186.
 */
static void
published_share(void)
{
	static const struct {
		unsigned long long members, returned;
		double women;
	} acls[] = { { 9100, 636, .38 }, { 1950, 451, .27 }, { 5500, 481, .18 }, { 10850, 611, .19 },
		{ 2100, 493, .36 }, { 5500, 575, .13 }, { 9000, 588, .26 } };
	struct stratum strata[7];
	double error;
	for (size_t i = 0; i < 7; i++)
		strata[i] = (struct stratum) { true, acls[i].members, acls[i].returned,
			(unsigned long long)floor(acls[i].women * (double)acls[i].returned + 0.5) };
	struct estimate share = accuracy_share(strata, 7, &error);
	CHECK(share.known && near(share.value, 0.2465, 3) && near(error, 0.0071, 4));
	CHECK(share.interval.low < 0.246 - 1.8 * 0.0071 && share.interval.low > 0.246 - 2.3 * 0.0071);
	CHECK(share.items == 3835);
}

/*
 * Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, exercise 8.1; looked up among the exercises of Stanford's course CS 124:
 * eight relevant documents returned and ten others, twenty relevant in all. So 8/18 and 8/20.
 */
static void
published_retrieval(void)
{
	static const struct stratum strata[] = { { true, 18, 18, 8 }, { false, 100, 100, 12 } };
	struct accuracy a = accuracy_of(strata, 2);
	CHECK(a.precision.known && near(a.precision.value, 0.44, 2) && near(a.recall.value, 0.4, 2));
	CHECK(near(a.f1.value, 2 * 8 / 38.0, 6)); /* 2PR / (P + R) = 2 TP / (found + relevant) */
	CHECK(near(a.specificity.value, 88 / 98.0, 6));
	CHECK(near(a.corrected.value, 20 / 118.0, 6) && near(a.share.value, 18 / 118.0, 6));
	/* Everything was coded: nothing is left to chance. */
	CHECK(
	    a.recall.interval.low == a.recall.interval.high && a.corrected.interval.low == a.corrected.value);
}

/* Precision in a simple sample of very many is a plain proportion, with Wilson's interval (Newcombe 1998, table I). */
static void
simple_sample(void)
{
	static const struct stratum strata[] = { { true, 1000000000, 263, 81 }, { false, 10, 10, 0 } };
	struct accuracy a = accuracy_of(strata, 2);
	CHECK(near(a.precision.interval.low, 0.2553, 4) && near(a.precision.interval.high, 0.3662, 4));
}

/* No error among 50 of 100,000 non-hits is no proof of complete recall. */
static void
honest_recall(void)
{
	static const struct stratum strata[] = { { true, 1000, 50, 50 }, { false, 100000, 50, 0 } };
	struct accuracy a = accuracy_of(strata, 2);
	CHECK(a.recall.value == 1 && a.recall.interval.high == 1 && a.recall.interval.low < 0.15);
	CHECK(a.precision.value == 1 && a.precision.interval.low > 0.92 && a.precision.interval.low < 0.94);
}

/* An item of a larger stratum weighs more: 1 of 2 in a stratum of 10, 1 of 10 in one of 90. */
static void
weights(void)
{
	static const struct stratum strata[] = { { true, 10, 2, 1 }, { true, 90, 10, 1 },
		{ false, 100, 10, 1 } };
	struct accuracy a = accuracy_of(strata, 3);
	CHECK(near(a.precision.value, 0.14, 9)); /* (5 + 9) / 100, and not 2 of 12 */
	CHECK(near(a.recall.value, 14 / 24.0, 9) && near(a.corrected.value, 24 / 200.0, 9));
	/* Rogan and Gladen's formula on the weighted sensitivity and specificity says the same. */
	CHECK(fabs(accuracy_correct(a.share.value, a.recall.value, a.specificity.value) - a.corrected.value) <
	      1e-12);
}

static void
unknown(void)
{
	static const struct stratum none[] = { { true, 10, 0, 0 }, { false, 10, 5, 0 } };
	struct accuracy a = accuracy_of(none, 2);
	CHECK(!a.precision.known && !a.recall.known && !a.corrected.known && !a.f1.known);
	static const struct stratum all[] = { { true, 10, 5, 5 } }; /* everything is a hit */
	a = accuracy_of(all, 1);
	CHECK(a.precision.known && a.recall.known && a.recall.value == 1 && !a.specificity.known);
	CHECK(!accuracy_of(NULL, 0).corrected.known);
}

static struct estimate
exactly(double value)
{
	return (struct estimate) { true, value, { value, value }, 1 };
}

static void
correction(void)
{
	/*
	 * The examples of the R package epiR, epi.prev, after Rogan and Gladen 1978 and Reiczigel, Földi and Ózsvári 2010; looked up in its documentation:
	 * 23 of 150 cows, sensitivity .96, specificity .89: 5.1 per 100, interval 0 to 13 (Blaker's; ours is Wilson's);
	 * 6 of 151, .964, .927: 0 per 100, interval 0 to 1.3.
	 */
	struct estimate cows = { true, 23 / 150.0, interval_wilson(23, 150), 150 };
	struct estimate x = accuracy_corrected(cows, exactly(.96), exactly(.89));
	CHECK(x.known && near(x.value, 0.051, 3) && x.interval.low == 0 && near(x.interval.high, 0.13, 2));
	struct estimate blood = { true, 6 / 151.0, interval_wilson(6, 151), 151 };
	x = accuracy_corrected(blood, exactly(.964), exactly(.927));
	CHECK(x.known && x.value == 0 && x.interval.low == 0 && x.interval.high < 0.014);
	/* Uncertainty of the test widens it. */
	struct estimate vague = { true, .89, { .85, .93 }, 100 };
	CHECK(accuracy_corrected(cows, exactly(.96), vague).interval.high > 0.13);
	CHECK(isnan(accuracy_correct(0.3, 0.5, 0.5)) &&
	      !accuracy_corrected(cows, exactly(.5), exactly(.5)).known);
	CHECK(near(accuracy_correct(0.3, 1, 1), 0.3, 9));
}

struct hidden {
	struct stratum stratum;
	double truth; /* chance that a listed item is positive */
};

static unsigned long long
some(struct random *r, unsigned long long n, double chance)
{
	unsigned long long k = 0;
	for (unsigned long long i = 0; i < n; i++)
		k += (double)random_below(r, 1000000) < chance * 1000000;
	return k;
}

/* Draws from a known population again and again: how often do the intervals hold its true figures? */
static void
coverage(void)
{
	enum { TRIALS = 2000 };
	struct hidden h[] = { { { true, 4000, 60, 0 }, .95 }, { { true, 800, 40, 0 }, .8 },
		{ { false, 900, 60, 0 }, .1 }, { { false, 20000, 100, 0 }, .01 } };
	enum { FIGURES = 5 };
	double tp = 4000 * .95 + 800 * .8, fn = 900 * .1 + 20000 * .01, fp = 4800 - tp, tn = 20900 - fn;
	double truth[FIGURES] = { tp / (tp + fp), tp / (tp + fn), tn / (tn + fp), 2 * tp / (2 * tp + fp + fn),
		(tp + fn) / 25700 };
	unsigned in[FIGURES] = { 0 };
	struct random r = { 11 };
	for (int t = 0; t < TRIALS; t++) {
		struct stratum strata[4];
		for (size_t i = 0; i < 4; i++) {
			strata[i] = h[i].stratum;
			strata[i].positive = some(&r, strata[i].coded, h[i].truth);
		}
		struct accuracy a = accuracy_of(strata, 4);
		struct estimate of[FIGURES] = { a.precision, a.recall, a.specificity, a.f1, a.corrected };
		for (size_t i = 0; i < FIGURES; i++)
			in[i] += of[i].interval.low <= truth[i] && truth[i] <= of[i].interval.high;
	}
	printf("intervals that hold the truth, of %d: precision %u, recall %u, specificity %u, F1 %u, "
	       "corrected share %u\n",
	    TRIALS, in[0], in[1], in[2], in[3], in[4]);
	for (size_t i = 0; i < FIGURES; i++)
		CHECK(in[i] >= 0.93 * TRIALS && in[i] < TRIALS);
}

int
main(void)
{
	published_share();
	published_retrieval();
	simple_sample();
	honest_recall();
	weights();
	unknown();
	correction();
	coverage();
	return check_status();
}
