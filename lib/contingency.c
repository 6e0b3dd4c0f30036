#include "contingency.h"

#include "distribution.h"

#include <math.h>

static const double normal_975 = 1.959963984540054;

/* The four cells. */
struct four {
	double a, b, c, d;
};

static struct four
four_of(const struct contingency *t)
{
	return (struct four) { (double)t->hits[0], (double)(t->all[0] - t->hits[0]), (double)t->hits[1],
		(double)(t->all[1] - t->hits[1]) };
}

static double
log_choose(double n, double k)
{
	return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

double
contingency_fisher(const struct contingency *t)
{
	double n1 = (double)t->all[0], n2 = (double)t->all[1], hits = (double)(t->hits[0] + t->hits[1]);
	double first = hits > n2 ? hits - n2 : 0, last = hits < n1 ? hits : n1,
	       all = log_choose(n1 + n2, hits);
	double own = log_choose(n1, (double)t->hits[0]) + log_choose(n2, (double)t->hits[1]) - all, sum = 0;
	if (t->all[0] == 0 || t->all[1] == 0)
		return 1;
	for (double k = first; k <= last; k++) {
		double p = log_choose(n1, k) + log_choose(n2, hits - k) - all;
		if (p <= own + 1e-7) /* equal ones differ in the last digits */
			sum += exp(p);
	}
	return sum < 1 ? sum : 1;
}

struct odds
contingency_odds(const struct contingency *t)
{
	struct four x = four_of(t);
	struct odds o = { .p = contingency_fisher(t), .strata = 1 };
	if (x.a <= 0 || x.b <= 0 || x.c <= 0 || x.d <= 0)
		return o;
	double error = sqrt(1 / x.a + 1 / x.b + 1 / x.c + 1 / x.d);
	o.known = true;
	o.ratio = x.a * x.d / (x.b * x.c);
	o.interval =
	    (struct interval) { o.ratio * exp(-normal_975 * error), o.ratio * exp(normal_975 * error) };
	return o;
}

static bool
says_something(const struct contingency *t)
{
	return t->all[0] > 0 && t->all[1] > 0;
}

double
contingency_cmh(const struct contingency *strata, size_t count)
{
	double distance = 0, variance = 0;
	for (size_t i = 0; i < count; i++) {
		struct four x = four_of(&strata[i]);
		double n1 = x.a + x.b, n2 = x.c + x.d, hits = x.a + x.c, n = n1 + n2;
		if (!says_something(&strata[i]) || n < 2)
			continue;
		distance += x.a - n1 * hits / n;
		variance += n1 * n2 * hits * (n - hits) / (n * n * (n - 1));
	}
	double corrected = fabs(distance) > 0.5 ? fabs(distance) - 0.5 : 0;
	return variance > 0 ? corrected * corrected / variance : 0;
}

struct odds
contingency_common(const struct contingency *strata, size_t count)
{
	struct odds o = { .p = 1 };
	double r = 0, s = 0, pr = 0, ps_qr = 0, qs = 0;
	for (size_t i = 0; i < count; i++) {
		struct four x = four_of(&strata[i]);
		double n = x.a + x.b + x.c + x.d;
		if (!says_something(&strata[i]))
			continue;
		double p = (x.a + x.d) / n, q = (x.b + x.c) / n, ri = x.a * x.d / n, si = x.b * x.c / n;
		r += ri;
		s += si;
		pr += p * ri;
		ps_qr += p * si + q * ri;
		qs += q * si;
		o.strata++;
	}
	o.p = distribution_chi_square(contingency_cmh(strata, count), 1);
	if (r <= 0 || s <= 0)
		return o;
	double error = sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s));
	o.known = true;
	o.ratio = r / s;
	o.interval =
	    (struct interval) { o.ratio * exp(-normal_975 * error), o.ratio * exp(normal_975 * error) };
	return o;
}

double
contingency_woolf(const struct contingency *strata, size_t count, size_t *degrees)
{
	double weights = 0, sum = 0, squares = 0, half = 0;
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		struct four x = four_of(&strata[i]);
		if (says_something(&strata[i]) && (x.a <= 0 || x.b <= 0 || x.c <= 0 || x.d <= 0))
			half = 0.5;
	}
	for (size_t i = 0; i < count; i++) {
		struct four x = four_of(&strata[i]);
		if (!says_something(&strata[i]))
			continue;
		double a = x.a + half, b = x.b + half, c = x.c + half, d = x.d + half;
		double w = 1 / (1 / a + 1 / b + 1 / c + 1 / d), ratio = log(a * d / (b * c));
		weights += w;
		sum += w * ratio;
		squares += w * ratio * ratio;
		used++;
	}
	*degrees = used > 0 ? used - 1 : 0;
	return used > 1 ? squares - sum * sum / weights : 0;
}
