/*
 * A sheet as comma-separated values (RFC 4180: CRLF, quotes doubled), with the byte order mark by which spreadsheets know UTF-8.
 */
#ifndef CSVSHEET_H
#define CSVSHEET_H

#include "sheet.h"

/* Appends the columns that have an id; a share has its interval in two more, ID_low and ID_high, unless it is shown alone. */
void csvsheet_write(struct buffer *out, const struct sheet *s);

#endif
