/*
 * The report as text for a terminal: columns aligned by display width (a Chinese character takes two places).
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "report.h"

enum { TERMINAL_WIDTH = 100 }; /* paragraphs are broken here */

/* Appends the whole report to `out`. */
void terminal_report(struct buffer *out, const struct report *r);

#endif
