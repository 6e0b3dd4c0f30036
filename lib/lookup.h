/*
 * The newest capture of an address in files of archived records.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "warcfile.h"

#define LOOKUP_RECORD ((size_t)96 << 20) /* most bytes of its block */

/* What was found: the record unpacked, head and block, owned here. All zero bytes: nothing yet. */
struct lookup {
	struct view url; /* that is looked for; an address as address_join writes it */
	bool found, good;
	char date[WARC_DATE];
	struct buffer record;
	struct buffer block, joined; /* scratch */
};

void lookup_free(struct lookup *l);

/*
 * Looks through a file. A `response` or `resource` of that address is kept where it's better than what was
 * found: a successful answer is better than another, then a newer one. PACKED_END: the file was read; else
 * see `e` (what stood before damage counts).
 */
enum packed_result lookup_file(struct lookup *l, const char *path, struct error *e);

#endif
