/*
 * The places of a complete grid: the provinces, the economic region of each, and its cities, out of the table of
 * divisions (divisions.tsv: columns code, name, level, parent, last, name_en, region).
 *
 * A province of the grid is a division of level `province` that belongs to a region. A province that never had a
 * division of level `city` (Beijing, Tianjin, Shanghai) cannot have a cell at city level.
 */
#ifndef PLACES_H
#define PLACES_H

#include "table.h"

struct place {
	struct view code, name, name_en, region;
	bool cities; /* it has, or had, divisions of level `city` */
};

struct places {
	struct table divisions;
	struct place *provinces; /* in the order of their codes */
	size_t count;
	int code, level, parent, last; /* columns of `divisions` */
};

/* 0, or -1 with a `file:line: what`. Free with places_free, also after a failure. `path` is borrowed. */
int places_load(struct places *p, const char *path, struct error *e);
void places_free(struct places *p);
/* The province with this code (six digits), or NULL. */
const struct place *places_province(const struct places *p, struct view code);
/* The code and the province's code of the next city that exists today, from row `*at` on (begin with 0). False: no more. */
bool places_city(const struct places *p, size_t *at, struct view *city, struct view *province);

#endif
