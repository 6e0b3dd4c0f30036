/*
 * The archived copies behind a report: a page for each document that the pages of cells show (cellpages.h), with its text as it was
 * read, paragraph by paragraph, the matches marked, and the source that was archived, as text. Nothing of the source is
 * markup in the page, so that nothing in it can load, run or lead anywhere.
 */
#ifndef COPYPAGES_H
#define COPYPAGES_H

#include "dossier.h"
#include "report.h"

enum {
	COPYPAGES_SOURCE = 256 * 1024
}; /* bytes of a source that are shown; behind them the page says that it is cut */

struct copypages_options {
	const char *dir;         /* the folder to make, which must not be there yet */
	const char *texts;       /* a stream with id and text ("-": standard input): docextract's rows */
	const char *store;       /* docfetch's store, or NULL: the pages have no source */
	unsigned long long most; /* pages; documents behind that have none */
	struct view style;
};

/* The file name of a document's page, appended, safe as those of cells are. False: its id is empty or over 64 bytes, and it has no page. */
bool copypages_name(struct buffer *out, struct view id);
/*
 * Writes the pages, in the order of the texts. A source that can't be read (or is no text) is said so in its page. 0, or -1 with what is
 * wrong: the folder may then be there in part.
 */
int copypages_write(struct report *r, const struct copypages_options *o, struct error *e);

#endif
