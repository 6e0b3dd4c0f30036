/*
 * The main table of a report, by province and level, and where it differs from a published one.
 */
#ifndef OVERVIEW_H
#define OVERVIEW_H

#include "report.h"

/* Describes r->table, which is the TSV format too. */
void overview_make(struct report *r);
/* Adds what r->comparison found: every figure that differs, or that none does. */
void overview_compare(struct report *r);

#endif
