/*
 * How complete a collection is, by the numbers that issuers give their documents (发文字号): each counts its documents of a
 * year from 1, so that the highest number held says how many there are at least, and gaps how many are missing.
 *
 * Sequences are kept apart by the issuer's place too: 宁政发 is Nanjing's and Ningxia's. A repost brings no new number. Numbers without
 * a year (国务院令第588号) belong to no yearly sequence.
 */
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "arena.h"
#include "error.h"
#include "keymap.h"

struct sequence {
	struct view place; /* parts that the caller keeps it apart by, with TABs between them */
	struct view prefix;
	int year;
	unsigned long long held; /* different numbers */
	unsigned highest;
};

struct sequences {
	struct sequence *list;
	size_t count, room;
	struct keymap map, numbers; /* of sequences; of numbers that were seen */
	struct arena memory;
	struct buffer key;
};

/* A document's number, as it is written. A field that is no yearly number is passed over. 0, or -1: no memory. */
int sequences_add(struct sequences *s, struct view place, struct view docno, struct error *e);
/* Orders the list by place, prefix, year. */
void sequences_order(struct sequences *s);
/*
 * The unbiased estimate of how many there are, if the numbers held are a simple random sample of them (Goodman 1952,
 * Serial number analysis, JASA 47: 622-634): m (k + 1) / k - 1 with the highest m of k; rounded to the nearest.
 */
unsigned long long sequence_estimate(const struct sequence *s);
void sequences_free(struct sequences *s);

#endif
