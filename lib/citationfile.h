/*
 * A study's figures as something to be cited: the text of CITATION.cff (Citation File Format 1.2.0), a data set with the digests of
 * its documents and rules and the version of the programs.
 */
#ifndef CITATIONFILE_H
#define CITATIONFILE_H

#include "report.h"

/* Appends the text. It bears no date: equal folders give equal bytes. Authors are the setting `author`, else unnamed. */
void citationfile_report(struct buffer *out, const struct report *r);

#endif
