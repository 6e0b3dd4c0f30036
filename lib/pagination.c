#define _GNU_SOURCE
#include "pagination.h"

#include "address.h"

#include <string.h>

/* A {number} and what stands around it. */
struct slot {
	struct view before, after;
	unsigned long long first, step; /* step 0: the number of items */
};

/* What is known of the page at hand and its list. */
struct state {
	unsigned long long pages, items;
};

enum { MOST = 1000000 }; /* no list has more pages: a larger number is something else */

static size_t
digits(struct view v, size_t at)
{
	size_t n = at;
	while (n < v.len && v.at[n] >= '0' && v.at[n] <= '9')
		n++;
	return n - at;
}

static bool
slot_at(struct view v, size_t at, struct slot *s)
{
	size_t first = at + 1, n = digits(v, first), end = first + n;
	*s = (struct slot) { .before = view_slice(v, 0, at), .step = 1 };
	if (view_number(view_slice(v, first, end), &s->first) != 0)
		return false;
	if (end < v.len && v.at[end] == '+') {
		n = digits(v, end + 1);
		s->step = 0;
		if (n > 0 &&
		    (view_number(view_slice(v, end + 1, end + 1 + n), &s->step) != 0 || s->step == 0))
			return false;
		end += 1 + n;
	}
	if (end >= v.len || v.at[end] != '}' || s->first > MOST || s->step > MOST)
		return false;
	s->after = view_slice(v, end + 1, v.len);
	return true;
}

static bool
slot_find(struct view v, struct slot *s)
{
	for (size_t at = 0; (at = view_find(v, VIEW("{"), at)) != (size_t)-1; at++)
		if (slot_at(v, at, s))
			return true;
	return false;
}

int
way_parse(struct way *w, struct view source, struct error *e)
{
	struct slot s;
	bool text = view_starts(source, VIEW("text:")), href = view_starts(source, VIEW("href:"));
	*w = (struct way) { .kind = text ? WAY_TEXT : href ? WAY_HREF : WAY_FILE, .shape = source };
	if ((text || href) && source.len > 5) {
		w->pattern = pattern_new(view_slice(source, 5, source.len), PATTERN_FAST, e);
		return w->pattern == NULL ? -1 : 0;
	}
	if (view_starts(source, VIEW("?"))) {
		w->kind = WAY_QUERY;
		w->shape = view_slice(source, 1, source.len);
	}
	if (slot_find(w->shape, &s) &&
	    (w->kind == WAY_QUERY || view_find(source, VIEW("/"), 0) == (size_t)-1))
		return 0;
	return error_set(e,
	    "\"%.*s\": neither text:PATTERN, href:PATTERN, a file name with {number} nor ?name={number}",
	    VIEW_ARGS(source));
}

void
way_free(struct way *w)
{
	pattern_free(w->pattern);
	*w = (struct way) { 0 };
}

/* The number behind the one that stands in `name` where the slot is, with what follows it in `*rest`. */
static bool
count_on(const struct slot *s, const struct state *now, struct view name, unsigned long long *number,
    struct view *rest)
{
	if (!view_starts(name, s->before))
		return false;
	size_t n = digits(name, s->before.len), end = s->before.len + n;
	if (view_number(view_slice(name, s->before.len, end), number) != 0 || *number > MOST)
		return false;
	*rest = view_slice(name, end, name.len);
	*number += s->step ? s->step : now->items;
	return true;
}

/* Is the page that gets `number` one of the list's? */
static bool
is_within(const struct slot *s, unsigned long long number, const struct state *now)
{
	return now->pages == 0 || number < s->first || s->step == 0 ||
	       (number - s->first) / s->step + 2 <= now->pages;
}

static bool
is_file(struct view name, struct view stem, struct view after)
{
	return name.len == stem.len + after.len && view_starts(name, stem) && view_ends(name, after);
}

/* Page one: no name, the name without the number and the mark in front of it, or index. */
static bool
is_first_file(const struct slot *s, struct view name)
{
	struct view stem = s->before;
	while (stem.len > 0 && (stem.at[stem.len - 1] == '_' || stem.at[stem.len - 1] == '-'))
		stem.len--;
	return name.len == 0 || is_file(name, stem, s->after) || is_file(name, VIEW("index"), s->after);
}

/*
 * Puts a file's own name for the stars of *_{2}.*: the first stands for the name without its number and the mark in front of that, the
 * second for its ending. False where the name has none.
 */
static bool
fill_stars(struct slot *s, struct view name, struct buffer *own)
{
	const char *dot = name.len ? memrchr(name.at, '.', name.len) : NULL;
	struct view mark = view_slice(s->before, 1, s->before.len);
	if (dot == NULL || dot == name.at)
		return false;
	struct view stem = view_slice(name, 0, (size_t)(dot - name.at)),
	            ending = view_slice(name, stem.len, name.len);
	size_t end = stem.len;
	while (end > 0 && stem.at[end - 1] >= '0' && stem.at[end - 1] <= '9')
		end--;
	if (end > mark.len && end < stem.len && view_ends(view_slice(stem, 0, end), mark))
		stem.len = end - mark.len;
	buffer_append(own, stem);
	buffer_append(own, mark);
	s->before = buffer_view(own);
	s->after = view_equal(s->after, VIEW(".*")) ? ending : s->after;
	return !own->failed;
}

static bool
put_file(const struct slot *s, struct view name, const struct state *now, struct buffer *out)
{
	struct view rest;
	unsigned long long number;
	if (!count_on(s, now, name, &number, &rest) || !view_equal(rest, s->after)) {
		if (!is_first_file(s, name))
			return false;
		number = s->first;
	}
	if (!is_within(s, number, now))
		return false;
	buffer_append(out, s->before);
	buffer_format(out, "%llu", number);
	buffer_append(out, s->after);
	return true;
}

static bool
next_file(struct slot *s, const struct address *a, const struct state *now, struct buffer *out)
{
	const char *slash = a->path.len ? memrchr(a->path.at, '/', a->path.len) : NULL;
	struct view name =
	    slash ? view_slice(a->path, (size_t)(slash - a->path.at) + 1, a->path.len) : a->path;
	struct buffer own = { 0 };
	bool stars = view_starts(s->before, VIEW("*"));
	bool there = (!stars || fill_stars(s, name, &own)) && put_file(s, name, now, out);
	buffer_free(&own);
	return there;
}

/* ---- parameters ---- */

/* The query's parameter of that name, raw. */
static bool
parameter(struct view query, struct view name, struct view *value)
{
	struct view part;
	while (view_split(&query, '&', &part)) {
		struct view rest = part, found;
		if (view_split(&rest, '=', &found) && view_equal(found, name)) {
			*value = rest.at ? rest : VIEW("");
			return true;
		}
	}
	return false;
}

static void
put_encoded(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
		             (c && strchr("-._~:,", c));
		if (plain)
			buffer_byte(out, (char)c);
		else
			buffer_format(out, "%%%02X", c);
	}
}

/* Appends `name=value` with the next number. False: the query's own value isn't of the shape, or the list ends. */
static bool
put_parameter(
    struct view query, struct view name, struct view shape, const struct state *now, struct buffer *out)
{
	struct slot s;
	struct view raw, rest = { "", 0 };
	struct buffer value = { 0 };
	bool fine = true;
	buffer_append(out, name);
	buffer_byte(out, '=');
	if (!slot_find(shape, &s)) {
		put_encoded(out, shape);
		return true;
	}
	unsigned long long number = s.first;
	rest = s.after;
	if (parameter(query, name, &raw))
		fine = address_decode(raw, &value) == 0 &&
		       count_on(&s, now, buffer_view(&value), &number, &rest);
	fine = fine && is_within(&s, number, now);
	put_encoded(out, s.before);
	buffer_format(out, "%llu", number);
	put_encoded(out, rest);
	buffer_free(&value);
	return fine;
}

/* The query with the shape's parameters in their places, and those that it lacks behind it. */
static bool
next_query(struct view shape, struct view query, const struct state *now, struct buffer *out)
{
	struct view rest = query, part, name, value;
	const char *mark = "?";
	while (view_split(&rest, '&', &part)) {
		struct view tail = part;
		if (part.len == 0 || !view_split(&tail, '=', &name))
			continue;
		buffer_append(out, view_of(mark));
		mark = "&";
		if (!parameter(shape, name, &value))
			buffer_append(out, part);
		else if (!put_parameter(query, name, value, now, out))
			return false;
	}
	for (rest = shape; view_split(&rest, '&', &part);) {
		struct view tail = part;
		if (!view_split(&tail, '=', &name) || parameter(query, name, &value))
			continue;
		buffer_append(out, view_of(mark));
		mark = "&";
		if (!put_parameter(query, name, tail, now, out))
			return false;
	}
	return true;
}

bool
way_next(const struct way *w, struct view page, unsigned long long pages, unsigned long long items,
    struct buffer *out)
{
	struct address a = address_parse(page);
	struct state now = { pages, items };
	struct slot s;
	buffer_reset(out);
	if (w->kind == WAY_FILE)
		return slot_find(w->shape, &s) && next_file(&s, &a, &now, out) && !out->failed;
	return w->kind == WAY_QUERY && next_query(w->shape, a.query, &now, out) && !out->failed;
}
