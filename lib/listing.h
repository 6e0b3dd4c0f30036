/*
 * What stands in a file of archived records, as a stream: record, type, status, url, fetched, media, size.
 */
#ifndef LISTING_H
#define LISTING_H

#include "tsv.h"
#include "warcfile.h"

struct listing {
	struct tsv_writer *out; /* borrowed */
	struct buffer front, place;
	struct arena row;
};

/*
 * The HTTP status of the answer that the block's beginning, `front`, holds, and its media type; or 0 and the
 * record's own type. A view into `front` or the head.
 */
int listing_status(const struct record_head *h, struct view front, struct view *media);

void listing_header(struct listing *l);
/* Writes a row for each record of a file, up to damage. PACKED_END: all of it; else see `e`. */
enum packed_result listing_file(struct listing *l, const char *path, struct error *e);
void listing_free(struct listing *l);

#endif
