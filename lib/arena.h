/*
 * Memory that is given back all at once: what a record needs is taken from an arena that is reset at the next record,
 * so that a program's memory is flat however long the stream is. Failure to get memory is reported, never fatal here.
 */
#ifndef ARENA_H
#define ARENA_H

#include "view.h"

#include <string.h>

struct arena {
	struct arena_block *first, *now;
	size_t limit; /* most bytes held at a time; 0 = ARENA_LIMIT */
	size_t held;
};

enum { ARENA_BLOCK = 64 * 1024 };
#define ARENA_LIMIT ((size_t)2 << 30)

/* An arena of all zero bytes is ready for use: `struct arena a = { 0 };` */

/* `size` bytes, aligned for any type, not cleared; valid until the arena is reset or freed. NULL: out of memory, or the limit. */
void *arena_take(struct arena *a, size_t size);
/* The same, cleared, for `count` objects; NULL also when the product overflows. */
void *arena_clear(struct arena *a, size_t count, size_t size);
/* A copy of `v`, followed by a NUL that its length doesn't count. `at` is NULL when there is no memory. */
struct view arena_copy(struct arena *a, struct view v);
/* Forgets all that was taken; keeps one ordinary block for the next record. */
void arena_reset(struct arena *a);
/* Gives everything back. */
void arena_free(struct arena *a);

/*
 * A growing byte string in an arena-free buffer of its own (it can be reused from record to record).
 * All zero bytes is an empty, ready buffer.
 */
struct buffer {
	char *at;
	size_t len, room;
	size_t limit; /* most bytes it may hold; 0 = BUFFER_LIMIT */
	bool failed;  /* sticky: an append found no memory, or the limit */
};
#define BUFFER_LIMIT ((size_t)1 << 30)

/* Makes room for `more` bytes behind `len`. Returns -1 (and sets `failed`) when it can't. */
int buffer_reserve(struct buffer *b, size_t more);

static inline void
buffer_append(struct buffer *b, struct view v)
{
	if (v.len == 0 || ((b->room - b->len < v.len || b->failed) && buffer_reserve(b, v.len) != 0))
		return;
	memcpy(b->at + b->len, v.at, v.len);
	b->len += v.len;
}

static inline void
buffer_byte(struct buffer *b, char c)
{
	if ((b->room > b->len && !b->failed) || buffer_reserve(b, 1) == 0)
		b->at[b->len++] = c;
}

void buffer_number(struct buffer *b, unsigned long long n); /* in decimal digits */
void buffer_format(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct view buffer_view(const struct buffer *b); /* valid until the next append */
void buffer_reset(struct buffer *b);             /* len = 0, failed = false; keeps the memory */
void buffer_free(struct buffer *b);

#endif
