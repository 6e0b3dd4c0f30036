#define _GNU_SOURCE
#include "wall.h"

#include <string.h>
#include <strings.h>

enum { LESS = 4 }; /* a page that says so many times less than the one before is suspicious */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct view
tag_name(struct view tag)
{
	size_t n = 0;
	while (n < tag.len && is_letter(tag.at[n]))
		n++;
	return view_slice(tag, 0, n);
}

static bool
named(struct view name, const char *what)
{
	return name.len == strlen(what) && strncasecmp(name.at, what, name.len) == 0;
}

/* True where `what` (lower case ASCII) stands anywhere in the tag, in any letter case. */
static bool
mentions(struct view tag, const char *what)
{
	size_t len = strlen(what);
	for (size_t i = 0; i + len <= tag.len; i++)
		if (strncasecmp(tag.at + i, what, len) == 0)
			return true;
	return false;
}

/* Offset behind the end tag of the element, or the end. */
static size_t
skip_element(struct view html, struct view name, size_t at)
{
	while ((at = view_find(html, VIEW("</"), at)) != (size_t)-1) {
		at += 2;
		if (html.len - at < name.len || strncasecmp(html.at + at, name.at, name.len) != 0)
			continue;
		at = view_find(html, VIEW(">"), at);
		return at == (size_t)-1 ? html.len : at + 1;
	}
	return html.len;
}

/* A tag begins at `at`, behind its `<`: takes notice of it. Offset behind it, or behind an element that has no text. */
static size_t
take_tag(struct wall *w, struct view html, size_t at)
{
	static const char *const silent[] = { "script", "style", "title", "noscript", "template" };
	size_t end = view_find(html, VIEW(">"), at);
	struct view tag = view_slice(html, at, end == (size_t)-1 ? html.len : end), name = tag_name(tag);
	end = end == (size_t)-1 ? html.len : end + 1;
	if (named(name, "script")) {
		w->script = true;
		w->loads_script = w->loads_script || mentions(tag, "src=");
	}
	if (named(name, "input") && mentions(tag, "password"))
		w->password = true;
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (named(name, silent[i]))
			return skip_element(html, name, end);
	return end;
}

struct wall
wall_look(struct view html)
{
	struct wall w = { 0 };
	for (size_t i = 0; i < html.len;) {
		struct view rest = view_slice(html, i, html.len);
		if (view_starts(rest, VIEW("<!--"))) {
			size_t end = view_find(html, VIEW("-->"), i);
			i = end == (size_t)-1 ? html.len : end + 3;
		} else if (html.at[i] == '<') {
			i = take_tag(&w, html, i + 1);
		} else {
			w.text += (unsigned char)html.at[i] > ' ';
			i++;
		}
	}
	return w;
}

bool
wall_blocks(struct view html)
{
	if (html.len > WALL_BYTES)
		return false;
	struct wall w = wall_look(html);
	return w.script && !w.loads_script && w.text == 0;
}

const char *
wall_instead(struct view html, struct view before)
{
	struct wall now = wall_look(html);
	if (!now.password && (!now.script || now.text > WALL_TEXT))
		return NULL;
	struct wall then = wall_look(before);
	if (now.text > then.text / LESS)
		return NULL;
	if (now.password && !then.password)
		return "login";
	return now.script && now.text <= WALL_TEXT ? "shell-page" : NULL;
}
