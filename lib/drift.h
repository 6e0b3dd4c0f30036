/*
 * What moved between two runs: the cells of the count and by which documents, and the sites.
 *
 * A document brings 1 to the population of its cell, or nothing, and 1 to the focus or nothing. So the movement of a cell is
 * the documents that came to it less those that left it, and each of these has a cause: the first difference, in the order of
 * difference.h, that it shows. Where families are counted a family is taken for its representative, which is exact unless a
 * family counts by another member alone; and where the runs' counts are given (drift_counts), they are what moved, and what the
 * documents don't explain is told as the rest.
 *
 * Memory grows with cells and sites, not with documents.
 */
#ifndef DRIFT_H
#define DRIFT_H

#include "cells.h"
#include "difference.h"
#include "expression.h"
#include "grouping.h"

/* Before and now. */
enum { DRIFT_OLD, DRIFT_NOW, DRIFT_TIMES };

/* What is counted of a cell. */
enum { DRIFT_POPULATION, DRIFT_FOCUS, DRIFT_MEASURES };

/* What is counted of a site. */
enum { SITE_DOCUMENTS, SITE_READ, SITE_DATED, SITE_PLACED, SITE_POPULATION, SITE_MEASURES };

struct drift_cell {
	struct view key; /* parts with TABs between them */
	unsigned long long count[DRIFT_TIMES][DRIFT_MEASURES];
	unsigned long long left[DIFFERENCES][DRIFT_MEASURES], came[DIFFERENCES][DRIFT_MEASURES];
};

struct drift_site {
	struct view host; /* empty: no address */
	unsigned long long count[DRIFT_TIMES][SITE_MEASURES];
};

struct drift_reader {
	struct grouping by;
	struct expression where;
	int focus, url, id, family, level, issued, published;
};

struct drift {
	struct drift_reader side[DRIFT_TIMES];
	struct cells *cells, *sites;
	bool by_family, counted;
	struct buffer key;
};

/* `by` and `where` are borrowed; the latter may be NULL. 0, or -1 with what is wrong. Free with drift_free in any case. */
int drift_start(struct drift *d, const char *by, const char *where, bool by_family, struct error *e);
/* Finds the columns of both streams; `focus` may be NULL, `clock` is "issued" or "published". `places` is needed where --by has a region. */
int drift_bind(struct drift *d, const struct tsv *old, const struct tsv *now, const char *focus,
    const char *clock, const struct places *places, struct error *e);
/* The cells of a counts.tsv (a docaggregate table of the same --by), for DRIFT_OLD or DRIFT_NOW. Call for both or none. */
int drift_counts(struct drift *d, int time, const char *path, const char *focus, struct error *e);
/* The columns of a counts.tsv that make its cells, as a list with commas, appended to `by`. 0 or -1. */
int drift_columns(const char *path, struct buffer *by, struct error *e);
/* One document: NULL for the run that hasn't got it, and its differences as bits. -1: no memory. */
int drift_add(
    struct drift *d, const struct view *old, const struct view *now, unsigned differences, struct error *e);

/* The cells and sites in the order of their keys, in memory of `a`; those that didn't move too. NULL: no memory. */
const struct drift_cell *drift_cells(struct drift *d, struct arena *a, size_t *count);
const struct drift_site *drift_sites(struct drift *d, struct arena *a, size_t *count);
/* Did it move? */
bool drift_cell_moved(const struct drift_cell *c);
bool drift_site_moved(const struct drift_site *s);
/* What the documents don't explain of the movement of a measure: now - before - came + left. */
long long drift_rest(const struct drift_cell *c, int measure);
void drift_free(struct drift *d);

#endif
