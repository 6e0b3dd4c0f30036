/*
 * A regular expression, in Perl's syntax, over UTF-8 (PCRE2 behind it, with its JIT where the machine allows one).
 *
 * \w, \d and \s know Unicode; ^ and $ stand at the ends of a line too; a match is never empty. Bytes that are no UTF-8
 * never match and disturb nothing. \C is refused. Every search is bounded: a pattern that explodes ends in
 * PATTERN_LIMIT, which is an answer of its own and never means "no match".
 */
#ifndef PATTERN_H
#define PATTERN_H

#include "error.h"
#include "view.h"

enum {
	PATTERN_BYTES = 16 * 1024, /* longest source */
	PATTERN_STEPS = 100000,    /* most steps of one search */
};

#define PATTERN_ANYWHERE ((size_t)-1)

enum pattern_use {
	PATTERN_FAST,      /* with the JIT, or without it where that cannot be had */
	PATTERN_INTERPRET, /* without */
};

enum pattern_answer {
	PATTERN_NONE,
	PATTERN_MATCH,
	PATTERN_LIMIT, /* steps, memory or stack were used up: unknown whether it matches */
};

struct pattern; /* not to be shared by threads */

/* Compiles `source`, which may hold any bytes. NULL: `e` says what is wrong, and at which character. */
struct pattern *pattern_new(struct view source, enum pattern_use use, struct error *e);
void pattern_free(struct pattern *p); /* NULL is allowed */
/* Whether searches run as machine code. */
bool pattern_is_compiled(const struct pattern *p);

/*
 * The first match in `text` that begins at bytes from .. last (`from` is a character's first byte; PATTERN_ANYWHERE
 * as `last` sets no bound); what stands before `from` is seen by lookbehinds. PATTERN_MATCH sets `*match`, a piece of `text` of at least one byte.
 */
enum pattern_answer pattern_find(
    struct pattern *p, struct view text, size_t from, size_t last, struct view *match);

#endif
