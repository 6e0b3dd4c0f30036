/*
 * Documents that a study should hold, by a list that somebody made (expected.tsv): is each of them there?
 *
 * A row of the list names a document by its `url`, its `docno` (发文字号), its `title`, or several of these; `issuer` and `issued` help. A document
 * of the stream is the one expected if the address is the same (`url` or `final_url`); else if the number is, in canonical form; else if
 * the title is, but for width, case and punctuation (matchkey.h). A number or a title is not enough where both sides tell an
 * issuer and neither's name holds the other's (宁政发 is Nanjing's and Ningxia's), nor a title where both tell different days.
 * Where several documents answer, one that was read is taken before one that wasn't, then the surer sign, then the first.
 */
#ifndef EXPECTED_H
#define EXPECTED_H

#include "keymap.h"
#include "table.h"
#include "tsv.h"

enum expected_sign { EXPECTED_NOTHING, EXPECTED_TITLE, EXPECTED_NUMBER, EXPECTED_ADDRESS };
enum { EXPECTED_FIELDS = 5, EXPECTED_KEYS = 3 };

struct expected_row {
	struct view key[EXPECTED_KEYS], issuer, issued; /* by enum expected_sign, from EXPECTED_TITLE on */
	size_t next[EXPECTED_KEYS];                     /* the next row with the same key, from 1; 0 = none */
	enum expected_sign sign;                        /* how the document was recognised */
	bool held;                                      /* it was read */
	struct view id, error;                          /* of the document */
};

struct expected {
	struct table table;
	struct expected_row *rows;
	struct keymap keys[EXPECTED_KEYS]; /* key -> the first row, from 1 */
	int stream[EXPECTED_FIELDS + 3];   /* columns of the stream; -1 = not there */
	struct buffer scratch, issuer;
	struct arena memory;
};

/*
 * Loads the list (at most TABLE_BYTES). 0, or -1: an unreadable table, none of the columns url, docno, title, a row that
 * fills none of them, or a number that is none; told as `file:line: what`. `path` is borrowed. Free with expected_free, also after a failure.
 */
int expected_load(struct expected *x, const char *path, struct error *e);
void expected_free(struct expected *x);
/* Finds the stream's columns; those of `id` and one of url, docno, title must be there. 0 or -1. */
int expected_bind(struct expected *x, const struct tsv *in, struct error *e);
/* Takes a document's raw fields into account. 0, or -1: no memory. */
int expected_meet(struct expected *x, const struct view *fields);
/*
 * Writes the list with four columns more: state (held; unread; missing), found (the id), sign (url, docno, title), error (why it is
 * unread). Returns how many aren't held, or -1: no memory.
 */
long expected_write(const struct expected *x, struct tsv_writer *w);

#endif
