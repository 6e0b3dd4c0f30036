/*
 * Text that was broken into the lines of a page, as `pdftotext -layout` writes it, back into paragraphs.
 *
 * A line that reaches the right edge of its page goes on in the next one, unless that one is indented. Chinese and other
 * wide characters take two columns. Numbers alone at the head or the foot of a page are its number; form feeds end pages.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "arena.h"
#include "view.h"

/* Appends the paragraphs of well-formed UTF-8 text, a line each. */
void layout_unwrap(struct view text, struct buffer *out);

#endif
