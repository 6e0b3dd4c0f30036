/*
 * A file held whole in memory, where it must be seen whole before any of it can be understood (its charset, say).
 */
#ifndef WHOLEFILE_H
#define WHOLEFILE_H

#include "arena.h"
#include "error.h"

/* Appends the file ("-": standard input) to `out`. 0, or -1 in `e`: unreadable, or above `cap` bytes. */
int wholefile_read(const char *path, size_t cap, struct buffer *out, struct error *e);
/* Makes the file, which must not be there yet, with these bytes. 0, or -1 in `e`. */
int wholefile_write(const char *path, struct view bytes, struct error *e);

#endif
