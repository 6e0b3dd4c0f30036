/*
 * Levels that others published for a period, beside what the study has for its years: study/reference.tsv (columns from, to, share,
 * relation, source; years, an open end is empty; share in per cent; relation about, above or below), and years.tsv.
 */
#ifndef PERIODS_H
#define PERIODS_H

#include "report.h"

/* Adds the section, with its chart; nothing where the study has none. After yearly_make. */
void periods_make(struct report *r);

#endif
