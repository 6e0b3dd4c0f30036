#include "nameset.h"

#include <strings.h>

int
nameset_make(struct nameset *s, size_t room, struct arena *a)
{
	*s = (struct nameset) { .room = room, .slot_count = 4 };
	while (
	    s->slot_count < room * 4) /* a quarter full at most: a name that is not there is seen at once */
		s->slot_count *= 2;
	s->names = arena_take(a, (room ? room : 1) * sizeof *s->names);
	s->slots = arena_clear(a, s->slot_count, sizeof *s->slots);
	return s->names == NULL || s->slots == NULL ? -1 : 0;
}

static uint32_t
digest(struct view name)
{
	uint32_t h = 2166136261u; /* FNV-1a, of letters without their case */
	for (size_t i = 0; i < name.len; i++)
		h = (h ^ ((unsigned char)name.at[i] | 0x20)) * 16777619u;
	return h ^ h >> 15;
}

/* The slot of a name, or the empty one where it belongs. */
static size_t
find_slot(const struct nameset *s, struct view name)
{
	size_t mask = s->slot_count - 1, at = digest(name) & mask;
	for (; s->slots[at] != 0; at = (at + 1) & mask) {
		struct view other = s->names[s->slots[at] - 1];
		if (other.len == name.len && strncasecmp(other.at, name.at, name.len) == 0)
			break;
	}
	return at;
}

void
nameset_add(struct nameset *s, struct view name)
{
	size_t at = find_slot(s, name);
	if (s->slots[at] != 0 || s->count == s->room)
		return;
	s->names[s->count++] = name;
	s->longest = name.len > s->longest ? name.len : s->longest;
	s->slots[at] = (uint32_t)s->count;
}

uint32_t
nameset_find(const struct nameset *s, struct view name)
{
	return name.len > s->longest || s->slot_count == 0 ? NAMESET_NONE : s->slots[find_slot(s, name)] - 1;
}
