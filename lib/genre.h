/*
 * What kind of document it is: policy, announcement, explainer, news, reply, speech, draft, personnel, tender, other.
 * Decided by words in the title and in the name of the column that a site files it under, from a table of rules read
 * from the top: `kind` (title: anywhere in the title; ending: at its end, behind which brackets may follow; cut:
 * anywhere in a title that ends in dots; column: anywhere in the column's name), `word`, `genre`.
 */
#ifndef GENRE_H
#define GENRE_H

#include "error.h"
#include "view.h"

struct genres;

struct genres *genres_load(const char *path, struct error *e); /* NULL: see `e` */
void genres_free(struct genres *g);
/* The genre, valid as long as `g`; "other" when no rule applies. `column` may be empty. */
struct view genre_decide(const struct genres *g, struct view title, struct view column);

#endif
