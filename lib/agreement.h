/*
 * How far coders agree beyond chance, on categories without an order.
 *
 * Codes are numbers from 0 to AGREEMENT_CATEGORIES - 1; AGREEMENT_NONE stands where a coder gave none. A table of codes
 * holds the coders' codes of unit 0, then of unit 1, and so on: codes[unit * coders + coder].
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include "error.h"
#include "interval.h"

#include <stdint.h>

enum { AGREEMENT_NONE = -1, AGREEMENT_CATEGORIES = 64, AGREEMENT_DRAWS = 2000 };

struct agreement {
	size_t units; /* that count: coded by two coders or more */
	bool known;   /* false: no such units, or nothing to agree beyond chance on (all codes are equal) */
	double value;
	struct interval interval; /* 95 %; low and high equal `value` where `known` and it can't be told */
	double error;             /* standard error, of kappa alone */
};

/*
 * Cohen's kappa (Cohen 1960) of coders `a` and `b`, on the units that both have coded. Its interval is 1.96 standard
 * errors to each side (the error that doesn't assume chance agreement: Fleiss, Cohen and Everitt 1969), cut to -1 ... 1.
 */
struct agreement agreement_kappa(const signed char *codes, size_t units, size_t coders, size_t a, size_t b);

/*
 * Krippendorff's alpha, nominal (Krippendorff 2011), of any number of coders, codes missing or not. Its interval holds
 * the middle 95 % of AGREEMENT_DRAWS samples of units drawn with replacement (Zapf et al. 2016, BMC Medical Research
 * Methodology 16:93); samples in which all codes are equal have no alpha and are left out. Equal seed, equal interval.
 * 0, or -1: no memory.
 */
int agreement_alpha(const signed char *codes, size_t units, size_t coders, uint64_t seed,
    struct agreement *out, struct error *e);

#endif
