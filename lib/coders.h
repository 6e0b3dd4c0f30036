/*
 * What people said: the sheets of codesheet.h filled in, beside their key.
 *
 * A code is 1 (the tag is right for this item), 0 (it isn't) or ? (looked at, can't be decided); an empty one hasn't been
 * looked at. What is true of an item is what the adjudicator says, else what all that coded it say with one voice.
 */
#ifndef CODERS_H
#define CODERS_H

#include "keymap.h"
#include "table.h"

enum { CODERS = 16 };
enum { CODE_NONE = -1, CODE_NO, CODE_YES, CODE_UNSURE };

struct coder {
	struct view name; /* of the column `coder`, else of the file */
	struct table sheet;
	signed char *codes; /* per item of the key */
	size_t *rows;       /* per item of the key: the sheet's row, or (size_t)-1 */
};

struct coders {
	struct table key;
	int item, id, tag, hit; /* columns of the key */
	struct keymap items;    /* item -> row of the key */
	struct coder list[CODERS];
	size_t count;
	struct coder adjudicator; /* codes are NULL where there is none */
	signed char *truth;       /* per item of the key: CODE_NO, CODE_YES, or CODE_NONE: unresolved */
	unsigned *stratum;        /* per item of the key */
	struct coders_stratum {
		size_t first; /* row of the key */
		bool hit;
		unsigned long long listed;
	} * strata;
	size_t strata_count;
};

/*
 * Reads the key (columns item id tag hit listed; all but item, id, listed, drawn, probability, weight and place make a
 * stratum). Paths are borrowed. 0, or -1 with a `file:line: what`; free it also then.
 */
int coders_open(struct coders *c, const char *key, struct error *e);
/* Reads a sheet, TSV, *.csv or *.xlsx (columns item, code, and coder where it is there); the adjudicator's is read once. */
int coders_sheet(struct coders *c, const char *path, bool adjudicator, struct error *e);
/* Finds what is true. After the sheets. */
int coders_settle(struct coders *c, struct error *e);
void coders_free(struct coders *c);

/* Do coders contradict each other about an item (or is one of them unsure), the adjudicator left aside? */
bool coders_differ(const struct coders *c, size_t row);

#endif
