/*
 * The text of a rich text file (Rich Text Format specification 1.9.1): paragraphs, and table rows as a line of cells with blanks between.
 *
 * Characters are told as Unicode (\u26576) or as bytes in the charset of their font; where a font doesn't say, in that of the file (\ansicpg).
 * What is hidden or was deleted under revision, styles, pictures, headers and footers, and every destination that a reader may pass over
 * ({\*\...}) is no text. Lenient: what isn't RTF yields less text.
 */
#ifndef RTF_H
#define RTF_H

#include "charset.h"

/* Appends the paragraphs, a line each. 0, or -1: no memory. */
int rtf_text(struct view rtf, struct charset *converters, struct buffer *out);

#endif
