/*
 * The documents of a corpus by number and by title, to find what a citation means.
 *
 * A title is found by its key (matchkey.h); the name of an annex, as in 关于印发《…》的通知, means the notice that issues it. A number or
 * title that several documents bear means all of them if they are of one repost family, and otherwise none can be told.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "error.h"
#include "keymap.h"
#include "words.h"

struct catalogued {
	struct view id, family; /* of the first document; family: its id where there is none */
	size_t documents;       /* that bear it */
	bool unclear;           /* they are of several families */
};

struct catalogue {
	struct catalogued *list;
	size_t count, room;
	struct keymap map;
	struct arena memory;
	struct buffer key;
};

/* Adds a document. `issuing` holds the words of kind `issue` that stand before an annex's title. 0, or -1: no memory. */
int catalogue_add(struct catalogue *c, struct view id, struct view family, struct view docno,
    struct view title, const struct words *issuing, struct error *e);
/* What a number in canonical form, or a title, means; NULL: no document bears it. */
const struct catalogued *catalogue_number(struct catalogue *c, struct view docno);
const struct catalogued *catalogue_title(struct catalogue *c, struct view title);
void catalogue_free(struct catalogue *c);

#endif
