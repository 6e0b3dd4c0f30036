#include "prefilter.h"

#include "arena.h"
#include "automaton.h"
#include "fingerprint.h"

#include <stdlib.h>

struct cursor {
	unsigned long long text; /* number of the text it belongs to */
	size_t next;             /* where the literal stands at or behind the last `from` */
};

struct prefilter {
	enum prefilter_way way;
	struct view *literals;
	struct cursor *cursors;
	size_t count, room;
	struct automaton *automaton; /* one of the two */
	struct fingerprint *fingerprint;
	struct view text;
	unsigned long long texts;
	struct arena memory; /* the literals' bytes */
};

struct prefilter *
prefilter_new(enum prefilter_way way)
{
	struct prefilter *p = calloc(1, sizeof *p);
	if (p != NULL)
		p->way =
		    fingerprint_supported() && getenv("SHIDIAN_PORTABLE") == NULL ? way : PREFILTER_PORTABLE;
	return p;
}

static void
forget(struct prefilter *p)
{
	automaton_free(p->automaton);
	fingerprint_free(p->fingerprint);
	free(p->cursors);
	p->automaton = NULL;
	p->fingerprint = NULL;
	p->cursors = NULL;
}

void
prefilter_free(struct prefilter *p)
{
	if (p == NULL)
		return;
	forget(p);
	free(p->literals);
	arena_free(&p->memory);
	free(p);
}

int
prefilter_add(struct prefilter *p, struct view literal, struct error *e)
{
	for (size_t i = 0; i < literal.len; i++)
		if ((unsigned char)literal.at[i] < ' ' || literal.at[i] == '\\')
			return error_set(e, "a control character or backslash in a literal");
	if (literal.len == 0)
		return error_set(e, "an empty literal");
	for (size_t i = 0; i < p->count; i++)
		if (view_equal(p->literals[i], literal))
			return (int)i;
	if (p->count == PREFILTER_LITERALS)
		return error_set(e, "more than %d literals", PREFILTER_LITERALS);
	if (p->count == p->room) {
		size_t room = p->room ? p->room * 2 : 16;
		struct view *more = realloc(p->literals, room * sizeof *more);
		if (more == NULL)
			return error_set(e, "no memory");
		p->literals = more;
		p->room = room;
	}
	struct view copy = arena_copy(&p->memory, literal);
	if (copy.at == NULL)
		return error_set(e, "no memory");
	p->literals[p->count] = copy;
	return (int)p->count++;
}

int
prefilter_build(struct prefilter *p, struct error *e)
{
	forget(p);
	p->cursors = calloc(p->count + 1, sizeof *p->cursors);
	if (p->way == PREFILTER_FAST)
		p->fingerprint = fingerprint_new(p->literals, p->count);
	else
		p->automaton = automaton_new(p->literals, p->count);
	if (p->cursors == NULL || (p->fingerprint == NULL && p->automaton == NULL))
		return error_set(e, "no memory");
	return 0;
}

size_t
prefilter_count(const struct prefilter *p)
{
	return p->count;
}

struct view
prefilter_literal(const struct prefilter *p, size_t i)
{
	return p->literals[i];
}

bool
prefilter_is_fast(const struct prefilter *p)
{
	return p->way == PREFILTER_FAST;
}

void
prefilter_learn(struct prefilter *p, struct view sample)
{
	if (p->fingerprint != NULL)
		fingerprint_learn(p->fingerprint, sample);
}

void
prefilter_scan(const struct prefilter *p, struct view text, prefilter_visit visit, void *context)
{
	if (p->count == 0)
		return;
	if (p->fingerprint != NULL)
		fingerprint_scan(p->fingerprint, text, visit, context);
	else
		automaton_scan(p->automaton, text, visit, context);
}

bool
prefilter_is_letter(struct view raw, size_t at)
{
	size_t from = at;
	while (from > 0 && raw.at[from - 1] == '\\')
		from--;
	return (at - from) % 2 == 0;
}

void
prefilter_begin(struct prefilter *p, struct view text)
{
	p->text = text;
	p->texts++; /* every cursor is now of another text */
}

bool
prefilter_in(struct prefilter *p, size_t i, size_t from, size_t to)
{
	struct cursor *c = &p->cursors[i];
	if (c->text != p->texts || c->next < from)
		*c = (struct cursor) { p->texts, view_find(p->text, p->literals[i], from) };
	return c->next < to;
}
