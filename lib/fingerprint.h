/*
 * Finds many strings with vector instructions (AVX2 of x86-64): a sieve in three steps, each of which sees what the one
 * before let through.
 *
 * Of each literal one window of five bytes is watched, by the bytes 0, 1, 3 and 4 of it. Where it begins at the second byte
 * of a Chinese character, these are all but the lead bytes of two characters, and lead bytes say nothing: in Chinese text
 * they are E4 to E9. (1) 32 places at a time, eight groups of literals are looked up by halves of these bytes, after the
 * manner of Hyperscan's "Teddy" (Wang et al., NSDI 2019); where the literals are many, by six bits of each byte instead.
 * (2) A bitmap of 65,536 hashes, without a branch. (3) A hash table, and comparison.
 * Which window of a literal is watched is learnt from a sample of the text: 中国制造2025 is found by 国制 rather than 中国.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include "automaton.h"
#include "view.h"

struct fingerprint;

/* Whether this machine can. Elsewhere the functions below must not be called, save fingerprint_free with NULL. */
bool fingerprint_supported(void);

/* For `count` literals (at most 65,535) of at least one byte each, which are borrowed until fingerprint_free. NULL: no memory. */
struct fingerprint *fingerprint_new(const struct view literals[], size_t count);
void fingerprint_free(struct fingerprint *f); /* NULL is allowed */
/* Shows a piece of what is going to be scanned. It changes the speed, never what is found. */
void fingerprint_learn(struct fingerprint *f, struct view sample);
/* Visits every occurrence of every literal, also those that overlap; those of one literal come in order. */
void fingerprint_scan(const struct fingerprint *f, struct view text, automaton_visit visit, void *context);

#endif
