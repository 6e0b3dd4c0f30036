/*
 * A document that is spread over several rows: a page, the pages that its article goes on in, and the files that are attached to it. The
 * rows of a stream are bundled as they pass: the texts of the parts go to the end of the first row's text.
 *
 * A part is a row whose `parent` is the id of the last row in front of it that isn't one; between the two stand only other parts of the
 * same. (`split.sh` sorts a stream so, by `parent` or else `id`, then by `part`; `doclinks --attachments` writes it so.) Any other row with
 * a `parent` is a document of its own, and counted in `strays`; so is, uncounted, a part of a row that couldn't be read.
 *
 *  - A part that was read is joined: its text goes over, its `error` becomes `part`, and the other columns of the reading are emptied. What
 *    the first row doesn't state of number, issuer and dates is filled from the pages, not from attachments.
 *  - A part that wasn't read, or whose text would make the whole longer than BUNDLE_TEXT (`too-large`), or behind BUNDLE_PARTS others
 *    (`too-many`), keeps its row and its error.
 *  - `completeness` of the first row: `full` when every part was joined, among them an attachment, or the pages that its links number;
 *    where a part is missing `cover` stays, and `full` becomes `partial`. `sketch` is that of the whole text.
 *
 * Memory: one document with its parts.
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include "page.h"
#include "tsv.h"

#define BUNDLE_TEXT ((size_t)24 << 20) /* bytes of a joined text, as it stands in the stream */
enum { BUNDLE_PARTS = 1999, BUNDLE_FILLED = 8 };

/* Columns of the rows, and those of the first row that pages fill. */
struct bundle_columns {
	size_t id, parent, title, text, sketch, error, completeness;
	size_t filled[BUNDLE_FILLED], filled_count;
};

enum bundle_role { BUNDLE_DOCUMENT, BUNDLE_PAGE, BUNDLE_ATTACHMENT };

/* A row: raw fields as they were read and as they came in, which is what a joined part keeps. */
struct bundle_row {
	const struct view *fields, *bare;
	enum bundle_role role; /* what it is if it is a part */
	unsigned pages;        /* the last page of its article that it names, or 0 */
	bool list;             /* neither a part nor one that has parts */
};

struct bundle {
	struct bundle_columns columns;
	size_t width;
	struct tsv_writer *out;  /* borrowed */
	const struct page *page; /* borrowed */
	struct arena memory;
	struct view *first; /* the document's row, or NULL: none is held */
	struct view **parts;
	size_t part_count;
	struct view *refused; /* room for a row behind BUNDLE_PARTS others, or NULL */
	struct view id;       /* of the last row that is no part */
	bool readable;
	struct buffer text;
	unsigned pages, named, attachments,
	    failed; /* joined pages, the last that is named, joined attachments, parts that weren't joined */
	unsigned long long strays;
};

/* `out` is where rows go, `width` how many fields they have. Free with bundle_free. */
void bundle_start(struct bundle *b, const struct bundle_columns *columns, size_t width,
    const struct page *page, struct tsv_writer *out);
/* Takes a row, which is copied, and writes what it completes. 0, or -1: no memory. */
int bundle_add(struct bundle *b, const struct bundle_row *row, struct error *e);
/* Writes what is held. 0, or -1: no memory. */
int bundle_end(struct bundle *b, struct error *e);
void bundle_free(struct bundle *b);

#endif
