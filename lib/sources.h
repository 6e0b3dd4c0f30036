/*
 * The sources of a run: every row of the input, held until all are fetched, because they are printed again in
 * their order.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include "arena.h"
#include "error.h"
#include "keymap.h"
#include "tsv.h"

enum { SOURCE_ID = 20 }; /* hex digits of SHA-256 of the column `url` */

struct source {
	struct view *fields; /* raw, as many as the input has columns */
	struct view id;
	struct view url; /* absolute, of address_join; empty where the column holds no absolute address */
};

struct sources {
	struct source *list;
	size_t count, room;
	struct keymap ids; /* id -> index in list */
	struct arena memory;
};

/*
 * Reads all rows of `in`. 0, or -1 with a `file:line: what`: no column `url`, an empty url, the same url
 * twice. Free with sources_free, also after a failure.
 */
int sources_read(struct sources *s, struct tsv *in, struct error *e);
void sources_free(struct sources *s);

/* Writes the id of a row whose column `url` is this, and a NUL. 0, or -1 if libcrypto failed. */
int source_id(struct view url, char id[SOURCE_ID + 1]);

#endif
