/*
 * Comma-separated values (RFC 4180), as spreadsheets and databases write them: a byte order mark is allowed, lines end
 * in CRLF or LF (also within quotes, where either becomes LF), the charset is found out (charset.h). What the RFC doesn't
 * allow is an error and never repaired: a quote within an unquoted field, text behind a closing quote, a quote that is
 * never closed.
 */
#ifndef CSV_H
#define CSV_H

#include "charset.h"

#define CSV_BYTES ((size_t)512 << 20) /* most bytes of a file */
#define CSV_RECORD ((size_t)64 << 20) /* most bytes of a record */
enum { CSV_COLUMNS = 4096 };

struct csv;

/* Reads the file ("-": standard input). `path` and `charset` are borrowed. NULL: see `e`. */
struct csv *csv_open(const char *path, struct charset *charset, struct error *e);
void csv_close(struct csv *c); /* NULL is allowed */

/*
 * The next record: `*fields` points to `*count` decoded fields, valid until the next call. Records may differ in their
 * number of fields; an empty line is one empty field. 1; 0: the end; -1: told in `e` as `file:line: what`.
 */
int csv_next(struct csv *c, struct view **fields, size_t *count, struct error *e);

unsigned long long csv_line(const struct csv *c); /* on which the last record begins */
const struct charset_result *csv_charset(const struct csv *c);

/*
 * Appends a record (CRLF behind it), with quotes where they are needed. A field that a spreadsheet would take for a formula
 * (it begins with = + - or @, and is no number) gets a ' in front: titles come from strangers.
 */
void csv_append(struct buffer *out, const struct view *fields, size_t count);

#endif
