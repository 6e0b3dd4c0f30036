/*
 * The sources of a run: every row of the input, spooled to a file without a name, because they are needed
 * again when they are fetched and when they are printed, in their order. Memory holds where each one begins.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include "arena.h"
#include "error.h"
#include "tsv.h"

#include <stdint.h>

enum { SOURCE_ID = 20 }; /* hex digits of SHA-256 of the column `url` */
#define SOURCES_MOST ((size_t)UINT32_MAX - 1)

struct source {
	const struct view *fields; /* raw, as many as the input has columns */
	struct view id;
	struct view url; /* absolute, of address_join; empty where the column holds no absolute address */
};

struct sources {
	size_t count;
	size_t first_file; /* the first one with a file address; `count` or more = there is none */
	int spool;
	uint64_t *begins; /* count + 1 of them */
	size_t room, width;
	int column; /* url */
	uint64_t spooled;
	struct buffer out; /* rows on their way to the spool */
	struct buffer line, joined;
	struct view *fields;
	struct arena decoded;
	char id[SOURCE_ID + 1];
};

/*
 * Reads all rows of `in`. 0, or -1 with a `file:line: what`: no column `url`, an empty url, the same url
 * twice. The spool is made in $TMPDIR, or /tmp. Free with sources_free, also after a failure.
 */
int sources_read(struct sources *s, struct tsv *in, struct error *e);
void sources_free(struct sources *s);

/* The source of that number; its views are valid until the next call. 0, or -1: see `e`. */
int sources_get(struct sources *s, size_t number, struct source *source, struct error *e);

/* Writes the id of a row whose column `url` is this, and a NUL. 0, or -1 if libcrypto failed. */
int source_id(struct view url, char id[SOURCE_ID + 1]);

#endif
