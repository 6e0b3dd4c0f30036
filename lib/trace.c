#include "trace.h"

#include "dossier.h"
#include "width.h"

#include <stdio.h>

/* Select Graphic Rendition (ECMA-48 §8.3.117): bold, crossed out, none. */
#define BOLD "\033[1m"
#define STRUCK "\033[9m"
#define PLAIN "\033[0m"

static void
put_style(struct buffer *out, const struct trace_options *o, const char *style)
{
	if (o->colour)
		buffer_append(out, view_of(style));
}

/* The sentence with the hit's own occurrence of the match between marks. */
static void
put_sentence(struct buffer *out, const struct trace_options *o, const struct dossier_hit *h)
{
	if (h->place == (size_t)-1) {
		width_put(out, h->sentence);
		return;
	}
	width_put(out, view_slice(h->sentence, 0, h->place));
	buffer_append(out, VIEW("【"));
	put_style(out, o, h->counted ? BOLD : STRUCK);
	width_put(out, h->match);
	put_style(out, o, PLAIN);
	buffer_append(out, VIEW("】"));
	width_put(out, view_slice(h->sentence, h->place + h->match.len, h->sentence.len));
}

static void
put_hit(struct buffer *out, const struct trace_options *o, const struct dossier_hit *h)
{
	bool title = view_equal(h->paragraph_text, VIEW("0"));
	buffer_append(out, VIEW("    "));
	width_put(out, h->tag);
	buffer_append(out, VIEW("  "));
	if (title)
		width_put(out, phrases_get(o->phrases, "trace_title"));
	else
		buffer_append(out, VIEW("¶"));
	width_put(out, title ? VIEW("") : h->paragraph_text);
	buffer_append(out, VIEW("  "));
	put_sentence(out, o, h);
	if (!h->counted) {
		buffer_append(out, VIEW("  ("));
		width_put(out, phrases_get(o->phrases, "trace_cancelled"));
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

/* Id, level, province with its names, date, title: in a line. */
static void
put_heading(struct buffer *out, const struct trace_options *o, const struct dossier_document *d)
{
	const struct place *place = places_province(o->places, d->fields[DOSSIER_PROVINCE]);
	for (int i = DOSSIER_ID; i <= DOSSIER_TITLE; i++) {
		if (d->fields[i].len == 0)
			continue;
		buffer_append(out, i > DOSSIER_ID ? VIEW("  ") : VIEW(""));
		put_style(out, o, i == DOSSIER_TITLE ? BOLD : "");
		width_put(out, d->fields[i]);
		put_style(out, o, i == DOSSIER_TITLE ? PLAIN : "");
		if (i != DOSSIER_PROVINCE || place == NULL)
			continue;
		buffer_byte(out, ' ');
		width_put(out, place->name);
		buffer_append(out, VIEW(" ("));
		width_put(out, place->name_en);
		buffer_byte(out, ')');
	}
	buffer_byte(out, '\n');
}

static void
put_document(struct buffer *out, const struct trace_options *o, const struct dossier_document *d)
{
	put_heading(out, o, d);
	put_fields(out, "  ", d, DOSSIER_ISSUER, DOSSIER_DOCNO);
	put_fields(out, "  ", d, DOSSIER_URL, DOSSIER_URL);
	for (const struct dossier_hit *h = d->first; h != NULL; h = h->next)
		put_hit(out, o, h);
	buffer_byte(out, '\n');
}

static int
put_all(struct buffer *out, struct dossier *d, const struct trace_options *o, struct error *e)
{
	char count[32], unknown[32];
	size_t satisfied = 0;
	if (study_synthetic(d->study)) {
		width_put(out, phrases_get(o->phrases, "synthetic"));
		buffer_append(out, VIEW("\n\n"));
	}
	for (size_t i = 0; i < d->count; i++) {
		if (d->list[i]->is != TRUTH_TRUE)
			continue;
		put_document(out, o, d->list[i]);
		satisfied++;
	}
	snprintf(count, sizeof count, "%zu", satisfied);
	snprintf(unknown, sizeof unknown, "%llu", d->unknown);
	struct filling f[] = { { "count", view_of(count) }, { "unknown", view_of(unknown) },
		{ "condition", view_of(o->condition) } };
	struct view summary = phrases_fill(o->phrases, &d->memory, "trace_summary", f, sizeof f / sizeof *f);
	width_put(out, summary);
	buffer_byte(out, '\n');
	return summary.at && !out->failed ? 0 : error_set(e, "no memory for %zu documents", d->count);
}

int
trace_write(struct buffer *out, const struct study *study, const struct trace_options *o, struct error *e)
{
	struct dossier d;
	int got = dossier_read(&d, study, o->condition, DOSSIER_PLAIN, e);
	if (got == 0)
		got = put_all(out, &d, o, e);
	dossier_free(&d);
	return got;
}
