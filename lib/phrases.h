/*
 * What the report says, in its languages: the table strings.tsv, a `key` and one column for each language.
 * `{name}` in a string is replaced by what phrases_fill is given under that name.
 */
#ifndef PHRASES_H
#define PHRASES_H

#include "table.h"

struct phrases {
	struct table strings;
	int key, language;
};

struct filling {
	const char *name;
	struct view value;
};

/* 0, or -1: an unreadable table, no column for the language, or a string that is missing in it. `path` is borrowed. */
int phrases_load(struct phrases *w, const char *path, const char *language, struct error *e);
void phrases_free(struct phrases *w);
/* The string. A key that the table hasn't got is returned itself, so that it is seen. */
struct view phrases_get(const struct phrases *w, const char *key);
/* The string in another language of the table. */
struct view phrases_in(const struct phrases *w, const char *key, const char *language);
/* The string of `key` with its `count` fillings, in memory of `a`. `at` NULL: no memory. */
struct view phrases_fill(
    const struct phrases *w, struct arena *a, const char *key, const struct filling *f, size_t count);

#endif
