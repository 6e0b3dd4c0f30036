/*
 * A page as a tree, in flat arrays in document order.
 *
 * Node 0 is the root, node 1 the body, which also holds what stands in the page's head. A node's subtree are the nodes from it
 * to its `end` (excluded), so a walk over it is a loop; the text below it is one piece of `text`. Everything is reused from page
 * to page.
 *
 * Built by markup.h (what is read as a tag, and what is dropped) and tree.h (what closes what).
 */
#ifndef HTML_H
#define HTML_H

#include "arena.h"
#include "error.h"
#include "tag.h"

#include <stdint.h>

enum { HTML_NODES = 4000000 }; /* a page with more is an error */

/* The attributes that are kept. HTML_HIDDEN also stands for a style of display:none. */
enum html_name {
	HTML_CLASS,
	HTML_CONTENT,
	HTML_DATETIME,
	HTML_HIDDEN,
	HTML_HREF,
	HTML_ID,
	HTML_ITEMPROP,
	HTML_NAME,
	HTML_PROPERTY,
	HTML_TITLE,
	HTML_NAMES, /* how many */
};

struct html_node {
	enum tag tag;
	uint32_t parent, end;
	uint32_t attribute;      /* the first of its attributes */
	uint16_t attributes;     /* how many */
	uint16_t names;          /* a bit for each name that it has */
	uint32_t text, text_end; /* bytes of `html.text` that stand below it */
};

struct html_attribute {
	enum html_name name;
	uint32_t value, end; /* of `html.values` */
};

/* What was seen while the page was read. */
struct html_seen {
	size_t tags, scripts;
	bool noscript; /* it has something to say to readers without JavaScript */
	bool capped;   /* a cap was reached: tags were passed over, never text */
};

struct html {
	struct html_node *nodes;
	size_t count, room;
	struct html_attribute *attributes;
	size_t attribute_count, attribute_room;
	struct buffer text, values;
	struct html_seen seen;
};

/* A struct of all zero bytes is ready. 0, or -1 (no memory, too many nodes) in `e`. `page` is well-formed UTF-8. */
int html_parse(struct html *h, struct view page, struct error *e);
void html_free(struct html *h);

/* The value of an attribute, the first of that name, valid until the next html_parse; the empty view when there is none. */
struct view html_value(const struct html *h, uint32_t node, enum html_name name);
/* The raw text below a node, all of it in one piece, valid until the next html_parse. */
struct view html_text(const struct html *h, uint32_t node);

/* For those who build it: an attribute more of the node that was added last. False for want of memory. */
bool html_attribute_add(struct html *h, enum html_name name, size_t value);

#endif
