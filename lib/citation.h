/*
 * What a text cites: document numbers (发文字号) and titles in 《》, one after the other.
 *
 * A title may hold inner 〈〉 or further 《》; it ends where its bracket closes, within CITATION_TITLE bytes and the
 * same paragraph, with at most CITATION_DEPTH brackets open.
 */
#ifndef CITATION_H
#define CITATION_H

#include "docno.h"

enum { CITATION_TITLE = 600, CITATION_DEPTH = 8 };

enum citation_kind { CITATION_NUMBER, CITATION_NAMED };

struct citation {
	enum citation_kind kind;
	struct docno number;
	struct view title; /* without its brackets */
	size_t start, end; /* place in the text */
};

/* A reader of a text: its citations from front to back, in linear time. */
struct citations {
	struct view text;
	size_t at;
	struct citation named; /* the next title */
	bool looked, found;    /* was it looked for, and is there one? */
};

/* Begins at the front. The text is borrowed. */
void citations_start(struct citations *s, struct view text);
/* The next citation; numbers inside a title belong to it. False: there is none. */
bool citations_next(struct citations *s, struct citation *c);

#endif
