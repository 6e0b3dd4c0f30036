#include "selector.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS = 64, MARKS = 128 };

struct mark { /* one .class or #id */
	char sign;
	struct view name;
};

struct step {         /* div.list#x: an element and its marks */
	enum tag tag; /* TAG_NONE: any */
	size_t mark, marks;
	bool directly; /* `>` stands in front of it */
	bool begins;   /* nothing or a comma does: it is an alternative's first */
};

struct selector {
	struct step steps[STEPS];
	struct mark marks[MARKS];
	size_t count, mark_count;
	struct view source;
	char copy[SELECTOR_BYTES];
};

static bool
name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || (unsigned char)c >= 0x80;
}

static struct view
read_name(const struct selector *s, size_t *at)
{
	size_t from = *at;
	while (*at < s->source.len && name_char(s->source.at[*at]))
		++*at;
	return view_slice(s->source, from, *at);
}

static int
bad(const struct selector *s, size_t at, struct error *e)
{
	return error_set(
	    e, "selector \"%.*s\": not understood from character %zu on", VIEW_ARGS(s->source), at + 1);
}

static int
read_marks(struct selector *s, struct step *step, size_t *at, struct error *e)
{
	while (*at < s->source.len && (s->source.at[*at] == '.' || s->source.at[*at] == '#')) {
		char sign = s->source.at[(*at)++];
		struct view name = read_name(s, at);
		if (name.len == 0 || s->mark_count == MARKS)
			return bad(s, *at, e);
		s->marks[s->mark_count++] = (struct mark) { sign, name };
		step->marks++;
	}
	return 0;
}

static int
read_step(struct selector *s, struct step step, size_t *at, struct error *e)
{
	size_t from = *at;
	step.mark = s->mark_count;
	struct view name = read_name(s, at);
	if (name.len > 0 && (step.tag = tag_find(name)) == TAG_NONE)
		return error_set(
		    e, "selector \"%.*s\": no element \"%.*s\"", VIEW_ARGS(s->source), VIEW_ARGS(name));
	if (name.len == 0 && *at < s->source.len && s->source.at[*at] == '*')
		++*at;
	if (read_marks(s, &step, at, e) != 0)
		return -1;
	if (*at == from || s->count == STEPS)
		return bad(s, *at, e);
	s->steps[s->count++] = step;
	return 0;
}

static int
read_all(struct selector *s, struct error *e)
{
	struct step step = { .begins = true };
	size_t at = 0;
	while (at < s->source.len) {
		char c = s->source.at[at];
		if (c == ' ')
			at++;
		else if ((c == ',' || c == '>') && (step.begins || step.directly))
			return bad(s, at, e);
		else if (c == ',' || c == '>') {
			step = (struct step) { .begins = c == ',', .directly = c == '>' };
			at++;
		} else {
			if (read_step(s, step, &at, e) != 0)
				return -1;
			step = (struct step) { 0 };
		}
	}
	return step.begins || step.directly ? bad(s, at, e) : 0;
}

struct selector *
selector_new(struct view source, struct error *e)
{
	struct selector *s = source.len > SELECTOR_BYTES ? NULL : calloc(1, sizeof *s);
	if (s == NULL) {
		error_set(e, "a selector of %zu bytes (most: %d), or no memory", source.len, SELECTOR_BYTES);
		return NULL;
	}
	memcpy(s->copy, source.at, source.len);
	s->source = (struct view) { s->copy, source.len };
	if (read_all(s, e) == 0)
		return s;
	selector_free(s);
	return NULL;
}

void
selector_free(struct selector *s)
{
	free(s);
}

static bool
has_class(struct view classes, struct view name)
{
	for (size_t at = 0; (at = view_find(classes, name, at)) != (size_t)-1; at += name.len) {
		bool begins = at == 0 || classes.at[at - 1] <= ' ';
		bool ends = at + name.len == classes.len || classes.at[at + name.len] <= ' ';
		if (begins && ends)
			return true;
	}
	return false;
}

static bool
step_matches(const struct selector *s, const struct step *step, const struct html *h, uint32_t node)
{
	if (node == 0 || h->nodes[node].tag == TAG_TEXT ||
	    (step->tag != TAG_NONE && h->nodes[node].tag != step->tag))
		return false;
	for (size_t i = step->mark; i < step->mark + step->marks; i++) {
		const struct mark *m = &s->marks[i];
		bool fits = m->sign == '.' ? has_class(html_value(h, node, HTML_CLASS), m->name)
		                           : view_equal(html_value(h, node, HTML_ID), m->name);
		if (!fits)
			return false;
	}
	return true;
}

/* Do the steps up to `last` lead to `node`? The innermost fitting ancestor is taken, except in front of `>`, where it must be the parent. */
static bool
leads(const struct selector *s, size_t last, const struct html *h, uint32_t node)
{
	if (!step_matches(s, &s->steps[last], h, node))
		return false;
	while (!s->steps[last].begins) {
		bool directly = s->steps[last].directly;
		last--;
		do
			node = h->nodes[node].parent;
		while (!directly && node != 0 && !step_matches(s, &s->steps[last], h, node));
		if (!step_matches(s, &s->steps[last], h, node))
			return false;
	}
	return true;
}

bool
selector_matches(const struct selector *s, const struct html *h, uint32_t node)
{
	for (size_t i = 0; i < s->count; i++)
		if ((i + 1 == s->count || s->steps[i + 1].begins) && leads(s, i, h, node))
			return true;
	return false;
}

uint32_t
selector_around(const struct selector *s, const struct html *h, uint32_t node)
{
	while (node != 0 && !selector_matches(s, h, node))
		node = h->nodes[node].parent;
	return node;
}
