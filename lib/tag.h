/*
 * HTML elements: the ones that the reader of pages tells apart, and what it must know of them (HTML Living Standard,
 * §3.2.5 content models and §15.3 rendering).
 */
#ifndef TAG_H
#define TAG_H

#include "view.h"

enum tag {
	TAG_NONE, /* no element of HTML */
	TAG_TEXT, /* not an element: a run of text */
	TAG_A,
	TAG_ARTICLE,
	TAG_ASIDE,
	TAG_BODY,
	TAG_BR,
	TAG_BUTTON,
	TAG_CAPTION,
	TAG_DD,
	TAG_DIV,
	TAG_DL,
	TAG_DT,
	TAG_FIGCAPTION,
	TAG_FOOTER,
	TAG_FORM,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_HEAD,
	TAG_HEADER,
	TAG_HTML,
	TAG_LI,
	TAG_MAIN,
	TAG_META,
	TAG_NAV,
	TAG_OBJECT,
	TAG_OL,
	TAG_P,
	TAG_PRE,
	TAG_SECTION,
	TAG_TABLE,
	TAG_TBODY, /* also <thead> and <tfoot> */
	TAG_TD,
	TAG_TH,
	TAG_TITLE,
	TAG_TR,
	TAG_UL,
	TAG_BLOCK, /* another element that begins a line of its own */
	TAG_FORMAT, /* an element that only formats, in the standard's sense (§13.2.4.2): b, font, strong … */
	TAG_INLINE, /* another element within a line */
	TAG_VOID,   /* another element without content */
	TAG_RAW,    /* an element whose content is not for reading: script, style … */
};

/* The element of a name, in any case; TAG_NONE for a name that HTML doesn't know. */
enum tag tag_find(struct view name);
/* Does it begin and end a line of its own? Table cells do. */
bool tag_is_block(enum tag t);
/* Has it no content and no closing tag? */
bool tag_is_void(enum tag t);

#endif
