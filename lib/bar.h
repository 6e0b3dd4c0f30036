/*
 * A share in a page, as a drawing (SVG within HTML).
 */
#ifndef BAR_H
#define BAR_H

#include "study.h"

/* The share as a bar and its interval as a whisker, on a scale from 0 to 100 per cent. It is hidden from
 * those who listen: the figures stand beside it. */
void bar_write(struct buffer *out, const struct measure *m);
/* The interval in figures. */
void bar_interval(struct buffer *out, const struct measure *m);

#endif
