/*
 * When something happened, as far as it is known: an interval of days. A date without a day (2017-03) is the whole month.
 *
 * Days are numbered from 1970-01-01, which is 0 (proleptic Gregorian calendar, ISO 8601).
 */
#ifndef SPAN_H
#define SPAN_H

#include "date.h"

struct span {
	long low, high; /* both included */
};

enum { SPAN_QUARTER = 8 };

/* `YYYY-MM-DD` or `YYYY-MM`. False: empty, or no date. */
bool span_parse(struct view field, struct span *s);
/* A day as `YYYY-MM-DD` and a NUL. */
void span_write(long day, char out[DATE_ROOM]);
/* A day's quarter: 4 * year + 0 to 3. */
long span_quarter(long day);
/* A quarter as `2015Q2` and a NUL. */
void span_write_quarter(long quarter, char out[SPAN_QUARTER]);
/* Its last day. */
long span_quarter_end(long quarter);

#endif
