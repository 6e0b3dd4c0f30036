/*
 * The report as a LaTeX document for XeLaTeX: tables of booktabs and longtable, Chinese by xeCJK.
 */
#ifndef LATEX_H
#define LATEX_H

#include "report.h"

/* Appends the whole document. What LaTeX would take for a command is escaped; long unbroken words may be broken. */
void latex_report(struct buffer *out, const struct report *r);

#endif
