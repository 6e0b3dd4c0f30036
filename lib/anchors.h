/*
 * The links of a list page in HTML: which are a list's items, what each is called, and the date beside it.
 */
#ifndef ANCHORS_H
#define ANCHORS_H

#include "links.h"
#include "sites.h"

/*
 * Adds the page's links that the description takes for items to `l`. A text that the site cut (…) is taken from the link's title attribute. The
 * date is looked for behind the link first, then in front of it, inside the item; `last`: no date is later than this year. `*limit` is set
 * where a pattern ran out of steps. 0, or -1: no memory.
 */
int anchors_read(
    const struct html *h, const struct site *s, int last, struct links *l, bool *limit, struct error *e);

/* The address that a way by text or by address leads to (valid until the next links_resolve), or NULL in `at`. */
struct view anchors_next(const struct html *h, const struct way *w, struct links *l);

#endif
