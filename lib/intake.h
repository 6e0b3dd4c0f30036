/*
 * Gleaned captures becoming a fetched stream: where they are, or copied into a store.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "filelist.h"
#include "gleaning.h"
#include "tsv.h"

/* Which rows: those of these media types (gleaning_is). */
struct intake {
	struct gleaning *gleaning;
	const struct filelist *files;
	struct view media;
	struct tsv_writer *out;
};

/* The stream's header: id, url, and docfetch's other columns. */
void intake_header(struct tsv_writer *out);

/*
 * Writes a row for each address; records stay where they are. All files must lie in one folder, which is
 * the later stages' store. 0, or -1: see `e`.
 */
int intake_in_place(const struct intake *in, struct error *e);

/*
 * Copies the records that rows rest on into `store`, journals the rows, and writes them. A row that the
 * store holds already stays if it can be read and is not older. 0, or -1: see `e`.
 */
int intake_copy(const struct intake *in, struct store *store, struct error *e);

#endif
