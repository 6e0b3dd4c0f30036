#include "concordance.h"

#include "scope.h"
#include "utf8.h"
#include "width.h"

#include <stdlib.h>

struct entry {
	struct view line, first, second; /* what is written, and what it is sorted by */
	size_t number;                   /* equal ones stay in order */
};

struct concordance {
	const struct ruleset *rules;
	size_t columns, tag_width;
	enum concordance_sort sort;
	struct tsv_writer *out;
	bool *shown, chosen; /* by tag; a tag was named */
	struct scope scopes[CONCORDANCE_SCOPES];
	size_t scope_count;
	struct entry *entries;
	size_t count, room;
	struct buffer line, backwards;
	struct arena setup, held, marks;
};

static void
measure_tags(struct concordance *k)
{
	k->tag_width = 0;
	for (size_t i = 0; i < k->rules->tag_count; i++) {
		size_t width = width_of(view_of(k->rules->tags[i]));
		if (k->shown[i] && width > k->tag_width)
			k->tag_width = width;
	}
	for (size_t i = 0; i < k->scope_count; i++) {
		size_t width = width_of(view_of(k->rules->tags[k->scopes[i].focus]));
		k->tag_width = k->tag_width > width ? k->tag_width : width;
	}
}

struct concordance *
concordance_new(
    const struct ruleset *rules, size_t columns, enum concordance_sort sort, struct tsv_writer *out)
{
	struct concordance *k = calloc(1, sizeof *k);
	if (k == NULL)
		return NULL;
	*k = (struct concordance) { .rules = rules, .columns = columns, .sort = sort, .out = out };
	k->held.limit = CONCORDANCE_BYTES;
	k->shown = arena_clear(&k->setup, rules->tag_count, sizeof *k->shown);
	if (k->shown == NULL) {
		concordance_free(k);
		return NULL;
	}
	for (size_t i = 0; i < rules->tag_count; i++)
		k->shown[i] = true;
	measure_tags(k);
	return k;
}

void
concordance_free(struct concordance *k)
{
	if (k == NULL)
		return;
	free(k->entries);
	buffer_free(&k->line);
	buffer_free(&k->backwards);
	arena_free(&k->setup);
	arena_free(&k->held);
	arena_free(&k->marks);
	free(k);
}

/* The first name leaves nothing but itself. */
static void
choose(struct concordance *k)
{
	for (size_t i = 0; i < k->rules->tag_count && !k->chosen; i++)
		k->shown[i] = false;
	k->chosen = true;
}

static int
only_scope(struct concordance *k, struct view name, struct error *e)
{
	struct view kept = arena_copy(&k->setup, name);
	if (k->scope_count == CONCORDANCE_SCOPES)
		return error_set(e, "more than %d scopes", (int)CONCORDANCE_SCOPES);
	if (kept.at == NULL)
		return error_set(e, "no memory");
	struct scope *s = &k->scopes[k->scope_count];
	if (scope_read(s, kept.at, k->rules, e) != 0)
		return -1;
	choose(k);
	k->scope_count++;
	measure_tags(k);
	return 0;
}

int
concordance_only(struct concordance *k, struct view name, struct error *e)
{
	if (view_find(name, VIEW("."), 0) != (size_t)-1)
		return only_scope(k, name, e);
	size_t tag = ruleset_tag(k->rules, name);
	if (tag == k->rules->tag_count)
		return error_set(e, "%s has no tag \"%.*s\"", k->rules->file, VIEW_ARGS(name));
	choose(k);
	k->shown[tag] = true;
	measure_tags(k);
	return 0;
}

static void
put_gap(struct buffer *out)
{
	width_pad(out, 2);
}

static void
put_line(struct concordance *k, struct view id, const struct hit *h, struct view left, struct view right)
{
	struct buffer *out = &k->line;
	struct view tag = view_of(k->rules->tags[k->rules->rules[h->rule].tag]);
	buffer_reset(out);
	width_pad(out, k->columns - width_of(left));
	width_put(out, left);
	put_gap(out);
	width_put(out, view_slice(h->in, h->from, h->to));
	put_gap(out);
	width_put(out, right);
	width_pad(out, k->columns - width_of(right));
	put_gap(out);
	buffer_byte(out, !h->counted ? '-' : h->ambiguous ? '?' : '+');
	put_gap(out);
	width_put(out, tag);
	width_pad(out, k->tag_width - width_of(tag));
	put_gap(out);
	width_put(out, id);
	buffer_format(out, "  %llu\n", h->paragraph);
}

/* Text with its characters in the opposite order. */
static struct view
turn(struct concordance *k, struct view v)
{
	uint32_t c;
	buffer_reset(&k->backwards);
	for (size_t at = v.len, n; at > 0; at -= n) {
		n = utf8_before(v, at, &c);
		n = n == 0 ? 1 : n;
		buffer_append(&k->backwards, view_slice(v, at - n, at));
	}
	return buffer_view(&k->backwards);
}

static int
hold(struct concordance *k, struct view left, struct view right, struct error *e)
{
	if (k->count == k->room) {
		size_t room = k->room ? k->room * 2 : 1024;
		struct entry *more = realloc(k->entries, room * sizeof *more);
		if (more == NULL)
			return error_set(e, "no memory for %zu lines", room);
		k->entries = more;
		k->room = room;
	}
	struct view before = arena_copy(&k->held, turn(k, left)), behind = arena_copy(&k->held, right);
	struct entry x = { arena_copy(&k->held, buffer_view(&k->line)), before, behind, k->count };
	if (k->sort == CONCORDANCE_BY_RIGHT)
		x = (struct entry) { x.line, behind, before, k->count };
	if (x.line.at == NULL || before.at == NULL || behind.at == NULL || k->backwards.failed)
		return error_set(e,
		    "more than %zu MiB of lines to sort: name one tag, or leave them in the order of the "
		    "documents",
		    CONCORDANCE_BYTES >> 20);
	k->entries[k->count++] = x;
	return 0;
}

/* Which hits the scopes count; NULL: no memory, or no hits. */
static const bool *
mark_scopes(struct concordance *k, const struct classifier *c, size_t count)
{
	arena_reset(&k->marks);
	bool *marks = arena_clear(&k->marks, count, sizeof *marks);
	for (size_t i = 0; i < k->scope_count && marks != NULL; i++)
		scope_mark(&k->scopes[i], c, marks);
	return marks;
}

int
concordance_add(struct concordance *k, struct view id, const struct classifier *c, struct error *e)
{
	size_t count;
	const struct hit *hits = classifier_hits(c, &count);
	const bool *marks = k->scope_count > 0 ? mark_scopes(k, c, count) : NULL;
	if (k->scope_count > 0 && count > 0 && marks == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < count; i++) {
		const struct hit *h = &hits[i];
		if (!k->shown[classifier_tag(c, h)] && (marks == NULL || !marks[i]))
			continue;
		struct view left = width_tail(view_slice(h->in, 0, h->from), k->columns);
		struct view right = width_head(view_slice(h->in, h->to, h->in.len), k->columns);
		put_line(k, id, h, left, right);
		if (k->line.failed)
			return error_set(e, "no memory");
		if (k->sort == CONCORDANCE_BY_PLACE)
			tsv_text(k->out, buffer_view(&k->line));
		else if (hold(k, left, right, e) != 0)
			return -1;
	}
	return 0;
}

static int
by_context(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = view_compare(a->first, b->first);
	if (order == 0)
		order = view_compare(a->second, b->second);
	return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

void
concordance_finish(struct concordance *k)
{
	if (k->count > 0)
		qsort(k->entries, k->count, sizeof *k->entries, by_context);
	for (size_t i = 0; i < k->count; i++)
		tsv_text(k->out, k->entries[i].line);
	k->count = 0;
}
