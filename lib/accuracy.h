/*
 * How right a classification is, from a stratified sample of it that was coded by hand: precision, recall, F1,
 * specificity, and the share corrected for misclassification.
 *
 * Each stratum lists `listed` items, all of which the classification calls positive (`hit`) or negative; of these
 * `coded` were drawn at random without replacement and coded, and `positive` of them were found to be positive. An item
 * that was coded stands for listed / coded items (the inverse of its probability of inclusion; Horvitz and Thompson 1952).
 *
 * Intervals, 95 %: the two shares on which everything else rests (how many hits are true, how many non-hits are) have
 * score intervals at their effective sample size, with the finite population correction; what is made of both gets its
 * interval by adding the squares of the distances that each alone causes (Newcombe 1998, method 10; Zou and Donner 2008).
 * So no error seen in 50 of 100,000 non-hits leaves a wide interval of recall, and not the certainty of 1.
 */
#ifndef ACCURACY_H
#define ACCURACY_H

#include "interval.h"

struct stratum {
	bool hit;
	unsigned long long listed, coded, positive; /* positive <= coded <= listed */
};

struct estimate {
	bool known; /* false: nothing coded that it could rest on, or a denominator of 0 */
	double value;
	struct interval interval;
	unsigned long long items; /* coded ones that it rests on */
};

struct accuracy {
	struct estimate precision, recall, specificity, f1;
	struct estimate share;     /* that the classification calls positive: counted, not estimated */
	struct estimate corrected; /* the same, corrected for misclassification */
};

/* A share over strata of known size (Cochran 1977 §5.10), and its standard error (§5.12, coded > 1). */
struct estimate accuracy_share(const struct stratum *strata, size_t count, double *error);

/* Strata without a coded item are left out, with what they list: say so to the reader. */
struct accuracy accuracy_of(const struct stratum *strata, size_t count);

/*
 * The true share behind an apparent one: (apparent + specificity - 1) / (sensitivity + specificity - 1), cut to 0 ... 1
 * (Rogan and Gladen 1978). Sensitivity is what we call recall. NAN where the two don't add up to more than 1: then the
 * classification tells nothing.
 */
double accuracy_correct(double apparent, double sensitivity, double specificity);

/* The same with what is known of each; the interval by adding squares, as above. */
struct estimate accuracy_corrected(
    struct estimate apparent, struct estimate sensitivity, struct estimate specificity);

#endif
