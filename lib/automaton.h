/*
 * Finds many strings in one pass: the automaton of Aho and Corasick (Efficient string matching: an aid to bibliographic
 * search, Communications of the ACM 18, 1975), as a table with a row per state and a column per byte that occurs.
 *
 * The table is bounded: of long or very many literals only the beginnings are walked, and the rest is compared.
 */
#ifndef AUTOMATON_H
#define AUTOMATON_H

#include "view.h"

enum { AUTOMATON_BYTES = 8 << 20 }; /* most bytes of the table */

struct automaton;

/* Told of literal number `literal`, which stands at byte `at` of the text. */
typedef void (*automaton_visit)(void *context, size_t at, size_t literal);

/* For `count` literals of at least one byte each, which are borrowed until automaton_free. NULL: no memory. */
struct automaton *automaton_new(const struct view literals[], size_t count);
void automaton_free(struct automaton *a); /* NULL is allowed */
/* Visits every occurrence of every literal, also those that overlap; those of one literal come in order. */
void automaton_scan(const struct automaton *a, struct view text, automaton_visit visit, void *context);

#endif
