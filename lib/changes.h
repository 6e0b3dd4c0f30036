/*
 * What a comparison of two runs found, and the text of it for a mail: numbers first, then the first documents of each
 * difference, the cells that moved and by what, the sites that drifted.
 *
 * Memory: at most CHANGES_LIST documents of each difference are kept.
 */
#ifndef CHANGES_H
#define CHANGES_H

#include "drift.h"
#include "pairing.h"

enum { CHANGES_LIST = 1000 };

struct changes {
	unsigned long long documents[DRIFT_TIMES]; /* rows */
	unsigned long long count[DIFFERENCES];     /* documents with that difference; one may have several */
	struct buffer lines[DIFFERENCES];          /* the first ones */
	struct buffer columns;                     /* lines about columns that one run alone has */
	struct buffer alarms;                      /* lines about thresholds that were passed */
	unsigned long long list;                   /* documents to show of each difference */
};

/* The document at hand of a pairing in one line: id, title, and the values that differ (their first 200 bytes). Replaces `out`. */
void changes_describe(const struct pairing *p, const struct comparer *c, struct buffer *out);
/* One document with its differences, and its line. */
void changes_document(struct changes *c, unsigned differences, struct view what);
/* The text. `cells` and `sites` may hold those that didn't move. */
void changes_text(const struct changes *c, const struct drift_cell *cells, size_t cell_count,
    const struct drift_site *sites, size_t site_count, struct buffer *out);
/* False: the runs are equal in all that is compared. */
bool changes_any(const struct changes *c);
/* No memory at some point. */
bool changes_failed(const struct changes *c);
void changes_free(struct changes *c);

#endif
