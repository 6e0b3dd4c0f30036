#include "guard.h"

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

bool
guard_judge(const struct rule *r, struct hit *h)
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
