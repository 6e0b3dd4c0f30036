/*
 * The other half of the stream: fields decoded and encoded, rows written, and the layout of a tool's output. The form is
 * told in tsv.h, which includes this.
 */
#ifndef TSVOUT_H
#define TSVOUT_H

#include "arena.h"
#include "error.h"
#include "view.h"

struct tsv;

/* A raw field decoded. Without a backslash in it the result is `raw` itself, else it lives in `a`. `at` NULL: no memory. */
struct view tsv_decode(struct view raw, struct arena *a);
/* Text encoded as a raw field. Without anything to escape the result is `text` itself, else it lives in `a`.
 * NUL becomes U+FFFD. `at` NULL: no memory. */
struct view tsv_encode(struct view text, struct arena *a);
/* A number as a field, in decimal digits; it lives in `a`, or nowhere if it has one digit. `at` NULL: no memory. */
struct view tsv_number(unsigned long long n, struct arena *a);

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
/* Text as it is, for what isn't a stream. */
void tsv_text(struct tsv_writer *w, struct view text);
/* Flushes what is buffered (for programs that must show a row at once). Returns -1 after a failure. */
int tsv_flush(struct tsv_writer *w);
/* Flushes and frees. Returns 0, or -1 with the first failure in `e` (a full disk shows here). Does not close `fd`. */
int tsv_finish(struct tsv_writer *w, struct error *e);

/*
 * Writes a whole file: what `write` writes. 0, or -1 in `e`: what `write` said, or the file's name and what is wrong with it.
 */
int tsv_save(const char *path, int (*write)(const void *context, struct tsv_writer *w, struct error *e),
    const void *context, struct error *e);

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
/* The same for an input whose columns are `names` (borrowed), wherever they come from. */
int tsv_layout_names(struct tsv_layout *l, const struct view *names, size_t width, const char *const own[],
    size_t count, struct error *e);
void tsv_layout_free(struct tsv_layout *l);
void tsv_header(const struct tsv_layout *l, struct tsv_writer *w);
void tsv_fill(struct tsv_layout *l, const struct view *fields);
void tsv_row(const struct tsv_layout *l, struct tsv_writer *w);

#endif
