/*
 * What a page says of itself in JSON-LD (W3C JSON-LD 1.1 §7, in <script type="application/ld+json">) with the terms of schema.org: `headline`,
 * `datePublished` and the `name` of its `publisher`, of the first object that has a headline or a date: the script's own, a member of its array,
 * or of its `@graph`.
 */
#ifndef JSONLD_H
#define JSONLD_H

#include "facts.h"

enum {
	JSONLD_SCRIPTS = 16,
	JSONLD_BYTES = 1 << 20
}; /* most scripts of a page that are read, and bytes of one */

/* Offers title, date of publication and source. `page` is the page's HTML. A script that is no JSON says nothing. */
void jsonld_offer(struct view page, struct facts *f);

#endif
