#include "quotation.h"

#include "hypertext.h"
#include "wording.h"

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

/* The sentence with its matches; one that lies within another is part of that one. */
static void
put_sentence(struct buffer *out, struct dossier_hit *const *hits, size_t count)
{
	struct view text = hits[0]->sentence;
	size_t at = 0;
	for (size_t i = 0; i < count; i++) {
		const struct dossier_hit *h = hits[i];
		if (h->place == (size_t)-1 || h->place < at)
			continue;
		hypertext_text(out, view_slice(text, at, h->place));
		buffer_format(
		    out, "<%s class=\"%s\">", h->counted ? "mark" : "del", h->focus ? "focus" : "topic");
		hypertext_element(out, "", h->match, h->counted ? "</mark>" : "</del>");
		at = h->place + h->match.len;
	}
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

static void
put_group(struct buffer *out, const struct report *r, struct dossier_hit **hits, size_t count)
{
	qsort(hits, count, sizeof(struct dossier_hit *), compare_places);
	hypertext_put(out, "<li><span class=\"where\">");
	if (hits[0]->paragraph == 0)
		wording_word(out, r, "trace_title");
	else
		hypertext_element(out, "¶ ", hits[0]->paragraph_text, "");
	hypertext_put(out, "</span> <q lang=\"zh-Hans\">");
	put_sentence(out, hits, count);
	hypertext_put(out, "</q>");
	put_guards(out, r, hits, count);
	hypertext_put(out, "</li>\n");
}

void
quotation_write(struct buffer *out, const struct report *r, const struct dossier_document *d)
{
	size_t count = 0, n = 0;
	for (const struct dossier_hit *h = d->first; h != NULL; h = h->next)
		count++;
	struct dossier_hit **hits = count > 0 ? malloc(count * sizeof(struct dossier_hit *)) : NULL;
	if (hits == NULL) {
		out->failed |= count > 0;
		return;
	}
	for (struct dossier_hit *h = d->first; h != NULL; h = h->next)
		hits[n++] = h;
	qsort(hits, count, sizeof(struct dossier_hit *), compare_hits);
	hypertext_put(out, "<ul class=\"sentences\">\n");
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && same_sentence(hits[i], hits[end]);)
			end++;
		put_group(out, r, hits + i, end - i);
	}
	hypertext_put(out, "</ul>\n");
	free(hits);
}
