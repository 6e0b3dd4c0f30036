/*
 * A map of the provinces as equal tiles, for a page: no borders are drawn. Positions and names are those of the table tiles.tsv
 * (columns code, letters, name, name_en, row, column; row and column count from 1). It is a list, so that it can be read aloud.
 */
#ifndef TILEMAP_H
#define TILEMAP_H

#include "report.h"

enum { TILEMAP_LINES = 12 }; /* most rows and columns */

/* 0, or -1 with a `file:line: what`: no such table, a column that is missing, a position beyond the grid. Free with table_free. */
int tilemap_load(struct table *t, const char *path, struct error *e);
/* Adds the block; nothing where the report has no tiles. */
void tilemap_make(struct report *r);
/* The maps of the provincial and the city level, with their key. */
void tilemap_write(struct buffer *out, struct report *r);

#endif
