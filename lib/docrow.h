/*
 * A row of a fetched stream as those programs see it that read pages: its columns by name, where its bytes are, and which part of a document
 * it is.
 */
#ifndef DOCROW_H
#define DOCROW_H

#include "archive.h"
#include "page.h"
#include "payload.h"
#include "tsv.h"

enum docrow_column {
	DOCROW_ID,
	DOCROW_URL,
	DOCROW_KIND,
	DOCROW_RECORD,
	DOCROW_ERROR,
	DOCROW_FINAL_URL,
	DOCROW_FETCHED,
	DOCROW_DECLARED,
	DOCROW_PARENT,
	DOCROW_PART,
	DOCROW_COLUMNS
};

struct docrow {
	int column[DOCROW_COLUMNS]; /* -1: the stream has no such column */
	const struct view *fields;  /* of the row at hand, raw; set for each */
	struct arena *memory;       /* of decoded fields */
	const struct tsv *in;
};

/* Finds the columns of `in`, which is borrowed. `memory` is reset by the caller from row to row. */
void docrow_open(struct docrow *r, const struct tsv *in, struct arena *memory);
/* A field, decoded; the empty view where there is no such column. */
struct view docrow_field(const struct docrow *r, enum docrow_column column);

/* A list, a sitemap or a feed, or the archive that rows came from. */
bool docrow_is_list(const struct docrow *r);
bool docrow_is_attachment(const struct docrow *r);
/*
 * Reads the row's record out of `store` into `body`, at most `cap` bytes. 0; 1: it can't be read, see about->error; -1 in `e` as `file:line: what`:
 * the store can't be trusted, or is NULL.
 */
int docrow_payload(const struct docrow *r, struct archive *store, size_t cap, struct buffer *body,
    struct payload *about, struct error *e);
/* A payload that was read, `body`, with what the row knows of it: address after redirects, charset where the payload itself
 * says none, and the number of a page that continues another (up to PAGER_PAGES; 1 of everything else). */
struct page_source docrow_source(const struct docrow *r, struct view body, const struct payload *about);

#endif
