/*
 * A stratified sample: from each stratum the same number of items, each equally likely, without replacement.
 *
 * Every item has a number of its own, the SHA-256 of seed, stratum and name; a stratum's sample is its items with the
 * smallest numbers (permanent random numbers: Ohlsson 1995). So the sample depends on the seed and on what there is to
 * draw from, and not on its order, and a larger sample of the same contains the smaller one. Memory grows with strata
 * and sample, not with items.
 */
#ifndef DRAW_H
#define DRAW_H

#include "error.h"
#include "view.h"

enum { DRAW_SIZE = 100000 }; /* most items of a stratum */

struct draw;

struct draw_item {
	size_t stratum;   /* an index, below draw_strata */
	struct view name; /* as offered */
	struct view data; /* as offered */
	struct view rank; /* its number, in hex */
};

/* `size` items of each stratum, 1 to DRAW_SIZE. `seed` is borrowed. NULL: no memory. */
struct draw *draw_new(struct view seed, size_t size);
void draw_free(struct draw *d); /* NULL is allowed */

/* Offers an item with what is to be known of it if it is drawn; everything is copied. A name is offered once in a
 * stratum. 0 or -1. */
int draw_offer(struct draw *d, struct view stratum, struct view name, struct view data, struct error *e);

size_t draw_strata(const struct draw *d); /* in the order of first sight */
struct view draw_stratum(const struct draw *d, size_t stratum);
unsigned long long draw_listed(const struct draw *d, size_t stratum); /* items offered */
size_t draw_drawn(const struct draw *d, size_t stratum);              /* items in the sample */
/* The `index`th drawn item of a stratum, in no particular order. Valid until the next draw_offer. */
struct draw_item draw_item(const struct draw *d, size_t stratum, size_t index);

#endif
