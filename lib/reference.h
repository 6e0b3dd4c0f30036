/*
 * Character references of HTML: &amp; &#30002; &#x4E00; and the names that lost their semicolon (HTML Living Standard §13.2.5.72
 * and below; the names are those of §13.5, in data/references.tsv, which is compiled in).
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "arena.h"

/*
 * Appends the character that the reference at the start of `text` (which begins with &) stands for. Returns the length of the
 * reference, or 0 where none is: then the & is a character like others. In an attribute's value (`attribute`) a name without
 * its semicolon is none where a letter, a digit or = follows: ?a=1&copy=2.
 */
size_t reference_read(struct view text, bool attribute, struct buffer *out);
/* Appends `text` with its references read. */
void reference_text(struct view text, bool attribute, struct buffer *out);

#endif
