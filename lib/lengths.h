/*
 * Shares by the length of texts. The chance that a text mentions anything grows with its length, so that places whose texts are longer
 * have larger shares for that alone.
 *
 * The units of the population are divided into fifths by their length; the cuts are those of the whole population, the same in every cell
 * (units of one length stay together). A cell's length-standardised share is what its share would be, had it the population's lengths:
 * the mean of its shares by fifth, each with the weight of that fifth in the whole population (direct standardisation: Fleiss, Levin and
 * Paik 2003, Statistical Methods for Rates and Proportions, ch. 19). It is not known where the cell has no unit in one of the fifths. Its
 * interval is the score interval with the number of draws that a simple sample would need to be as precise were all shares equal
 * (Kish 1965: 1 over the sum of squared weights over sizes).
 *
 * Memory grows with the units of the population (and all families where these are counted): 32 bytes each.
 */
#ifndef LENGTHS_H
#define LENGTHS_H

#include "cells.h"
#include "expression.h"
#include "grouping.h"
#include "tsvout.h"

enum { LENGTHS_FIFTHS = 5 };

struct lengths_unit {
	size_t cell;
	unsigned long long chars, hits; /* of the representative's text */
	bool population, hit, known;
};

struct lengths {
	struct grouping *by;
	struct expression *where;
	bool by_family;
	int focus, chars, id, family;
	struct view focus_name;
	struct cells *cells, *families;
	struct lengths_unit *units;
	size_t count, room;
	unsigned long long cuts[LENGTHS_FIFTHS]; /* longest text of each fifth */
	double weights[LENGTHS_FIFTHS];
};

/* `by` and `where` are borrowed, and bound to the stream by the caller; so are the names. 0, or -1 with what is wrong. */
int lengths_open(struct lengths *l, struct grouping *by, struct expression *where, const char *focus,
    const char *chars, bool by_family, const struct tsv *in, struct error *e);
/* A row of raw fields. Units whose length is not known are left out. -1: no memory, or a length that is no number. */
int lengths_add(struct lengths *l, const struct tsv *in, const struct view *fields, struct error *e);
/* Behind the last row: finds the fifths, and writes the table: of each cell, and of totals as a rollup (totals.h), the row `all` and five more. */
int lengths_write(struct lengths *l, struct tsv_writer *out, struct error *e);
void lengths_free(struct lengths *l);

#endif
