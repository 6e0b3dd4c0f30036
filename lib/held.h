/*
 * The copy of a page that a store holds already, to compare a new answer with.
 */
#ifndef HELD_H
#define HELD_H

#include "archive.h"
#include "store.h"

struct held {
	struct view
	    row[STORE_COLUMNS];     /* of the journal: raw fields, valid until its next row is looked for */
	struct record_head head;    /* of the record; valid until the archive's next record is read */
	struct view body;           /* as it was received */
	struct view etag, modified; /* what its server said of it; empty = nothing */
	bool http;                  /* it came from a server */
};

/* Finds the row of `id` and its record. 1, 0: no page is held (no row, or one with an error), -1: see `e`. */
int held_find(struct held *h, struct store *s, struct archive *a, struct view id, struct error *e);

/*
 * Appends the fields that ask for the page only where it isn't the one that is held (RFC 9110 §13.1):
 * If-None-Match, If-Modified-Since.
 */
void held_conditions(const struct held *h, struct buffer *fields);

#endif
