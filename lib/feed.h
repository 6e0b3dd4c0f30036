/*
 * Lists in XML: RSS 0.9x to 2.0 and RSS 1.0, Atom (RFC 4287, with the next page of RFC 5005), sitemaps and indexes of them (sitemaps.org 0.9, also as
 * a text file with an address a line).
 */
#ifndef FEED_H
#define FEED_H

#include "links.h"

enum feed_kind {
	FEED_NONE,
	FEED_NEWS,
	FEED_SITEMAP,
	FEED_INDEX
}; /* FEED_INDEX: its links lead to sitemaps */

/* What `text`, well-formed UTF-8, is by its first elements. */
enum feed_kind feed_kind(struct view text);

/*
 * Adds the links of a feed or sitemap to `l`; `*next` is the address of the feed's next page, in the arena of `l`, or empty. `last`: no date is
 * later than this year. 0, or -1: no memory.
 */
int feed_read(struct view text, int last, struct links *l, struct view *next, struct error *e);
/* The addresses of a sitemap that is a text file. */
int feed_read_text(struct view text, struct links *l, struct error *e);

/* A date of RFC 822 (`Fri, 24 Mar 2017 09:53:00 +0800`: the day that is written) or of lib/date, as YYYY-MM-DD in `out`; length 0 where it is none. */
size_t feed_date(struct view text, int last, char out[11]);

#endif
