/*
 * The blocks of a report in a markup that has headings, paragraphs, bold words and tables: what Markdown and LaTeX have in common.
 */
#ifndef PROSE_H
#define PROSE_H

#include "report.h"

struct prose {
	void (*put)(struct buffer *out, struct view text); /* a text, its marks escaped */
	void (*sheet)(struct buffer *out, const struct sheet *s);
	const char *heading[2], *text[2], *bold[2]; /* what stands before and behind each */
};

/* A text between two pieces of markup. */
void prose_line(
    struct buffer *out, const struct prose *p, const char *before, struct view text, const char *behind);
/* The blocks, in order; those that pages alone have are left out. */
void prose_blocks(struct buffer *out, const struct prose *p, const struct report *r);

#endif
