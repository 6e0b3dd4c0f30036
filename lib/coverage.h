/*
 * What a report rests on: what was listed, read and counted at each level; what was not read, and why; what has no place; which known documents are held; what was set right by hand.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "report.h"

/* Adds the table of levels. */
void coverage_levels(struct report *r);
/* Adds what was not read, what has no place, which of the documents that somebody knows are held, and what was corrected by hand. */
void coverage_gaps(struct report *r);

#endif
