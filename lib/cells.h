/*
 * Groups: a table from keys to a fixed number of counters each. Memory grows with the number of different keys and not
 * with the rows that are counted: 32 bytes a cell and 8 a counter, rounded up to 64,
 * 16 to 32 bytes of index, and keys of over 16 bytes once.
 * Hashes begin with a secret, so that nobody can prepare keys that fall into one place and make it slow.
 */
#ifndef CELLS_H
#define CELLS_H

#include "arena.h"

#define CELLS_KEYS ((size_t)32 << 30) /* most bytes of long keys in one table */
#define CELLS_NONE ((size_t)-1)
enum { CELLS_BATCH = 64 }; /* most keys of cells_find_all */

struct cells;

/* A table whose cells hold `counters` numbers. NULL: no memory. */
struct cells *cells_new(size_t counters);
void cells_free(struct cells *c); /* NULL is allowed */

/* The index of `key`, which is copied if it is new (its counters are 0 then). CELLS_NONE: no memory, or 2^32 - 1 cells; give up then. */
size_t cells_find(struct cells *c, struct view key);
/*
 * The counters of `count` keys, up to CELLS_BATCH, into `found`: as cells_find for each in turn, but the memory of all is
 * asked for before the first is looked at, which is several times faster where a table is larger than the cache. 0, or -1 as CELLS_NONE.
 */
int cells_find_all(
    struct cells *c, const struct view keys[], size_t count, unsigned long long *found[CELLS_BATCH]);
size_t cells_count(const struct cells *c); /* indices are 0 to cells_count - 1, in the order of first sight */
struct view cells_key(const struct cells *c, size_t index); /* valid until cells_free */
/* The counters of a cell. Valid until cells_free. */
unsigned long long *cells_counters(struct cells *c, size_t index);

#endif
