/*
 * What may differ in a document between two runs, and the columns that tell it.
 *
 * Which difference a column stands for is the column `difference` of columns.tsv; a column that this table doesn't know is a
 * tag. A column that only one run has says nothing of its documents.
 */
#ifndef DIFFERENCE_H
#define DIFFERENCE_H

#include "table.h"
#include "tsv.h"

/* In order of cause: what stands first explains what stands behind it (a page that changed may well be classified anew). */
enum difference {
	DIFFERENCE_NEW,
	DIFFERENCE_VANISHED,
	DIFFERENCE_WITHDRAWN,    /* its address is missing now, the copy is held */
	DIFFERENCE_UNREAD,       /* it was read before and isn't now */
	DIFFERENCE_READ,         /* the reverse */
	DIFFERENCE_CHANGED,      /* another payload */
	DIFFERENCE_REATTRIBUTED, /* another level or place */
	DIFFERENCE_REDESCRIBED,  /* another title, number, issuer, date or genre */
	DIFFERENCE_RECLASSIFIED, /* another count of a tag */
	DIFFERENCE_REGROUPED,    /* another repost family */
	DIFFERENCES
};

/* A column that both runs have. */
struct compared {
	struct view name;
	enum difference what;
	int old, now;
};

struct comparer {
	struct compared *columns;
	size_t count;
	int old_error, now_error; /* -1: the stream has no column `error` */
	struct arena memory;
};

/* "new", "vanished" ... */
const char *difference_name(enum difference d);
/* The difference of a name; DIFFERENCES where there is none. */
enum difference difference_find(struct view name);

/* Finds what to compare in two streams; `table` is the path of columns.tsv. 0 or -1. Free with comparer_free, also after a failure. */
int comparer_make(
    struct comparer *c, const char *table, const struct tsv *old, const struct tsv *now, struct error *e);
void comparer_free(struct comparer *c);
/* What differs in a document that both runs have: a bit 1 << d for each difference d. */
unsigned comparer_compare(const struct comparer *c, const struct view *old, const struct view *now);
/* Does this column differ, in a way that may be told? (The tags of a document that wasn't read say nothing.) */
bool comparer_differs(
    const struct comparer *c, const struct compared *column, const struct view *old, const struct view *now);

#endif
