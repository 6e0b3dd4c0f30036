/*
 * What a report says first: title, the notice of invented documents, and a sentence for each level that may be quoted.
 */
#ifndef HEADLINE_H
#define HEADLINE_H

#include "report.h"

void headline_make(struct report *r);
/* Adds what the other reading of "mentions" (published or strict) gives for the same documents. */
void headline_other_reading(struct report *r);

#endif
