/*
 * Who moved first: places, and the interval of days in which each had its first event.
 *
 * A place is the division that issued a document, at the document's level: a provincial document is the province's event
 * and no city's. With documents that are known to a month only, the first event lies between the earliest first day
 * and the earliest last day of them.
 *
 * Memory grows with places, not with documents.
 */
#ifndef ADOPTION_H
#define ADOPTION_H

#include "arena.h"
#include "error.h"
#include "gazetteer.h"
#include "keymap.h"
#include "span.h"

struct adopter {
	enum division_level level;
	struct view code;             /* empty: the nation */
	bool dated;                   /* it has an event with a date */
	struct span first;            /* then: when the first one was */
	struct view id;               /* of the document with the earliest day */
	unsigned long long documents; /* events, dated or not */
	unsigned long long undated;   /* of these, those without a date in the window or at all */
	unsigned long long
	    unread; /* documents of the place that were not read: any of them may have been earlier */
	unsigned long long rank, rank_high; /* by adoption_order: among the places of its level, from .. to */
};

struct adoption {
	struct adopter *list;
	size_t count, room;
	struct keymap map;
	struct arena memory;
	struct buffer key;
};

/* The place; a new one is added without an event. NULL: no memory. Valid until the next call. */
struct adopter *adoption_place(struct adoption *a, enum division_level level, struct view code);
/* An event of a place: `when` is NULL where its date isn't known. 0, or -1: no memory. */
int adoption_event(struct adoption *a, enum division_level level, struct view code, const struct span *when,
    struct view id, struct error *e);
/* Adds the places of a level that exist today. 0, or -1: no memory. */
int adoption_grid(struct adoption *a, enum division_level level, const struct gazetteer *g, struct error *e);
/*
 * Orders the list by level, then first day, then last day, then code, places without a dated event last; and ranks: `rank`
 * is 1 and the places of the level that were surely earlier, `rank_high` the places that were not surely later.
 */
void adoption_order(struct adoption *a);
void adoption_free(struct adoption *a);

/* ---- the type of a policy ---- */

enum spread { SPREAD_NONE, SPREAD_TOP_DOWN, SPREAD_BOTTOM_UP, SPREAD_HYBRID, SPREAD_UNDECIDED };

struct pattern_of_spread {
	unsigned long long before, around,
	    after; /* places whose first event is surely before the anchor's day, perhaps,
	                                             and surely not */
	unsigned long long undated, none; /* places with undated events alone, without any */
	enum spread type;
};

/*
 * top-down: at most `few` per cent of the places with a dated event had it before the anchor's day; bottom-up: at least
 * `many` per cent; hybrid: between. Where it depends on the places whose interval holds the day: undecided. No place: none.
 * `level` DIVISION_UNKNOWN: all but the nation.
 */
struct pattern_of_spread adoption_spread(
    const struct adoption *a, enum division_level level, long anchor, unsigned few, unsigned many);
const char *spread_name(enum spread s);

#endif
