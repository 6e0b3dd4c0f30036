#include "sequence.h"

#include "docno.h"

#include <stdlib.h>

static int
grow(struct sequences *s)
{
	size_t room = s->room ? s->room * 2 : 64;
	struct sequence *list = realloc(s->list, room * sizeof *list);
	if (list == NULL)
		return -1;
	s->list = list;
	s->room = room;
	return 0;
}

static struct sequence *
find(struct sequences *s, struct view place, const struct docno *d)
{
	bool added;
	buffer_reset(&s->key);
	buffer_append(&s->key, place);
	buffer_byte(&s->key, '\t');
	buffer_append(&s->key, d->prefix);
	buffer_format(&s->key, "\t%d", d->year);
	size_t *index = s->key.failed ? NULL : keymap_put(&s->map, buffer_view(&s->key), s->count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return &s->list[*index];
	struct sequence x = { .place = arena_copy(&s->memory, place),
		.prefix = arena_copy(&s->memory, d->prefix),
		.year = d->year };
	if (x.place.at == NULL || x.prefix.at == NULL || (s->count == s->room && grow(s) != 0))
		return NULL;
	s->list[s->count] = x;
	return &s->list[s->count++];
}

int
sequences_add(struct sequences *s, struct view place, struct view docno, struct error *e)
{
	struct docno d;
	bool added = false;
	if (docno.len == 0 || !docno_parse(docno, &d) || d.year == 0)
		return 0;
	struct sequence *x = find(s, place, &d);
	if (x != NULL)
		buffer_format(&s->key, "\t%u", d.serial);
	if (x == NULL || s->key.failed || keymap_put(&s->numbers, buffer_view(&s->key), 0, &added) == NULL)
		return error_set(e, "no memory");
	x->held += added;
	x->highest = d.serial > x->highest ? d.serial : x->highest;
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct sequence *x = a, *y = b;
	int order = view_compare(x->place, y->place);
	if (order == 0)
		order = view_compare(x->prefix, y->prefix);
	return order != 0 ? order : (x->year > y->year) - (x->year < y->year);
}

void
sequences_order(struct sequences *s)
{
	if (s->count > 0)
		qsort(s->list, s->count, sizeof *s->list, by_name);
}

unsigned long long
sequence_estimate(const struct sequence *s)
{
	unsigned long long m = s->highest, k = s->held;
	return (2 * m * (k + 1) + k) / (2 * k) - 1;
}

void
sequences_free(struct sequences *s)
{
	keymap_free(&s->map);
	keymap_free(&s->numbers);
	arena_free(&s->memory);
	buffer_free(&s->key);
	free(s->list);
}
