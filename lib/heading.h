/*
 * A text with a labelled head, as legal databases export it: a title, then statements such as
 *
 *     【法宝引证码】CLI.12.5115678      制定机关：江苏省人民政府      公布日期：2015.05.08
 *
 * one a line or several with blanks between them, a value on the label's line or on the next one; then the text. Labels,
 * and the column that each one fills, are the table export-labels.tsv (label, column, source); the column "text" (正文) ends
 * the head; a label with the column "-" is known and its statement is dropped, also from the end of the text.
 */
#ifndef HEADING_H
#define HEADING_H

#include "table.h"

enum { HEADING_COLUMNS = 32 };

struct heading_labels {
	struct table table;
	int label, column;
	struct view columns[HEADING_COLUMNS]; /* that labels fill, in the table's order, each once */
	size_t count;
};

/* 0, or -1 with a `file:line: what`; free it also then. `path` is borrowed. */
int heading_load(struct heading_labels *l, const char *path, struct error *e);
void heading_free(struct heading_labels *l);
/* The column that a label fills; empty where the label is unknown or dropped. */
struct view heading_column(const struct heading_labels *l, struct view label);

struct heading {
	struct view title; /* the first line; empty where it is a statement already */
	struct view
	    values[HEADING_COLUMNS]; /* by heading_labels.columns; the first statement of each counts */
	struct view text;            /* the rest, without blank lines at its ends */
	size_t statements;
};

/* Takes a text apart (UTF-8, LF). Everything in `h` is a piece of `text`. A text without a statement is all text, and
 * its first line is the title nevertheless. */
void heading_read(const struct heading_labels *l, struct view text, struct heading *h);

/*
 * The name of an exported file, 标题(FBM-CLI.12.5115678).txt: what stands before the number is the title, and the number
 * is without the site's own prefix (CLI.12.5115678), as 【法宝引证码】 has it. Brackets of either width; a final (1) of a
 * second download is dropped. Empty where there is none.
 */
struct heading_name {
	struct view title, code;
	bool cut; /* the title ends in … or ... */
};

/* `name` is without folder. */
struct heading_name heading_name(struct view name);

#endif
