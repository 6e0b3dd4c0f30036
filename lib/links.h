/*
 * The links of a page: absolute, canonical, each address once, with the text and the date that stood beside it.
 */
#ifndef LINKS_H
#define LINKS_H

#include "arena.h"
#include "error.h"
#include "keymap.h"

enum { LINKS = 50000, LINK_TEXT = 1000 }; /* of a page; bytes of a text: a longer one is cut at a character */

struct link {
	struct view url, text, date; /* date: YYYY-MM-DD, YYYY-MM or empty */
	const char *kind;            /* of what it leads to: page, list, sitemap */
};

struct links {
	struct link *list;
	size_t count, room;
	const char *kind;     /* of the links that are added: "page" unless it is set */
	struct view base;     /* what addresses are relative to */
	struct arena *memory; /* holds what the views point to */
	struct keymap seen;
	struct buffer joined, canonical, text;
	bool cut; /* there were more than LINKS */
};

/* To be called once on a struct of all zero bytes: keymap_protect for its addresses. */
void links_protect(struct links *l);
/* A struct of all zero bytes is ready for links_start, which empties it. `base` and `memory` are borrowed. */
void links_start(struct links *l, struct view base, struct arena *memory);
void links_free(struct links *l);

/*
 * The canonical address that `reference` means on the page, or NULL in `at`: none of the web's (javascript:, mailto:), too long, or the page
 * itself. On a file:///HOST/PATH page `/x` means file:///HOST/x, as on the site. Valid until the next call.
 */
struct view links_resolve(struct links *l, struct view reference);

/*
 * Adds a link to `url`, an address of links_resolve; `text` is folded to one line. A second link to an address gives it its text or date where
 * the first had none. 0, or -1: no memory. Beyond LINKS `cut` is set.
 */
int links_add(struct links *l, struct view url, struct view text, struct view date, struct error *e);

#endif
