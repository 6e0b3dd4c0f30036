#include "family.h"

#include "keymap.h"

#include <stdlib.h>

struct member {
	size_t parent, best; /* `best`, and `longest`, are true of a root only */
	struct view id, date;
	unsigned rank;
	uint32_t letters, longest;
};

struct family_set {
	struct member *members;
	size_t count, room, families;
	struct keymap keys; /* key -> a member */
	struct arena memory;
};

struct family_set *
family_new(void)
{
	struct family_set *s = calloc(1, sizeof *s);
	if (s != NULL)
		s->memory.limit = (size_t)8 << 30;
	return s;
}

void
family_free(struct family_set *s)
{
	if (s == NULL)
		return;
	free(s->members);
	keymap_free(&s->keys);
	arena_free(&s->memory);
	free(s);
}

int
family_add(struct family_set *s, struct view id, unsigned rank, uint32_t letters, struct view date)
{
	if (s->count == s->room) {
		size_t room = s->room ? s->room * 2 : 1024;
		struct member *wider = realloc(s->members, room * sizeof *wider);
		if (wider == NULL)
			return -1;
		s->members = wider;
		s->room = room;
	}
	struct member m = { .parent = s->count, .best = s->count, .rank = rank };
	m.letters = m.longest = letters;
	m.id = arena_copy(&s->memory, id);
	m.date = arena_copy(&s->memory, date);
	if (m.id.at == NULL || m.date.at == NULL)
		return -1;
	s->members[s->count++] = m;
	s->families++;
	return 0;
}

static size_t
root(struct family_set *s, size_t i)
{
	while (s->members[i].parent != i) {
		s->members[i].parent = s->members[s->members[i].parent].parent;
		i = s->members[i].parent;
	}
	return i;
}

/* Is `a` the better representative? */
static bool
better(const struct member *a, const struct member *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank;
	if ((a->date.len == 0) != (b->date.len == 0))
		return a->date.len > 0;
	int order = view_compare(a->date, b->date);
	return order != 0 ? order < 0 : view_compare(a->id, b->id) < 0;
}

void
family_join(struct family_set *s, size_t a, size_t b)
{
	a = root(s, a);
	b = root(s, b);
	if (a == b)
		return;
	if (s->members[b].longest > s->members[a].longest)
		s->members[a].longest = s->members[b].longest;
	s->members[b].parent = a;
	s->families--;
}

int
family_find(struct family_set *s, struct view key, size_t *first)
{
	bool added;
	size_t *found = keymap_put(&s->keys, key, s->count - 1, &added);
	if (found != NULL)
		*first = *found;
	return found == NULL ? -1 : 0;
}

int
family_key(struct family_set *s, struct view key)
{
	size_t first;
	if (family_find(s, key, &first) != 0)
		return -1;
	family_join(s, first, s->count - 1);
	return 0;
}

void
family_settle(struct family_set *s)
{
	for (size_t i = 0; i < s->count; i++)
		s->members[i].best = s->count;
	for (size_t i = 0; i < s->count; i++) {
		struct member *m = &s->members[i], *head = &s->members[root(s, i)];
		if (m->letters < head->longest - head->longest / 2)
			continue;
		if (head->best == s->count || better(m, &s->members[head->best]))
			head->best = i;
	}
}

struct view
family_head(struct family_set *s, size_t row)
{
	return s->members[s->members[root(s, row)].best].id;
}

size_t
family_rows(const struct family_set *s)
{
	return s->count;
}

size_t
family_count(const struct family_set *s)
{
	return s->families;
}
