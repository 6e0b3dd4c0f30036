/*
 * What was offered for each column of a document, by which place, and what came of it: the record that `docextract --explain` shows.
 */
#ifndef TRIALS_H
#define TRIALS_H

#include "arena.h"
#include "view.h"

enum {
	TRIALS = 400,
	TRIALS_VALUE = 240
}; /* most offers of a document that are kept; bytes of a value that are shown */
#define TRIALS_TAKEN "taken"

struct trial {
	const char *column;
	struct view value;   /* folded, no more than TRIALS_VALUE bytes */
	const char *place;   /* where it stood */
	const char *verdict; /* TRIALS_TAKEN, or why it lost */
};

/* All zero bytes but `memory` is ready. Memory, and so the record, ends with the arena. */
struct trials {
	struct trial *list;
	size_t count;
	struct arena *memory;
};

/*
 * Notes an offer; `column`, `place` and `verdict` are borrowed. Nothing happens where `t` is NULL, and nothing is kept above TRIALS or
 * without memory. An offer that is made and refused a second time is kept once.
 */
void trials_note(
    struct trials *t, const char *column, struct view value, const char *place, const char *verdict);
/* What was taken for a column, among the first `count` offers, was not after all. `t` may be NULL. */
void trials_demote(struct trials *t, const char *column, size_t count, const char *verdict);
/*
 * Appends a line for each offer: id, column, value, place, verdict, with tabs between; column by column in the order of the first offers,
 * and in each what was taken first.
 */
void trials_write(const struct trials *t, struct view id, struct buffer *out);

#endif
