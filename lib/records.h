/*
 * The records of a table in a file as people and databases keep tables: comma-separated values (csv.h), or a workbook's first sheet
 * (spreadsheet.h) when the name ends in .xlsx or the form is said.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include "arena.h"
#include "error.h"

struct charset;
struct records;

enum records_form { RECORDS_CSV, RECORDS_XLSX };

/* Whether a name is that of such a file, in either case of the letters, and of which. */
bool records_named(const char *path, enum records_form *form);
/* `path` and `charset` are borrowed; a workbook needs no charset. NULL: see `e`. */
struct records *records_open(
    const char *path, enum records_form form, struct charset *charset, struct error *e);
void records_close(struct records *r); /* NULL is allowed */
/*
 * The next record: `*fields` points to `*count` decoded fields, valid until the next call. A workbook's rows have at least as many as its first
 * one. 1; 0: the end; -1: told in `e` as `file:line: what`.
 */
int records_next(struct records *r, struct view **fields, size_t *count, struct error *e);
unsigned long long records_line(const struct records *r); /* of the last record */
unsigned long long records_wrong(
    const struct records *r); /* pieces of the file that its charset doesn't know */

#endif
