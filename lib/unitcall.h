/*
 * The calls by which a page of Hanweb's jpaas has its blocks built: an element with the attributes `url` (…/front/page/build/unit) and
 * `queryData` ({'webId':'…','pageId':'…',…}). The answer is JSON with HTML in it.
 */
#ifndef UNITCALL_H
#define UNITCALL_H

#include "arena.h"
#include "view.h"

/*
 * The next call in `page` at or behind `*at`, which moves behind it: replaces `out` by the reference with its query, of the first page of 15
 * items. False where there is none.
 */
bool unitcall_next(struct view page, size_t *at, struct buffer *out);

#endif
