#include "teaser.h"

/* Elements alike that make a list of teasers, at least; characters of one at most, and of its linked headline at least. */
enum { TEASERS = 3, TEASER_TEXT = 600, TEASER_LINK = 12 };

/* A headline that is a link, and a line or two below or above it. */
static bool
is_teaser(const struct outline *o, uint32_t node)
{
	size_t from, to, chars = 0;
	bool headline = false;
	outline_range(o, node, &from, &to);
	for (size_t i = from; i < to && chars <= TEASER_TEXT; i++) {
		const struct block *b = &o->blocks[i];
		chars += b->chars;
		headline = headline || (b->chars >= TEASER_LINK && b->linked * 5 >= b->chars * 4);
	}
	return to - from >= 2 && headline && chars <= TEASER_TEXT;
}

/* Elements of the same kind and class, side by side. */
struct run {
	uint32_t from, to; /* the first, and behind the last */
	size_t count;
	bool teasers; /* all of them are */
};

/* A run of teasers is printed beside an article, unless it is most of the page, which then is an index. */
static void
end_run(struct outline *o, struct run *r, size_t all)
{
	size_t from, to, weight = 0;
	if (r->count < TEASERS || !r->teasers)
		return;
	outline_range(o, r->from, &from, &to);
	for (; to < o->count && o->blocks[to].at < r->to; to++)
		;
	for (size_t i = from; i < to; i++)
		weight += outline_weight(&o->blocks[i]);
	if (weight * 5 >= all * 3)
		return;
	for (uint32_t i = r->from; i < r->to; i++)
		o->flags[i] |= OUTLINE_APART;
	for (size_t i = from; i < to; i++)
		o->blocks[i].flags |= OUTLINE_APART;
}

static bool
is_alike(const struct html *h, uint32_t a, uint32_t b)
{
	return a != 0 && h->nodes[a].tag == h->nodes[b].tag &&
	       view_equal(html_value(h, a, HTML_CLASS), html_value(h, b, HTML_CLASS));
}

static void
mark_teasers(struct outline *o, uint32_t parent, size_t all)
{
	const struct html *h = o->html;
	struct run r = { 0 };
	for (uint32_t i = parent + 1; i < h->nodes[parent].end; i = h->nodes[i].end) {
		enum tag t = h->nodes[i].tag;
		if (t != TAG_LI && t != TAG_DIV && t != TAG_ARTICLE && t != TAG_SECTION)
			continue;
		if (!is_alike(h, r.from, i)) {
			end_run(o, &r, all);
			r = (struct run) { .from = i, .teasers = true };
		}
		r.count++;
		r.to = h->nodes[i].end;
		r.teasers = r.teasers && is_teaser(o, i);
	}
	end_run(o, &r, all);
}

void
teaser_mark(struct outline *o, size_t all)
{
	const struct html *h = o->html;
	for (uint32_t i = 1; i < h->count; i++)
		if (h->nodes[i].end - i > TEASERS * 2 &&
		    !(o->flags[i] & (OUTLINE_ASIDE | OUTLINE_APART | OUTLINE_ROW)))
			mark_teasers(o, i, all);
}
