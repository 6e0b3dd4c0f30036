/*
 * The table of a count: a row for each cell and focus, with its share, how sure that is, and what was not read.
 */
#ifndef COUNTTABLE_H
#define COUNTTABLE_H

#include "tally.h"
#include "tsvout.h"

/*
 * Writes header and rows, in the order of the cells. `clock` ("issued" or "published") is told beside years that were taken from dates.
 * `exact`: intervals by Clopper and Pearson in place of Wilson's. 0, or -1: no memory.
 */
int counttable_write(struct tally *t, const char *clock, bool exact, struct tsv_writer *out, struct error *e);

#endif
