/*
 * The stream that all programs speak: UTF-8, LF, TAB between fields, first line = column names.
 *
 * Inside a field TAB, LF, CR and backslash are written \t \n \r \\, and any other backslash pair is an error: the form
 * that Miller (`mlr --tsv`) and jq (`@tsv`) read and write. Raw CR and NUL are errors. A line holds at most TSV_LINE
 * bytes and a header at most TSV_COLUMNS names. Reading is one pass in constant memory (the longest line).
 */
#ifndef TSV_H
#define TSV_H

#include "arena.h"
#include "error.h"
#include "tsvout.h"
#include "view.h"

#define TSV_LINE ((size_t)64 << 20)
enum { TSV_COLUMNS = 4096 };

struct tsv; /* a reader; what is written is tsvout.h's */

/*
 * Opens the files in turn as one stream, or standard input when `count` is 0 (so does the name "-"). Each file must
 * begin with the same header. Reads the first header. NULL: see `e` (unreadable file, no header, a column twice,
 * a bad name). The paths are borrowed until tsv_close.
 */
struct tsv *tsv_open(char *const paths[], size_t count, struct error *e);
void tsv_close(struct tsv *t); /* NULL is allowed */

size_t tsv_width(const struct tsv *t);                    /* number of columns, at least 1 */
struct view tsv_name(const struct tsv *t, size_t column); /* borrowed from the reader */
int tsv_column(const struct tsv *t, const char *name);    /* index of a column, or -1 */
int tsv_find(const struct tsv *t, struct view name);      /* the same */
/* The same, but its absence is an error: -1 and `file:1: no column "name"` in `e`. */
int tsv_need(const struct tsv *t, const char *name, struct error *e);

/*
 * The next row. 1: `*fields` points to tsv_width() raw (still escaped) fields, valid until the next call; the escapes
 * in them have been checked. 0: the end. -1: malformed line or read error, told in `e` as `file:line: what`.
 */
int tsv_next(struct tsv *t, struct view **fields, struct error *e);

/* Where the last row stood, for messages: error_set(e, "%s:%llu: ...", tsv_file(t), tsv_line(t)). */
const char *tsv_file(const struct tsv *t);
unsigned long long tsv_line(const struct tsv *t);

#endif
