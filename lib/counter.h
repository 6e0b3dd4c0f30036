/*
 * Counts the hits of rules that are plain strings without guards, straight from the places where the strings stand: no hit
 * is kept, no field is decoded, no paragraph is looked for. The counts are those that the classifier's hits would give.
 *
 * That is: of one rule's hits that overlap the first counts, and of those of one tag's rules the longest, then the first.
 */
#ifndef COUNTER_H
#define COUNTER_H

#include "ruleset.h"

enum {
	COUNTER_HITS = 1 << 20, /* most hits of a document */
	COUNTER_KNOT = 64,      /* most hits of a tag that hang together by overlapping */
};

struct counter;

/* The rules are borrowed until counter_free. NULL: no memory. */
struct counter *counter_new(const struct ruleset *rules);
void counter_free(struct counter *c); /* NULL is allowed */
/* Whether a tag can be counted so: its rules are all plain. */
bool counter_takes(const struct counter *c, size_t tag);

/* For each document: counter_begin; for each of its fields: counter_add for each place, counter_end. */
void counter_begin(
    struct counter *c, unsigned long long counts[]); /* by tag, added to until the document's end */
/* The rule's string stands at bytes from .. to of the field. The places of one rule come in order. */
void counter_add(struct counter *c, size_t rule, size_t from, size_t to);
/* The field, of `len` bytes, is over; only now are the counts complete. */
void counter_end(struct counter *c, size_t len);
/* Hits of the document so far, before those that overlap were dropped. */
size_t counter_hits(const struct counter *c);
/* Whether the counts don't hold: too many hits, too large a knot, or no memory. Then hits must be looked at one by one. */
bool counter_gave_up(const struct counter *c);

#endif
