#include "cells.h"

#include "keymap.h"

#include <stdlib.h>
#include <string.h>

struct cells {
	size_t counters, count, room;
	struct view *keys;           /* room */
	unsigned long long *numbers; /* room * counters */
	struct keymap map;           /* key -> index */
	struct arena memory;         /* of the keys */
};

struct cells *
cells_new(size_t counters)
{
	struct cells *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->counters = counters ? counters : 1;
	c->memory.limit = c->map.keys.limit = CELLS_KEYS;
	return c;
}

void
cells_free(struct cells *c)
{
	if (c == NULL)
		return;
	keymap_free(&c->map);
	arena_free(&c->memory);
	free(c->keys);
	free(c->numbers);
	free(c);
}

static int
grow(struct cells *c)
{
	size_t room = c->room ? c->room * 2 : 64;
	struct view *keys = realloc(c->keys, room * sizeof *keys);
	if (keys != NULL)
		c->keys = keys;
	unsigned long long *numbers = realloc(c->numbers, room * c->counters * sizeof *numbers);
	if (numbers != NULL)
		c->numbers = numbers;
	if (keys == NULL || numbers == NULL)
		return -1;
	c->room = room;
	return 0;
}

size_t
cells_find(struct cells *c, struct view key)
{
	bool added = false;
	size_t *index = keymap_put(&c->map, key, c->count, &added);
	if (index == NULL || !added)
		return index ? *index : CELLS_NONE;
	struct view copy = arena_copy(&c->memory, key);
	if (copy.at == NULL || (c->count == c->room && grow(c) != 0))
		return CELLS_NONE;
	c->keys[c->count] = copy;
	memset(c->numbers + c->count * c->counters, 0, c->counters * sizeof *c->numbers);
	return c->count++;
}

size_t
cells_count(const struct cells *c)
{
	return c->count;
}

struct view
cells_key(const struct cells *c, size_t index)
{
	return c->keys[index];
}

unsigned long long *
cells_counters(struct cells *c, size_t index)
{
	return c->numbers + index * c->counters;
}
