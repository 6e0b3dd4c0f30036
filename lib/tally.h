/*
 * The count: how many units of each cell satisfy a condition (the population), how many of these hit each focus, and
 * what cannot be said because it wasn't read.
 *
 * A unit is a row, or a repost family: the rows with the same `family`. A family counts once, in the cell of the row
 * whose `id` it bears (of its first row, where that row isn't in the stream); it belongs to the population if one of
 * its rows satisfies the condition, and hits a focus if one of those rows does.
 *
 * With P the population, F those of it that hit, C those that don't but were not read in full (`open`), and U the units
 * that may belong to it but were not read, or not in full (`possible`), the share of everything lies between
 * F / (P + U) and (F + C + U) / (P + U): the columns min and max.
 *
 * Memory grows with the cells, and with the families where they are counted; never with the rows.
 */
#ifndef TALLY_H
#define TALLY_H

#include "cells.h"
#include "expression.h"
#include "grouping.h"
#include "placement.h"

enum { TALLY_FOCUSES = 32 };

/* Counters of a cell, those that most rows add to first. Behind TALLY_HIT stand one for each focus, then one for each that is
 * open (see struct tally_row), then the TALLY_RARE. */
enum { TALLY_LISTED, TALLY_HELD, TALLY_POPULATION, TALLY_HIT };
enum { TALLY_POSSIBLE, TALLY_UNREAD, TALLY_FALLBACK, TALLY_NA, TALLY_RARE };

struct focus {
	struct view name;
	int column;
};

/* What is known of one unit: bits (tally.c), and a bit for each focus. */
struct unit {
	unsigned long long bits, hit, open;
};

/* Rows whose cells are looked up together. */
struct waiting {
	struct buffer keys; /* one behind the other; `ends` is where each ends */
	size_t ends[CELLS_BATCH], count;
	struct unit units[CELLS_BATCH];
	bool held[CELLS_BATCH];
};

struct tally {
	struct grouping *by;
	struct expression *where;
	struct focus focuses[TALLY_FOCUSES];
	size_t count; /* of focuses */
	bool by_family;
	bool scoped; /* an empty focus is unknown, not missing: set between tally_start and tally_add */
	int id, family;
	struct cells *cells, *families;
	struct waiting waiting;
};

struct tally_row {
	const struct view *parts;       /* one for each column of the grouping */
	unsigned long long listed;      /* rows of the cell */
	unsigned long long held;        /* of these, rows that were read */
	unsigned long long population;  /* units that were read and satisfy the condition */
	unsigned long long possible;    /* units that may: unread, or not read in full */
	unsigned long long unread;      /* of these, units of which nothing was read */
	unsigned long long fallback;    /* units of the population whose year is from the other clock */
	bool na;                        /* the cell cannot exist */
	const unsigned long long *hits; /* by focus: units of the population that hit it */
	const unsigned long long *open; /* by focus: those that don't, as far as they were read */
};

/*
 * Appends the columns that tell whether each focus of the list (NULL: none) stands in one document, paragraph or sentence with the first tag that
 * `where` names alone, with commas between and a NUL behind: `pilot`, or docclassify's `pilot.mic2025.sentence`. 0, or -1 with what is wrong.
 */
int tally_scope(const struct expression *where, const char *list, const char *scope, struct buffer *columns,
    struct error *e);
/* Reads the list of focus columns (borrowed; NULL = none). `by` and `where` are borrowed. 0, or -1 with what is wrong. */
int tally_start(struct tally *t, struct grouping *by, struct expression *where, const char *focus,
    bool by_family, struct error *e);
/* Finds the columns of focuses and families in a stream. `by` and `where` must be bound to it by the caller. */
int tally_bind(struct tally *t, const struct tsv *in, struct error *e);
/* Counts a row of raw fields. -1: no memory. */
int tally_add(struct tally *t, const struct view *fields, struct error *e);
/* The same in each of the cells of a joint document's places. `p` is bound to the stream. */
int tally_joint(struct tally *t, struct placements *p, const struct view *fields, struct error *e);
static inline int
tally_place(struct tally *t, struct placements *p, const struct view *fields,
    struct error *e) /* as far as the stream has places */
{
	return p->joint < 0 ? tally_add(t, fields, e) : tally_joint(t, p, fields, e);
}
/* Counts what waits, and puts the families into their cells. Once, behind the last row. 0, or -1: no memory. */
int tally_close(struct tally *t, struct error *e);
/* For totals and grids (totals.h, grid.h), after tally_close: adds a cell's counters to the cell with that key, whose index may be new
 * (0, or -1: no memory); and says that a cell cannot exist, which holds as long as no row is in it. */
int tally_sum(struct tally *t, size_t cell, struct view key);
void tally_impossible(struct tally *t, size_t cell);
/* The cells in order, in memory of `a`; their number into `*count`. NULL: no memory. */
struct tally_row *tally_rows(struct tally *t, struct arena *a, size_t *count);
void tally_free(struct tally *t);

#endif
