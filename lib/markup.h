/*
 * A page's bytes to tags and text, in one pass, after the tokeniser of the HTML Living Standard §13.2.5, for reading rather than
 * showing: what nobody reads is dropped (scripts, styles, form controls, comments, most attributes), and where a page is so
 * broken that a browser would show nothing of the rest (an unclosed comment, script or quotation mark) only what stands before
 * the next tag is. Text is never dropped outside the elements that hold none. The caps on hostile pages stand here and in tree.h.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "html.h"

enum {
	MARKUP_TAGS =
	    500000, /* opening tags of a page; all that stand behind are passed over, their text stays */
	MARKUP_ATTRIBUTES = 64, /* attributes of a tag that are looked at */
	MARKUP_VALUE =
	    8192, /* bytes of an attribute's value; a longer one (an image in the page) is passed over */
};

/*
 * Builds `h`, which is empty but for what it has kept of memory. `page` is well-formed UTF-8. An element that HTML doesn't know is
 * an inline one with its name as a class. 0, or -1: no memory, or more than HTML_NODES.
 */
int markup_read(struct view page, struct html *h);

#endif
