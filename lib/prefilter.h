/*
 * Cheap answers before a pattern is run: which literals stand in a text, and where next.
 *
 * Literals come from patterns (literal_derive). A text that holds none of a pattern's literals cannot match it.
 * How the scan is done (today one search per literal) is known here only.
 */
#ifndef PREFILTER_H
#define PREFILTER_H

#include "error.h"
#include "view.h"

enum {
	PREFILTER_LITERALS = 4096, /* most literals in a filter */
	PREFILTER_BYTES =
	    64, /* longest literal that is kept whole; a longer one is looked for by its beginning */
};

struct prefilter;

struct prefilter *prefilter_new(void); /* NULL: no memory */
void prefilter_free(struct prefilter *p);
/*
 * Adds a literal (equal ones are held once): at least one byte, none of them a control character or a backslash, so
 * that it can be looked for in a raw field as well as in the decoded one. Returns its number, or -1.
 */
int prefilter_add(struct prefilter *p, struct view literal, struct error *e);
size_t prefilter_count(const struct prefilter *p);

/* Sets found[i] where literal i stands in `text`, which may be a raw field; leaves the others as they are. Returns whether any does. */
bool prefilter_scan(const struct prefilter *p, struct view text, bool found[]);

/*
 * Walks one text from its beginning to its end, piece by piece. prefilter_begin forgets the last text;
 * prefilter_in tells whether literal `i` begins in text[from .. to), where `from` never goes back between two calls for
 * one literal. So every literal is searched for once over the whole text, however many pieces it has.
 */
void prefilter_begin(struct prefilter *p, struct view text);
bool prefilter_in(struct prefilter *p, size_t i, size_t from, size_t to);

#endif
