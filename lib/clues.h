/*
 * What a document's own text says of it: the number under the title, the title, the signature block (authority and
 * date) at the end of the letter, the adoption note of a law. For texts of paragraphs, and for exports that have lost
 * their line breaks.
 */
#ifndef CLUES_H
#define CLUES_H

#include "facts.h"
#include "words.h"

/* Offers what the text states, in order of trust. The title, if known, helps to tell a document's own number from a cited one. */
void clues_offer(struct view text, const struct words *words, struct facts *f);
/*
 * `cover`: a notice that passes on an annex (现印发给你们) which isn't in the text; `partial`: the text says that it goes on
 * elsewhere; else `full`. `*why`, unless it is NULL, says in some words what decided.
 */
const char *clues_completeness(
    struct view text, struct view title, const struct words *words, const char **why);
#endif
