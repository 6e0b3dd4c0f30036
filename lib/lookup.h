/*
 * One record among many: by its place, or the newest capture of an address.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "archive.h"
#include "filelist.h"
#include "warcfile.h"

struct lookup {
	const char *place;     /* borrowed */
	struct archive *store; /* of the folder that is, or holds, the place */
	struct filelist files; /* listed when an address is first looked for */
	/* the best capture so far: its record unpacked, head and block */
	bool found, good;
	char date[WARC_DATE];
	struct buffer url, record, block, joined;
};

/*
 * `place` is a store's folder or a file, and stays the caller's. 0, or -1: see `e`. Free with lookup_free,
 * also after a failure.
 */
int lookup_open(struct lookup *l, const char *place, struct error *e);
void lookup_free(struct lookup *l);

/*
 * Finds `wanted`: `file:offset:length`, or an address, for which every file is read. A `response` or
 * `resource` of that address that succeeded is better than another, then a newer one. `*h` and `*block` are
 * valid until the next call. `notes` gets a line for each file that is damaged; what stands before the
 * damage counts. 0, or -1: see `e`. Records above ARCHIVE_RECORD aren't found.
 */
int lookup_find(struct lookup *l, const char *wanted, struct buffer *notes, struct record_head *h,
    struct view *block, struct error *e);

#endif
