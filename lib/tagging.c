#include "tagging.h"

#include "utf8.h"

#include <string.h>

static int
read_scopes(struct tagging *t, const struct view names[], size_t count, struct error *e)
{
	t->scopes = arena_clear(&t->setup, count + 1, sizeof *t->scopes);
	if (t->scopes == NULL)
		return error_set(e, "no memory");
	for (; t->scope_count < count; t->scope_count++) {
		const char *name = arena_copy(&t->setup, names[t->scope_count]).at;
		if (name == NULL)
			return error_set(e, "no memory");
		if (scope_read(&t->scopes[t->scope_count], name, t->rules, e) != 0)
			return -1;
	}
	return 0;
}

static int
lay_out(struct tagging *t, const struct tsv *in, bool chars, struct error *e)
{
	size_t tags = t->rules->tag_count, count = tags + t->scope_count;
	const char **own = arena_clear(&t->setup, count + 2, sizeof *own);
	if (own == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < tags; i++)
		own[i] = t->rules->tags[i];
	for (size_t i = 0; i < t->scope_count; i++)
		own[tags + i] = t->scopes[i].name;
	own[count] = "limits";
	own[count + 1] = "chars";
	t->text = chars ? tsv_need(in, "text", e) : -1;
	if ((chars && t->text < 0) || tsv_layout(&t->layout, in, own, count + 1 + chars, e) != 0)
		return -1;
	t->shown = arena_clear(&t->setup, t->layout.width, sizeof *t->shown);
	t->dropped = arena_clear(&t->setup, t->layout.width, sizeof *t->dropped);
	return t->shown && t->dropped ? 0 : error_set(e, "no memory");
}

int
tagging_open(struct tagging *t, const struct ruleset *rules, const struct tsv *in, const struct view scopes[],
    size_t scope_count, bool chars, struct error *e)
{
	*t = (struct tagging) { .rules = rules };
	return read_scopes(t, scopes, scope_count, e) != 0 ? -1 : lay_out(t, in, chars, e);
}

int
tagging_drop(
    struct tagging *t, const struct tsv *in, const struct view names[], size_t count, struct error *e)
{
	for (size_t i = 0; i < count; i++) {
		bool there = false;
		for (size_t c = 0; c < t->layout.width; c++)
			if (view_equal(t->layout.names[c], names[i]))
				there = t->dropped[c] = true;
		if (!there)
			return error_set(
			    e, "%s:1: no column \"%.*s\" to drop", tsv_file(in), VIEW_ARGS(names[i]));
	}
	return 0;
}

void
tagging_write(const struct tagging *t, const struct view *row, struct tsv_writer *out)
{
	size_t count = 0;
	for (size_t c = 0; c < t->layout.width; c++)
		if (!t->dropped[c])
			t->shown[count++] = row[c];
	tsv_write(out, t->shown, count);
}

void
tagging_free(struct tagging *t)
{
	buffer_free(&t->limits);
	tsv_layout_free(&t->layout);
	arena_free(&t->setup);
	arena_free(&t->memory);
}

static void
put_number(struct tagging *t, size_t own, unsigned long long count)
{
	struct view *cell = &t->layout.fields[t->layout.own[own]];
	*cell = tsv_number(count, &t->memory);
	t->limits.failed |= cell->at == NULL;
}

/* One own column: the count as text, or nothing where it isn't known (then `limits` names it if a search was given up). */
static void
fill_count(
    struct tagging *t, size_t own, const char *name, enum classifier_state state, unsigned long long count)
{
	t->layout.fields[t->layout.own[own]] = VIEW("");
	if (state == CLASSIFIER_LIMITED) {
		buffer_append(&t->limits, t->limits.len ? VIEW(",") : VIEW(""));
		buffer_append(&t->limits, view_of(name));
	} else if (state == CLASSIFIER_COUNTED) {
		put_number(t, own, count);
	}
}

/* The tags' columns; in most rows all of them are counted. */
static void
fill_tags(struct tagging *t, const struct classifier *c)
{
	const unsigned long long *counts = classifier_counts(c);
	for (size_t i = 0; i < t->rules->tag_count; i++) {
		if (counts != NULL)
			put_number(t, i, counts[i]);
		else
			fill_count(t, i, t->rules->tags[i], classifier_state(c, i), classifier_count(c, i));
	}
}

/* Characters of a raw field: a line break, which stands there as two, is none, and an escaped backslash is one. */
static unsigned long long
count_characters(struct view raw)
{
	unsigned long long escapes = 0;
	for (const char *p = raw.at, *end = raw.at + raw.len;
	     p < end && (p = memchr(p, '\\', (size_t)(end - p))) != NULL; p += 2)
		escapes += p + 1 < end && p[1] == '\\' ? 1 : 2;
	return utf8_count(raw) - escapes;
}

static void
fill_characters(struct tagging *t, const struct view *fields, size_t own)
{
	if (t->text < 0)
		return;
	if (fields[t->text].len > 0)
		put_number(t, own, count_characters(fields[t->text]));
	else
		t->layout.fields[t->layout.own[own]] = VIEW("");
}

int
tagging_fill(struct tagging *t, const struct classifier *c, const struct view *fields, struct error *e)
{
	size_t tags = t->rules->tag_count;
	arena_reset(&t->memory);
	buffer_reset(&t->limits);
	tsv_fill(&t->layout, fields);
	fill_tags(t, c);
	for (size_t i = 0; i < t->scope_count; i++)
		fill_count(t, tags + i, t->scopes[i].name, scope_state(&t->scopes[i], c),
		    scope_count(&t->scopes[i], c));
	fill_characters(t, fields, tags + t->scope_count + 1);
	t->layout.fields[t->layout.own[tags + t->scope_count]] = buffer_view(&t->limits);
	return t->limits.failed ? error_set(e, "no memory") : 0;
}
