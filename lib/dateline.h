/*
 * The line between a title and its text by which sites date what they publish, without a label: 2019-09-05 11:10 some site.
 */
#ifndef DATELINE_H
#define DATELINE_H

#include "date.h"
#include "facts.h"
#include "outline.h"

/*
 * Is a block's text such a line: short, with a day and a time of day, or beginning with a day in figures? A day in figures may be all of
 * it. `last`: no year is later.
 */
bool dateline_read(struct view text, int last, struct date *d);
/* Offers the date of the first one behind the title, before the text, as that of publication; not a day that stands alone, which may be that of issue. */
void dateline_offer(const struct outline *o, struct facts *f);

#endif
