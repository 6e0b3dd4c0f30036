#include "explanation.h"

#include <string.h>

static const char *const places[][2] = { { "mark", "byte order mark" }, { "bytes", "bytes" },
	{ "http", "server" }, { "meta", "page" }, { "detector", "detector" } };

static const char *
place_of(const char *why)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strcmp(why, places[i][0]) == 0)
			return places[i][1];
	return why;
}

static void
note_label(struct trials *t, struct view label, const char *why, const struct charset_result *r)
{
	char name[CHARSET_NAME];
	if (label.len == 0 || strcmp(r->why, why) == 0)
		return;
	const char *verdict = !charset_label(label, name)   ? "no charset"
	                      : strcmp(name, r->name) == 0  ? "agrees"
	                      : strcmp(r->why, "http") == 0 ? "outranked"
	                      : strcmp(r->why, "mark") == 0 ? "outranked"
	                                                    : "the bytes speak against it";
	trials_note(t, "charset", label, place_of(why), verdict);
}

void
explanation_charset(struct trials *t, struct view bytes, struct view http, const struct charset_result *r)
{
	trials_note(t, "charset", view_of(r->name), place_of(r->why), TRIALS_TAKEN);
	note_label(t, http, "http", r);
	note_label(t, charset_meta(bytes), "meta", r);
}

/* An element as a selector says it, and how much text is in it. */
static void
note_element(struct trials *t, const struct outline *o, uint32_t node, const char *place, size_t chars,
    const char *verdict)
{
	struct buffer name = { 0 };
	struct view id = html_value(o->html, node, HTML_ID), classes = html_value(o->html, node, HTML_CLASS),
	            one;
	buffer_format(&name, "%zu characters in %s", chars, node == 0 ? "the page" : "");
	if (id.len > 0)
		buffer_format(&name, "#%.*s", VIEW_ARGS(id));
	while (classes.len > 0 && view_split(&classes, ' ', &one))
		if (one.len > 0)
			buffer_format(&name, ".%.*s", VIEW_ARGS(one));
	if (node > 0 && id.len == 0 && html_value(o->html, node, HTML_CLASS).len == 0)
		buffer_format(&name, "an element without a name");
	trials_note(t, "text", buffer_view(&name), place, verdict);
	buffer_free(&name);
}

static size_t
chars_below(const struct outline *o, uint32_t node)
{
	size_t from, to, sum = 0;
	outline_range(o, node, &from, &to);
	for (; from < to; from++)
		sum += o->blocks[from].chars;
	return sum;
}

void
explanation_body(struct trials *t, const struct body *b, const struct containers *c, const struct outline *o)
{
	const struct html_node *nodes = o->html->nodes;
	size_t held = chars_below(o, b->node);
	note_element(t, o, b->node, b->family ? b->family : "dense text", held, TRIALS_TAKEN);
	for (uint32_t i = 1; i < o->html->count; i++) {
		const char *family = i == b->node ? NULL : containers_family(c, o->html, i);
		if (family == NULL)
			continue;
		size_t chars = chars_below(o, i);
		bool around = i < b->node && nodes[i].end > b->node,
		     within = i > b->node && i < nodes[b->node].end;
		const char *verdict = around         ? "around what was taken"
		                      : within       ? "within what was taken"
		                      : chars < held ? "less text"
		                                     : "another article";
		note_element(t, o, i, family, chars, verdict);
	}
}
