#include "span.h"

#include <stdio.h>

/* March is the first month here, so that the odd day of leap years is the last of the year. */
static long
day_number(long year, int month, int day)
{
	long y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
	long leap = y / 4 - y / 100 + y / 400;
	enum { UNTIL_1970 = 719468 };
	return y * 365 + leap + (153 * m + 2) / 5 + day - 1 - UNTIL_1970;
}

bool
span_parse(struct view field, struct span *s)
{
	struct date d;
	if (!date_parse(field, DATE_LAST, &d))
		return false;
	s->low = day_number(d.year, d.month, d.day > 0 ? d.day : 1);
	s->high = s->low;
	if (d.day == 0)
		s->high =
		    (d.month < 12 ? day_number(d.year, d.month + 1, 1) : day_number(d.year + 1, 1, 1)) - 1;
	return true;
}

/* The year of a day, and the month from 1. */
static struct date
date_of(long day)
{
	struct date d = { (int)(1970 + day / 366), 1, 1 };
	if (day < 0)
		d.year = (int)(1969 + day / 365);
	while (day_number(d.year + 1, 1, 1) <= day)
		d.year++;
	while (d.month < 12 && day_number(d.year, d.month + 1, 1) <= day)
		d.month++;
	d.day = (int)(day - day_number(d.year, d.month, 1)) + 1;
	return d;
}

void
span_write(long day, char out[DATE_ROOM])
{
	date_write(date_of(day), out);
}

long
span_quarter(long day)
{
	struct date d = date_of(day);
	return 4L * d.year + (d.month - 1) / 3;
}

void
span_write_quarter(long quarter, char out[SPAN_QUARTER])
{
	snprintf(out, SPAN_QUARTER, "%04luQ%lu", (unsigned long)quarter / 4 % 10000,
	    (unsigned long)quarter % 4 + 1);
}

long
span_quarter_end(long quarter)
{
	long next = quarter + 1;
	return day_number(next / 4, (int)(next % 4) * 3 + 1, 1) - 1;
}
