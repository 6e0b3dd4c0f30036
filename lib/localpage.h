/*
 * Pages of `file:///HOST/PATH` addresses, read below a folder that stands for the root of the file system.
 */
#ifndef LOCALPAGE_H
#define LOCALPAGE_H

#include "capture.h"

/*
 * Reads the page of c->url (set by the caller) below `root` (of folder_open) into `c`. Whatever stands in the
 * way of it is c->error: `not-found` (no regular file of that name, or one outside of the root), `forbidden`,
 * `too-large` (above `cap` bytes), `address` (malformed), `unreadable`. Returns -1 only where the fault is
 * this process's: memory, or too many open files.
 */
int localpage_fetch(int root, size_t cap, struct buffer *name, struct capture *c, struct error *e);

#endif
