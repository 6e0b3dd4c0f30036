#include "adoption.h"

#include <stdlib.h>

static int
grow(struct adoption *a)
{
	size_t room = a->room ? a->room * 2 : 64;
	struct adopter *list = realloc(a->list, room * sizeof *list);
	if (list == NULL)
		return -1;
	a->list = list;
	a->room = room;
	return 0;
}

struct adopter *
adoption_place(struct adoption *a, enum division_level level, struct view code)
{
	bool added;
	buffer_reset(&a->key);
	buffer_byte(&a->key, (char)('0' + (int)level));
	buffer_append(&a->key, code);
	size_t *index = a->key.failed ? NULL : keymap_put(&a->map, buffer_view(&a->key), a->count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return &a->list[*index];
	struct view copy = arena_copy(&a->memory, code);
	if (copy.at == NULL || (a->count == a->room && grow(a) != 0))
		return NULL;
	a->list[a->count] = (struct adopter) { .level = level, .code = copy };
	return &a->list[a->count++];
}

static bool
is_first(const struct adopter *p, const struct span *when, struct view id)
{
	if (!p->dated || when->low != p->first.low)
		return !p->dated || when->low < p->first.low;
	return view_compare(id, p->id) < 0;
}

int
adoption_event(struct adoption *a, enum division_level level, struct view code, const struct span *when,
    struct view id, struct error *e)
{
	struct adopter *p = adoption_place(a, level, code);
	if (p == NULL)
		return error_set(e, "no memory");
	p->documents++;
	if (when == NULL) {
		p->undated++;
		return 0;
	}
	if (is_first(p, when, id)) {
		p->id = arena_copy(&a->memory, id);
		if (p->id.at == NULL)
			return error_set(e, "no memory");
	}
	p->first.low = !p->dated || when->low < p->first.low ? when->low : p->first.low;
	p->first.high = !p->dated || when->high < p->first.high ? when->high : p->first.high;
	p->dated = true;
	return 0;
}

int
adoption_grid(struct adoption *a, enum division_level level, const struct gazetteer *g, struct error *e)
{
	for (size_t i = 0; i < gazetteer_count(g); i++) {
		const struct division *d = gazetteer_row(g, i);
		bool mainland = level != DIVISION_PROVINCE || d->region.len > 0;
		if (d->level == level && division_valid(d, 0) && mainland && d->code.len > 0 &&
		    adoption_place(a, level, d->code) == NULL)
			return error_set(e, "no memory");
	}
	return 0;
}

static int
by_time(const void *x, const void *y)
{
	const struct adopter *a = x, *b = y;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	if (a->dated != b->dated)
		return a->dated ? -1 : 1;
	if (a->dated && a->first.low != b->first.low)
		return a->first.low < b->first.low ? -1 : 1;
	if (a->dated && a->first.high != b->first.high)
		return a->first.high < b->first.high ? -1 : 1;
	return view_compare(a->code, b->code);
}

static void
rank(struct adoption *a, struct adopter *p)
{
	p->rank = 1;
	p->rank_high = 0;
	for (size_t i = 0; i < a->count; i++) {
		const struct adopter *q = &a->list[i];
		if (q->level != p->level || !q->dated)
			continue;
		p->rank += q->first.high < p->first.low;
		p->rank_high += q->first.low <= p->first.high;
	}
}

void
adoption_order(struct adoption *a)
{
	if (a->count > 0)
		qsort(a->list, a->count, sizeof *a->list, by_time);
	keymap_free(&a->map); /* its indices are void now */
	a->map = (struct keymap) { 0 };
	for (size_t i = 0; i < a->count; i++)
		if (a->list[i].dated)
			rank(a, &a->list[i]);
}

void
adoption_free(struct adoption *a)
{
	keymap_free(&a->map);
	arena_free(&a->memory);
	buffer_free(&a->key);
	free(a->list);
}

static enum spread
type_of(unsigned long long before, unsigned long long all, unsigned few, unsigned many)
{
	if (before * 100 <= few * all)
		return SPREAD_TOP_DOWN;
	return before * 100 >= many * all ? SPREAD_BOTTOM_UP : SPREAD_HYBRID;
}

struct pattern_of_spread
adoption_spread(const struct adoption *a, enum division_level level, long anchor, unsigned few, unsigned many)
{
	struct pattern_of_spread s = { 0 };
	for (size_t i = 0; i < a->count; i++) {
		const struct adopter *p = &a->list[i];
		if (p->level == DIVISION_NATIONAL || (level != DIVISION_UNKNOWN && p->level != level))
			continue;
		if (!p->dated)
			p->documents > 0 ? s.undated++ : s.none++;
		else if (p->first.high < anchor)
			s.before++;
		else
			p->first.low < anchor ? s.around++ : s.after++;
	}
	unsigned long long all = s.before + s.around + s.after;
	if (all == 0)
		return s;
	enum spread least = type_of(s.before, all, few, many);
	s.type = type_of(s.before + s.around, all, few, many) == least ? least : SPREAD_UNDECIDED;
	return s;
}

const char *
spread_name(enum spread s)
{
	static const char *const names[] = { "none", "top-down", "bottom-up", "hybrid", "undecided" };
	return names[s];
}
