#include "classifier.h"

#include "counter.h"
#include "guard.h"
#include "tsv.h"

#include <stdlib.h>
#include <string.h>

struct classifier {
	const struct ruleset *rules;
	size_t *users;                /* by literal, and one more: where its rules begin in `used` */
	size_t *used;                 /* rules, literal by literal */
	size_t *always, always_count; /* rules without literals */
	bool *is_live;                /* by rule: may match in the field at hand */
	size_t *live, live_count;     /* those rules */
	struct counter *counter;      /* NULL: hits are kept */
	bool whole;                   /* all tags are counted */
	bool plainly;                 /* the counter is used in the document at hand */
	bool *looked;                 /* by rule: a limit was reached in this document */
	bool *limited;                /* by tag */
	enum rule_field *fields;      /* by tag: what its rules look at */
	unsigned long long *counts;   /* by tag */
	unsigned long long *limits;   /* by rule */
	bool *shared;                 /* by tag: more than one rule, so hits may overlap */
	struct hit *hits;
	size_t count, room;
	size_t kept;            /* hits so far, before those that overlap were dropped */
	size_t learnt;          /* bytes shown to the prefilter */
	struct view title, raw; /* decoded; the text as it came */
	bool has_title, has_text;
	struct arena setup, memory;
};

enum { LEARN = 1 << 18 }; /* bytes of text that the prefilter is shown */

/* Turns the rules' lists of literals into the literals' lists of rules. */
static int
find_users(struct classifier *c)
{
	const struct ruleset *rules = c->rules;
	size_t literals = prefilter_count(rules->filter), total = 0;
	for (size_t i = 0; i < rules->count; i++)
		total += rules->rules[i].need_count;
	c->users = arena_clear(&c->setup, literals + 2, sizeof *c->users);
	c->used = arena_clear(&c->setup, total + 1, sizeof *c->used);
	c->always = arena_clear(&c->setup, rules->count, sizeof *c->always);
	if (c->users == NULL || c->used == NULL || c->always == NULL)
		return -1;
	for (size_t i = 0; i < rules->count; i++)
		for (size_t k = 0; k < rules->rules[i].need_count; k++)
			c->users[rules->rules[i].needs[k] + 2]++;
	for (size_t i = 0; i < literals; i++)
		c->users[i + 2] += c->users[i + 1];
	for (size_t i = 0; i < rules->count; i++) {
		for (size_t k = 0; k < rules->rules[i].need_count; k++)
			c->used[c->users[rules->rules[i].needs[k] + 1]++] = i;
		if (rules->rules[i].need_count == 0)
			c->always[c->always_count++] = i;
	}
	return 0;
}

static int
prepare(struct classifier *c, enum classifier_use use)
{
	const struct ruleset *rules = c->rules;
	c->is_live = arena_clear(&c->setup, rules->count, sizeof *c->is_live);
	c->live = arena_clear(&c->setup, rules->count, sizeof *c->live);
	c->looked = arena_clear(&c->setup, rules->count, sizeof *c->looked);
	c->limits = arena_clear(&c->setup, rules->count, sizeof *c->limits);
	c->limited = arena_clear(&c->setup, rules->tag_count, sizeof *c->limited);
	c->fields = arena_clear(&c->setup, rules->tag_count, sizeof *c->fields);
	c->counts = arena_clear(&c->setup, rules->tag_count, sizeof *c->counts);
	c->shared = arena_clear(&c->setup, rules->tag_count, sizeof *c->shared);
	if (use == CLASSIFIER_COUNT && (c->counter = counter_new(rules)) == NULL)
		return -1;
	if (c->is_live == NULL || c->live == NULL || c->looked == NULL || c->limits == NULL ||
	    c->limited == NULL || c->fields == NULL || c->counts == NULL || c->shared == NULL)
		return -1;
	return find_users(c);
}

struct classifier *
classifier_new(const struct ruleset *rules, enum classifier_use use)
{
	struct classifier *c = calloc(1, sizeof *c);
	if (c == NULL)
		return NULL;
	c->rules = rules;
	if (prepare(c, use) != 0) {
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
	counter_free(c->counter);
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
	c->kept++;
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

/* A paragraph, and how far a rule sees that may match across its end: to the end of the next one. */
struct place {
	struct view in, beyond;
	unsigned long long paragraph;
};

/* All hits of a rule that begin in a paragraph. -1: no memory. */
static int
read_rule(struct classifier *c, size_t rule, const struct place *p)
{
	const struct rule *r = &c->rules->rules[rule];
	struct view match, where = r->wraps ? p->beyond : p->in;
	enum pattern_answer got = PATTERN_NONE;
	for (size_t at = 0; !c->limited[r->tag] && (got = find(r, where, at, &match)) == PATTERN_MATCH;) {
		struct hit h = { .rule = rule, .paragraph = p->paragraph };
		h.from = (size_t)(match.at - where.at);
		h.to = h.from + match.len;
		if (h.from >= p->in.len)
			break;
		h.in = h.to > p->in.len ? p->beyond : p->in;
		int kept = guard_judge(r, &h) ? keep(c, &h) : 0;
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
 * `taken` has a byte for every one of the paragraph up to the last hit's end. */
static void
settle(struct classifier *c, size_t first, size_t tag, char *taken)
{
	size_t kept = first;
	for (size_t i = first; i < c->count; i++)
		memset(taken + c->hits[i].from, 0, c->hits[i].to - c->hits[i].from);
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
	size_t end = 0;
	for (size_t i = first; i < c->count; i++)
		end = c->hits[i].to > end ? c->hits[i].to : end;
	char *taken = arena_take(&c->memory, end);
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

static size_t
line_end(struct view text, size_t from)
{
	const char *end = from < text.len ? memchr(text.at + from, '\n', text.len - from) : NULL;
	return end ? (size_t)(end - text.at) : text.len;
}

/* One decoded field, paragraph by paragraph. All lines of a title are paragraph 0. */
static int
read_paragraphs(struct classifier *c, struct view text, bool is_title)
{
	unsigned long long paragraph = 0;
	prefilter_begin(c->rules->filter, text);
	for (size_t from = 0; from < text.len;) {
		paragraph += !is_title;
		size_t to = line_end(text, from), first = c->count;
		struct place p = { view_slice(text, from, to), view_slice(text, from, line_end(text, to + 1)),
			paragraph };
		for (size_t i = 0; i < c->live_count; i++)
			if (needed(c, &c->rules->rules[c->live[i]], from, to) &&
			    read_rule(c, c->live[i], &p) != 0)
				return -1;
		if (finish_paragraph(c, first) != 0)
			return -1;
		from = to + 1;
	}
	return 0;
}

struct glance {
	struct classifier *c;
	struct view raw;
	enum rule_field field;
};

static void
wake(const struct glance *g, size_t rule)
{
	struct classifier *c = g->c;
	if (c->is_live[rule] || (c->rules->rules[rule].field & g->field) == 0)
		return;
	c->is_live[rule] = true;
	c->live[c->live_count++] = rule;
}

/* A literal stands in the raw field: its rules count it, or may match there. */
static void
notice(void *context, size_t at, size_t literal)
{
	const struct glance *g = context;
	struct classifier *c = g->c;
	if (at > 0 && g->raw.at[at - 1] == '\\' && !prefilter_is_letter(g->raw, at))
		return;
	for (size_t i = c->users[literal]; i < c->users[literal + 1]; i++) {
		const struct rule *r = &c->rules->rules[c->used[i]];
		if (!c->plainly || !counter_takes(c->counter, r->tag))
			wake(g, c->used[i]);
		else if ((r->field & g->field) != 0)
			counter_add(c->counter, c->used[i], at, at + r->literal.len);
	}
}

static int
by_number(const void *left, const void *right)
{
	const size_t *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

/* One pass over the raw field: counts what can be counted so, and lists the other rules that may match. */
static void
glance(struct classifier *c, struct view raw, enum rule_field field)
{
	struct glance g = { c, raw, field };
	if (c->learnt < LEARN) {
		prefilter_learn(c->rules->filter, raw);
		c->learnt += raw.len;
	}
	for (size_t i = 0; i < c->live_count; i++)
		c->is_live[c->live[i]] = false;
	c->live_count = 0;
	for (size_t i = 0; i < c->always_count; i++)
		wake(&g, c->always[i]);
	prefilter_scan(c->rules->filter, raw, notice, &g);
	if (c->plainly)
		counter_end(c->counter, raw.len);
	qsort(c->live, c->live_count, sizeof *c->live, by_number);
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
	for (size_t tag = 0; tag < c->rules->tag_count && !c->has_text; tag++)
		if (classifier_state(c, tag) != CLASSIFIER_COUNTED)
			c->counts[tag] = 0;
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
	glance(c, raw, field);
	if (c->live_count == 0)
		return 0;
	struct view plain = tsv_decode(raw, &c->memory);
	if (plain.at == NULL)
		return -1;
	return read_paragraphs(c, plain, field == RULE_TITLE);
}

static int
read_document(struct classifier *c, struct view title, struct view text, bool plainly)
{
	arena_reset(&c->memory);
	c->count = c->kept = 0;
	c->plainly = plainly;
	memset(c->counts, 0, c->rules->tag_count * sizeof *c->counts);
	memset(c->limited, 0, c->rules->tag_count * sizeof *c->limited);
	if (plainly)
		counter_begin(c->counter, c->counts);
	return read_field(c, title, RULE_TITLE) != 0 || read_field(c, text, RULE_TEXT) != 0 ? -1 : 0;
}

/* Whether the plain counts stand; also, that no tag was cut short only because the others' hits were not kept. */
static bool
is_sound(const struct classifier *c)
{
	return !counter_gave_up(c->counter) && counter_hits(c->counter) + c->kept < CLASSIFIER_HITS;
}

int
classifier_read(struct classifier *c, struct view title, struct view text, struct error *e)
{
	c->has_title = title.len > 0;
	c->has_text = text.len > 0;
	c->raw = text;
	memset(c->looked, 0, c->rules->count * sizeof *c->looked);
	int got = read_document(c, title, text, c->counter != NULL);
	if (got == 0 && c->plainly && !is_sound(c))
		got = read_document(c, title, text, false);
	if (got != 0)
		return error_set(e, "no memory");
	add_up(c);
	c->whole = c->has_text && memchr(c->limited, true, c->rules->tag_count) == NULL;
	c->title = c->count > 0 ? tsv_decode(title, &c->memory) : VIEW("");
	return c->title.at ? 0 : error_set(e, "no memory");
}

unsigned long long
classifier_count(const struct classifier *c, size_t tag)
{
	return c->counts[tag];
}

const unsigned long long *
classifier_counts(const struct classifier *c)
{
	return c->whole ? c->counts : NULL;
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

bool
classifier_has_paragraphs(const struct classifier *c)
{
	size_t at = view_find(c->raw, VIEW("\\n"), 0);
	while (at != (size_t)-1 && !prefilter_is_letter(c->raw, at))
		at = view_find(c->raw, VIEW("\\n"), at + 1);
	return at != (size_t)-1;
}
