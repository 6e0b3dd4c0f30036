/*
 * A folder that names from outside are looked up in, and must not lead out of.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include "error.h"

/* A descriptor of the folder, for the calls below; the caller closes it. -1: see `e`. */
int folder_open(const char *path, struct error *e);

/*
 * Opens `name` below the folder, for reading when `flags` is O_RDONLY. Whatever `..` or symbolic links it
 * holds, what lies outside of the folder is not opened (openat2(2), RESOLVE_BENEATH). A descriptor, or -1
 * with errno: EXDEV where the name leads out.
 */
int folder_below(int folder, const char *name, int flags, unsigned mode);

#endif
