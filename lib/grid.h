/*
 * The complete grid of a count: the cells that exist although no row is in them, so that a province without a document is a row.
 *
 * Its columns are level, province, city, region (places.h: the nation, the provinces, the cities of today), year (from the first to the
 * last that is counted, or that the condition names as `date>=` and `date<=`), and groups of the user's (membership.h): those of
 * provinces or cities stand with their places, any others with everything.
 */
#ifndef GRID_H
#define GRID_H

#include "tally.h"

enum { GRID_YEARS = 500 }; /* most years of a grid */

/* Adds the cells. After tally_close, before totals. 0, or -1: no memory, a column that has no grid, too many years. */
int grid_add(struct tally *t, const struct places *places, struct error *e);

#endif
