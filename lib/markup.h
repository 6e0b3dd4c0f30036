/*
 * A linear pass over a page's HTML before the parser sees it: what nobody reads (scripts, styles, comments, most
 * attributes) is dropped, what confuses parsers is mended (a lone `<`, `&nbsp` without its semicolon, a second </html>,
 * an element that HTML doesn't know), and the caps stand here. Text is never dropped outside the elements that hold none.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "arena.h"
#include "view.h"

enum {
	MARKUP_TAGS = 1000000, /* tags of a page; those behind are dropped, their text stays */
	MARKUP_DEPTH = 256, /* open elements; deeper ones become line breaks or nothing, their text stays */
	MARKUP_ATTRIBUTES = 64, /* attributes of a tag that are looked at */
	MARKUP_VALUE =
	    8192, /* bytes of an attribute's value; a longer one (an image in the page) is dropped */
};

/* What was seen on the way. */
struct markup {
	size_t tags, scripts;
	size_t script_bytes; /* of inline scripts */
	bool noscript;       /* it has something to say to readers without JavaScript */
	bool capped;         /* a cap was reached */
};

/*
 * Appends the cleaned page to `out`. `page` is well-formed UTF-8. An unknown element <name> becomes <span class="name">.
 * Of attributes stay class, id, href, name, property, content, http-equiv, role, rowspan, title, and `hidden`, which also stands
 * for a style of display:none. 0, or -1 when `out` failed.
 */
int markup_clean(struct view page, struct buffer *out, struct markup *seen);

#endif
