/*
 * Prefixes of document numbers (发文字号): whose 国发, 皖政办 or 甬政发 is. From prefixes.tsv (columns prefix codes match
 * type): `match` is `whole` (this prefix and no longer one) or `start`; `codes` are division codes or names of
 * areas, several where several authorities use the prefix (宁政发: Nanjing's and Ningxia's), 000000 for national organs.
 */
#ifndef PREFIX_H
#define PREFIX_H

#include "error.h"
#include "view.h"

struct prefix {
	struct view text;  /* the part of the number that was recognised */
	struct view codes; /* separated by blanks */
	struct view type;  /* government department party congress court */
	bool
	    weak; /* a province's abbreviation alone (皖): cities' organs begin their own numbers with it, too */
};

struct prefixes;

struct prefixes *prefixes_open(const char *path, struct error *e);
void prefixes_close(struct prefixes *p); /* NULL is allowed */
/* The longest row that fits the prefix of a number (`皖政办`, without year and serial). False: none. */
bool prefixes_find(const struct prefixes *p, struct view prefix, struct prefix *found);

#endif
