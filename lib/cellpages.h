/*
 * From a number to the sentence: a page for each cell of the main table, with the documents that were counted in it and the
 * sentences of each, the matches marked, those that a guard cancelled struck through with the guard's words. The pages need no
 * script and no network, and every text in them is escaped.
 */
#ifndef CELLPAGES_H
#define CELLPAGES_H

#include "report.h"

/* The file name of a cell's page, appended: province-340000.html, national.html. What is no lower-case letter or digit is
 * written as `_` and two hex digits, so that no name leads out of the folder. */
void cellpages_name(struct buffer *out, struct view level, struct view province);
/* A part of such a name. */
void cellpages_part(struct buffer *out, struct view v);

/*
 * Makes the folder `dir`, which must not be there yet, with a page for each cell that has a document, and index.html. The pages
 * link to the report as ../index.html. What belongs to a cell is what study.tsv says: keys `condition` (default: the tag of the
 * population) and `unit` (`family`, or document). `style` and `script` are as in webpage.h. 0, or -1 with what is wrong; the folder may
 * then be there in part. Memory as dossier.h has it.
 */
int cellpages_write(
    struct report *r, const char *dir, struct view style, struct view script, struct error *e);

#endif
