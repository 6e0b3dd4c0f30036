/*
 * A small TSV file held whole in memory: rules, gazetteers, filters, a study's settings. At most TABLE_BYTES.
 * Cells are decoded. Lines that begin with '#' before the header are not comments: the format has none.
 */
#ifndef TABLE_H
#define TABLE_H

#include "arena.h"
#include "error.h"
#include "view.h"

#define TABLE_BYTES ((size_t)256 << 20)

struct table {
	const char *file;          /* borrowed from the caller */
	size_t rows, columns;      /* rows without the header */
	struct view *names;        /* columns */
	struct view *cells;        /* rows * columns; use table_cell */
	unsigned long long *lines; /* line number of each row, for messages */
	struct arena memory;
};

/* 0, or -1 with a `file:line: what`. Free with table_free, also after a failure. */
int table_load(struct table *t, const char *path, struct error *e);
void table_free(struct table *t);
/* Index of a column, or -1. table_need says in `e` that `file:1: no column "name"`. */
int table_column(const struct table *t, const char *name);
int table_need(const struct table *t, const char *name, struct error *e);
/* The cell; the empty view where `column` is -1. */
struct view table_cell(const struct table *t, size_t row, int column);

#endif
