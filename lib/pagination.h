/*
 * How a list's next page is found, as a site description says it. One of:
 *
 *	text:PATTERN     the link whose short text matches (下一页)
 *	href:PATTERN     the link whose address matches
 *	index_{1}.html   a file beside this one, with a number: {1} is the number that page two has; {1+2}: and it grows by 2;
 *	                 {46+}: by as many as a page has items
 *	*_{2}.*          the same with the name and the ending of this one, which must have both
 *	?page={2}        the same in a parameter of the query; several with & between them
 *
 * A page of the third kind is page one when its address names no file, or the file's name without its number (index.html); one of the
 * fourth when it lacks the parameter. Where the number can't be read there is no next page.
 */
#ifndef PAGINATION_H
#define PAGINATION_H

#include "arena.h"
#include "error.h"
#include "pattern.h"

enum way_kind { WAY_TEXT, WAY_HREF, WAY_FILE, WAY_QUERY };

struct way {
	enum way_kind kind;
	struct pattern *pattern; /* WAY_TEXT, WAY_HREF */
	struct view shape;       /* WAY_FILE, WAY_QUERY: without the ? */
};

/* 0, or -1: see `e`. `source` is borrowed as long as the way is used. Free with way_free. */
int way_parse(struct way *w, struct view source, struct error *e);
void way_free(struct way *w);

/*
 * Of a way by file or query: replaces `out` by the reference of the page behind `page`, an address. True when there is one: at most page number
 * `pages` (0 = not known how many there are). `items`: how many this page has.
 */
bool way_next(const struct way *w, struct view page, unsigned long long pages, unsigned long long items,
    struct buffer *out);

#endif
