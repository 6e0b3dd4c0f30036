#include "agreement.h"

#include "random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CATEGORIES = AGREEMENT_CATEGORIES };

static const double normal_975 = 1.959963984540054;

/* How often one coder said `row` where the other said `column`. */
struct crossing {
	double share[CATEGORIES][CATEGORIES], row[CATEGORIES], column[CATEGORIES];
	double units;
};

static void
cross(struct crossing *x, const signed char *codes, size_t units, size_t coders, size_t a, size_t b)
{
	memset(x, 0, sizeof *x);
	for (size_t u = 0; u < units; u++) {
		int i = codes[u * coders + a], j = codes[u * coders + b];
		if (i == AGREEMENT_NONE || j == AGREEMENT_NONE)
			continue;
		x->share[i][j]++;
		x->units++;
	}
	for (size_t i = 0; x->units > 0 && i < CATEGORIES; i++)
		for (size_t j = 0; j < CATEGORIES; j++) {
			x->share[i][j] /= x->units;
			x->row[i] += x->share[i][j];
			x->column[j] += x->share[i][j];
		}
}

/* The large-sample variance of kappa (Fleiss, Cohen and Everitt 1969, formula 13). */
static double
kappa_variance(const struct crossing *x, double observed, double expected)
{
	double sum = 0;
	for (size_t i = 0; i < CATEGORIES; i++) {
		double own = 1 - expected - (x->column[i] + x->row[i]) * (1 - observed);
		sum += x->share[i][i] * own * own;
		for (size_t j = 0; j < CATEGORIES; j++) {
			double margins = x->column[i] + x->row[j];
			if (i != j)
				sum += (1 - observed) * (1 - observed) * x->share[i][j] * margins * margins;
		}
	}
	double middle = observed * expected - 2 * expected + observed, rest = 1 - expected;
	return fmax(0, sum - middle * middle) / (x->units * rest * rest * rest * rest);
}

struct agreement
agreement_kappa(const signed char *codes, size_t units, size_t coders, size_t a, size_t b)
{
	struct crossing x;
	struct agreement k = { 0 };
	double observed = 0, expected = 0;
	cross(&x, codes, units, coders, a, b);
	for (size_t i = 0; i < CATEGORIES; i++) {
		observed += x.share[i][i];
		expected += x.row[i] * x.column[i];
	}
	k.units = (size_t)x.units;
	k.known = k.units > 0 && 1 - expected > 1e-12;
	if (!k.known)
		return k;
	k.value = (observed - expected) / (1 - expected);
	k.error = sqrt(kappa_variance(&x, observed, expected));
	k.interval = (struct interval) { fmax(-1, k.value - normal_975 * k.error),
		fmin(1, k.value + normal_975 * k.error) };
	return k;
}

/* What units add up to: the disagreeing pairs, each weighing 1/(values - 1), and how often each category was given. */
struct pairs {
	double values, disagreeing, given[CATEGORIES];
};

/* False when fewer than two coders coded the unit. */
static bool
add_unit(struct pairs *p, const signed char *codes, size_t coders)
{
	unsigned short count[CATEGORIES] = { 0 };
	double values = 0, equal = 0; /* ordered pairs of equal values */
	for (size_t c = 0; c < coders; c++)
		if (codes[c] != AGREEMENT_NONE) {
			equal += 2.0 * count[(unsigned char)codes[c]]++;
			values++;
		}
	if (values < 2)
		return false;
	for (size_t c = 0; c < coders; c++)
		if (codes[c] != AGREEMENT_NONE)
			p->given[(unsigned char)codes[c]]++;
	p->values += values;
	p->disagreeing += values - equal / (values - 1);
	return true;
}

static bool
alpha_of(const struct pairs *p, double *alpha)
{
	double unequal = p->values * p->values;
	for (size_t k = 0; k < CATEGORIES; k++)
		unequal -= p->given[k] * p->given[k];
	if (unequal <= 0)
		return false;
	*alpha = 1 - (p->values - 1) * p->disagreeing / unequal;
	return true;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* `chosen` lists the units that count. */
static struct interval
resample(const signed char *codes, size_t coders, const size_t *chosen, size_t count, uint64_t seed,
    double *draws, double value)
{
	struct random r = { seed };
	size_t n = 0;
	for (size_t d = 0; d < AGREEMENT_DRAWS; d++) {
		struct pairs p = { 0 };
		for (size_t u = 0; u < count; u++)
			add_unit(&p, codes + chosen[random_below(&r, count)] * coders, coders);
		n += alpha_of(&p, &draws[n]);
	}
	if (n == 0)
		return (struct interval) { value, value };
	qsort(draws, n, sizeof *draws, compare);
	size_t tail = n / 40; /* 2.5 % */
	return (struct interval) { draws[tail], draws[n - 1 - tail] };
}

int
agreement_alpha(const signed char *codes, size_t units, size_t coders, uint64_t seed, struct agreement *out,
    struct error *e)
{
	struct pairs all = { 0 };
	size_t *chosen = malloc((units + 1) * sizeof *chosen);
	double *draws = malloc(AGREEMENT_DRAWS * sizeof *draws);
	*out = (struct agreement) { 0 };
	for (size_t u = 0; chosen != NULL && u < units; u++)
		if (add_unit(&all, codes + u * coders, coders))
			chosen[out->units++] = u;
	if (chosen != NULL && draws != NULL && alpha_of(&all, &out->value)) {
		out->known = true;
		out->interval = resample(codes, coders, chosen, out->units, seed, draws, out->value);
	}
	bool failed = chosen == NULL || draws == NULL;
	free(chosen);
	free(draws);
	return failed ? error_set(e, "no memory") : 0;
}
