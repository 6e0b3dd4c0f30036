/*
 * A sheet as a table of a page, in both languages (wording.h), and a share as its bar.
 */
#ifndef WEBTABLE_H
#define WEBTABLE_H

#include "report.h"

/* `other`: the same sheet of the report in the other language; the sheet itself where there is none. */
void webtable_write(
    struct buffer *out, const struct report *r, const struct sheet *s, const struct sheet *other);

#endif
