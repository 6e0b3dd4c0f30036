/*
 * The signature block (落款) of an official letter: the authorities and the date at its end, before the annexes. Also in texts that have
 * lost their line breaks.
 */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include "date.h"
#include "words.h"

struct signature {
	struct date date;
	struct view
	    issuer; /* one name, or several with blanks or line breaks between them; empty: a date alone */
};

/*
 * The first of, in this order: a line that is a date below lines (or behind a name on its own line) that are authorities;
 * an authority and a date before what can only follow a letter; the issuer that `title` names, and a date; any authority and a
 * date behind the end of a sentence; a date alone behind the sentence that passes an annex on (现印发给你们), behind the list of
 * annexes and before the first of them, or behind the text's last sentence. False when there is none. No date is later than
 * the year `last`.
 */
bool signature_find(
    struct view text, struct view title, const struct words *words, int last, struct signature *s);

#endif
