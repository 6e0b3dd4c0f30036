/*
 * The report as one HTML page, in both languages, that needs nothing else: no font, no picture, no network. It is whole without
 * its script, which adds sorting and filtering. Every text is escaped.
 */
#ifndef WEBPAGE_H
#define WEBPAGE_H

#include "report.h"

/*
 * Appends the whole page to `out`, in the language of `r` and, where r->other is set, in that of the other report, which describes
 * the same study and has the same blocks. `style` and `script` go into the page as they are.
 */
void webpage_report(struct buffer *out, struct report *r, struct view style, struct view script);

#endif
