/*
 * Repost families: rows that share a key are the same document. Keys come from the caller; families are the connected
 * parts (union-find: Tarjan 1975). Each family has one representative: of the members at least half as long as the longest (a stub doesn't stand
 * for the full text) the most complete, then the earliest, then the one with the smallest id.
 */
#ifndef FAMILY_H
#define FAMILY_H

#include "view.h"

#include <stdint.h>

struct family_set;

struct family_set *family_new(void); /* NULL: no memory */
void family_free(struct family_set *s);

/*
 * Adds the next row (rows are numbered from 0). `rank`: 0 is the most complete. `letters`: length of the text, 0 = unknown, which is shorter than any.
 * `date`: ISO, empty = unknown, which is later than any. All is copied. Returns 0, or -1 when there is no memory.
 */
int family_add(struct family_set *s, struct view id, unsigned rank, uint32_t letters, struct view date);
/* Says that the last row added has this key, as all rows with the same key are one family. 0, or -1 for memory. */
int family_key(struct family_set *s, struct view key);
/* Gives the last row added this key, and `*first` the first row that has it, maybe the same; joins nothing. 0, or -1 for memory. */
int family_find(struct family_set *s, struct view key, size_t *first);
/* Says that two rows are one document. */
void family_join(struct family_set *s, size_t a, size_t b);
/* Chooses the representatives, when all has been said. */
void family_settle(struct family_set *s);
/* The id that represents `row`'s family, after family_settle; borrowed until family_free. */
struct view family_head(struct family_set *s, size_t row);
size_t family_rows(const struct family_set *s);
/* Number of families. */
size_t family_count(const struct family_set *s);

#endif
