/*
 * A database's export as rows of named fields, in whatever of four forms it comes:
 *
 *   tsv     the stream's own form (tsv.h)
 *   csv     comma-separated values (csv.h), the first record being the names of the columns
 *   xlsx    the first sheet of a workbook (spreadsheet.h), likewise; rows above the header with one filled cell are captions
 *   texts   a file a document, with a labelled head (heading.h): the columns that labels fill, and `text`, `error`. An
 *           operand may be a folder: its files named *.txt, in the order of their names
 *
 * Several files are one table; csv, xlsx and tsv files must have the same columns.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include "error.h"
#include "heading.h"
#include "view.h"

enum export_form { EXPORT_GUESS, EXPORT_TSV, EXPORT_CSV, EXPORT_XLSX, EXPORT_TEXTS };
#define EXPORT_TEXT ((size_t)16 << 20) /* most bytes of a document's file */

struct export;

/* The form of a name: tsv, csv, xlsx or texts. 0, or -1. */
int export_form(const char *name, enum export_form *form, struct error *e);

/*
 * Opens the files, or standard input (not texts) when there is none. EXPORT_GUESS goes by the first one's name: *.csv, *.xlsx,
 * *.txt or a folder, else tsv. `labels` is needed for texts, and borrowed, as the paths are. NULL: see `e`.
 */
struct export *export_open(char *const paths[], size_t count, enum export_form form,
    const struct heading_labels *labels, struct error *e);
void export_close(struct export *x); /* NULL is allowed */

size_t export_width(const struct export *x);
const struct view *export_names(const struct export *x);
int export_column(const struct export *x, const char *name); /* index, or -1 */
/* The next row: 1 with export_width() raw (escaped) fields, valid until the next call; 0: the end; -1: told in `e`. */
int export_next(struct export *x, const struct view **fields, struct error *e);
/* Where the last row stood. */
const char *export_file(const struct export *x);
unsigned long long export_line(const struct export *x);
/* Pieces so far that the charset they were read in doesn't know; each is a U+FFFD. */
unsigned long long export_wrong(const struct export *x);

#endif
