/*
 * Totals of a count: cells in which one or more columns read `total`, the sums of the cells that agree in the others. Unplaced and
 * undated units are in the totals. A family is in one cell, so that sums of families are numbers of families.
 */
#ifndef TOTALS_H
#define TOTALS_H

#include "tally.h"

enum { TOTALS_CUBE = 8 }; /* most columns of a cube: it has 2^n kinds of totals */

enum totals {
	TOTALS_PLACES,   /* province and city together, at every level (docaggregate's grid) */
	TOTALS_ROLLUP,   /* of a, b, c: (a, b, total), (a, total, total), (total, total, total) */
	TOTALS_CUBE_ALL, /* any columns: every subtotal there is */
};

/* "rollup" or "cube". 0, or -1 and a message. */
int totals_read(const char *name, enum totals *kind, struct error *e);
/* Adds the totals of each kind in `kinds`, a bit each, once where two kinds have the same. After tally_close, once. 0, or -1: no memory,
 * or too many columns for a cube. */
int totals_add(struct tally *t, unsigned kinds, struct error *e);

#endif
