/*
 * A ZIP file held in memory (PKWARE APPNOTE 6.3.10 §4.3): its files by name. Stored and deflated ones; no ZIP64, no encryption, no file over several
 * volumes. Nothing is written anywhere, and what a file unpacks to is capped before it is unpacked.
 */
#ifndef ZIP_H
#define ZIP_H

#include "arena.h"
#include "error.h"

struct coding;

struct zip {
	struct view bytes, directory;
};

/* Finds the directory at the end of `bytes`, which stay the caller's. 0, or -1 in `e`: no ZIP file, or one of those above. */
int zip_open(struct zip *z, struct view bytes, struct error *e);
/*
 * Appends the file of this name to `out`. 1; 0: there is none; -1 in `e`: damaged, encrypted, by another method, or more than `cap` bytes.
 */
int zip_read(
    const struct zip *z, struct view name, size_t cap, struct coding *c, struct buffer *out, struct error *e);

#endif
