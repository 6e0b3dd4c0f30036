/*
 * What a value of the stream may look like, by the names that columns.tsv uses:
 *
 *   text     anything              id      1 to 64 characters without blanks or escapes
 *   number   decimal digits        token   lower-case letters, digits and hyphens
 *   code     six digits            date    YYYY-MM-DD, YYYY-MM or YYYY (ISO 8601)
 *   sha256   64 hex digits         time    YYYY-MM-DDThh:mm:ssZ, or a date
 *   record   file:offset:length    share   per cent with one decimal, 0.0 to 100.0
 *   one of a b c
 */
#ifndef FORM_H
#define FORM_H

#include "view.h"

/* Does the value have the form? The empty value (unknown) has every form. A form that isn't listed above is `one of` its words. */
bool form_holds(struct view form, struct view value);

#endif
