/*
 * Year by year: documents and share of each level, as a chart and its table, out of years.tsv (docaggregate by level and year).
 */
#ifndef YEARLY_H
#define YEARLY_H

#include "report.h"

/* Adds the section; nothing where the study has no years.tsv. */
void yearly_make(struct report *r);

#endif
