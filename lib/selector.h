/*
 * Which elements of a page are meant, in the part of CSS selectors (Selectors Level 4) that lists need: element names, `*`, `.class`, `#id`,
 * a blank for "inside", `>` for "directly inside", a comma for "or". An inline element's name (span, em, b …) stands for every inline
 * element but `a`, because the tree doesn't tell them apart; the same holds for blocks other than those in tag.h.
 */
#ifndef SELECTOR_H
#define SELECTOR_H

#include "error.h"
#include "html.h"

enum { SELECTOR_BYTES = 1024 };

struct selector;

/* NULL: `e` says what is wrong. `source` is copied. */
struct selector *selector_new(struct view source, struct error *e);
void selector_free(struct selector *s); /* NULL is allowed */
bool selector_matches(const struct selector *s, const struct html *h, uint32_t node);
/* The innermost element that matches, from `node` outwards; 0 (the root) where none does. */
uint32_t selector_around(const struct selector *s, const struct html *h, uint32_t node);

#endif
