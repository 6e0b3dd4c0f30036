/*
 * A map from byte strings to numbers: open addressing, linear probing, keys copied once into an arena. Memory grows with
 * the number of different keys (about 24 bytes and the key each).
 */
#ifndef KEYMAP_H
#define KEYMAP_H

#include "arena.h"

#include <stdint.h>

struct keymap_slot {
	struct view key; /* at == NULL: free */
	size_t value;
};

struct keymap {
	struct keymap_slot *slots;
	size_t room, count; /* room is a power of two */
	uint64_t secret;    /* begins every hash; 0 unless keymap_protect set it */
	struct arena keys;
};

/* An all-zero keymap is empty and ready. */

/*
 * For keys that strangers choose: makes an empty map's hashes unpredictable, so that nobody can prepare keys that all fall into one place and
 * make the map slow. What the map answers stays the same.
 */
void keymap_protect(struct keymap *m);

/* The value's place for `key`; a new key gets `value` and sets `*added`. NULL: no memory. Valid until the next keymap_put. */
size_t *keymap_put(struct keymap *m, struct view key, size_t value, bool *added);
/* The value's place, or NULL where the key isn't held. */
size_t *keymap_get(const struct keymap *m, struct view key);
void keymap_free(struct keymap *m); /* the map stays protected if it was */

/* A number that nobody can foretell. */
uint64_t keymap_secret(void);
/* FNV-1a with a final mix (Fowler, Noll and Vo; the mix is MurmurHash3's). `secret` is 0, or keymap_protect's. */
uint64_t keymap_hash(struct view key, uint64_t secret);

#endif
