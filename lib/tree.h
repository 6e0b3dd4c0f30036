/*
 * What closes what: tags as they stand in a page, to the nodes of a tree, after the rules of the HTML Living Standard §13.2.6
 * for the body of a page: end tags that may be left out (<p>, <li>, <td> …), scopes that an end tag doesn't reach beyond, tags
 * that are closed in the wrong order.
 *
 * Simplified where it makes no difference to a reader of the text: what stands in a table outside its cells stays in its place
 * (a browser shows it above the table); a formatting element that is closed in the wrong order ends where the innermost block
 * does, and is not opened again in the next one.
 */
#ifndef TREE_H
#define TREE_H

#include "html.h"

/* Open elements. Deeper ones are not made (a block becomes a line break); their text stays. */
enum { TREE_DEPTH = 256 };

struct tree_open {
	uint32_t node;
	enum tag tag;
	uint64_t name;
	bool ended; /* its end tag came while blocks within it were open: it ends with them */
};

struct tree {
	struct html *html;
	struct tree_open stack[TREE_DEPTH];
	size_t depth, dropped; /* `dropped`: opening tags left out since the depth was reached */
	bool failed;           /* no memory, or HTML_NODES */
};

/* An empty tree in `h`: root and body. */
void tree_begin(struct tree *t, struct html *h);
/*
 * An opening tag. `name`: a number for the element's name, by which its end tag is known. True when a node was made, the last of
 * html.nodes, which may be given attributes.
 */
bool tree_open(struct tree *t, enum tag tag, uint64_t name);
void tree_close(struct tree *t, enum tag tag, uint64_t name);
/*
 * Makes the text node that what is appended to html.text now belongs to, unless the last node is it; tree_text_end after that.
 * False: failed.
 */
bool tree_text(struct tree *t);
void tree_text_end(struct tree *t);
/* Closes what is open. */
void tree_end(struct tree *t);

#endif
