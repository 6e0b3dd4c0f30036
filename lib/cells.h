/*
 * Groups: a table from keys to a fixed number of counters each. Memory grows with the number of different keys and not
 * with the rows that are counted.
 */
#ifndef CELLS_H
#define CELLS_H

#include "arena.h"

#define CELLS_KEYS ((size_t)32 << 30) /* most bytes of keys in one table */
#define CELLS_NONE ((size_t)-1)

struct cells;

/* A table whose cells hold `counters` numbers. NULL: no memory. */
struct cells *cells_new(size_t counters);
void cells_free(struct cells *c); /* NULL is allowed */

/* The index of `key`, which is copied if it is new (its counters are 0 then). CELLS_NONE: no memory; give up then. */
size_t cells_find(struct cells *c, struct view key);
size_t cells_count(const struct cells *c); /* indices are 0 to cells_count - 1, in the order of first sight */
struct view cells_key(const struct cells *c, size_t index); /* valid until cells_free */
/* The counters of a cell. Valid until the next cells_find. */
unsigned long long *cells_counters(struct cells *c, size_t index);

#endif
