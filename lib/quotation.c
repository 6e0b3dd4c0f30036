#include "quotation.h"

#include "filing.h"
#include "hypertext.h"
#include "wording.h"

#include <limits.h>
#include <stdlib.h>

/* By paragraph, then by what stands first in it. */
static int
compare_hits(const void *a, const void *b)
{
	const struct dossier_hit *x = *(struct dossier_hit *const *)a, *y = *(struct dossier_hit *const *)b;
	if (x->paragraph != y->paragraph)
		return x->paragraph < y->paragraph ? -1 : 1;
	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	int by = view_compare(x->sentence, y->sentence);
	return by != 0 ? by : view_compare(x->tag, y->tag);
}

/* By where the match stands in the sentence; of two in the same place one that counts first. */
static int
compare_places(const void *a, const void *b)
{
	const struct dossier_hit *x = *(struct dossier_hit *const *)a, *y = *(struct dossier_hit *const *)b;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->counted != y->counted)
		return x->counted ? -1 : 1;
	return view_compare(x->tag, y->tag);
}

static bool
same_sentence(const struct dossier_hit *x, const struct dossier_hit *y)
{
	return x->paragraph == y->paragraph && view_equal(x->sentence, y->sentence);
}

/*
 * What stands before a match, from `at` on, and the match, whose sentence begins at `sentence`. Where it ends; one that lies within
 * another is part of that one.
 */
static size_t
put_match(struct buffer *out, struct view text, size_t at, size_t sentence, const struct dossier_hit *h)
{
	size_t place = sentence + h->place;
	if (h->place == (size_t)-1 || place < at)
		return at;
	hypertext_text(out, view_slice(text, at, place));
	buffer_format(out, "<%s class=\"%s\">", h->counted ? "mark" : "del", h->focus ? "focus" : "topic");
	hypertext_element(out, "", h->match, h->counted ? "</mark>" : "</del>");
	return place + h->match.len;
}

/* The sentence with its matches. */
static void
put_sentence(struct buffer *out, struct dossier_hit *const *hits, size_t count)
{
	struct view text = hits[0]->sentence;
	size_t at = 0;
	for (size_t i = 0; i < count; i++)
		at = put_match(out, text, at, 0, hits[i]);
	hypertext_text(out, view_slice(text, at, text.len));
}

/* The guard's words, once for hits in a row that have the same. */
static void
put_guards(struct buffer *out, const struct report *r, struct dossier_hit *const *hits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct dossier_hit *h = hits[i];
		bool told = i > 0 && h->counted == hits[i - 1]->counted && view_equal(h->by, hits[i - 1]->by);
		if (told || (h->counted && h->by.len == 0))
			continue;
		wording_element(out, r,
		    h->counted ? " <span class=\"guard kept\">" : " <span class=\"guard\">",
		    h->counted ? "trace_kept" : "trace_cancelled", "");
		hypertext_element(out, "<span lang=\"zh-Hans\">", h->by, "</span></span>");
	}
}

/* Where the sentence stands, with a link to that paragraph of the archived copy. */
static void
put_place(struct buffer *out, const struct report *r, struct view copy, const struct dossier_hit *h)
{
	const char *end = copy.len > 0 ? "</a>" : "</span>";
	if (copy.len > 0) {
		hypertext_element(out, "<a class=\"where\" href=\"", copy, "");
		if (h->paragraph > 0)
			hypertext_element(out, "#p", h->paragraph_text, "");
		hypertext_put(out, "\">");
	} else {
		hypertext_put(out, "<span class=\"where\">");
	}
	if (h->paragraph == 0)
		wording_word(out, r, "trace_title");
	else
		hypertext_element(out, "¶ ", h->paragraph_text, "");
	hypertext_put(out, end);
}

static void
put_group(
    struct buffer *out, const struct report *r, struct view copy, struct dossier_hit **hits, size_t count)
{
	qsort(hits, count, sizeof(struct dossier_hit *), compare_places);
	hypertext_put(out, "<li>");
	put_place(out, r, copy, hits[0]);
	hypertext_put(out, " <q lang=\"zh-Hans\">");
	put_sentence(out, hits, count);
	hypertext_put(out, "</q>");
	put_guards(out, r, hits, count);
	hypertext_put(out, "</li>\n");
}

#define EVERY ULLONG_MAX /* paragraph */

/* The hits of a document, or of one of its paragraphs, in order. NULL: none, or no memory. */
static struct dossier_hit **
list_hits(struct buffer *out, const struct dossier_document *d, unsigned long long paragraph, size_t *count)
{
	*count = 0;
	for (const struct dossier_hit *h = d->first; h != NULL; h = h->next)
		*count += paragraph == EVERY || h->paragraph == paragraph;
	struct dossier_hit **hits = *count > 0 ? malloc(*count * sizeof(struct dossier_hit *)) : NULL;
	size_t n = 0;
	out->failed |= *count > 0 && hits == NULL;
	for (struct dossier_hit *h = d->first; hits != NULL && h != NULL; h = h->next)
		if (paragraph == EVERY || h->paragraph == paragraph)
			hits[n++] = h;
	if (hits != NULL)
		qsort(hits, n, sizeof(struct dossier_hit *), compare_hits);
	return hits;
}

void
quotation_write(struct buffer *out, struct report *r, const struct dossier_document *d)
{
	size_t count;
	struct dossier_hit **hits = list_hits(out, d, EVERY, &count);
	if (hits == NULL)
		return;
	struct buffer copy = { 0 };
	(void)filing_copy(&copy, r, d);
	hypertext_put(out, "<ul class=\"sentences\">\n");
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_sentence(hits[i], hits[end]);)
			end++;
		put_group(out, r, buffer_view(&copy), hits + i, end - i);
	}
	hypertext_put(out, "</ul>\n");
	buffer_free(&copy);
	free(hits);
}

/* The matches of a sentence within its paragraph, of which all before `at` is written. Where the last one ends. */
static size_t
put_within(struct buffer *out, struct view text, size_t at, struct dossier_hit **hits, size_t count)
{
	size_t sentence = view_find(text, hits[0]->sentence, 0);
	if (sentence == (size_t)-1)
		return at;
	qsort(hits, count, sizeof(struct dossier_hit *), compare_places);
	for (size_t i = 0; i < count; i++)
		at = put_match(out, text, at, sentence, hits[i]);
	return at;
}

void
quotation_paragraph(
    struct buffer *out, const struct dossier_document *d, unsigned long long number, struct view text)
{
	size_t count, at = 0;
	struct dossier_hit **hits = list_hits(out, d, number, &count);
	for (size_t i = 0, end; hits != NULL && i < count; i = end) {
		for (end = i + 1; end < count && same_sentence(hits[i], hits[end]);)
			end++;
		at = put_within(out, text, at, hits + i, end - i);
	}
	free(hits);
	hypertext_text(out, view_slice(text, at, text.len));
}
