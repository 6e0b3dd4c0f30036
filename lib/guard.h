/*
 * A rule's guards (unless, keep, ambiguous): whether a hit is one after all.
 *
 * A guard speaks on a hit that it covers: it begins where the hit begins or before, from CLASSIFIER_REACH characters on, and ends
 * where the hit ends or behind.
 */
#ifndef GUARD_H
#define GUARD_H

#include "classifier.h"

/* Fills `by`, `counted` and `ambiguous` of a hit of the rule. False when a guard reached a limit. */
bool guard_judge(const struct rule *r, struct hit *h);

#endif
