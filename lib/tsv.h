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
#include "view.h"

#define TSV_LINE ((size_t)64 << 20)
enum { TSV_COLUMNS = 4096 };

struct tsv; /* a reader */

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

/* A raw field decoded. Without a backslash in it the result is `raw` itself, else it lives in `a`. `at` NULL: no memory. */
struct view tsv_decode(struct view raw, struct arena *a);
/* Text encoded as a raw field. Without anything to escape the result is `text` itself, else it lives in `a`.
 * NUL becomes U+FFFD. `at` NULL: no memory. */
struct view tsv_encode(struct view text, struct arena *a);

/*
 * Writer. Buffered; errors are sticky and told by tsv_finish. `fd` stays the caller's.
 */
struct tsv_writer {
	struct buffer out;
	int fd;
	int failed; /* errno of the first failure, 0 = none */
};

void tsv_start(struct tsv_writer *w, int fd);
/* One line of `count` raw fields. */
void tsv_write(struct tsv_writer *w, const struct view *fields, size_t count);
/* Flushes what is buffered (for programs that must show a row at once). Returns -1 after a failure. */
int tsv_flush(struct tsv_writer *w);
/* Flushes and frees. Returns 0, or -1 with the first failure in `e` (a full disk shows here). Does not close `fd`. */
int tsv_finish(struct tsv_writer *w, struct error *e);

/*
 * Layout: the columns of a tool's output = its input's, in place, and those of its own that are missing, appended at
 * the end in the order given.
 */
struct tsv_layout {
	size_t width;        /* columns of the output */
	size_t input;        /* of which the first `input` are the input's */
	struct view *names;  /* all names */
	struct view *fields; /* a row to fill: tsv_fill copies the input's fields and empties the rest */
	size_t *own;         /* own[i]: the output column of the tool's i-th name */
	struct arena memory;
};

/* 0, or -1 when there is no memory or too many columns. Free with tsv_layout_free, also after a failure. */
int tsv_layout(
    struct tsv_layout *l, const struct tsv *t, const char *const own[], size_t count, struct error *e);
void tsv_layout_free(struct tsv_layout *l);
void tsv_header(const struct tsv_layout *l, struct tsv_writer *w);
void tsv_fill(struct tsv_layout *l, const struct view *fields);
void tsv_row(const struct tsv_layout *l, struct tsv_writer *w);

#endif
