/*
 * A document's particulars in a page: title, issuer, number (文号), dates, address, archived copy, and why it wasn't read.
 */
#ifndef FILING_H
#define FILING_H

#include "dossier.h"
#include "report.h"

/* Appends a heading of the third level and a list. An address becomes a link where it is one of http or https. */
void filing_write(struct buffer *out, struct report *r, const struct dossier_document *d);
/* The list alone. `linked`: the archived copy is a link, where the document has a page of it (see filing_copy). */
void filing_list(struct buffer *out, struct report *r, const struct dossier_document *d, bool linked);
/* The title, or what the list page called it, or its id. */
struct view filing_name(const struct dossier_document *d);
/* Appends the address of the page of its archived copy, as the pages of cells link to it. False: it has none. */
bool filing_copy(struct buffer *out, struct report *r, const struct dossier_document *d);

#endif
