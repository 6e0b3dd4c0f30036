/*
 * Which media type a page has that nobody declared: by its first bytes and by its name's extension (the table
 * media.tsv: extension, media, source).
 */
#ifndef MEDIA_H
#define MEDIA_H

#include "error.h"
#include "table.h"
#include "view.h"

struct media {
	struct table table;
	int extension, type;
};

/* 0, or -1: see `e`. Free with media_free, also after a failure. */
int media_load(struct media *m, const char *path, struct error *e);
void media_free(struct media *m);

/*
 * The type of `body`, called `name` (a path, without a query); application/octet-stream when nothing tells.
 */
struct view media_guess(const struct media *m, struct view name, struct view body);

#endif
