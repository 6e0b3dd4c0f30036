/*
 * Cheap answers before a pattern is run: which literals stand in a text, and where.
 *
 * Literals come from patterns (literal_derive). A text that holds none of a pattern's literals cannot match it, and a
 * pattern that is nothing but a literal needs no other search. There are two ways, which find the same: vector
 * instructions where the machine has them (fingerprint.h), and an automaton (automaton.h).
 */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "error.h"
#include "view.h"

enum { PREFILTER_LITERALS = 4096 }; /* most literals in a filter */

enum prefilter_way {
	PREFILTER_FAST, /* vector instructions if the machine has them and SHIDIAN_PORTABLE is not set in the environment */
	PREFILTER_PORTABLE, /* the automaton */
};

struct prefilter;

struct prefilter *prefilter_new(enum prefilter_way way); /* NULL: no memory */
void prefilter_free(struct prefilter *p);                /* NULL is allowed */
/*
 * Adds a literal (equal ones are held once), which is copied: at least one byte, none of them a control character or a
 * backslash, so that it can be looked for in a raw field as well as in the decoded one. Returns its number, or -1.
 */
int prefilter_add(struct prefilter *p, struct view literal, struct error *e);
/* To be called when all literals are there, before anything is scanned. 0, or -1 when there is no memory. */
int prefilter_build(struct prefilter *p, struct error *e);
size_t prefilter_count(const struct prefilter *p);
struct view prefilter_literal(const struct prefilter *p, size_t i);
/* Whether vector instructions are used. */
bool prefilter_is_fast(const struct prefilter *p);

/* Shows some of what is going to be scanned: it makes the scan faster, and changes nothing else. */
void prefilter_learn(struct prefilter *p, struct view sample);

/* Told of literal `i`, which stands at byte `at`. */
typedef void (*prefilter_visit)(void *context, size_t at, size_t i);

/*
 * Visits every occurrence of every literal in `text`, those that overlap too. Those of one literal come in order; those of
 * different literals nearly so. In a raw field the `n` of an escape counts as a letter: prefilter_is_letter tells.
 */
void prefilter_scan(const struct prefilter *p, struct view text, prefilter_visit visit, void *context);
/* Whether byte `at` of a raw field is a character of its own, and not the second half of an escape. */
bool prefilter_is_letter(struct view raw, size_t at);

/*
 * Walks one text from its beginning to its end, piece by piece. prefilter_begin forgets the last text;
 * prefilter_in tells whether literal `i` begins in text[from .. to), where `from` never goes back between two calls for
 * one literal. So every literal is searched for once over the whole text, however many pieces it has.
 */
void prefilter_begin(struct prefilter *p, struct view text);
bool prefilter_in(struct prefilter *p, size_t i, size_t from, size_t to);

#endif
