/*
 * The places of a joint document (联合发文) in the column `joint` that docattribute --joint each writes: level/province/city/county, one
 * for each place whose authorities issued it, a blank between them, the row's own first. Such a row counts once in the cell
 * of each of these places, as whole counting in bibliometrics does (Gauffriau et al. 2007, Scientometrics 73(2)): a document of Beijing's,
 * Tianjin's and Hebei's departments is one of each. Where two of its places fall into the same cell it counts there once. So the sum over
 * places may exceed the number of documents; sums over years or levels of one place don't.
 *
 * Repost families count in the same way: the members that share a place are the family's part there.
 */
#ifndef PLACEMENT_H
#define PLACEMENT_H

#include "grouping.h"

enum { PLACEMENT_LEVEL, PLACEMENT_PROVINCE, PLACEMENT_CITY, PLACEMENT_COUNTY, PLACEMENT_PARTS };
enum { PLACEMENTS = 64 }; /* most places of one document */

struct placement {
	struct view part[PLACEMENT_PARTS];
};

/* The rows that one row of a stream counts as. */
struct placements {
	struct grouping *by;
	int joint, id, family, columns[PLACEMENT_PARTS]; /* of the stream, -1: not there */
	struct view *fields;                             /* the row, with another place */
	const struct view *row;
	struct view rest; /* of its places */
	int taken;
	bool single; /* no joint document */
	size_t width;
	struct buffer keys, names[2];
};

/* Appends a place, a blank before all but the first. */
void placement_write(const struct placement *p, struct buffer *out);
/* Takes the next one off `*rest`. False: none. What is missing is empty. */
bool placement_read(struct view *rest, struct placement *p);

/* Finds the columns of a stream, behind grouping_bind; `p` is all zero, or was bound before. 0, or -1: no memory. */
int placements_bind(struct placements *p, const struct tsv *in, struct grouping *by, struct error *e);
/* Begins a row. */
void placements_row(struct placements *p, const struct view *fields);
/*
 * The row in its next place whose cell is another than those before; the row as it is first. In further places `id` and
 * `family` have the place behind them, so that the members of a family meet there. Valid until the next call. False: no more.
 */
bool placements_next(struct placements *p, const struct view **fields);
void placements_free(struct placements *p);

#endif
