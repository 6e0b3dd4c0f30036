/*
 * What a list page held, as rows: its documents, the lists that it names, and its next page.
 */
#ifndef LISTROWS_H
#define LISTROWS_H

#include "addressset.h"
#include "listpage.h"
#include "sourcelist.h"

struct listrows {
	struct sourcelist *sources; /* borrowed: takes the rows */
	struct addressset known;    /* addresses of an earlier run */
	bool until_known;           /* a list ends at a page on which all are known */
	unsigned long long depth;   /* most pages behind a list's first */
	bool pages;                 /* only rows of documents are wanted */
};

/* Are lists followed by this kind? list, sitemap, feed. */
bool listrows_is_list(struct view kind);
/* Adds the rows of a page's links; `id` is the page's own, for the lists among them. 0, or -1: no memory. */
int listrows_links(struct listrows *l, const struct listpage_result *r, struct view id, struct error *e);
/*
 * Adds the row of the next page, if there is one that isn't too deep, behind known ones, or the first again. `first` is the id of the list's
 * first page, `part` the number of the page at hand. 0, or -1.
 */
int listrows_next(struct listrows *l, const struct listpage_result *r, struct view first,
    unsigned long long part, struct error *e);

#endif
