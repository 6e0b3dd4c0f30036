/*
 * The report as one HTML page that needs nothing else: no script, no font, no picture, no network. Every text is escaped.
 */
#ifndef WEBPAGE_H
#define WEBPAGE_H

#include "report.h"

/* Appends the whole page to `out`. `style` is the style sheet, which goes into the page as it is. */
void webpage_report(struct buffer *out, const struct report *r, struct view style);

#endif
