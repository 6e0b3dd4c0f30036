/*
 * The rows of a workbook's first visible sheet (XLSX: Office Open XML, ECMA-376 parts 1 and 2, ISO/IEC 29500), as csv.h gives those of a CSV file:
 * what databases export and people fill in. Texts are shared or inline; a number in a format of days is a date (serial.h), another one is written as
 * shown without a format; TRUE and FALSE are 1 and 0; errors such as #N/A are empty; of a formula its last value is read.
 *
 * Rows that hold nothing are passed over. The first row that counts is the first with two filled cells, so that a caption above the header is
 * none of it; where no row has two, the first.
 */
#ifndef SPREADSHEET_H
#define SPREADSHEET_H

#include "arena.h"
#include "error.h"

#define SPREADSHEET_BYTES ((size_t)256 << 20) /* most bytes of a file */
#define SPREADSHEET_PART ((size_t)512 << 20)  /* most bytes that a part of it unpacks to */
enum { SPREADSHEET_COLUMNS = 4096, SPREADSHEET_STYLES = 65536 };

struct spreadsheet;

/* Reads the file ("-": standard input). `path` is borrowed. NULL: see `e`. */
struct spreadsheet *spreadsheet_open(const char *path, struct error *e);
void spreadsheet_close(struct spreadsheet *s); /* NULL is allowed */
/*
 * The next row: `*fields` points to `*count` decoded fields, UTF-8, LF within, valid until the next call; the last one isn't empty. 1; 0: the end; -1: told
 * in `e` as `file:row: what`.
 */
int spreadsheet_next(struct spreadsheet *s, struct view **fields, size_t *count, struct error *e);
unsigned long long spreadsheet_line(
    const struct spreadsheet *s); /* number of the last row, as the program shows it */

#endif
