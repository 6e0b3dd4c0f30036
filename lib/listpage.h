/*
 * A list page, whatever it is written in, to the links that it lists: HTML, JSON, feeds and sitemaps, plain or in gzip.
 */
#ifndef LISTPAGE_H
#define LISTPAGE_H

#include "links.h"

enum { LISTPAGE_BYTES = 64 << 20 }; /* most bytes of a page, unpacked */

struct listpage; /* site descriptions, converters and buffers, reused from page to page */

/* Opens a reader with the site descriptions of the files, the first row that fits winning. NULL: see `e`. The paths are borrowed. */
struct listpage *listpage_open(const char *const sites[], size_t count, struct error *e);
void listpage_close(struct listpage *l); /* NULL is allowed */

struct listpage_page {
	struct view url;     /* where it was read, after redirects */
	struct view charset; /* as the server declared it, or empty */
	struct view kind; /* list, sitemap, feed: what the row says it is; the payload decides where it can */
	int last;         /* no date is later than this year */
};

struct listpage_result {
	const struct link *links; /* `count` of them */
	size_t count;
	struct view next;      /* address of the list's next page, canonical; empty = none */
	const char *next_kind; /* list or feed */
	struct view site;      /* the description that was used, (feed) or (sitemap); empty = none fitted */
	const char *
	    error; /* NULL, or why the page could not be read: charset, encoding, too-large, json, no-links */
	bool
	    empty; /* with no-links: it is a listing all the same (JSON, a feed, records), one without items */
	bool cut;  /* it had more than LINKS links: the rest is left out */
	bool limit; /* a pattern ran out of steps and counted as no match */
};

/* Reads a page. Views are valid until the next call. 0, or -1: no memory. */
int listpage_read(struct listpage *l, struct view bytes, const struct listpage_page *page,
    struct listpage_result *r, struct error *e);

#endif
