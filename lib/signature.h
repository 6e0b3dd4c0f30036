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
 * an authority and a date before what can only follow a letter; the same behind the end of a sentence; a date alone behind
 * the text's last sentence. False when there is none.
 */
bool signature_find(struct view text, const struct words *words, int last, struct signature *s);

#endif
