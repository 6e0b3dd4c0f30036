/*
 * The columns that classifying adds to a stream: one per tag, in the order of their first rules, then the co-mentions that
 * were asked for, then `limits`. Empty means unknown, never 0; a search that was given up is named in `limits`.
 */
#ifndef TAGGING_H
#define TAGGING_H

#include "classifier.h"
#include "scope.h"
#include "tsv.h"

struct tagging {
	const struct ruleset *rules;
	struct scope *scopes;
	size_t scope_count;
	struct tsv_layout layout; /* the row as it leaves: layout.fields */
	bool *dropped;            /* by column of the layout */
	struct view *shown;       /* a row without what is dropped */
	struct buffer limits;
	int text; /* column of `in` whose characters are counted into `chars`, or -1 */
	struct arena setup, memory;
};

/*
 * Lays the columns out behind those of `in`; with `chars` another one behind `limits`: the characters of the text, empty where it isn't held. `scopes`: names of co-mentions, as in scope.h. Rules are borrowed until the end.
 * 0, or -1 with what is wrong. Free with tagging_free, also after a failure.
 */
int tagging_open(struct tagging *t, const struct ruleset *rules, const struct tsv *in,
    const struct view scopes[], size_t scope_count, bool chars, struct error *e);
/* Fills layout.fields for the row `fields`, whose document the classifier read last. 0, or -1 when there is no memory. */
int tagging_fill(struct tagging *t, const struct classifier *c, const struct view *fields, struct error *e);
/* From now on tagging_write leaves these columns out. 0, or -1: there is no such column. */
int tagging_drop(
    struct tagging *t, const struct tsv *in, const struct view names[], size_t count, struct error *e);
/* Writes a row of the layout: its names, or its fields. */
void tagging_write(const struct tagging *t, const struct view *row, struct tsv_writer *out);
void tagging_free(struct tagging *t);

#endif
