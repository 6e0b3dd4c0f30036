/*
 * A page as a list of blocks: the paragraphs, list items and table rows that a reader sees one below the other, with
 * what is needed to tell the document from what stands around it.
 *
 * A row of a data table is one block; a table that only lays out the page falls into the blocks of its cells.
 */
#ifndef OUTLINE_H
#define OUTLINE_H

#include "html.h"

enum {
	OUTLINE_LINK = 1,    /* inside <a href> */
	OUTLINE_ASIDE = 2,   /* navigation, footers and the like, by element or by class */
	OUTLINE_HIDDEN = 4,  /* not displayed */
	OUTLINE_HEAD = 8,    /* in <title> */
	OUTLINE_FIELD = 16,  /* (of a block) a label or a value of the header table */
	OUTLINE_ROW = 32,    /* (of a node) a row of a data table */
	OUTLINE_LINES = 64,  /* (of a node) in <pre>: its line breaks are those of the text */
	OUTLINE_APART = 128, /* what an article is printed with: captions, bylines, newsletter boxes */
};

enum { OUTLINE_INLINE = 0x1F, OUTLINE_CELL = 0x1E }; /* marks within a block's text */

struct block {
	uint32_t node; /* the element that makes it a block */
	uint32_t at;   /* its first text node */
	uint32_t from,
	    to; /* its text in outline.text: folded, with a mark where an element within it or a cell begins or ends */
	uint32_t chars, linked, stops; /* characters; of which in links; punctuation marks */
	unsigned char flags;
	unsigned char heading; /* 1 to 6 in <h1> to <h6>, else 0 */
};

struct outline {
	const struct html *html;
	struct block *blocks;
	size_t count, room;
	struct buffer text;
	unsigned char *flags; /* per node, inherited */
	uint32_t *block_of;   /* per node: the element whose block it belongs to */
	size_t node_room;
};

struct words; /* see words.h */

/* All zero bytes is ready; reused from page to page. `aside`: class and id words of what is not the document (kinds `class`, `part`)
 * and of what is printed with an article (`apart-name`, `apart`). 0, or -1 for want of memory. */
int outline_make(struct outline *o, const struct html *h, const struct words *aside, struct error *e);
void outline_free(struct outline *o);
/* A block's text with its marks. */
struct view outline_text(const struct outline *o, size_t block);
/* Appends text without marks: those of cells become blanks. */
void outline_plain(struct view marked, struct buffer *out);
/* A block's text without marks: valid until the outline is made anew or `scratch`, in which it may lie, is used again. */
struct view outline_plain_text(const struct outline *o, size_t block, struct buffer *scratch);
/* How much a block speaks for a document: characters that are no links; without any punctuation they count a quarter. */
size_t outline_weight(const struct block *b);
/* The blocks that stand below a node: from..to (excluded). */
void outline_range(const struct outline *o, uint32_t node, size_t *from, size_t *to);

#endif
