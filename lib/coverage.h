/*
 * What a report rests on: what was listed, read and counted at each level; what was not read, and why; what has no place.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "report.h"

/* Adds the table of levels. */
void coverage_levels(struct report *r);
/* Adds what was not read, what has no place, and what was corrected by hand. */
void coverage_gaps(struct report *r);

#endif
