/*
 * Probabilities that tests and exact intervals need.
 */
#ifndef DISTRIBUTION_H
#define DISTRIBUTION_H

/* The regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22). a, b > 0, x from 0 to 1. */
double distribution_beta(double x, double a, double b);
/* The probability that a chi-square of `degrees` (at least 1) is `x` or more (DLMF 8.7.1 and 8.9.2). */
double distribution_chi_square(double x, double degrees);
/* The probability that a standard normal lies `z` or more from 0, to either side. */
double distribution_normal(double z);

#endif
