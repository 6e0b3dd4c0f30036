/*
 * Dates as spreadsheets keep them: a number of days, which only the cell's number format tells from other numbers (ECMA-376 part 1 §18.17.4,
 * §18.8.30).
 */
#ifndef SERIAL_H
#define SERIAL_H

#include "view.h"

enum { SERIAL_ROOM = 20 };

/* Whether the format that an id stands for without a code of its own is one of days: 14 to 17, 22, and those of East Asian locales. */
bool serial_format_known(unsigned id);
/* Whether a format code shows a day, month or year: one of its letters y and d (or a lone m) outside of quotes, brackets and escapes. */
bool serial_format(struct view code);
/*
 * Writes the number of days as YYYY-MM-DD, with HH:MM:SS behind a blank where it has a fraction, and a NUL. `from1904`: the workbook counts from
 * 1904-01-01; else from 1900, which has a 29 February there. Returns the length; 0 where the number is none of the years 1900 to 9999.
 */
size_t serial_write(double days, bool from1904, char out[SERIAL_ROOM]);

#endif
