#include "distribution.h"

#include <math.h>

enum { STEPS = 10000 };
static const double smallest = 1e-300, precision = 1e-15;

/* Lentz's method: a denominator of 0 becomes a very small one. */
static double
not_zero(double x)
{
	return fabs(x) < smallest ? smallest : x;
}

static double
beta_fraction(double x, double a, double b)
{
	double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), value = d;
	for (int m = 1; m < STEPS; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / not_zero(1 + even * d);
		c = not_zero(1 + even / c);
		value *= d * c;
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / not_zero(1 + odd * d);
		c = not_zero(1 + odd / c);
		value *= d * c;
		if (fabs(d * c - 1) < precision)
			break;
	}
	return value;
}

double
distribution_beta(double x, double a, double b)
{
	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
	/* the fraction converges fast on this side of the mean only */
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

/* The lower regularised gamma function by its series, for x < s + 1. */
static double
gamma_series(double s, double x)
{
	double term = 1 / s, sum = term;
	for (int n = 1; n < STEPS && term > sum * precision; n++) {
		term *= x / (s + n);
		sum += term;
	}
	return sum * exp(s * log(x) - x - lgamma(s));
}

/* The upper one by its continued fraction, for the rest. */
static double
gamma_fraction(double s, double x)
{
	double b = x + 1 - s, c = 1 / smallest, d = 1 / not_zero(b), value = d;
	for (int n = 1; n < STEPS; n++) {
		double a = -n * (n - s);
		b += 2;
		d = 1 / not_zero(a * d + b);
		c = not_zero(b + a / c);
		value *= d * c;
		if (fabs(d * c - 1) < precision)
			break;
	}
	return value * exp(s * log(x) - x - lgamma(s));
}

double
distribution_chi_square(double x, double degrees)
{
	double s = degrees / 2, half = x / 2;
	if (x <= 0)
		return 1;
	return half < s + 1 ? 1 - gamma_series(s, half) : gamma_fraction(s, half);
}

double
distribution_normal(double z)
{
	return erfc(fabs(z) / sqrt(2));
}
