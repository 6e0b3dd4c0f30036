#include "cells.h"

#include "keymap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_KEY = 16, CHUNK = 256, FIRST_SLOTS = 128, LINE = 64 };

/*
 * A cell: its key, then its counters. Cells never move, so that what points to them stays valid, and begin on a line of the
 * cache: a short key and the first four counters cost one.
 */
struct record {
	struct view key; /* points to `near` where it is short */
	char near[SHORT_KEY];
	unsigned long long counters[];
};

struct slot {
	uint32_t tag;    /* upper half of the key's hash */
	uint32_t number; /* index + 1; 0 = free */
};

struct cells {
	size_t stride; /* bytes of a record, whole lines */
	size_t count;
	char **chunks;
	size_t chunk_count;
	struct slot *slots;
	size_t mask; /* slots - 1; their number is a power of two */
	uint64_t secret;
	struct arena memory; /* of long keys */
};

static uint64_t
load(const char *at, size_t bytes)
{
	uint64_t x = 0;
	memcpy(&x, at, bytes);
	return x;
}

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* After Wang Yi's wyhash (public domain): the product's halves folded, 16 bytes at a time. */
static inline uint64_t
hash(struct view key, uint64_t secret)
{
	static const uint64_t odd[] = { 0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu };
	const char *at = key.at;
	size_t left = key.len;
	uint64_t h = secret, a = 0, b = 0;
	for (; left > 16; at += 16, left -= 16)
		h = mix(load(at, 8) ^ odd[0], load(at + 8, 8) ^ h);
	if (left >= 8) {
		a = load(at, 8);
		b = load(at + left - 8, 8);
	} else if (left >= 4) {
		a = load(at, 4);
		b = load(at + left - 4, 4);
	} else if (left > 0) {
		a = load(at, 1) << 16 | load(at + left / 2, 1) << 8 | load(at + left - 1, 1);
	}
	return mix(odd[1] ^ key.len, mix(a ^ odd[1], b ^ h));
}

struct cells *
cells_new(size_t counters)
{
	struct cells *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->secret = keymap_secret();
	c->stride = sizeof(struct record) + (counters ? counters : 1) * sizeof(unsigned long long);
	c->stride = (c->stride + LINE - 1) / LINE * LINE;
	c->memory.limit = CELLS_KEYS;
	c->mask = FIRST_SLOTS - 1;
	c->slots = calloc(FIRST_SLOTS, sizeof *c->slots);
	if (c->slots == NULL) {
		free(c);
		return NULL;
	}
	return c;
}

void
cells_free(struct cells *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->chunk_count; i++)
		free(c->chunks[i]);
	free(c->chunks);
	free(c->slots);
	arena_free(&c->memory);
	free(c);
}

static inline struct record *
record_at(const struct cells *c, size_t index)
{
	void *at = c->chunks[index / CHUNK] + index % CHUNK * c->stride;
	return at;
}

static inline bool
same_key(struct view a, struct view b)
{
	if (a.len != b.len)
		return false;
	if (a.len >= 8 && a.len <= 16)
		return load(a.at, 8) == load(b.at, 8) &&
		       load(a.at + a.len - 8, 8) == load(b.at + a.len - 8, 8);
	return a.len == 0 || memcmp(a.at, b.at, a.len) == 0;
}

/* The slot that holds the key, or the free one where it belongs. */
static inline struct slot *
find_slot(const struct cells *c, struct view key, uint64_t h)
{
	uint32_t tag = (uint32_t)(h >> 32);
	size_t i = (size_t)h & c->mask;
	for (;; i = (i + 1) & c->mask) {
		struct slot *s = &c->slots[i];
		if (s->number == 0 || (s->tag == tag && same_key(record_at(c, s->number - 1)->key, key)))
			return s;
	}
}

static int
widen(struct cells *c)
{
	size_t room = 2 * (c->mask + 1);
	struct slot *old = c->slots, *slots = calloc(room, sizeof *slots);
	if (slots == NULL)
		return -1;
	c->slots = slots;
	c->mask = room - 1;
	for (size_t n = 0; n < c->count; n++) {
		uint64_t h = hash(record_at(c, n)->key, c->secret);
		size_t i = (size_t)h & c->mask;
		while (slots[i].number != 0)
			i = (i + 1) & c->mask;
		slots[i] = (struct slot) { (uint32_t)(h >> 32), (uint32_t)(n + 1) };
	}
	free(old);
	return 0;
}

static int
add_chunk(struct cells *c)
{
	char **chunks = realloc(c->chunks, (c->chunk_count + 1) * sizeof *chunks);
	if (chunks == NULL)
		return -1;
	c->chunks = chunks;
	char *chunk = aligned_alloc(LINE, CHUNK * c->stride);
	if (chunk == NULL)
		return -1;
	memset(chunk, 0, CHUNK * c->stride);
	chunks[c->chunk_count++] = chunk;
	return 0;
}

/* A new cell. CELLS_NONE: no memory. */
static size_t
add(struct cells *c, struct view key, uint64_t h)
{
	if (c->count == UINT32_MAX - 1 || (c->count == c->chunk_count * CHUNK && add_chunk(c) != 0))
		return CELLS_NONE;
	if ((c->count + 1) * 2 > c->mask + 1 && widen(c) != 0)
		return CELLS_NONE;
	struct record *r = record_at(c, c->count);
	if (key.len > SHORT_KEY) {
		r->key = arena_copy(&c->memory, key);
	} else {
		r->key = (struct view) { r->near, key.len };
		memcpy(r->near, key.at ? key.at : "", key.len);
	}
	if (r->key.at == NULL)
		return CELLS_NONE;
	*find_slot(c, key, h) = (struct slot) { (uint32_t)(h >> 32), (uint32_t)(c->count + 1) };
	return c->count++;
}

static inline size_t
find(struct cells *c, struct view key, uint64_t h)
{
	const struct slot *s = find_slot(c, key, h);
	return s->number != 0 ? s->number - 1 : add(c, key, h);
}

size_t
cells_find(struct cells *c, struct view key)
{
	return find(c, key, hash(key, c->secret));
}

/* The number in the first slot with the key's tag, which is almost always its own; 0: none. */
static inline uint32_t
guess(const struct cells *c, uint64_t h)
{
	uint32_t tag = (uint32_t)(h >> 32);
	size_t i = (size_t)h & c->mask;
	while (c->slots[i].number != 0 && c->slots[i].tag != tag)
		i = (i + 1) & c->mask;
	return c->slots[i].number;
}

int
cells_find_all(
    struct cells *c, const struct view keys[], size_t count, unsigned long long *found[CELLS_BATCH])
{
	uint64_t hashes[CELLS_BATCH];
	struct record *near[CELLS_BATCH];
	for (size_t i = 0; i < count; i++) {
		hashes[i] = hash(keys[i], c->secret);
		__builtin_prefetch(&c->slots[(size_t)hashes[i] & c->mask]);
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t number = guess(c, hashes[i]);
		near[i] = number != 0 ? record_at(c, number - 1) : NULL;
		__builtin_prefetch(near[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (near[i] != NULL && same_key(near[i]->key, keys[i])) {
			found[i] = near[i]->counters;
			continue;
		}
		size_t index = find(c, keys[i], hashes[i]);
		if (index == CELLS_NONE)
			return -1;
		found[i] = record_at(c, index)->counters;
	}
	return 0;
}

size_t
cells_count(const struct cells *c)
{
	return c->count;
}

struct view
cells_key(const struct cells *c, size_t index)
{
	return record_at(c, index)->key;
}

unsigned long long *
cells_counters(struct cells *c, size_t index)
{
	return record_at(c, index)->counters;
}
