/*
 * Two runs of a study side by side: documents.tsv of before and of now, merged by document in one pass and constant memory.
 *
 * Both must be in the order in which the pipeline leaves them: by `parent`, or else `id` where that is empty, then by `id`,
 * bytewise and without repetition. Another order is an error with file and line. A document whose `parent` changed is
 * met twice, once on each side.
 */
#ifndef PAIRING_H
#define PAIRING_H

#include "tsv.h"

enum { PAIRING_END = 0, PAIRING_OLD = 1, PAIRING_NEW = 2, PAIRING_BOTH = 3 };

struct pairing_side {
	char *path[1];
	struct tsv *in;
	int id, parent;
	struct view *fields; /* the row at hand; NULL behind the last one */
	struct buffer key;   /* of that row */
};

struct pairing {
	struct pairing_side old, now;
	int used; /* sides to read on at the next call */
	struct buffer key;
};

/* Opens both streams. The paths are borrowed. 0, or -1 with what is wrong. Close with pairing_close, also after a failure. */
int pairing_open(struct pairing *p, char *old, char *now, struct error *e);
/*
 * The next document: PAIRING_OLD (only before), PAIRING_NEW (only now) or PAIRING_BOTH, with the raw fields in `p->old.fields`
 * and `p->now.fields`, valid until the next call; PAIRING_END; or -1 with what is wrong.
 */
int pairing_next(struct pairing *p, struct error *e);
void pairing_close(struct pairing *p);

#endif
