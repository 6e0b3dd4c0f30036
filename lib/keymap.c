#define _GNU_SOURCE
#include "keymap.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

uint64_t
keymap_secret(void)
{
	uint64_t secret;
	struct timespec now = { 0 };
	if (getrandom(&secret, sizeof secret, GRND_NONBLOCK) == (ssize_t)sizeof secret)
		return secret;
	(void)clock_gettime(
	    CLOCK_MONOTONIC, &now); /* early after the machine's start: hard to tell from outside, too */
	return (uint64_t)now.tv_nsec * 0x9e3779b97f4a7c15u ^ (uint64_t)(size_t)&now;
}

void
keymap_protect(struct keymap *m)
{
	m->secret = keymap_secret();
}

uint64_t
keymap_hash(struct view key, uint64_t secret)
{
	uint64_t h = 0xcbf29ce484222325u ^ secret;
	for (size_t i = 0; i < key.len; i++)
		h = (h ^ (unsigned char)key.at[i]) * 0x100000001b3u;
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	return h ^ h >> 33;
}

static struct keymap_slot *
find(const struct keymap *m, struct view key)
{
	size_t i = (size_t)keymap_hash(key, m->secret) & (m->room - 1);
	while (m->slots[i].key.at != NULL && !view_equal(m->slots[i].key, key))
		i = (i + 1) & (m->room - 1);
	return &m->slots[i];
}

static int
grow(struct keymap *m)
{
	struct keymap wider = *m;
	wider.room = m->room ? m->room * 2 : 64;
	wider.slots = calloc(wider.room, sizeof *wider.slots);
	if (wider.slots == NULL)
		return -1;
	for (size_t i = 0; i < m->room; i++)
		if (m->slots[i].key.at != NULL)
			*find(&wider, m->slots[i].key) = m->slots[i];
	free(m->slots);
	*m = wider;
	return 0;
}

size_t *
keymap_put(struct keymap *m, struct view key, size_t value, bool *added)
{
	*added = false;
	if (m->count * 4 >= m->room * 3 && grow(m) != 0)
		return NULL;
	struct keymap_slot *slot = find(m, key);
	if (slot->key.at != NULL)
		return &slot->value;
	struct view copy = arena_copy(&m->keys, key);
	if (copy.at == NULL)
		return NULL;
	*slot = (struct keymap_slot) { copy, value };
	m->count++;
	*added = true;
	return &slot->value;
}

size_t *
keymap_get(const struct keymap *m, struct view key)
{
	if (m->room == 0)
		return NULL;
	struct keymap_slot *slot = find(m, key);
	return slot->key.at != NULL ? &slot->value : NULL;
}

void
keymap_free(struct keymap *m)
{
	free(m->slots);
	arena_free(&m->keys);
	*m = (struct keymap) { .secret = m->secret };
}
