/*
 * A stream of sources that is made from one of fetched rows: rows that pass, and behind them the rows that were found on list pages, each
 * address once.
 *
 * Columns: the input's, without those that fetching fills (stages fetch and history in columns.tsv), and kind, link_text, link_date,
 * parent and part where they lack. A found row inherits its list's columns that say something of the list's documents: those that
 * columns.tsv doesn't know, and those of the stages attribute and export; of `id` it gets its own.
 */
#ifndef SOURCELIST_H
#define SOURCELIST_H

#include "error.h"
#include "tsv.h"

struct sourcelist;

struct sourcelist_row {
	struct view url, kind, text, date, parent, part; /* plain, not escaped */
};

/* `columns` is the path of columns.tsv; `in` (borrowed) needs a column `url`. Writes the header to `out`. NULL: see `e`. */
struct sourcelist *sourcelist_open(
    const struct tsv *in, const char *columns, struct tsv_writer *out, struct error *e);
void sourcelist_close(struct sourcelist *s); /* NULL is allowed */

/* Notes an input row's address (plain), so that no found row repeats it. 0 or -1: no memory. */
int sourcelist_know(struct sourcelist *s, struct view url, struct error *e);
/* Writes an input row. */
void sourcelist_pass(struct sourcelist *s, const struct view *fields);
/* From here on found rows inherit from this input row. 0 or -1: no memory. */
int sourcelist_parent(struct sourcelist *s, const struct view *fields, struct error *e);
/*
 * Writes a found row at once, unless its address is known or was found before. Then it stands among the input's rows: an input row that
 * comes later with the same address must not be written again, see sourcelist_have. 0 or -1: no memory.
 */
int sourcelist_put(struct sourcelist *s, const struct sourcelist_row *row, struct error *e);
/* Was a row with this address found (put or added) already? */
bool sourcelist_have(struct sourcelist *s, struct view url);
/* Keeps a found row, unless its address was found before. 0 or -1: no memory. */
int sourcelist_add(struct sourcelist *s, const struct sourcelist_row *row, struct error *e);
/* Writes the found rows whose address isn't known, in the order in which they were found. 0, or -1: see `e`. */
int sourcelist_finish(struct sourcelist *s, struct error *e);

/* The id of an address: 20 hex digits and a NUL. 0 or -1. */
int sourcelist_id(struct view url, char id[21]);

#endif
