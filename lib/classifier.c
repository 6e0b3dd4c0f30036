#include "classifier.h"

#include "tsv.h"

#include <stdlib.h>
#include <string.h>

struct classifier {
	const struct ruleset *rules;
	bool *found;                /* by literal: stands in the field at hand */
	bool *live;                 /* by rule: may match in the field at hand */
	bool *looked;               /* by rule: a limit was reached in this document */
	bool *limited;              /* by tag */
	enum rule_field *fields;    /* by tag: what its rules look at */
	unsigned long long *counts; /* by tag */
	unsigned long long *limits; /* by rule */
	bool *shared;               /* by tag: more than one rule, so hits may overlap */
	struct hit *hits;
	size_t count, room;
	struct view title;
	bool has_title, has_text;
	struct arena setup, memory;
};

struct classifier *
classifier_new(const struct ruleset *rules)
{
	struct classifier *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->rules = rules;
	c->found = arena_clear(&c->setup, prefilter_count(rules->filter) + 1, sizeof *c->found);
	c->live = arena_clear(&c->setup, rules->count, sizeof *c->live);
	c->looked = arena_clear(&c->setup, rules->count, sizeof *c->looked);
	c->limits = arena_clear(&c->setup, rules->count, sizeof *c->limits);
	c->limited = arena_clear(&c->setup, rules->tag_count, sizeof *c->limited);
	c->fields = arena_clear(&c->setup, rules->tag_count, sizeof *c->fields);
	c->counts = arena_clear(&c->setup, rules->tag_count, sizeof *c->counts);
	c->shared = arena_clear(&c->setup, rules->tag_count, sizeof *c->shared);
	if (c->found == NULL || c->live == NULL || c->looked == NULL || c->limits == NULL ||
	    c->limited == NULL || c->fields == NULL || c->counts == NULL || c->shared == NULL) {
		classifier_free(c);
		return NULL;
	}
	for (size_t i = 0; i < rules->count; i++)
		for (size_t k = 0; k < i; k++)
			c->shared[rules->rules[i].tag] |= rules->rules[k].tag == rules->rules[i].tag;
	for (size_t tag = 0; tag < rules->tag_count; tag++)
		c->fields[tag] = ruleset_fields(rules, tag);
	return c;
}

void
classifier_free(struct classifier *c)
{
	if (c == NULL)
		return;
	free(c->hits);
	arena_free(&c->setup);
	arena_free(&c->memory);
	free(c);
}

static void
limit(struct classifier *c, size_t rule)
{
	c->limited[c->rules->rules[rule].tag] = true;
	if (!c->looked[rule])
		c->limits[rule]++;
	c->looked[rule] = true;
}

static size_t
step_back(struct view v, size_t at, unsigned characters)
{
	for (; characters > 0 && at > 0; characters--) {
		at--;
		while (at > 0 && ((unsigned char)v.at[at] & 0xC0) == 0x80)
			at--;
	}
	return at;
}

static size_t
step_on(struct view v, size_t at)
{
	at++;
	while (at < v.len && ((unsigned char)v.at[at] & 0xC0) == 0x80)
		at++;
	return at;
}

/* Whether a match of `guard` covers the hit: begins at it or before, ends at its end or behind. */
static enum pattern_answer
covers(struct pattern *guard, const struct hit *h, struct view *match)
{
	if (guard == NULL)
		return PATTERN_NONE;
	size_t at = step_back(h->in, h->from, CLASSIFIER_REACH);
	for (;;) {
		enum pattern_answer got = pattern_find(guard, h->in, at, h->from, match);
		if (got != PATTERN_MATCH)
			return got;
		size_t from = (size_t)(match->at - h->in.at);
		if (from > h->from)
			return PATTERN_NONE;
		if (from + match->len >= h->to)
			return PATTERN_MATCH;
		at = step_on(h->in,
		    from > at ? from : at); /* \K may report a start before the place it was found at */
	}
}

/* Lets the rule's guards speak on a hit. Returns false when one of them reached a limit. */
static bool
judge(const struct rule *r, struct hit *h)
{
	enum pattern_answer cancelled = covers(r->unless, h, &h->by);
	struct view saver;
	enum pattern_answer kept = PATTERN_NONE, unsure = PATTERN_NONE;
	if (cancelled == PATTERN_MATCH)
		kept = covers(r->keep, h, &saver);
	else
		h->by = VIEW("");
	if (kept == PATTERN_NONE)
		unsure = covers(r->ambiguous, h, &saver);
	h->counted = cancelled != PATTERN_MATCH || kept == PATTERN_MATCH || unsure == PATTERN_MATCH;
	h->ambiguous = unsure == PATTERN_MATCH;
	if (kept == PATTERN_MATCH || unsure == PATTERN_MATCH)
		h->by = saver;
	return cancelled != PATTERN_LIMIT && kept != PATTERN_LIMIT && unsure != PATTERN_LIMIT;
}

/* Keeps a hit. 1: done; 0: too many; -1: no memory. */
static int
keep(struct classifier *c, const struct hit *h)
{
	if (c->count == CLASSIFIER_HITS)
		return 0;
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 64;
		struct hit *more = realloc(c->hits, room * sizeof *more);
		if (more == NULL)
			return -1;
		c->hits = more;
		c->room = room;
	}
	c->hits[c->count++] = *h;
	return 1;
}

static enum pattern_answer
find(const struct rule *r, struct view in, size_t from, struct view *match)
{
	if (r->literal.len == 0)
		return pattern_find(r->pattern, in, from, PATTERN_ANYWHERE, match);
	size_t at = view_find(in, r->literal, from);
	if (at == (size_t)-1)
		return PATTERN_NONE;
	*match = view_slice(in, at, at + r->literal.len);
	return PATTERN_MATCH;
}

/* All hits of a rule in a paragraph. -1: no memory. */
static int
read_rule(struct classifier *c, size_t rule, struct view in, unsigned long long paragraph)
{
	const struct rule *r = &c->rules->rules[rule];
	struct view match;
	enum pattern_answer got = PATTERN_NONE;
	for (size_t at = 0; !c->limited[r->tag] && (got = find(r, in, at, &match)) == PATTERN_MATCH;) {
		struct hit h = { .rule = rule, .paragraph = paragraph, .in = in };
		h.from = (size_t)(match.at - in.at);
		h.to = h.from + match.len;
		int kept = judge(r, &h) ? keep(c, &h) : 0;
		if (kept < 0)
			return -1;
		if (kept == 0)
			limit(c, rule);
		at = h.to;
	}
	if (got == PATTERN_LIMIT)
		limit(c, rule);
	return 0;
}

static int
by_worth(const void *left, const void *right)
{
	const struct hit *a = left, *b = right;
	size_t m = a->to - a->from, n = b->to - b->from;
	if (a->counted != b->counted)
		return b->counted - a->counted;
	if (m != n)
		return m < n ? 1 : -1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->rule > b->rule) - (a->rule < b->rule);
}

static int
by_place(const void *left, const void *right)
{
	const struct hit *a = left, *b = right;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->rule > b->rule) - (a->rule < b->rule);
}

/* Of the hits from `first` on, all in one paragraph, drops those of `tag` that overlap a better one.
 * `taken` has a byte for every one of the paragraph. */
static void
settle(struct classifier *c, size_t first, size_t tag, char *taken)
{
	size_t kept = first;
	memset(taken, 0, c->hits[first].in.len);
	for (size_t i = first; i < c->count; i++) {
		struct hit h = c->hits[i];
		if (c->rules->rules[h.rule].tag == tag) {
			if (memchr(taken + h.from, 1, h.to - h.from) != NULL)
				continue;
			memset(taken + h.from, 1, h.to - h.from);
		}
		c->hits[kept++] = h;
	}
	c->count = kept;
}

/* Puts a paragraph's hits in order, each place counted once. */
static int
finish_paragraph(struct classifier *c, size_t first)
{
	if (c->count - first < 2)
		return 0;
	char *taken = arena_take(&c->memory, c->hits[first].in.len);
	if (taken == NULL)
		return -1;
	qsort(c->hits + first, c->count - first, sizeof *c->hits, by_worth);
	for (size_t tag = 0; tag < c->rules->tag_count; tag++)
		if (c->shared[tag])
			settle(c, first, tag, taken);
	qsort(c->hits + first, c->count - first, sizeof *c->hits, by_place);
	return 0;
}

static bool
needed(struct classifier *c, const struct rule *r, size_t from, size_t to)
{
	for (size_t i = 0; i < r->need_count; i++)
		if (prefilter_in(c->rules->filter, r->needs[i], from, to))
			return true;
	return r->need_count == 0;
}

/* One decoded field, paragraph by paragraph. All lines of a title are paragraph 0. */
static int
read_paragraphs(struct classifier *c, struct view text, bool is_title)
{
	unsigned long long paragraph = 0;
	prefilter_begin(c->rules->filter, text);
	for (size_t from = 0; from < text.len;) {
		paragraph += !is_title;
		const char *end = memchr(text.at + from, '\n', text.len - from);
		size_t to = end ? (size_t)(end - text.at) : text.len, first = c->count;
		struct view in = view_slice(text, from, to);
		for (size_t i = 0; i < c->rules->count; i++)
			if (c->live[i] && needed(c, &c->rules->rules[i], from, to) &&
			    read_rule(c, i, in, paragraph) != 0)
				return -1;
		if (finish_paragraph(c, first) != 0)
			return -1;
		from = to + 1;
	}
	return 0;
}

/* Which rules may match in the raw field. Returns whether any. */
static bool
choose_rules(struct classifier *c, struct view raw, enum rule_field field)
{
	bool any = false;
	memset(c->found, 0, prefilter_count(c->rules->filter) * sizeof *c->found);
	prefilter_scan(c->rules->filter, raw, c->found);
	for (size_t i = 0; i < c->rules->count; i++) {
		const struct rule *r = &c->rules->rules[i];
		c->live[i] = r->need_count == 0;
		for (size_t k = 0; k < r->need_count && !c->live[i]; k++)
			c->live[i] = c->found[r->needs[k]];
		c->live[i] = c->live[i] && (r->field & field) != 0;
		any |= c->live[i];
	}
	return any;
}

enum classifier_state
classifier_state(const struct classifier *c, size_t tag)
{
	if (!c->has_text && !(c->has_title && c->fields[tag] == RULE_TITLE))
		return CLASSIFIER_UNREAD;
	return c->limited[tag] ? CLASSIFIER_LIMITED : CLASSIFIER_COUNTED;
}

/* What was found of a tag that has no count is dropped: part of a count is no count. */
static void
add_up(struct classifier *c)
{
	size_t kept = 0;
	for (size_t i = 0; i < c->count; i++) {
		size_t tag = c->rules->rules[c->hits[i].rule].tag;
		if (classifier_state(c, tag) != CLASSIFIER_COUNTED)
			continue;
		c->counts[tag] += c->hits[i].counted;
		c->hits[kept++] = c->hits[i];
	}
	c->count = kept;
}

static int
read_field(struct classifier *c, struct view raw, enum rule_field field)
{
	if (!choose_rules(c, raw, field))
		return 0;
	struct view plain = tsv_decode(raw, &c->memory);
	if (plain.at == NULL)
		return -1;
	return read_paragraphs(c, plain, field == RULE_TITLE);
}

int
classifier_read(struct classifier *c, struct view title, struct view text, struct error *e)
{
	arena_reset(&c->memory);
	c->count = 0;
	c->has_title = title.len > 0;
	c->has_text = text.len > 0;
	memset(c->counts, 0, c->rules->tag_count * sizeof *c->counts);
	memset(c->limited, 0, c->rules->tag_count * sizeof *c->limited);
	memset(c->looked, 0, c->rules->count * sizeof *c->looked);
	if (read_field(c, title, RULE_TITLE) != 0 || read_field(c, text, RULE_TEXT) != 0)
		return error_set(e, "no memory");
	add_up(c);
	c->title = c->count > 0 ? tsv_decode(title, &c->memory) : VIEW("");
	return c->title.at ? 0 : error_set(e, "no memory");
}

unsigned long long
classifier_count(const struct classifier *c, size_t tag)
{
	return c->counts[tag];
}

const struct hit *
classifier_hits(const struct classifier *c, size_t *count)
{
	*count = c->count;
	return c->hits;
}

size_t
classifier_tag(const struct classifier *c, const struct hit *h)
{
	return c->rules->rules[h->rule].tag;
}

struct view
classifier_title(const struct classifier *c)
{
	return c->title;
}

unsigned long long
classifier_limits(const struct classifier *c, size_t rule)
{
	return c->limits[rule];
}
