/*
 * The report's words in pages, which hold both languages at once: where the two differ each stands in an element of its own
 * (classes `en` and `zh`, with its `lang`), and the page shows one of them. Everything is escaped.
 */
#ifndef WORDING_H
#define WORDING_H

#include "report.h"

/* A text in the language of `r`, and the same text in that of `r->other`. */
void wording_put(struct buffer *out, const struct report *r, struct view text, struct view other);
/* The phrase of a key, and that of report_word_of. */
void wording_word(struct buffer *out, const struct report *r, const char *key);
void wording_word_of(struct buffer *out, struct report *r, const char *prefix, struct view name);
/* The phrase between two pieces of markup. */
void wording_element(
    struct buffer *out, const struct report *r, const char *open, const char *key, const char *close);
/* A title where no markup may stand: both languages, with a dot between them. */
void wording_title(struct buffer *out, struct view text, struct view other);
/* From the doctype to behind the choice of a language, inside an open <header>. `style` and `script` go in as they are. */
void wording_begin(struct buffer *out, const struct report *r, struct view title, struct view other_title,
    struct view style, struct view script);
/* The end of the page: a template of the controls that the script adds, and the script. An empty script: neither. */
void wording_end(struct buffer *out, const struct report *r, struct view script);

#endif
