/*
 * A document's particulars in a page: title, issuer, number (文号), dates, address, archived copy, and why it wasn't read.
 */
#ifndef FILING_H
#define FILING_H

#include "dossier.h"
#include "report.h"

/* Appends a heading of the third level and a list. An address becomes a link where it is one of http or https. */
void filing_write(struct buffer *out, struct report *r, const struct dossier_document *d);

#endif
