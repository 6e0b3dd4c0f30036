/*
 * The events of a policy out of a stream of documents: which documents are events, whose, and when.
 *
 * `mention`: the document satisfies the condition. `adopt`: besides, the ledger has a counted match of the tag in its own
 * title (not in another's that the title quotes), or in a sentence that says that it implements what it names (implement.h). `sited`: a
 * sentence of the ledger, around a counted match of the tag, names a place below the issuer as that of a pilot (siting.h): the event is that
 * place's, on the document's day.
 */
#ifndef EVENTS_H
#define EVENTS_H

#include "adoption.h"
#include "expression.h"
#include "implement.h"
#include "sequence.h"
#include "siting.h"

enum event { EVENT_MENTION, EVENT_ADOPT, EVENT_SITED };

/* A place that a document names, and the document's next one. */
struct sited {
	struct view name;
	size_t next; /* index + 1; 0: none */
};

struct events {
	/* settings, all borrowed */
	enum event event;
	struct view tag;                   /* of the ledger; not with EVENT_MENTION */
	const struct gazetteer *gazetteer; /* with EVENT_SITED */
	unsigned levels;                   /* 1 << level for each level whose places are asked */
	struct span window; /* documents outside it are no events; only the ends that are given hold */
	bool from, to;      /* are they given? */
	struct view anchor; /* the national document's number, or empty */

	/* what is found */
	struct adoption places;
	struct sequences numbers;
	unsigned long long read, unread; /* rows */
	unsigned long long events, undated, outside, unplaced;
	unsigned long long anchored; /* documents that bear the anchor's number */
	struct span anchor_date;     /* of the first of these, if `anchor_dated` */
	bool anchor_dated;
	struct span extent; /* earliest and latest day of all documents that were read, if `dated` */
	bool dated;

	struct expression where;
	struct keymap
	    adopters; /* ids; with EVENT_SITED their values are the first of their `sited`, index + 1 */
	struct sited *sited;
	size_t sited_count, sited_room;
	struct arena memory; /* of names */
	int id, level, province, city, county, docno, clock, other, error, joint;
};

/* Reads the ledger, with the words of the event, implementing.tsv or siting.tsv (columns id tag paragraph sentence match counted quoted). 0, or -1 with what is wrong. */
int events_ledger(struct events *v, char *path, const struct words *words, struct error *e);
/* "mention" and so on. */
const char *event_name(enum event event);
/* Reads the stream; `clock` is "issued" or "published". `where` must be parsed. 0, or -1 with what is wrong. */
int events_bind(struct events *v, const struct tsv *in, const char *clock, struct error *e);
int events_row(struct events *v, const struct view *fields, struct error *e);
/* The days of which it can speak: the window's given ends, else those of the documents. False: there is no date at all. */
bool events_window(const struct events *v, struct span *window);
void events_free(struct events *v);

#endif
