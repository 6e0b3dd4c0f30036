/*
 * The WARC and ARC files that a command line names: files as they stand, and of a folder all whose names
 * end in .warc, .arc, .warc.gz or .arc.gz, in the order of their names.
 */
#ifndef FILELIST_H
#define FILELIST_H

#include "arena.h"
#include "error.h"

enum { FILELIST_MOST = 1 << 20 };

struct filelist {
	const char **paths;
	size_t count, room;
	struct arena memory;
};

/*
 * Adds what `path` names. 0, or -1: see `e` (it doesn't exist, a folder without such a file, too many). An
 * all-zero list is empty.
 */
int filelist_add(struct filelist *l, const char *path, struct error *e);
void filelist_free(struct filelist *l);

/* The name behind the last slash: what a `record` column holds. */
const char *filelist_name(const char *path);

#endif
