#include "trace.h"

#include "keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hit {
	struct view tag, paragraph, sentence, match, by;
	bool counted;
	struct hit *next;
};

struct traced {
	struct view fields[8]; /* in the order of `shown` */
	struct hit *first, *last;
};

enum {
	SHOWN_ID,
	SHOWN_LEVEL,
	SHOWN_PROVINCE,
	SHOWN_ISSUED,
	SHOWN_TITLE,
	SHOWN_ISSUER,
	SHOWN_DOCNO,
	SHOWN_URL,
	SHOWN
};

struct trace {
	const struct study *study;
	const struct phrases *phrases;
	struct traced *list;
	size_t count, room;
	unsigned long long unknown; /* documents of which the condition can't be decided */
	struct keymap ids;
	struct arena memory;
	struct buffer tags[2];
};

/* A decoded copy of a raw field. */
static struct view
keep(struct trace *t, struct view raw)
{
	struct view v = tsv_decode(raw, &t->memory);
	return v.at == raw.at ? arena_copy(&t->memory, v) : v;
}

static int
add_document(struct trace *t, const struct view *fields, const int column[SHOWN], struct error *e)
{
	bool added;
	if (t->count == t->room) {
		size_t room = t->room ? t->room * 2 : 256;
		struct traced *list = realloc(t->list, room * sizeof *list);
		if (list == NULL)
			return error_set(e, "no memory for %zu documents", room);
		t->list = list;
		t->room = room;
	}
	struct traced *d = &t->list[t->count];
	*d = (struct traced) { 0 };
	for (int i = 0; i < SHOWN; i++) {
		d->fields[i] = column[i] < 0 ? VIEW("") : keep(t, fields[column[i]]);
		if (d->fields[i].at == NULL)
			return error_set(e, "no memory for %zu documents", t->count);
	}
	if (keymap_put(&t->ids, d->fields[SHOWN_ID], t->count, &added) == NULL)
		return error_set(e, "no memory for %zu documents", t->count);
	t->count += added;
	return 0;
}

static int
read_documents(struct trace *t, struct tsv *in, struct expression *x, struct error *e)
{
	static const char *const shown[SHOWN] = { "id", "level", "province", "issued", "title", "issuer",
		"docno", "url" };
	struct view clock = study_value(t->study, "clock");
	int column[SHOWN], got;
	struct view *fields;
	if (tsv_need(in, "id", e) < 0 || expression_bind(x, in, clock.len > 0 ? clock.at : "issued", e) != 0)
		return -1;
	for (int i = 0; i < SHOWN; i++)
		column[i] = tsv_column(in, shown[i]);
	while ((got = tsv_next(in, &fields, e)) == 1) {
		enum truth is = expression_test(x, fields);
		t->unknown += is == TRUTH_UNKNOWN;
		if (is == TRUTH_TRUE && add_document(t, fields, column, e) != 0)
			return -1;
	}
	return got;
}

/* The study's two tags, with `_literal` behind them in the published reading. */
static void
find_tags(struct trace *t)
{
	static const char *const keys[] = { "population", "focus" };
	bool literal = view_equal(study_value(t->study, "preset"), VIEW("published"));
	for (int i = 0; i < 2; i++) {
		buffer_append(&t->tags[i], study_value(t->study, keys[i]));
		buffer_append(&t->tags[i], literal ? VIEW("_literal") : VIEW(""));
	}
}

enum { HIT_ID, HIT_TAG, HIT_PARAGRAPH, HIT_SENTENCE, HIT_MATCH, HIT_COUNTED, HIT_BY, HIT_COLUMNS };

static int
add_hit(struct trace *t, const struct view *fields, const int c[HIT_COLUMNS], struct error *e)
{
	const size_t *index = keymap_get(&t->ids, fields[c[HIT_ID]]);
	struct view tag = fields[c[HIT_TAG]];
	if (index == NULL ||
	    (!view_equal(tag, buffer_view(&t->tags[0])) && !view_equal(tag, buffer_view(&t->tags[1]))))
		return 0;
	struct hit *h = arena_clear(&t->memory, 1, sizeof *h);
	if (h == NULL)
		return error_set(e, "no memory for the hits");
	*h = (struct hit) { .tag = keep(t, tag),
		.paragraph = keep(t, fields[c[HIT_PARAGRAPH]]),
		.sentence = keep(t, fields[c[HIT_SENTENCE]]),
		.match = keep(t, fields[c[HIT_MATCH]]),
		.by = keep(t, fields[c[HIT_BY]]),
		.counted = view_equal(fields[c[HIT_COUNTED]], VIEW("1")) };
	if (!h->tag.at || !h->paragraph.at || !h->sentence.at || !h->match.at || !h->by.at)
		return error_set(e, "no memory for the hits");
	struct traced *d = &t->list[*index];
	if (d->last != NULL)
		d->last->next = h;
	else
		d->first = h;
	d->last = h;
	return 0;
}

static int
read_hits(struct trace *t, struct tsv *in, struct error *e)
{
	static const char *const names[HIT_COLUMNS] = { "id", "tag", "paragraph", "sentence", "match",
		"counted", "by" };
	int column[HIT_COLUMNS], got;
	struct view *fields;
	for (int i = 0; i < HIT_COLUMNS; i++) {
		column[i] = tsv_need(in, names[i], e);
		if (column[i] < 0)
			return -1;
	}
	while ((got = tsv_next(in, &fields, e)) == 1)
		if (add_hit(t, fields, column, e) != 0)
			return -1;
	return got;
}

/* ---- output ---- */

/* Text of a page must not move the terminal's cursor. */
static void
put(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		buffer_byte(out, (unsigned char)v.at[i] < ' ' || v.at[i] == 0x7f ? ' ' : v.at[i]);
}

/* How many hits before this one have the same words in the same sentence. */
static size_t
earlier(const struct traced *d, const struct hit *h)
{
	size_t n = 0;
	for (const struct hit *x = d->first; x != h; x = x->next)
		n += view_equal(x->tag, h->tag) && view_equal(x->paragraph, h->paragraph) &&
		     view_equal(x->sentence, h->sentence) && view_equal(x->match, h->match);
	return n;
}

/* The sentence with the hit's own occurrence of the match between marks. */
static void
put_sentence(struct buffer *out, const struct traced *d, const struct hit *h)
{
	size_t at = view_find(h->sentence, h->match, 0);
	for (size_t n = earlier(d, h); n > 0 && at != (size_t)-1; n--)
		at = view_find(h->sentence, h->match, at + h->match.len);
	if (at == (size_t)-1 || h->match.len == 0) {
		put(out, h->sentence);
		return;
	}
	put(out, view_slice(h->sentence, 0, at));
	buffer_append(out, VIEW("【"));
	put(out, h->match);
	buffer_append(out, VIEW("】"));
	put(out, view_slice(h->sentence, at + h->match.len, h->sentence.len));
}

static void
put_hit(struct buffer *out, const struct trace *t, const struct traced *d, const struct hit *h)
{
	bool title = view_equal(h->paragraph, VIEW("0"));
	buffer_append(out, VIEW("    "));
	put(out, h->tag);
	buffer_append(out, VIEW("  "));
	if (title)
		put(out, phrases_get(t->phrases, "trace_title"));
	else
		buffer_append(out, VIEW("¶"));
	put(out, title ? VIEW("") : h->paragraph);
	buffer_append(out, VIEW("  "));
	put_sentence(out, d, h);
	if (!h->counted) {
		buffer_append(out, VIEW("  ("));
		put(out, phrases_get(t->phrases, "trace_cancelled"));
		put(out, h->by);
		buffer_byte(out, ')');
	}
	buffer_byte(out, '\n');
}

/* The filled ones of the fields, in a line of their own; none: no line. */
static void
put_fields(struct buffer *out, const char *indent, const struct traced *d, int from, int to)
{
	bool any = false;
	for (int i = from; i <= to; i++) {
		if (d->fields[i].len == 0)
			continue;
		buffer_append(out, view_of(any ? "  " : indent));
		put(out, d->fields[i]);
		any = true;
	}
	if (any)
		buffer_byte(out, '\n');
}

static void
put_document(struct buffer *out, const struct trace *t, const struct traced *d)
{
	put_fields(out, "", d, SHOWN_ID, SHOWN_TITLE);
	put_fields(out, "  ", d, SHOWN_ISSUER, SHOWN_DOCNO);
	put_fields(out, "  ", d, SHOWN_URL, SHOWN_URL);
	for (const struct hit *h = d->first; h != NULL; h = h->next)
		put_hit(out, t, d, h);
	buffer_byte(out, '\n');
}

static int
put_all(struct buffer *out, struct trace *t, const char *condition, struct error *e)
{
	char count[32], unknown[32];
	snprintf(count, sizeof count, "%zu", t->count);
	snprintf(unknown, sizeof unknown, "%llu", t->unknown);
	struct filling f[] = { { "count", view_of(count) }, { "unknown", view_of(unknown) },
		{ "condition", view_of(condition) } };
	struct view summary = phrases_fill(t->phrases, &t->memory, "trace_summary", f, sizeof f / sizeof *f);
	if (study_synthetic(t->study)) {
		put(out, phrases_get(t->phrases, "synthetic"));
		buffer_append(out, VIEW("\n\n"));
	}
	for (size_t i = 0; i < t->count; i++)
		put_document(out, t, &t->list[i]);
	put(out, summary);
	buffer_byte(out, '\n');
	return summary.at && !out->failed ? 0 : error_set(e, "no memory for %zu documents", t->count);
}

/* Opens a file of the folder and reads it by `read_rows`. */
static struct tsv *
open_file(const struct trace *t, const char *name, char *path, size_t room, struct error *e)
{
	char *paths[] = { path };
	int n = snprintf(path, room, "%s/%s", t->study->dir, name);
	if (n >= 0 && (size_t)n < room)
		return tsv_open(paths, 1, e);
	error_set(e, "the folder's name is too long");
	return NULL;
}

int
trace_write(struct buffer *out, const struct study *study, const struct phrases *phrases,
    const char *condition, struct error *e)
{
	struct trace t = { .study = study, .phrases = phrases };
	struct expression x;
	char documents[4096], hits[4096];
	if (expression_parse(&x, condition, e) != 0)
		return -1;
	find_tags(&t);
	struct tsv *in = open_file(&t, "documents.tsv", documents, sizeof documents, e);
	int got = in ? read_documents(&t, in, &x, e) : -1;
	tsv_close(in);
	in = got == 0 ? open_file(&t, "hits.tsv", hits, sizeof hits, e) : NULL;
	if (got == 0)
		got = in ? read_hits(&t, in, e) : -1;
	tsv_close(in);
	if (got == 0)
		got = put_all(out, &t, condition, e);
	expression_free(&x);
	buffer_free(&t.tags[0]);
	buffer_free(&t.tags[1]);
	keymap_free(&t.ids);
	arena_free(&t.memory);
	free(t.list);
	return got;
}
