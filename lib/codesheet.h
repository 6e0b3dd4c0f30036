/*
 * A sheet that people code by hand, and its key.
 *
 *   sheet  item tag title issued url sentence coder code remark     what a coder sees; `code` is filled with 1, 0 or ?
 *   key    item id tag (the cell's columns) state hit listed drawn probability weight; of matches also place
 *
 * `item` is a digest that tells nothing; a sheet is in an order that depends on seed and coder alone. The sentence is
 * the first that the ledger counts, else the first that it cancels, so that it doesn't tell which of the two it was.
 */
#ifndef CODESHEET_H
#define CODESHEET_H

#include "frame.h"

struct codesheet_line;

struct codesheet {
	const struct frame *frame;
	struct view coder;
	struct codesheet_line *lines; /* in the sheet's order */
	size_t count;
	struct keymap names; /* of the items -> line */
	struct arena memory;
};

/* Takes what the frame has drawn. Frame and coder are borrowed. 0 or -1; free it also then. */
int codesheet_make(struct codesheet *s, const struct frame *f, struct view coder, struct error *e);
void codesheet_free(struct codesheet *s);
/* Adds the sentences of a ledger (columns id, tag, sentence, counted). */
int codesheet_sentences(struct codesheet *s, const char *ledger, struct error *e);
/* Adds title, date and address of matches' documents, out of the file of documents. */
int codesheet_titles(struct codesheet *s, const char *documents, struct error *e);
/* Writes the sheet as a stream. 0, or -1: no memory. */
int codesheet_write(const struct codesheet *s, struct tsv_writer *w, struct error *e);
/* Appends the sheet as a spreadsheet opens it: a byte order mark and comma-separated values (csv_append). 0 or -1. */
int codesheet_csv(const struct codesheet *s, struct buffer *out, struct error *e);
/* Appends the sheet as a workbook: a list of the codes to choose from, a wide sentence, a link. 0 or -1. */
int codesheet_xlsx(const struct codesheet *s, struct buffer *out, struct error *e);
/* In the order of the items. */
int codesheet_key(const struct codesheet *s, struct tsv_writer *w, struct error *e);

#endif
