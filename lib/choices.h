/*
 * The choices behind a study's figure, each of which could have been made otherwise: a table (choices.tsv) with one row a choice.
 *
 *   choice   its name
 *   tags     `literal` or `guarded`: with the tags whose names end in _literal, or without that ending
 *   drop     conditions of the study on this column are left out
 *   where    conditions that are added
 *   unit     `document` or `family`
 *   scope    `paragraph` or `sentence`: where the focus must stand beside the population's tag
 *   without  kinds of matches that do not count, with blanks between: own other name (quoted so), broad, ambiguous
 *   of       `focus`: only of the focus; else of both tags
 *
 * An empty field leaves the study's own. Other columns are for the reader.
 */
#ifndef CHOICES_H
#define CHOICES_H

#include "expression.h"
#include "table.h"

enum { CHOICES = 64 };

/* Kinds of matches, a bit each. */
enum { MATCH_OWN = 1, MATCH_OTHER = 2, MATCH_NAME = 4, MATCH_BROAD = 8, MATCH_AMBIGUOUS = 16 };

/* A study's own reading. The strings are borrowed. */
struct reading_made {
	const char *where; /* its first condition that names a tag alone is the population's */
	const char *focus;
	bool by_family;
};

struct choice {
	struct view name;
	const char *where, *focus, *column; /* `column`: of the focus, or of its scope */
	struct view population;             /* the tag */
	bool by_family, scoped;
	unsigned without;
	bool of_focus;
};

struct choices {
	struct table table;
	struct choice list[CHOICES];
	size_t count;
	struct arena memory;
};

/* Reads the table at `path` (borrowed), and puts the study's reading into each choice. 0, or -1 with what is wrong. Free with choices_free,
 * also after a failure. */
int choices_load(struct choices *c, const char *path, const struct reading_made *study, struct error *e);
void choices_free(struct choices *c);

#endif
