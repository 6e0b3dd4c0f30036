/*
 * The id of a document that an export lists: what it is known by, as the first DOCID_DIGITS hex digits of SHA-256: its
 * address; without one, the database's own code; without that, title, issuer and date with TABs between them.
 */
#ifndef DOCID_H
#define DOCID_H

#include "keymap.h"

enum { DOCID_DIGITS = 20 };
enum docid_result { DOCID_GIVEN, DOCID_TWICE, DOCID_NO_MEMORY };

struct docid_parts {
	struct view url, code, title, issuer, date;
};

/*
 * Puts a document's id into `*id`, in memory of `a`, unless it has one, and notes it in `ids`. A document that is listed
 * twice stays twice: the second one's digest is taken with a TAB and its number behind. DOCID_TWICE: an id that was
 * there already is not the first of its kind. `scratch` is overwritten.
 */
enum docid_result docid_give(struct keymap *ids, const struct docid_parts *parts, struct view *id,
    struct buffer *scratch, struct arena *a);

#endif
