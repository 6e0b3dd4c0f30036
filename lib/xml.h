/*
 * A reader of XML for feeds and sitemaps as they are found: it goes from tag to tag and builds nothing. Not well-formed is no error
 * (a bare &, an element that isn't closed); declarations and entities of a DTD are passed over, so nothing can grow out of them.
 */
#ifndef XML_H
#define XML_H

#include "arena.h"
#include "view.h"

enum xml_piece {
	XML_END,   /* of the text */
	XML_OPEN,  /* `name` begins; an empty element gives XML_OPEN and XML_CLOSE */
	XML_CLOSE, /* `name` ends */
	XML_TEXT,  /* `value`, as it is written */
	XML_CDATA, /* `value`, to be taken as it is */
};

struct xml {
	struct view text;
	size_t at;
	struct view name;  /* without its prefix */
	struct view value; /* of XML_TEXT and XML_CDATA; of XML_OPEN: its attributes, for xml_attribute */
	bool closes;       /* an empty element's end is still to be told */
};

/* `{ .text = ... }` is ready. Views point into the text. */
enum xml_piece xml_next(struct xml *x);
/* The value of an attribute, as it is written, among those of a tag; the empty view where there is none. ASCII case is ignored. */
struct view xml_attribute(struct view attributes, const char *name);
/* Appends `raw` with character references and the five named ones (and &nbsp;) decoded, once. What is none stays. */
void xml_decode(struct view raw, struct buffer *out);

/* Takes everything between < and > out of `text`: titles may hold markup that was escaped once more. */
void xml_strip(struct buffer *text);

#endif
