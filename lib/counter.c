#include "counter.h"

#include <stdlib.h>

struct stretch {
	size_t tag, from, to, rule;
};

struct counter {
	const struct ruleset *rules;
	bool *takes;  /* by tag */
	bool *shared; /* by tag: more than one rule, so hits may overlap */
	unsigned long long
	    *ends; /* by rule: where its last hit ended, on a scale that runs through all fields */
	unsigned long long *counts; /* by tag: the caller's */
	unsigned long long base;    /* where the field at hand begins on the scale */
	struct stretch *stretches;  /* the field's hits of shared tags */
	size_t count, room, hits;
	bool gave_up;
	struct arena setup;
};

static bool
is_plain(const struct rule *r)
{
	return r->literal.len > 0 && r->unless == NULL && r->keep == NULL && r->ambiguous == NULL;
}

struct counter *
counter_new(const struct ruleset *rules)
{
	struct counter *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->rules = rules;
	c->takes = arena_clear(&c->setup, rules->tag_count, sizeof *c->takes);
	c->shared = arena_clear(&c->setup, rules->tag_count, sizeof *c->shared);
	c->ends = arena_clear(&c->setup, rules->count, sizeof *c->ends);
	if (c->takes == NULL || c->shared == NULL || c->ends == NULL) {
		counter_free(c);
		return NULL;
	}
	for (size_t tag = 0; tag < rules->tag_count; tag++)
		c->takes[tag] = true;
	for (size_t i = 0; i < rules->count; i++) {
		size_t tag = rules->rules[i].tag;
		c->takes[tag] &= is_plain(&rules->rules[i]);
		for (size_t k = 0; k < i; k++)
			c->shared[tag] |= rules->rules[k].tag == tag;
	}
	return c;
}

void
counter_free(struct counter *c)
{
	if (c == NULL)
		return;
	free(c->stretches);
	arena_free(&c->setup);
	free(c);
}

bool
counter_takes(const struct counter *c, size_t tag)
{
	return c->takes[tag];
}

void
counter_begin(struct counter *c, unsigned long long counts[])
{
	c->counts = counts;
	c->count = c->hits = 0;
	c->gave_up = false;
}

static void
keep(struct counter *c, struct stretch s)
{
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 256;
		struct stretch *more = realloc(c->stretches, room * sizeof *more);
		if (more == NULL) {
			c->gave_up = true;
			return;
		}
		c->stretches = more;
		c->room = room;
	}
	c->stretches[c->count++] = s;
}

void
counter_add(struct counter *c, size_t rule, size_t from, size_t to)
{
	size_t tag = c->rules->rules[rule].tag;
	if (c->gave_up || c->base + from < c->ends[rule])
		return;
	c->ends[rule] = c->base + to;
	c->gave_up = ++c->hits >= COUNTER_HITS;
	if (c->shared[tag])
		keep(c, (struct stretch) { tag, from, to, rule });
	else
		c->counts[tag]++;
}

static int
by_place(const void *left, const void *right)
{
	const struct stretch *a = left, *b = right;
	if (a->tag != b->tag)
		return a->tag < b->tag ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->rule > b->rule) - (a->rule < b->rule);
}

/* The places come nearly in order, and are few as a rule. */
static void
sort(struct stretch *s, size_t count)
{
	if (count > 64) {
		qsort(s, count, sizeof *s, by_place);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		struct stretch moved = s[i];
		size_t k = i;
		for (; k > 0 && by_place(&s[k - 1], &moved) > 0; k--)
			s[k] = s[k - 1];
		s[k] = moved;
	}
}

static bool
is_better(const struct stretch *a, const struct stretch *b)
{
	size_t m = a->to - a->from, n = b->to - b->from;
	return m != n ? m > n : by_place(a, b) < 0;
}

/* How many of the stretches are left when each, from the best on, drops the others that overlap it. */
static unsigned long long
settle(const struct stretch *s, size_t count)
{
	bool gone[COUNTER_KNOT] = { false };
	unsigned long long kept = 0;
	for (;; kept++) {
		size_t best = count;
		for (size_t i = 0; i < count; i++)
			if (!gone[i] && (best == count || is_better(&s[i], &s[best])))
				best = i;
		if (best == count)
			return kept;
		for (size_t i = 0; i < count; i++)
			gone[i] |= s[i].from < s[best].to && s[best].from < s[i].to;
	}
}

void
counter_end(struct counter *c, size_t len)
{
	const struct stretch *s = c->stretches;
	sort(c->stretches, c->count);
	for (size_t i = 0, next; i < c->count; i = next) {
		size_t end = s[i].to;
		for (next = i + 1; next < c->count && s[next].tag == s[i].tag && s[next].from < end; next++)
			end = s[next].to > end ? s[next].to : end;
		if (next - i == 1)
			c->counts[s[i].tag]++;
		else if (next - i <= COUNTER_KNOT)
			c->counts[s[i].tag] += settle(s + i, next - i);
		else
			c->gave_up = true;
	}
	c->count = 0;
	c->base += len;
}

size_t
counter_hits(const struct counter *c)
{
	return c->hits;
}

bool
counter_gave_up(const struct counter *c)
{
	return c->gave_up;
}
