#include "accuracy.h"

#include <math.h>

enum side { HITS, OTHERS, BOTH };

/* The sums over strata that a share and its precision are made of. */
struct sums {
	double listed, positive, variance, spread;
	unsigned long long items;
	bool single; /* a stratum has one coded item of many: its variance can't be estimated */
	bool unseen; /* a stratum lists items of which none was coded */
};

static void
add_stratum(struct sums *s, const struct stratum *h)
{
	double listed = (double)h->listed, coded = (double)h->coded;
	if (h->coded == 0) {
		s->unseen = s->unseen || h->listed > 0;
		return;
	}
	double p = (double)h->positive / coded, left = listed * (listed - coded);
	s->listed += listed;
	s->positive += listed * p;
	s->items += h->coded;
	s->spread += left / coded;
	if (h->coded > 1)
		s->variance += left * p * (1 - p) / (coded - 1);
	else if (left > 0)
		s->single = true;
}

static struct sums
sum_strata(const struct stratum *strata, size_t count, enum side side)
{
	struct sums s = { 0 };
	for (size_t i = 0; i < count; i++)
		if (side == BOTH || strata[i].hit == (side == HITS))
			add_stratum(&s, &strata[i]);
	return s;
}

/*
 * The smaller of two numbers: what the design is worth if all strata were alike, and what the variance within them
 * says. The second one alone would be infinite where no error was seen.
 */
static double
effective_size(const struct sums *s, double p)
{
	if (s->spread <= 0)
		return INFINITY; /* every item was coded */
	double alike = s->listed * s->listed / s->spread;
	if (s->single || s->variance <= 0)
		return alike;
	/* The design effect compares with a simple sample, whose variance is p(1 - p)/(n - 1). */
	double n = (double)s->items, simple = p * (1 - p) / (n - 1),
	       own = s->variance / (s->listed * s->listed);
	return fmin(alike, n * simple / own);
}

static struct estimate
share_of(const struct sums *s)
{
	struct estimate share = { .known = s->items > 0, .items = s->items };
	if (!share.known)
		return share;
	share.value = s->positive / s->listed;
	share.interval = interval_score(share.value, effective_size(s, share.value));
	return share;
}

struct estimate
accuracy_share(const struct stratum *strata, size_t count, double *error)
{
	struct sums s = sum_strata(strata, count, BOTH);
	if (s.items > 0 && error != NULL)
		*error = sqrt(s.variance) / s.listed;
	return share_of(&s);
}

/* The two shares on which everything rests: positives among hits, and among non-hits. */
struct base {
	double hits, others; /* listed */
};

typedef double statistic(struct base b, double hits, double others);

static double
recall(struct base b, double hits, double others)
{
	return b.hits * hits / (b.hits * hits + b.others * others);
}

static double
specificity(struct base b, double hits, double others)
{
	double negative = b.others * (1 - others);
	return negative / (negative + b.hits * (1 - hits));
}

static double
f1(struct base b, double hits, double others)
{
	return 2 * b.hits * hits / (b.hits + b.hits * hits + b.others * others);
}

static double
positive_share(struct base b, double hits, double others)
{
	return (b.hits * hits + b.others * others) / (b.hits + b.others);
}

static double
hypotenuse(double a, double b)
{
	return sqrt(a * a + b * b);
}

/* Each statistic rises or falls steadily with each of the two shares, so the ends of the one give its part of both sides. */
static struct estimate
combine(statistic *f, struct base b, const struct estimate *hits, const struct estimate *others)
{
	struct estimate out = { .value = f(b, hits->value, others->value),
		.items = hits->items + others->items };
	out.known = hits->known && others->known && !isnan(out.value);
	if (!out.known)
		return (struct estimate) { .items = out.items };
	double x[2] = { f(b, hits->interval.low, others->value), f(b, hits->interval.high, others->value) };
	double y[2] = { f(b, hits->value, others->interval.low), f(b, hits->value, others->interval.high) };
	double low[2] = { fmin(x[0], x[1]), fmin(y[0], y[1]) },
	       high[2] = { fmax(x[0], x[1]), fmax(y[0], y[1]) };
	out.interval.low = fmax(0, out.value - hypotenuse(out.value - low[0], out.value - low[1]));
	out.interval.high = fmin(1, out.value + hypotenuse(high[0] - out.value, high[1] - out.value));
	return out;
}

/* Where the classification calls nothing positive (or nothing negative), that side adds nothing. */
static struct estimate
side_of(const struct sums *s)
{
	struct estimate share = share_of(s);
	share.known = share.known || !s->unseen;
	return share;
}

struct accuracy
accuracy_of(const struct stratum *strata, size_t count)
{
	struct sums hit = sum_strata(strata, count, HITS), other = sum_strata(strata, count, OTHERS);
	struct base b = { hit.listed, other.listed };
	struct estimate hits = side_of(&hit), others = side_of(&other);
	struct accuracy a = { .precision = share_of(&hit) };
	a.recall = combine(recall, b, &hits, &others);
	a.specificity = combine(specificity, b, &hits, &others);
	a.f1 = combine(f1, b, &hits, &others);
	a.corrected = combine(positive_share, b, &hits, &others);
	a.share.known = a.corrected.known;
	if (a.share.known) {
		a.share.value = b.hits / (b.hits + b.others);
		a.share.interval = (struct interval) { a.share.value, a.share.value };
		a.share.items = (unsigned long long)(b.hits + b.others);
	}
	return a;
}

double
accuracy_correct(double apparent, double sensitivity, double specific)
{
	double informed = sensitivity + specific - 1;
	if (!(informed > 0))
		return NAN;
	return fmin(1, fmax(0, (apparent + specific - 1) / informed));
}

struct estimate
accuracy_corrected(struct estimate t, struct estimate se, struct estimate sp)
{
	struct estimate out = { .value = accuracy_correct(t.value, se.value, sp.value),
		.items = se.items > sp.items ? se.items : sp.items };
	/* It rises with the apparent share and with specificity, and falls with sensitivity. */
	double ends[2][3] = { { accuracy_correct(t.interval.low, se.value, sp.value),
		                  accuracy_correct(t.value, se.interval.high, sp.value),
		                  accuracy_correct(t.value, se.value, sp.interval.low) },
		{ accuracy_correct(t.interval.high, se.value, sp.value),
		    accuracy_correct(t.value, se.interval.low, sp.value),
		    accuracy_correct(t.value, se.value, sp.interval.high) } };
	double square[2] = { 0, 0 };
	for (size_t i = 0; i < 2; i++)
		for (size_t k = 0; k < 3; k++)
			square[i] += (ends[i][k] - out.value) * (ends[i][k] - out.value);
	out.known = t.known && se.known && sp.known && !isnan(out.value);
	/* An end at which the classification would tell nothing: the interval is everything. */
	out.interval.low = isnan(square[0]) ? 0 : fmax(0, out.value - sqrt(square[0]));
	out.interval.high = isnan(square[1]) ? 1 : fmin(1, out.value + sqrt(square[1]));
	return out;
}
