/*
 * A page's title where no meta tag and no header table states it: the headings, <title> without the site's name, and the
 * first line that looks like the title of a document.
 */
#ifndef TITLE_H
#define TITLE_H

#include "facts.h"
#include "outline.h"
#include "words.h"

/* Offers the block that <title> holds most of itself in: <title> is that and the names of column and site. */
void title_headings(const struct outline *o, struct facts *f);
/*
 * Offers the block above the line by which the page dates what it publishes, if it is a heading or <title> begins with it: <title>
 * may be the column's name, or go on with a summary. `words`: of kind `dated`, the labels of such lines.
 */
void title_dated(const struct outline *o, const struct words *words, struct facts *f);
/*
 * Offers, in this order: <title> without the site's name, unless it is a site's name as a whole; <h1> to <h3>; the first line
 * above the text that ends like a document's title.
 */
void title_offer(const struct outline *o, const struct words *words, struct facts *f);
/* Offers <title>, whatever it is: when the text has been asked, too. */
void title_last(const struct outline *o, const struct words *words, struct facts *f);
/* A title that ends in dots was cut: takes the block that begins like it in its place. Not one that the row stated ("input"). */
void title_complete(const struct outline *o, struct facts *f);

#endif
