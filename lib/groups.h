/*
 * Two groups of a table of counts (docaggregate's), as a whole and by stratum.
 *
 * Rows of totals are passed over: a column before `population` says `total`. A stratum is the value of one column; rows in which
 * it is empty, `unplaced` or `undated` belong to no stratum, but to their group.
 */
#ifndef GROUPS_H
#define GROUPS_H

#include "cells.h"
#include "contingency.h"
#include "dispersion.h"
#include "expression.h"

enum { GROUPS = 2 };

struct groups {
	struct expression group[GROUPS]; /* parsed by the caller */
	bool pair;                       /* there is a second group */
	struct contingency whole;        /* of a single group the first half alone */
	struct cells *strata;
	struct contingency *list; /* by groups_strata */
	struct part *parts;       /* room for the parts of one group */
	size_t count;
	int population, focus, stratum;
};

/* Finds the columns population, focus, the stratum's (NULL: none), and those of the groups. 0, or -1 with what is wrong. */
int groups_bind(struct groups *c, const struct tsv *in, const char *stratum, struct error *e);
/* One row of the table. 0, or -1: a count that is none, or a row that belongs to both groups. */
int groups_row(struct groups *c, const struct tsv *in, const struct view *fields, struct error *e);
/* Sets `list` and `count`. 0, or -1: no memory. Once, behind the last row. */
int groups_strata(struct groups *c, struct error *e);
/* The mean of the strata's shares, each weighing the same; -1 where no stratum has a population. */
double groups_mean(const struct groups *c, int group, size_t *strata);
struct dispersion groups_dispersion(const struct groups *c, int group);
void groups_free(struct groups *c);

#endif
