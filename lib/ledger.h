/*
 * The hit ledger: one row per hit, so that every count can be checked down to its sentence.
 *
 * Columns: id tag rule paragraph offset sentence match counted by quoted ambiguous set sha256. `rule` is the rule's line in the
 * rules file; `paragraph` counts the text's lines from 1, the title is 0; `offset` counts characters within the
 * paragraph from 0; `counted` is 1 or 0; `by` holds the words of the guard that cancelled or saved the hit; `quoted` is
 * own, other, name or empty (context.h); `ambiguous` is 1 or empty; `sha256` is the digest of
 * the payload that the text was read from, empty where none is known (an export).
 *
 * The ledger is written beside its place, as PATH.part, and moved there when it is complete. Where PATH is no regular
 * file (a pipe, /dev/null) it is written at once.
 */
#ifndef LEDGER_H
#define LEDGER_H

#include "classifier.h"
#include "error.h"

struct ledger;

/* Opens and writes the header. `path` and `rules` are borrowed until the end. NULL: see `e`. */
struct ledger *ledger_new(const char *path, const struct ruleset *rules, struct error *e);

/* What the rows say of the document: raw fields of its own row. */
struct ledger_source {
	struct view id, sha256;
};

/* Adds the hits of the document that the classifier read last. 0 or -1. */
int ledger_add(struct ledger *l, const struct ledger_source *of, const struct classifier *c, struct error *e);
/* Completes the ledger at its place and frees it. 0, or -1 with nothing put there. NULL is allowed. */
int ledger_finish(struct ledger *l, struct error *e);
/* Frees it and leaves nothing. NULL is allowed. */
void ledger_drop(struct ledger *l);

#endif
