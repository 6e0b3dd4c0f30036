/*
 * Writing HTML 5: every text is escaped.
 */
#ifndef HYPERTEXT_H
#define HYPERTEXT_H

#include "arena.h"

/* Markup, as it is. */
void hypertext_put(struct buffer *out, const char *markup);
/* Text with & < > " ' escaped, sound within attributes too; what is not UTF-8 becomes U+FFFD, control characters spaces. */
void hypertext_text(struct buffer *out, struct view text);
/* The text between two pieces of markup. */
void hypertext_element(struct buffer *out, const char *open, struct view text, const char *close);

#endif
