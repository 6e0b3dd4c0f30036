#include "check.h"
#include "contingency.h"
#include "distribution.h"

#include <math.h>

static int
near(double a, double b, double within)
{
	return fabs(a - b) <= within;
}

/* Quantiles from printed tables: chi-square 3.841 (1), 11.07 (5), 18.31 (10) at 5 %; F and t by way of the beta function. */
static void
distributions(void)
{
	CHECK(near(distribution_chi_square(3.841459, 1), 0.05, 1e-7));
	CHECK(near(distribution_chi_square(11.070498, 5), 0.05, 1e-7));
	CHECK(near(distribution_chi_square(18.307038, 10), 0.05, 1e-7));
	CHECK(near(distribution_chi_square(6.634897, 1), 0.01, 1e-7));
	CHECK(distribution_chi_square(0, 3) >= 1);
	for (double z = 0.1; z < 6; z += 0.1)
		CHECK(near(distribution_chi_square(z * z, 1), distribution_normal(z), 1e-12));
	/* I_x(a, 1) = x^a; I_x(1, b) = 1 - (1 - x)^b; symmetry */
	for (double x = 0.05; x < 1; x += 0.05) {
		CHECK(near(distribution_beta(x, 3.5, 1), pow(x, 3.5), 1e-12));
		CHECK(near(distribution_beta(x, 1, 40), 1 - pow(1 - x, 40), 1e-12));
		CHECK(near(distribution_beta(x, 7, 90) + distribution_beta(1 - x, 90, 7), 1, 1e-12));
	}
	/* a binomial tail: P(X >= 3), n = 5, p = 0.5 is 16 of 32 */
	CHECK(near(distribution_beta(0.5, 3, 3), 0.5, 1e-12));
}

/*
 * Fisher's twins (13 monozygotic, 10 convicted; 17 dizygotic, 2) and the lady who tasted eight cups of tea: the examples Convictions and TeaTasting of R's
 * fisher.test. Looked up in R's documentation (the tables; tea one-sided: 0.2429, that is 17 of 70) and in printed output of
 * fisher.test(Convictions): p-value = 0.0005367. Two-sided, the tea's is twice as much.
 */
static void
fisher(void)
{
	struct contingency twins = { { 10, 2 }, { 13, 17 } }, tea = { { 3, 1 }, { 4, 4 } };
	CHECK(near(contingency_fisher(&twins), 0.0005367, 5e-8));
	CHECK(near(contingency_fisher(&tea), 34.0 / 70, 1e-9));
	struct contingency equal = { { 5, 5 }, { 10, 10 } }, none = { { 0, 0 }, { 0, 4 } };
	CHECK(near(contingency_fisher(&equal), 1, 1e-9) && near(contingency_fisher(&none), 1, 1e-9));
}

/*
 * Bickel, Hammel and O'Connell 1975, Science 187:398-404: admissions to six departments of Berkeley, men and women (UCBAdmissions of R). Looked up: what R's
 * mantelhaen.test prints (1.4269, p 0.2323, 0.9046968, 0.7719074 to 1.0603298: a vignette of the package vcd), and Woolf's test with a half
 * added to each cell (17.902, 5 degrees of freedom, p 0.003: printed output of an R package; R's own example says p = 0.003). The crude odds ratio
 * was printed nowhere that was looked at but as 1.83, from rounded shares: its figures are those of Woolf's formula, worked out apart.
 */
static void
berkeley(void)
{
	static const struct contingency departments[] = { { { 512, 89 }, { 825, 108 } },
		{ { 353, 17 }, { 560, 25 } }, { { 120, 202 }, { 325, 593 } }, { { 138, 131 }, { 417, 375 } },
		{ { 53, 94 }, { 191, 393 } }, { { 22, 24 }, { 373, 341 } } };
	size_t degrees;
	struct odds o = contingency_common(departments, 6);
	CHECK(o.known && o.strata == 6 && near(o.ratio, 0.9046968, 5e-8));
	CHECK(near(o.interval.low, 0.7719074, 5e-8) && near(o.interval.high, 1.0603298, 5e-8));
	CHECK(near(contingency_cmh(departments, 6), 1.4269, 5e-5) && near(o.p, 0.2323, 5e-5));
	CHECK(near(contingency_woolf(departments, 6, &degrees), 17.902, 5e-4) && degrees == 5);
	CHECK(near(distribution_chi_square(17.902, 5), 0.003072, 5e-7));
	struct contingency crude = { { 1198, 557 }, { 2691, 1835 } };
	o = contingency_odds(&crude);
	CHECK(o.known && near(o.ratio, 1.841, 5e-4) && near(o.interval.low, 1.624, 5e-4) &&
	      near(o.interval.high, 2.087, 5e-4));
}

static void
edges(void)
{
	size_t degrees;
	struct contingency zero = { { 0, 3 }, { 5, 5 } },
	                   empty[] = { { { 0, 3 }, { 0, 5 } }, { { 2, 1 }, { 4, 4 } } };
	CHECK(!contingency_odds(&zero).known);
	CHECK(!contingency_common(&zero, 1).known && contingency_common(&zero, 1).strata == 1);
	CHECK(!contingency_common(NULL, 0).known && contingency_cmh(NULL, 0) <= 0);
	CHECK(contingency_common(empty, 2).strata == 1 && near(contingency_common(empty, 2).ratio, 3, 1e-9));
	contingency_woolf(empty, 2, &degrees);
	CHECK(degrees == 0);
	/* one stratum: the common odds ratio is the crude one, and so is its interval (both are Woolf's then) */
	struct contingency one = { { 30, 20 }, { 50, 60 } };
	struct odds a = contingency_odds(&one), b = contingency_common(&one, 1);
	CHECK(near(a.ratio, b.ratio, 1e-12) && near(a.interval.low, b.interval.low, 1e-9));
}

int
main(void)
{
	distributions();
	fisher();
	berkeley();
	edges();
	return check_status();
}
