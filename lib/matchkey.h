/*
 * A form of a text that serves comparison only: two titles that differ in width, case, spaces, quotation marks or
 * other punctuation have the same key. Never shown and never stored as text (NFKC would rewrite evidence).
 */
#ifndef MATCHKEY_H
#define MATCHKEY_H

#include "arena.h"

/*
 * Appends the key of `text` (UTF-8): NFKC and case folding (Unicode 15, UAX #15, by utf8proc), then letters and numbers
 * alone. Returns 0, or -1 when there is no memory. Malformed text is its own key.
 */
int matchkey(struct view text, struct buffer *out);

#endif
