/*
 * What belongs to a document beside the page at hand: the pages that its article goes on in (pager.h) and the files that are attached to
 * it, as rows to fetch.
 *
 * `part` of a page is its number, from 2; of an attachment it is 1000 times the number of the page that names it, and its place among
 * those: 1001, 1002, 2001. So parts sorted by number stand in the order of the text.
 */
#ifndef PARTLIST_H
#define PARTLIST_H

#include "page.h"
#include "sourcelist.h"

enum { PARTLIST_ATTACHMENTS = 999 }; /* most attachments of a page */

struct partlist {
	struct sourcelist_row *rows;
	size_t count, room;
	bool cut;            /* a page had more attachments: the rest is left out */
	struct arena memory; /* of the rows */
};

/*
 * Adds the parts that a page names to those that are there. `parent` is the id of the article's first page. A payload that is no page of
 * HTML, or holds nothing to read, names none. 0, or -1: see `e`.
 */
int partlist_read(struct partlist *l, struct page *page, const struct page_source *source, struct view parent,
    struct error *e);
/* Forgets them. */
void partlist_reset(struct partlist *l);
void partlist_free(struct partlist *l);

#endif
