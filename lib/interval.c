#include "interval.h"

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

unsigned
interval_tenths(double proportion)
{
	return (unsigned)floor(proportion * 1000 + 0.5);
}

void
interval_write(struct buffer *out, unsigned tenths)
{
	buffer_format(out, "%u.%u", tenths / 10, tenths % 10);
}
