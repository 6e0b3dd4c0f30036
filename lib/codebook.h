/*
 * What the columns of the project's tables mean: the table columns.tsv (column, stage, form, meaning).
 */
#ifndef CODEBOOK_H
#define CODEBOOK_H

#include "table.h"
#include "tsv.h"

enum codebook_type { CODEBOOK_TEXT, CODEBOOK_NUMBER, CODEBOOK_SHARE };

struct codebook {
	struct table columns;
	int column, stage, form, meaning;
};

struct codebook_entry {
	struct view meaning; /* empty: nobody's column but the user's */
	struct view choices; /* the words it is one of, between blanks; else empty */
	enum codebook_type type;
};

/* 0, or -1 with what is wrong. `path` is borrowed. Free with codebook_free, also after a failure. */
int codebook_load(struct codebook *b, const char *path, struct error *e);
void codebook_free(struct codebook *b);
/*
 * What is said of a column of a stream. Columns without an entry that stand right before `limits` are those of tags: numbers.
 */
struct codebook_entry codebook_find(const struct codebook *b, const struct tsv *t, size_t column);

#endif
