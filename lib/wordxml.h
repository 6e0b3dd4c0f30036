/*
 * The text of a WordprocessingML document (ECMA-376 part 1 §17): paragraphs, and table rows as a line of cells. What was
 * deleted under revision, instructions of fields and comments are no text.
 */
#ifndef WORDXML_H
#define WORDXML_H

#include "arena.h"
#include "view.h"

/* Appends the paragraphs, a line each, empty ones too. `xml`: word/document.xml. Lenient: what isn't XML yields less text. */
void wordxml_text(struct view xml, struct buffer *out);

#endif
