/*
 * A file of archived records checked from front to end: that it can be read to its end (lengths, gzip
 * checksums), and that every digest is right.
 */
#ifndef AUDIT_H
#define AUDIT_H

#include "proof.h"
#include "tsv.h"
#include "warcfile.h"

struct audit {
	unsigned long long records; /* sound ones */
	unsigned long long digests; /* that were reckoned and compared */
	unsigned long long unknown; /* that could not be */
	unsigned long long faults;  /* wrong digests, and damage */
};

/* Is told of each fault but that at which reading ends: one line, `file:offset: what`. */
typedef void audit_tell(void *context, const char *line);

/* Adds what it finds to `*a`. PACKED_END: the whole file was read; else see `e`. */
enum packed_result audit_file(
    struct audit *a, struct proof *proof, const char *path, audit_tell *tell, void *context, struct error *e);

/* The accounts as a stream: file, records, digests, unknown, faults. 0, or -1: no memory. */
void audit_header(struct tsv_writer *out);
int audit_row(const struct audit *a, const char *path, struct tsv_writer *out);

#endif
