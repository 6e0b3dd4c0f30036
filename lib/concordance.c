#include "concordance.h"

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
	struct entry *entries;
	size_t count, room;
	struct buffer line, backwards;
	struct arena setup, held;
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
	free(k);
}

int
concordance_only(struct concordance *k, struct view tag, struct error *e)
{
	bool known = false;
	for (size_t i = 0; i < k->rules->tag_count; i++) {
		bool named = view_equal(view_of(k->rules->tags[i]), tag);
		k->shown[i] = named || (k->chosen && k->shown[i]);
		known |= named;
	}
	k->chosen = true;
	measure_tags(k);
	return known ? 0 : error_set(e, "%s has no tag \"%.*s\"", k->rules->file, VIEW_ARGS(tag));
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

int
concordance_add(struct concordance *k, struct view id, const struct classifier *c, struct error *e)
{
	size_t count;
	const struct hit *hits = classifier_hits(c, &count);
	for (size_t i = 0; i < count; i++) {
		const struct hit *h = &hits[i];
		if (!k->shown[classifier_tag(c, h)])
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
