#include "scope.h"

#include "context.h"

int
scope_read(struct scope *s, const char *name, const struct ruleset *rules, struct error *e)
{
	struct view rest = view_of(name), focus = { 0 }, population = { 0 }, unit = { 0 };
	*s = (struct scope) { .name = name };
	if (!view_split(&rest, '.', &focus) || !view_split(&rest, '.', &population) ||
	    !view_split(&rest, '.', &unit) || rest.at != NULL)
		return error_set(e, "scope \"%.200s\" is not of the form TAG.TAG.UNIT", name);
	s->focus = ruleset_tag(rules, focus);
	s->population = ruleset_tag(rules, population);
	if (s->focus == rules->tag_count || s->population == rules->tag_count)
		return error_set(e, "scope \"%.200s\": %s has no such tag", name, rules->file);
	if (s->focus == s->population)
		return error_set(e, "scope \"%.200s\" names one tag twice", name);
	if (view_equal(unit, VIEW("sentence")))
		s->unit = SCOPE_SENTENCE;
	else if (!view_equal(unit, VIEW("paragraph")))
		return error_set(e, "scope \"%.200s\": the unit must be paragraph or sentence", name);
	return 0;
}

/* Whether counted hits of both tags stand in the text. */
static bool
text_holds_both(const struct scope *s, const struct classifier *c)
{
	size_t count;
	const struct hit *hits = classifier_hits(c, &count);
	bool focus = false, population = false;
	for (size_t i = 0; i < count; i++) {
		size_t tag = classifier_tag(c, &hits[i]);
		bool counts = hits[i].counted && hits[i].paragraph > 0;
		focus |= counts && tag == s->focus;
		population |= counts && tag == s->population;
	}
	return focus && population;
}

enum classifier_state
scope_state(const struct scope *s, const struct classifier *c)
{
	enum classifier_state focus = classifier_state(c, s->focus);
	if (focus != CLASSIFIER_COUNTED)
		return focus;
	if (s->unit == SCOPE_PARAGRAPH && !classifier_has_paragraphs(c) && text_holds_both(s, c))
		return CLASSIFIER_UNREAD;
	return classifier_state(c, s->population);
}

/* Whether hit `b`, which comes behind `a`, lies in the same unit. */
static bool
together(const struct scope *s, const struct hit *a, const struct hit *b)
{
	if (a->in.at != b->in.at)
		return false;
	return s->unit == SCOPE_PARAGRAPH || !context_sentence_ends(view_slice(a->in, a->from, b->from));
}

/* From hit `from` to behind the last one of its unit: how many counted hits of the focus, and whether the population is there. */
static size_t
read_unit(
    const struct scope *s, const struct classifier *c, size_t from, unsigned long long *focus, bool *held)
{
	size_t count, i = from;
	const struct hit *hits = classifier_hits(c, &count);
	*focus = 0;
	*held = false;
	do {
		size_t tag = classifier_tag(c, &hits[i]);
		*focus += hits[i].counted && tag == s->focus;
		*held |= hits[i].counted && tag == s->population;
		i++;
	} while (i < count && together(s, &hits[i - 1], &hits[i]));
	return i;
}

unsigned long long
scope_count(const struct scope *s, const struct classifier *c)
{
	size_t count;
	unsigned long long sum = 0, focus;
	bool held;
	classifier_hits(c, &count);
	for (size_t i = 0; i < count;) {
		i = read_unit(s, c, i, &focus, &held);
		sum += held ? focus : 0;
	}
	return sum;
}

void
scope_mark(const struct scope *s, const struct classifier *c, bool *marks)
{
	size_t count, to;
	const struct hit *hits = classifier_hits(c, &count);
	unsigned long long focus;
	bool held;
	for (size_t i = 0; i < count; i = to) {
		to = read_unit(s, c, i, &focus, &held);
		for (size_t k = i; held && focus > 0 && k < to; k++)
			marks[k] |= hits[k].counted && classifier_tag(c, &hits[k]) == s->focus;
	}
}
