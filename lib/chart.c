#include "chart.h"

#include "hypertext.h"
#include "wholefile.h"
#include "wording.h"

#include <stdio.h>
#include <unistd.h>

/* ---- reading ---- */

/* What gnuplot's svg terminal writes in the body of a drawing without points and pictures. */
static bool
is_known(struct view tag)
{
	static const char *const names[] = { "g", "path", "polygon", "polyline", "rect", "text", "tspan" };
	struct view name = tag;
	if (view_starts(name, VIEW("/")))
		name = view_slice(name, 1, name.len);
	size_t end = 0;
	while (end < name.len && name.at[end] >= 'a' && name.at[end] <= 'z')
		end++;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (view_equal(view_slice(name, 0, end), view_of(names[i])))
			return view_find(tag, VIEW("href"), 0) == (size_t)-1 &&
			       view_find(tag, VIEW(" on"), 0) == (size_t)-1;
	return false;
}

/* Skips an element whose start tag stands at `at`; its end. */
static size_t
skip_element(struct view v, size_t at, struct view end)
{
	size_t found = view_find(v, end, at);
	return found == (size_t)-1 ? v.len : found + end.len;
}

/* A tag without its id: the page may hold several drawings. */
static void
put_tag(struct buffer *out, struct view tag)
{
	size_t id = view_find(tag, VIEW(" id=\""), 0);
	size_t end = id == (size_t)-1 ? id : view_find(tag, VIEW("\""), id + 5);
	buffer_byte(out, '<');
	if (end != (size_t)-1) {
		buffer_append(out, view_slice(tag, 0, id));
		tag = view_slice(tag, end + 1, tag.len);
	}
	buffer_append(out, tag);
	buffer_byte(out, '>');
}

/* The drawing's body, from its canvas on. -1: something that gnuplot doesn't write. */
static int
put_body(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len;) {
		if (v.at[i] != '<') {
			buffer_byte(out, v.at[i++]);
			continue;
		}
		struct view rest = view_slice(v, i, v.len);
		if (view_starts(rest, VIEW("<defs>"))) {
			i = skip_element(v, i, VIEW("</defs>"));
			continue;
		}
		if (view_starts(rest, VIEW("<title>"))) {
			i = skip_element(v, i, VIEW("</title>"));
			continue;
		}
		size_t end = view_find(v, VIEW(">"), i);
		if (end == (size_t)-1 || !is_known(view_slice(v, i + 1, end)))
			return -1;
		put_tag(out, view_slice(v, i + 1, end));
		i = end + 1;
	}
	return 0;
}

static bool
is_box(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if ((v.at[i] < '0' || v.at[i] > '9') && v.at[i] != ' ')
			return false;
	return v.len > 0 && v.len < 64;
}

static int
clean(struct buffer *out, struct view v)
{
	size_t box = view_find(v, VIEW("viewBox=\""), 0),
	       from = view_find(v, VIEW("<g id=\"gnuplot_canvas\""), 0);
	size_t to = view_find(v, VIEW("</svg>"), 0);
	size_t quote = box == (size_t)-1 ? box : view_find(v, VIEW("\""), box + 9);
	if (quote == (size_t)-1 || from == (size_t)-1 || to == (size_t)-1 || to < from)
		return -1;
	struct view size = view_slice(v, box + 9, quote);
	if (!is_box(size))
		return -1;
	hypertext_element(out, "<svg class=\"drawing\" aria-hidden=\"true\" viewBox=\"", size, "\">");
	int got = put_body(out, view_slice(v, from, to));
	hypertext_put(out, "</svg>");
	return got;
}

static void
read_drawing(struct report *r, struct chart *c)
{
	char path[4096];
	struct buffer raw = { .limit = CHART_BYTES }, svg = { 0 };
	struct error e;
	int n = snprintf(path, sizeof path, "%s/charts/%s.svg", r->study->dir, c->name);
	if (n < 0 || (size_t)n >= sizeof path || access(path, F_OK) != 0)
		return;
	if (wholefile_read(path, CHART_BYTES, &raw, &e) != 0)
		r->problem = r->problem.len > 0 ? r->problem : arena_copy(&r->memory, view_of(e.text));
	else if (raw.len > 0 && clean(&svg, buffer_view(&raw)) == 0)
		c->svg = arena_copy(&r->memory, buffer_view(&svg));
	else if (raw.len > 0) {
		error_set(&e, "%s: not a drawing of gnuplot's", path);
		r->problem = arena_copy(&r->memory, view_of(e.text));
	}
	r->failed |= svg.failed;
	buffer_free(&raw);
	buffer_free(&svg);
}

void
chart_make(struct report *r, const char *name, const struct view *series, size_t count)
{
	struct chart *c = arena_clear(&r->memory, 1, sizeof *c);
	r->failed |= c == NULL;
	if (c == NULL)
		return;
	c->name = name;
	c->title = report_word_of(r, "chart_", view_of(name));
	c->text = report_word_of(r, "chart_text_", view_of(name));
	for (size_t i = 0; i < count && i < CHART_SERIES; i++)
		c->series[c->count++] = series[i];
	read_drawing(r, c);
	report_block(r, BLOCK_CHART, VIEW(""), NULL);
	r->blocks[r->block_count - 1].chart = c;
}

/* ---- writing ---- */

void
chart_write(struct buffer *out, const struct report *r, const struct chart *c, const struct chart *other)
{
	hypertext_put(out, "<figure class=\"chart\">\n<figcaption>");
	wording_put(out, r, c->title, other->title);
	hypertext_put(out, "</figcaption>\n");
	if (c->svg.len == 0) {
		wording_element(out, r, "<p class=\"note\">", "chart_missing", "</p>\n</figure>\n");
		return;
	}
	hypertext_put(out, "<ul class=\"key\">\n");
	for (size_t i = 0; i < c->count; i++) {
		if (c->series[i].len == 0)
			continue;
		buffer_format(out,
		    "<li><svg class=\"line\" viewBox=\"0 0 40 8\" aria-hidden=\"true\"><path class=\"s%zu\" "
		    "d=\"M0 4H40\"/></svg>",
		    i + 1);
		wording_put(out, r, c->series[i], other->series[i]);
		hypertext_put(out, "</li>\n");
	}
	hypertext_put(out, "</ul>\n");
	hypertext_put(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	wording_title(out, c->title, other->title);
	hypertext_put(out, "\">");
	buffer_append(out, c->svg);
	hypertext_put(out, "</div>\n<p class=\"note\">");
	wording_put(out, r, c->text, other->text);
	hypertext_put(out, "</p>\n</figure>\n");
}
