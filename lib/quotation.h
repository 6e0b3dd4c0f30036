/*
 * A document's sentences in a page: each once, with all its matches marked, those that didn't count struck through.
 */
#ifndef QUOTATION_H
#define QUOTATION_H

#include "dossier.h"
#include "report.h"

/* Appends the list of sentences, in the order of the text, with the words of the guards that cancelled or saved a match.
 * A document without hits: nothing. */
void quotation_write(struct buffer *out, struct report *r, const struct dossier_document *d);
/* A paragraph of the document's text (0: its title) with the matches of its sentences marked in it. */
void quotation_paragraph(
    struct buffer *out, const struct dossier_document *d, unsigned long long number, struct view text);

#endif
