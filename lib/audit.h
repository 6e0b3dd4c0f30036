/*
 * Stores and files of archived records checked from front to end: that they can be read to their end
 * (lengths, gzip checksums), that every digest is right, and that a store's journal tells the truth.
 *
 * For each file a row: file, records (sound ones), digests (that were reckoned and compared), unknown (that
 * could not be), faults.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "proof.h"
#include "tsv.h"
#include "warcfile.h"

/* Is told of each fault but that at which reading ends: one line, `file:offset: what`. */
typedef void audit_tell(void *context, const char *line);

struct audit {
	struct tsv_writer *out; /* borrowed */
	audit_tell *tell;
	void *context;
	struct proof *proof;
	unsigned long long faults; /* of all files so far */
};

/* Writes the rows' header. 0, or -1: no memory. Free with audit_free, also after a failure. */
int audit_start(struct audit *a, struct tsv_writer *out, audit_tell *tell, void *context, struct error *e);
void audit_free(struct audit *a);

/* Checks a file. PACKED_END: the whole of it was read; else see `e`. */
enum packed_result audit_file(struct audit *a, const char *path, struct error *e);

/*
 * If `folder` is a store, checks its journal against its segments: each row's record is there, and its
 * payload, decoded, has the row's size and SHA-256. A row counts as a record. As audit_file.
 */
enum packed_result audit_journal(struct audit *a, const char *folder, struct error *e);

#endif
