/*
 * A set of names in which ASCII case does not count, as in HTML: found in constant time, numbered as they were added.
 */
#ifndef NAMESET_H
#define NAMESET_H

#include "arena.h"
#include "view.h"

#include <stdint.h>

#define NAMESET_NONE UINT32_MAX

struct nameset {
	struct view *names; /* borrowed text */
	uint32_t *slots;    /* number of a name + 1, or 0; a power of two of them */
	size_t count, room, slot_count;
	size_t longest; /* bytes of a name: whole paragraphs are looked up too */
};

/* Makes room for `room` names, in the arena. 0, or -1 for want of memory. */
int nameset_make(struct nameset *s, size_t room, struct arena *a);
/* Adds a name, whose text must stay where it is; one that is there keeps its number. Not more than `room`. */
void nameset_add(struct nameset *s, struct view name);
/* The number of a name, or NAMESET_NONE. */
uint32_t nameset_find(const struct nameset *s, struct view name);

#endif
