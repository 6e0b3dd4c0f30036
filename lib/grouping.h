/*
 * What rows are grouped by: a list of columns, and the key that a row has in it.
 *
 * Besides the stream's own columns there are derived ones, where the stream hasn't got a column of that name: those of a table of
 * groups (membership.h), and
 * `year` (the first four digits of one clock, `issued` or `published`, or of the other where that one is empty;
 * `undated` where both are) and `region` (the economic region of the province).
 *
 * In place columns (level, province, city, county, region) a row that lacks what its level requires has `unplaced`.
 * A national document has no province and a provincial one no city: there the field is empty.
 */
#ifndef GROUPING_H
#define GROUPING_H

#include "membership.h"
#include "places.h"
#include "tsv.h"

enum { GROUPING_COLUMNS = 16 };

enum kind {
	KIND_OTHER,
	KIND_LEVEL,
	KIND_PROVINCE,
	KIND_REGION,
	KIND_CITY,
	KIND_COUNTY,
	KIND_YEAR,
	KIND_GROUP
};

struct group_column {
	struct view name;
	enum kind kind;
	int index,
	    other; /* columns of the stream; for a year: the clock and the one to fall back to, -1 = not there */
	bool derived;
	int groups;   /* of KIND_GROUP: the column of the table of groups */
	enum kind of; /* of KIND_GROUP: what the grouped column is */
};

struct grouping {
	struct group_column columns[GROUPING_COLUMNS];
	size_t count;
	bool adjacent;               /* none is derived, and they stand side by side in this order */
	int level;                   /* the stream's `level`, or -1 */
	const struct places *places; /* needed for `region` alone */
	const struct membership
	    *groups; /* borrowed; NULL: none. To be set between grouping_parse and grouping_bind */
	bool totals; /* any column may read `total` (totals.h) */
	struct buffer key;
	bool fallback; /* the last row's year is from the other clock */
};

/* Reads the list of names, which is borrowed. 0, or -1 with what is wrong. */
int grouping_parse(struct grouping *g, const char *list, struct error *e);
/* The index of the column of that kind, or -1. */
int grouping_kind(const struct grouping *g, enum kind kind);
/* Finds the columns in the stream; `clock` is "issued" or "published". 0, or -1 with `file:1: no column "name"`. */
int grouping_bind(
    struct grouping *g, const struct tsv *t, const char *clock, const struct places *places, struct error *e);
/* The row's key: its fields with TABs between them. Valid until the next call. `at` NULL: no memory. */
struct view grouping_key(struct grouping *g, const struct view *fields);
/* Appends the row's key to `out`. 0, or -1: no memory. */
int grouping_append(struct grouping *g, const struct view *fields, struct buffer *out);
/* A key of the caller's own parts. */
struct view grouping_join(struct grouping *g, const struct view *parts);
/* Takes a key apart into `count` views of it. */
void grouping_split(const struct grouping *g, struct view key, struct view *parts);
/* The order in which cells are shown: levels from national down, `unplaced` and `undated` behind what is known,
 * `total` last, else by bytes. */
int grouping_compare(const struct grouping *g, const struct view *a, const struct view *b);
void grouping_free(struct grouping *g);

#endif
