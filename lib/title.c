#include "title.h"

#include "dateline.h"
#include "fold.h"
#include "utf8.h"

#include <string.h>

#define NOWHERE ((size_t)-1)

/* Characters of a title, at least and at most; bytes of a <title>, above which it is none. Blocks between title and date. */
enum { SHORTEST = 6, LONGEST = 200, ELEMENT = 2048, ABOVE = 2 };

static bool
is_shown(const struct block *b)
{
	return !(b->flags & (OUTLINE_HEAD | OUTLINE_HIDDEN)) && b->chars >= SHORTEST && b->chars <= LONGEST;
}

/* The text of <title>, appended to `out`. */
static void
title_element(const struct outline *o, struct buffer *out)
{
	for (size_t i = 0; i < o->count && out->len == 0; i++)
		if ((o->blocks[i].flags & OUTLINE_HEAD) && outline_text(o, i).len <= ELEMENT)
			outline_plain(outline_text(o, i), out);
}

void
title_headings(const struct outline *o, struct facts *f)
{
	struct buffer element = { 0 }, scratch = { 0 };
	title_element(o, &element);
	struct view whole = buffer_view(&element);
	for (size_t i = 0; whole.len > 0 && i < o->count; i++) {
		if (!is_shown(&o->blocks[i]))
			continue;
		struct view heading = outline_plain_text(o, i, &scratch);
		if (heading.len > whole.len || heading.len * 2 <= whole.len ||
		    view_find(whole, heading, 0) == NOWHERE)
			continue;
		facts_offer(f, FACT_TITLE, heading, "heading");
		break;
	}
	buffer_free(&element);
	buffer_free(&scratch);
}

/* With a label, or with a time of day. */
static bool
is_dated(struct view line, const struct words *words, int last)
{
	struct date d;
	size_t start, end;
	return dateline_read(line, last, &d) || (line.len <= 4 * LONGEST && words_in(words, "dated", line) &&
	                                            date_find(line, 0, last, &d, &start, &end));
}

/* Could the block be the title of a page with this <title>? */
static bool
is_title(const struct outline *o, size_t block, struct view element, struct buffer *scratch)
{
	const struct block *b = &o->blocks[block];
	if (!is_shown(b) || b->linked > 0 || (b->flags & OUTLINE_ASIDE))
		return false;
	struct view line = outline_plain_text(o, block, scratch);
	return (b->heading > 0 || view_starts(element, line)) && !view_ends(line, VIEW("。"));
}

/* A subtitle is a lower heading, or none. */
static unsigned
rank(const struct block *b)
{
	return b->heading > 0 ? b->heading : 7;
}

void
title_dated(const struct outline *o, const struct words *words, struct facts *f)
{
	struct buffer element = { 0 }, scratch = { 0 };
	if (f->value[FACT_TITLE].len > 0 && f->trials == NULL) /* it couldn't be taken */
		return;
	title_element(o, &element);
	for (size_t i = 1; i < o->count; i++) {
		if (!is_dated(outline_text(o, i), words, f->last))
			continue;
		size_t best = o->count;
		for (size_t k = i; k-- > 0 && k + ABOVE >= i;)
			if (is_title(o, k, buffer_view(&element), &scratch) &&
			    (best == o->count || rank(&o->blocks[k]) < rank(&o->blocks[best])))
				best = k;
		if (best < o->count)
			facts_offer(f, FACT_TITLE, outline_plain_text(o, best, &scratch), "above the date");
		break;
	}
	buffer_free(&element);
	buffer_free(&scratch);
}

/* The last mark between a title and the name of a site: where it stands, and in `*width` its bytes; 0: there is none. */
static size_t
last_mark(struct view title, size_t *width)
{
	static const char *const marks[] = { "_", " - ", "-", "|", "—", "–", "－", "::", "--" };
	size_t last = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (size_t hit = 1; (hit = view_find(title, view_of(marks[i]), hit)) != NOWHERE; hit++)
			if (hit >= last) {
				last = hit;
				*width = strlen(marks[i]);
			}
	return last;
}

/* Without the names of column and site behind it. An underline separates nothing else; other marks stand in titles too. */
static struct view
without_site(const struct words *words, struct view title)
{
	for (size_t last, width = 0; (last = last_mark(title, &width)) > SHORTEST;) {
		struct view name = view_trim(view_slice(title, last + width, title.len));
		bool ended = words_end(words, "kind", view_trim(view_slice(title, 0, last))) > 0;
		if (words_end(words, "site", name) == 0 && title.at[last] != '_' && !ended)
			break;
		title = view_trim(view_slice(title, 0, last));
		while (title.len > 0 && (title.at[title.len - 1] == '-' || title.at[title.len - 1] == '_'))
			title.len--;
	}
	return title;
}

/* A heading that is broken over lines is several blocks of one element. */
static void
offer_level(const struct outline *o, unsigned char level, struct facts *f)
{
	for (size_t i = 0; i < o->count; i++) {
		const struct block *b = &o->blocks[i];
		struct view whole = html_text(o->html, b->node);
		bool again = i > 0 && o->blocks[i - 1].node == b->node;
		if (again || whole.len > FACT_LENGTH || b->heading != level || b->linked > 0 ||
		    (b->flags & (OUTLINE_ASIDE | OUTLINE_HIDDEN)))
			continue;
		if (utf8_count(whole) >= SHORTEST && facts_offer(f, FACT_TITLE, whole, "heading"))
			return;
	}
}

/* The first line above the text that ends like a document's title. */
static void
offer_line(const struct outline *o, const struct words *words, struct facts *f)
{
	struct buffer scratch = { 0 };
	for (size_t i = 0; i < o->count; i++) {
		const struct block *b = &o->blocks[i];
		if (!is_shown(b) || b->linked > 0 || (b->flags & (OUTLINE_ASIDE | OUTLINE_FIELD)))
			continue;
		struct view line = outline_plain_text(o, i, &scratch);
		if (view_ends(line, VIEW("：")) || view_ends(line, VIEW("。")))
			break;
		if (words_end(words, "kind", line) == 0 || !words_in(words, "matter", line) ||
		    view_find(line, VIEW("。"), 0) != NOWHERE)
			continue;
		facts_offer(f, FACT_TITLE, line, "title line");
		break;
	}
	buffer_free(&scratch);
}

void
title_offer(const struct outline *o, const struct words *words, struct facts *f)
{
	struct buffer element = { 0 };
	title_element(o, &element);
	struct view title = without_site(words, buffer_view(&element));
	bool site = words_end(words, "site", title) > 0 && words_end(words, "kind", title) == 0;
	if (!site)
		facts_offer(f, FACT_TITLE, title, "title element");
	for (unsigned char level = 1; level <= 3; level++)
		offer_level(o, level, f);
	offer_line(o, words, f);
	buffer_free(&element);
}

void
title_last(const struct outline *o, const struct words *words, struct facts *f)
{
	struct buffer element = { 0 };
	title_element(o, &element);
	facts_offer(f, FACT_TITLE, without_site(words, buffer_view(&element)), "title element");
	buffer_free(&element);
}

void
title_complete(const struct outline *o, struct facts *f)
{
	struct view title = f->value[FACT_TITLE], stem = title;
	const char *source = f->source[FACT_TITLE];
	while (view_ends(stem, VIEW(".")) || view_ends(stem, VIEW("…")))
		stem.len -= view_ends(stem, VIEW(".")) ? 1 : strlen("…");
	if (stem.len == title.len || stem.len < 3 * SHORTEST ||
	    (source != NULL && strcmp(source, "input") == 0))
		return;
	struct buffer scratch = { 0 };
	for (size_t i = 0; i < o->count; i++) {
		if (!is_shown(&o->blocks[i]))
			continue;
		struct view whole = outline_plain_text(o, i, &scratch);
		if (!view_starts(whole, stem) || whole.len <= title.len || view_ends(whole, VIEW("…")) ||
		    view_ends(whole, VIEW("...")))
			continue;
		facts_replace(f, FACT_TITLE, whole, "heading");
		break;
	}
	buffer_free(&scratch);
}
