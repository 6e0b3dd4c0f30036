/*
 * The inner loop of reading a stream: where a line's fields end, and whether its bytes are allowed (tsv.h).
 */
#ifndef TSVSCAN_H
#define TSVSCAN_H

#include "view.h"

#include <stdint.h>

struct tsvscan_line {
	struct view *fields; /* where to put the fields, `room` of them at most */
	size_t room;
	size_t count;      /* fields found; goes on past `room`: the line is ragged */
	const char *field; /* where the field at hand begins; behind the line when it is complete */
	const char *skip;  /* second half of an escape: not to be looked at */
	/* Short lines: what was seen of the next ones, the step of bytes that the last one ended in; NULL: nothing. */
	const char *step;
	uint64_t marks; /* the bytes of it that may mean something */
};

enum tsvscan_end {
	TSVSCAN_LINE,   /* the line is complete */
	TSVSCAN_MORE,   /* the bytes end before the line does: read on, and scan the line anew */
	TSVSCAN_ESCAPE, /* a backslash that is none of \t \n \r \\ */
	TSVSCAN_CR,
	TSVSCAN_NUL,
};

/*
 * Finds the fields of a line, in one pass, from `p` on; `end` is that of the bytes at hand. A line begins with field = skip = p
 * and count 0, and with the `step` and `marks` that the line in front of it left, if these bytes are the same (else with a NULL).
 */
typedef enum tsvscan_end tsvscan(struct tsvscan_line *s, const char *p, const char *end);

/* By words of eight bytes, and by vectors where the machine has them; they find the same. */
tsvscan tsvscan_portable;
/* After TSVSCAN_MORE: how far the line that begins at `from` has been scanned. A backslash that the bytes end in is looked at again. */
size_t tsvscan_next(struct tsvscan_line *s, const char *from, const char *end);
/* What was found stays valid when the line, which began at `from`, has been moved: tsvscan_loosen before, tsvscan_fasten after.
 * (The step doesn't.) */
void tsvscan_loosen(struct tsvscan_line *s, const char *from);
void tsvscan_fasten(struct tsvscan_line *s, const char *to);
/* The fastest one for this machine; the portable one if SHIDIAN_PORTABLE is set in the environment. */
tsvscan *tsvscan_best(void);

#endif
