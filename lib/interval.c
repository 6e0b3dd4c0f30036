#include "interval.h"

#include "distribution.h"

#include <math.h>

/* The 0.975 quantile of the normal distribution. */
static const double normal_975 = 1.959963984540054;

unsigned
interval_share(unsigned long long hits, unsigned long long all)
{
	return (unsigned)((hits * 2000 + all) / (all * 2));
}

struct interval
interval_score(double p, double effective)
{
	if (isinf(effective))
		return (struct interval) { p, p };
	double n = effective, z2 = normal_975 * normal_975;
	double middle = p + z2 / (2 * n);
	double half = normal_975 * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
	struct interval i = { (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n) };
	/* At the ends the formula gives 0 and 1 but for the last bit. */
	if (p <= 0 || i.low < 0)
		i.low = 0;
	if (p >= 1 || i.high > 1)
		i.high = 1;
	return i;
}

struct interval
interval_wilson(unsigned long long hits, unsigned long long all)
{
	return interval_score((double)hits / (double)all, (double)all);
}

/* The p at which I_p(a, b) is `level`: the function grows with p. */
static double
beta_quantile(double level, double a, double b)
{
	double low = 0, high = 1;
	for (int i = 0; i < 60; i++) {
		double middle = (low + high) / 2;
		if (distribution_beta(middle, a, b) < level)
			low = middle;
		else
			high = middle;
	}
	return (low + high) / 2;
}

struct interval
interval_exact(unsigned long long hits, unsigned long long all)
{
	double k = (double)hits, n = (double)all;
	return (struct interval) { hits == 0 ? 0 : beta_quantile(0.025, k, n - k + 1),
		hits == all ? 1 : beta_quantile(0.975, k + 1, n - k) };
}

struct interval
interval_difference(
    unsigned long long hits, unsigned long long all, unsigned long long hits2, unsigned long long all2)
{
	struct interval i = interval_wilson(hits, all), k = interval_wilson(hits2, all2);
	double p = (double)hits / (double)all, q = (double)hits2 / (double)all2;
	return (
	    struct interval) { p - q - hypot(p - i.low, k.high - q), p - q + hypot(i.high - p, q - k.low) };
}

unsigned
interval_tenths(double proportion)
{
	return (unsigned)floor(proportion * 1000 + 0.5);
}

void
interval_write(struct buffer *out, unsigned tenths)
{
	buffer_number(out, tenths / 10);
	buffer_byte(out, '.');
	buffer_number(out, tenths % 10);
}
