/*
 * The report as Markdown, with tables as GitHub's and Pandoc's dialects have them.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "report.h"

/* Appends the whole report. What Markdown or HTML would take for markup is escaped. */
void markdown_report(struct buffer *out, const struct report *r);

#endif
