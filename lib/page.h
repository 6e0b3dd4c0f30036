/*
 * A document from bytes, or from an export's text, to facts and paragraphs: the order in which the places that state
 * something are asked.
 */
#ifndef PAGE_H
#define PAGE_H

#include "error.h"
#include "facts.h"
#include "filter.h"
#include "pager.h"

struct page; /* tables, dictionaries and buffers, reused from document to document */

/* `data`: the folder of the tables, or NULL for the program's own. NULL: see `e`. */
struct page *page_open(const char *data, struct error *e);
void page_close(struct page *p); /* NULL is allowed */
/* Files that are neither HTML nor plain text are read through these filters, borrowed and started; without them they are `media`. */
void page_filters(struct page *p, struct filters *f);

struct reading {
	struct view text;         /* paragraphs, one a line; in the arena of the facts */
	struct view attachments;  /* addresses, a blank between them */
	const char *completeness; /* full, cover, partial; empty where no text was read */
	struct pager
	    pages; /* the other pages that an HTML page names, if it is one of several of an article */
	bool html; /* it was a page of HTML, not a file */
	const char *
	    error; /* NULL, or why there is no text: media, charset, empty, shell-page, login, index-page, or a filter's token */
};

/* A payload as it was received. Media type and charset are what the server declared, each may be empty. */
struct page_source {
	struct view bytes, media, charset, url;
	unsigned number; /* of the page in its article; 0 and 1: the first */
};

/* Reads it. 0, or -1 (no memory) in `e`; that there is nothing to read is in r->error. */
int page_read(
    struct page *p, const struct page_source *source, struct facts *f, struct reading *r, struct error *e);
/* Text that a row brought along. What is known of the document is in `f` already. */
int page_mine(struct page *p, struct view text, struct facts *f, struct reading *r, struct error *e);
/* The completeness of a text, as far as itself and its title tell: see clues_completeness. */
const char *page_completeness(const struct page *p, struct view text, struct view title);

#endif
