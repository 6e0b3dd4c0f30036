/*
 * A page as a tree: libxml2's HTML parser behind markup's cleaning pass, into flat arrays in document order.
 *
 * Node 0 is the root. A node's subtree are the nodes from it to its `end` (excluded), so a walk over it is a loop; the
 * text below it is one piece of `text`. Everything is reused from page to page.
 */
#ifndef HTML_H
#define HTML_H

#include "arena.h"
#include "error.h"
#include "markup.h"
#include "tag.h"

#include <stdint.h>

enum { HTML_NODES = 4000000 }; /* a page with more is an error */

struct html_node {
	enum tag tag;
	uint32_t parent, end;
	uint32_t attribute, attributes; /* the first of its attributes, and how many */
	uint32_t text, text_end;        /* bytes of `html.text` that stand below it */
};

struct html_attribute {
	uint32_t name, value, end; /* offsets into `html.names`: the name ends where the value begins */
};

struct html {
	struct html_node *nodes;
	size_t count, room;
	struct html_attribute *attributes;
	size_t attribute_count, attribute_room;
	struct buffer text, names, clean;
	struct markup seen;
};

/* A struct of all zero bytes is ready. 0, or -1 (no memory, too many nodes) in `e`. `page` is well-formed UTF-8. */
int html_parse(struct html *h, struct view page, struct error *e);
void html_free(struct html *h);

/* The value of an attribute, valid until the next html_parse; the empty view when there is none. */
struct view html_attribute(const struct html *h, uint32_t node, const char *name);
/* The raw text below a node, all of it in one piece, valid until the next html_parse. */
struct view html_text(const struct html *h, uint32_t node);

#endif
