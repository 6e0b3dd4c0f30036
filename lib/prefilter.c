#include "prefilter.h"

#include <stdlib.h>
#include <string.h>

#define NOT_YET ((size_t)-2) /* the cursor has not looked; view_find says (size_t)-1 for nowhere */

struct literal {
	char bytes[PREFILTER_BYTES];
	size_t len;
	size_t
	    within; /* a shorter literal that is part of this one, or its own number: absent there, absent here */
	size_t next; /* where it stands at or behind the last `from` */
};

struct prefilter {
	struct literal *literals;
	size_t count, room;
	struct view text;
};

static struct view
bytes_of(const struct literal *l)
{
	return (struct view) { l->bytes, l->len };
}

struct prefilter *
prefilter_new(void)
{
	return calloc(1, sizeof(struct prefilter));
}

void
prefilter_free(struct prefilter *p)
{
	if (p == NULL)
		return;
	free(p->literals);
	free(p);
}

/* Only earlier literals are looked at: they are scanned first. */
static size_t
part_of(const struct prefilter *p, struct view v)
{
	for (size_t i = 0; i < p->count; i++)
		if (view_find(v, bytes_of(&p->literals[i]), 0) != (size_t)-1)
			return i;
	return p->count;
}

int
prefilter_add(struct prefilter *p, struct view literal, struct error *e)
{
	struct view v = view_slice(literal, 0, PREFILTER_BYTES);
	for (size_t i = 0; i < v.len; i++)
		if ((unsigned char)v.at[i] < ' ' || v.at[i] == '\\')
			return error_set(e, "a control character or backslash in a literal");
	if (v.len == 0)
		return error_set(e, "an empty literal");
	for (size_t i = 0; i < p->count; i++)
		if (view_equal(bytes_of(&p->literals[i]), v))
			return (int)i;
	if (p->count == PREFILTER_LITERALS)
		return error_set(e, "more than %d literals", PREFILTER_LITERALS);
	if (p->count == p->room) {
		size_t room = p->room ? p->room * 2 : 16;
		struct literal *more = realloc(p->literals, room * sizeof *more);
		if (more == NULL)
			return error_set(e, "no memory");
		p->literals = more;
		p->room = room;
	}
	struct literal *l = &p->literals[p->count];
	*l = (struct literal) { .len = v.len, .within = part_of(p, v), .next = NOT_YET };
	memcpy(l->bytes, v.at, v.len);
	return (int)p->count++;
}

size_t
prefilter_count(const struct prefilter *p)
{
	return p->count;
}

bool
prefilter_scan(const struct prefilter *p, struct view text, bool found[])
{
	bool any = false;
	for (size_t i = 0; i < p->count; i++) {
		const struct literal *l = &p->literals[i];
		if (!found[i] && (l->within == i || found[l->within]))
			found[i] = view_find(text, bytes_of(l), 0) != (size_t)-1;
		any |= found[i];
	}
	return any;
}

void
prefilter_begin(struct prefilter *p, struct view text)
{
	p->text = text;
	for (size_t i = 0; i < p->count; i++)
		p->literals[i].next = NOT_YET;
}

bool
prefilter_in(struct prefilter *p, size_t i, size_t from, size_t to)
{
	struct literal *l = &p->literals[i];
	if (l->next == NOT_YET || l->next < from)
		l->next = view_find(p->text, bytes_of(l), from);
	return l->next < to;
}
