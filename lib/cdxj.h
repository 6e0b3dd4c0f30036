/*
 * An index of archived captures, as replay programs (pywb) search it: CDXJ, as cdxj-indexer writes it. A line for each response,
 * resource and revisit: the address's key (surt.h), the capture's 14 digits of time, and a JSON object with url, mime, status,
 * digest, length, offset and filename, all strings; what a record doesn't tell is left out.
 */
#ifndef CDXJ_H
#define CDXJ_H

#include "tsv.h"
#include "warcfile.h"

#define CDXJ_BYTES ((size_t)1 << 30) /* most bytes of an index in memory */

struct cdxj {
	struct arena memory;
	struct view *lines;
	size_t count, room;
	struct buffer front, key, line;
};

/*
 * Takes in a file, up to damage. PACKED_END: all of it; else see `e`. Captures that no line can tell of (no
 * date, no address or one that is too long, no gzip member of its own) are left out, and counted in `e`:
 * PACKED_DAMAGED too. An all-zero index is empty.
 */
enum packed_result cdxj_file(struct cdxj *c, const char *path, struct error *e);
/* Writes the lines sorted by their bytes, as `LC_ALL=C sort -u` does. */
void cdxj_write(struct cdxj *c, struct tsv_writer *out);
void cdxj_free(struct cdxj *c);

#endif
