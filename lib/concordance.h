/*
 * A concordance: every hit on a line of its own, its words in the middle, so many columns of its paragraph on either side
 * (key word in context). Columns are those of a terminal (width.h), so that Chinese and Latin text keep in line.
 *
 *   LEFT  MATCH  RIGHT  MARK  TAG  ID  PARAGRAPH
 *
 * with two blanks between; LEFT is set flush right and RIGHT is filled up, both to the number of columns; MARK is + (counted),
 * ? (counted, and flagged ambiguous) or - (cancelled); PARAGRAPH is as in the ledger, 0 the title.
 *
 * In the order of the documents a line is written as soon as it is known, and memory is flat. Sorted, all lines are held until the
 * end, CONCORDANCE_BYTES of them at most.
 */
#ifndef CONCORDANCE_H
#define CONCORDANCE_H

#include "classifier.h"
#include "error.h"
#include "tsvout.h"

#define CONCORDANCE_BYTES ((size_t)256 << 20)
enum { CONCORDANCE_COLUMNS = 1000, CONCORDANCE_SCOPES = 32 }; /* most columns on a side */

enum concordance_sort {
	CONCORDANCE_BY_PLACE,
	CONCORDANCE_BY_LEFT, /* by what stands before the hit, from the hit outwards; then by what stands behind it */
	CONCORDANCE_BY_RIGHT, /* the other way round */
};

struct concordance;

/* Characters are compared by their numbers, as in a C locale. Rules and writer are borrowed. NULL: no memory. */
struct concordance *concordance_new(
    const struct ruleset *rules, size_t columns, enum concordance_sort sort, struct tsv_writer *out);
/*
 * Leaves out the hits of every tag but those named so; a name as scope.h reads it (theme.pilot.sentence) stands for the hits that are
 * counted there. CONCORDANCE_SCOPES of these at most. 0, or -1: the rules have no such tag, or too many names.
 */
int concordance_only(struct concordance *k, struct view name, struct error *e);
/* Adds the hits of the document that the classifier (CLASSIFIER_KEEP) read last. `id`: a raw field. 0 or -1. */
int concordance_add(struct concordance *k, struct view id, const struct classifier *c, struct error *e);
/* Writes what is still held. The writer is finished by its owner. */
void concordance_finish(struct concordance *k);
void concordance_free(struct concordance *k); /* NULL is allowed */

#endif
