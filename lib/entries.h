/*
 * The items of a listing in JSON, as a site description says where they are: objects with an address, a title and a date, or strings of HTML.
 */
#ifndef ENTRIES_H
#define ENTRIES_H

#include "json.h"
#include "links.h"
#include "sites.h"

/* Reused from page to page; all zero bytes but for `last` is ready. */
struct entries {
	int last;         /* no date is later than this year */
	bool limit;       /* set where a pattern ran out of steps and counted as no match */
	struct html html; /* of json-html: the last string, for links to the next page */
	struct buffer text;
};

void entries_free(struct entries *e);

/* Adds the links of the items to `l`. 0, or -1 (no memory) in `why`. */
int entries_read(
    struct entries *e, const struct json *root, const struct site *site, struct links *l, struct error *why);

/* The first text or number that key paths (with | between them) lead to, and that isn't empty or 0. */
struct view entries_text(const struct json *item, struct view paths);

#endif
