#include "agreement.h"
#include "check.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
near(double a, double b, double places)
{
	return fabs(a - b) <= 0.5 * pow(10, -places) + 1e-9;
}

/* A square table of counts as codes of two coders. */
static size_t
spread(const unsigned *table, size_t categories, signed char *codes)
{
	size_t n = 0;
	for (size_t i = 0; i < categories; i++)
		for (size_t j = 0; j < categories; j++)
			for (unsigned k = 0; k < table[i * categories + j]; k++, n++) {
				codes[2 * n] = (signed char)i;
				codes[2 * n + 1] = (signed char)j;
			}
	return n;
}

static void
kappa(void)
{
	static signed char codes[2 * 1000];
	/*
	 * Two judges of 400 documents: Manning, Raghavan and Schütze 2008, Introduction to Information Retrieval, section 8.5; looked up on the book's lecture
	 * slides ("Kappa example"): P(A) = 370/400, kappa .776. The slides take chance from pooled marginals (Scott's pi); Cohen's, from each judge's own,
	 * agrees to the third place.
	 */
	static const unsigned judges[] = { 300, 20, 10, 70 };
	size_t n = spread(judges, 2, codes);
	struct agreement k = agreement_kappa(codes, n, 2, 0, 1);
	CHECK(n == 400 && k.known && k.units == 400 && near(k.value, 0.776, 3));
	/*
	 * SAS/STAT User's Guide, The FREQ Procedure, Getting Started, Agreement Study: two dermatologists, 88 patients. Looked up on support.sas.com
	 * (the table) and in a program that quotes the guide (kappa 0.3449, limits 0.2030 and 0.4868); the error follows from the limits.
	 */
	static const unsigned skin[] = { 10, 4, 1, 0, 5, 10, 12, 2, 2, 4, 12, 5, 0, 2, 6, 13 };
	n = spread(skin, 4, codes);
	k = agreement_kappa(codes, n, 2, 0, 1);
	CHECK(n == 88 && near(k.value, 0.3449, 4) && near(k.error, 0.0724, 4));
	CHECK(near(k.interval.low, 0.2030, 4) && near(k.interval.high, 0.4868, 4));
	/* Coders change places: the same. */
	struct agreement turned = agreement_kappa(codes, n, 2, 1, 0);
	CHECK(fabs(turned.value - k.value) < 1e-12 && fabs(turned.error - k.error) < 1e-12);
	/* An uncoded unit doesn't count; equal codes throughout leave nothing to agree beyond. */
	codes[0] = AGREEMENT_NONE;
	CHECK(agreement_kappa(codes, n, 2, 0, 1).units == 87);
	memset(codes, 1, sizeof codes);
	CHECK(!agreement_kappa(codes, n, 2, 0, 1).known);
	CHECK(!agreement_kappa(codes, 0, 2, 0, 1).known);
}

/* Observers as rows of digits, '.' = missing, as the source prints them. */
static size_t
units_of(const char *const *rows, size_t coders, signed char *codes)
{
	size_t n = strlen(rows[0]);
	for (size_t u = 0; u < n; u++)
		for (size_t c = 0; c < coders; c++)
			codes[u * coders + c] =
			    rows[c][u] == '.' ? AGREEMENT_NONE : (signed char)(rows[c][u] - '0');
	return n;
}

/*
 * Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (Annenberg School), sections A, B and C: two observers and two values, two and more values,
 * four observers with gaps. The three values, and the data of A and C, were looked up in other programs' tests against that paper; the data of C
 * also in the documentation of the R packages irr and DescTools. The data of B are from memory: their value is the published one.
 */
static void
alpha(void)
{
	static const char *const a[] = { "0100000010", "1110010000" };
	static const char *const b[] = { "112243335441", "212223335444" };
	static const char *const c[] = { "123321412...", "1233224125.3", ".3332342251.", "12332441251." };
	signed char codes[64];
	struct agreement x;
	struct error e;
	size_t n = units_of(a, 2, codes);
	CHECK(agreement_alpha(codes, n, 2, 1, &x, &e) == 0 && x.known && near(x.value, 0.095, 3));
	n = units_of(b, 2, codes);
	CHECK(agreement_alpha(codes, n, 2, 1, &x, &e) == 0 && near(x.value, 0.692, 3));
	n = units_of(c, 4, codes);
	CHECK(agreement_alpha(codes, n, 4, 1, &x, &e) == 0 && near(x.value, 0.743, 3));
	CHECK(x.units == 11); /* the twelfth has one code */
	/* The interval: around the value, wider at fewer units, the same with an equal seed, another with another. */
	struct agreement again, other;
	CHECK(agreement_alpha(codes, n, 4, 1, &again, &e) == 0 &&
	      agreement_alpha(codes, n, 4, 2, &other, &e) == 0);
	CHECK(x.interval.low < x.value && x.value < x.interval.high && x.interval.high <= 1);
	CHECK(memcmp(&x.interval, &again.interval, sizeof x.interval) == 0);
	CHECK(memcmp(&x.interval, &other.interval, sizeof x.interval) != 0);
	memset(codes, 0, sizeof codes);
	CHECK(agreement_alpha(codes, 8, 2, 1, &x, &e) == 0 && !x.known && x.units == 8);
	CHECK(agreement_alpha(codes, 0, 2, 1, &x, &e) == 0 && !x.known && x.units == 0);
}

/* Two coders who err independently at a known rate: the true alpha lies in 95 of 100 intervals (binomial error about 2). */
static void
coverage(const char *what)
{
	enum { TRIALS = 400, UNITS = 120 };
	struct random r = { 7 };
	signed char codes[2 * UNITS];
	unsigned alpha_in = 0, kappa_in = 0;
	/* Half of the units are 1; each coder is wrong in 1 of 10: they agree in .82, chance is .5, so alpha = kappa = .64. */
	for (int t = 0; t < TRIALS; t++) {
		struct agreement x;
		struct error e;
		for (size_t i = 0; i < 2 * UNITS; i += 2) {
			signed char truth = (signed char)random_below(&r, 2);
			codes[i] = truth ^ (signed char)(random_below(&r, 10) == 0);
			codes[i + 1] = truth ^ (signed char)(random_below(&r, 10) == 0);
		}
		CHECK(agreement_alpha(codes, UNITS, 2, (uint64_t)t, &x, &e) == 0);
		alpha_in += x.interval.low <= 0.64 && 0.64 <= x.interval.high;
		x = agreement_kappa(codes, UNITS, 2, 0, 1);
		kappa_in += x.interval.low <= 0.64 && 0.64 <= x.interval.high;
	}
	printf("%s: alpha %u, kappa %u of %d\n", what, alpha_in, kappa_in, TRIALS);
	CHECK(alpha_in >= 0.92 * TRIALS && alpha_in <= 0.98 * TRIALS);
	CHECK(kappa_in >= 0.92 * TRIALS && kappa_in <= 0.98 * TRIALS);
}

static void
numbers(void)
{
	/* The first numbers of seed 1234567, as Steele, Lea and Flood's generator gives them (Rosetta Code, SplitMix64). */
	struct random r = { 1234567 };
	CHECK(random_next(&r) == 6457827717110365317u);
	CHECK(random_next(&r) == 3203168211198807973u);
	unsigned seen[3] = { 0 };
	for (int i = 0; i < 3000; i++)
		seen[random_below(&r, 3)]++;
	CHECK(seen[0] > 900 && seen[1] > 900 && seen[2] > 900);
}

int
main(void)
{
	kappa();
	alpha();
	coverage("95 % intervals that hold the truth");
	numbers();
	return check_status();
}
