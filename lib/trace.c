#include "trace.h"

#include "dossier.h"
#include "width.h"

#include <stdio.h>

/* The sentence with the hit's own occurrence of the match between marks. */
static void
put_sentence(struct buffer *out, const struct dossier_hit *h)
{
	if (h->place == (size_t)-1) {
		width_put(out, h->sentence);
		return;
	}
	width_put(out, view_slice(h->sentence, 0, h->place));
	buffer_append(out, VIEW("【"));
	width_put(out, h->match);
	buffer_append(out, VIEW("】"));
	width_put(out, view_slice(h->sentence, h->place + h->match.len, h->sentence.len));
}

static void
put_hit(struct buffer *out, const struct phrases *phrases, const struct dossier_hit *h)
{
	bool title = view_equal(h->paragraph_text, VIEW("0"));
	buffer_append(out, VIEW("    "));
	width_put(out, h->tag);
	buffer_append(out, VIEW("  "));
	if (title)
		width_put(out, phrases_get(phrases, "trace_title"));
	else
		buffer_append(out, VIEW("¶"));
	width_put(out, title ? VIEW("") : h->paragraph_text);
	buffer_append(out, VIEW("  "));
	put_sentence(out, h);
	if (!h->counted) {
		buffer_append(out, VIEW("  ("));
		width_put(out, phrases_get(phrases, "trace_cancelled"));
		width_put(out, h->by);
		buffer_byte(out, ')');
	}
	buffer_byte(out, '\n');
}

/* The filled ones of the fields, in a line of their own; none: no line. */
static void
put_fields(struct buffer *out, const char *indent, const struct dossier_document *d, int from, int to)
{
	bool any = false;
	for (int i = from; i <= to; i++) {
		if (d->fields[i].len == 0)
			continue;
		buffer_append(out, view_of(any ? "  " : indent));
		width_put(out, d->fields[i]);
		any = true;
	}
	if (any)
		buffer_byte(out, '\n');
}

static void
put_document(struct buffer *out, const struct phrases *phrases, const struct dossier_document *d)
{
	put_fields(out, "", d, DOSSIER_ID, DOSSIER_TITLE);
	put_fields(out, "  ", d, DOSSIER_ISSUER, DOSSIER_DOCNO);
	put_fields(out, "  ", d, DOSSIER_URL, DOSSIER_URL);
	for (const struct dossier_hit *h = d->first; h != NULL; h = h->next)
		put_hit(out, phrases, h);
	buffer_byte(out, '\n');
}

static int
put_all(struct buffer *out, struct dossier *d, const struct phrases *phrases, const char *condition,
    struct error *e)
{
	char count[32], unknown[32];
	size_t satisfied = 0;
	if (study_synthetic(d->study)) {
		width_put(out, phrases_get(phrases, "synthetic"));
		buffer_append(out, VIEW("\n\n"));
	}
	for (size_t i = 0; i < d->count; i++) {
		if (d->list[i]->is != TRUTH_TRUE)
			continue;
		put_document(out, phrases, d->list[i]);
		satisfied++;
	}
	snprintf(count, sizeof count, "%zu", satisfied);
	snprintf(unknown, sizeof unknown, "%llu", d->unknown);
	struct filling f[] = { { "count", view_of(count) }, { "unknown", view_of(unknown) },
		{ "condition", view_of(condition) } };
	struct view summary = phrases_fill(phrases, &d->memory, "trace_summary", f, sizeof f / sizeof *f);
	width_put(out, summary);
	buffer_byte(out, '\n');
	return summary.at && !out->failed ? 0 : error_set(e, "no memory for %zu documents", d->count);
}

int
trace_write(struct buffer *out, const struct study *study, const struct phrases *phrases,
    const char *condition, struct error *e)
{
	struct dossier d;
	int got = dossier_read(&d, study, condition, DOSSIER_PLAIN, e);
	if (got == 0)
		got = put_all(out, &d, phrases, condition, e);
	dossier_free(&d);
	return got;
}
