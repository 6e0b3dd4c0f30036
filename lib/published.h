/*
 * A published table, and where a report's own table differs from it: columns code, province, name_en, province_docs,
 * province_share, city_docs, city_share; rows with a code are provinces, those without are named totals.
 *
 * Counts and shares are compared as they are written. An empty cell of a total is a figure that wasn't published and is
 * not compared; an empty cell of a province says that there is no such document.
 */
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include "sheet.h"

struct difference {
	struct view row; /* name of the row, in the own table or else the published one */
	struct view name_en;
	const char *column;       /* province_docs ... */
	struct view theirs, ours; /* empty = nothing there */
};

struct comparison {
	size_t figures; /* published figures that were compared */
	struct difference *list;
	size_t count;
	struct table published;
};

/* Compares `own` (its columns with an id) with the file. 0, or -1 with a `file:line: what`. Memory of the list is `a`'s;
 * free the rest with comparison_free, also after a failure. */
int comparison_make(
    struct comparison *c, const char *path, const struct sheet *own, struct arena *a, struct error *e);
void comparison_free(struct comparison *c);

#endif
