/*
 * A small table of words by kind, from a TSV file with columns `kind` and `word` (and others that only people read):
 * the words by which pages give away what a part of them is.
 */
#ifndef WORDS_H
#define WORDS_H

#include "error.h"
#include "view.h"

struct words;

struct words *words_load(const char *path, struct error *e); /* NULL: see `e` */
void words_free(struct words *w);                            /* NULL is allowed */
/* Is `v` one of the words of a kind (ASCII case ignored)? */
bool words_have(const struct words *w, const char *kind, struct view v);
/* Does `v` begin with, contain, one of them? */
bool words_begin(const struct words *w, const char *kind, struct view v);
bool words_in(const struct words *w, const char *kind, struct view v);
/* Where the first of them stands in `v`, or (size_t)-1. */
size_t words_first(const struct words *w, const char *kind, struct view v);
/* Length of the longest word that `v` ends in, or 0. */
size_t words_end(const struct words *w, const char *kind, struct view v);

#endif
