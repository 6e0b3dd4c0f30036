/*
 * The literals that a pattern needs: a list of strings of which at least one stands in whatever the pattern matches.
 *
 * The derivation is simple and never wrong: it reads plain characters, groups, alternations, classes, quantifiers,
 * look-arounds and the common escapes, and gives up ("none") on anything else, such as inline options.
 */
#ifndef LITERAL_H
#define LITERAL_H

#include "arena.h"
#include "view.h"

enum { LITERAL_MOST = 64 }; /* a pattern that needs longer a list has none */

struct literals {
	struct view *items; /* in the arena */
	size_t count;       /* 0: none could be derived */
	bool whole;         /* the pattern is the one literal items[0], nothing else */
};

/* 0, or -1 when there is no memory. Literals hold no control character and no backslash. */
int literal_derive(struct view pattern, struct arena *a, struct literals *out);

#endif
