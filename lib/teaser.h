/*
 * Lists of teasers: elements alike and side by side, each a headline that is a link with a line or two below or above it. They are
 * printed beside an article.
 */
#ifndef TEASER_H
#define TEASER_H

#include "outline.h"

/* Marks them OUTLINE_APART, nodes and blocks, unless they are most of the page, which then is an index. `all`: the weight of its blocks. */
void teaser_mark(struct outline *o, size_t all);

#endif
