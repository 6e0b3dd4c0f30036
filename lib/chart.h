/*
 * A chart that gnuplot drew (charts/NAME.svg in the study's folder), for a page: without words, so that it serves both languages;
 * its title, description and key stand in the page. Its colours are taken from the style sheet, so that it is readable on light
 * and on dark.
 */
#ifndef CHART_H
#define CHART_H

#include "report.h"

enum { CHART_SERIES = 6, CHART_BYTES = 1 << 20 };

struct chart {
	const char *name;
	struct view title, text;          /* what it shows; how it is read */
	struct view series[CHART_SERIES]; /* its key */
	size_t count;
	struct view svg; /* from <svg to </svg>; empty: it wasn't drawn */
};

/*
 * Adds the chart's block; its phrases are chart_NAME (title) and chart_text_NAME (how it is read). `name` and the series, in the order of their
 * colours, are borrowed; an empty one isn't in the key. A drawing that isn't there is none; one that is not gnuplot's, or over CHART_BYTES, sets `problem`.
 */
void chart_make(struct report *r, const char *name, const struct view *series, size_t count);
/* `other`: the same chart of the report in the other language, or the chart itself. */
void chart_write(
    struct buffer *out, const struct report *r, const struct chart *c, const struct chart *other);

#endif
