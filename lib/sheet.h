/*
 * A table to be shown: what every format of the report has in common. A sheet knows nothing of formats; terminal.h and
 * webpage.h draw it, and sheet_tsv writes it.
 */
#ifndef SHEET_H
#define SHEET_H

#include "study.h"
#include "tsv.h"

enum { SHEET_COLUMNS = 16 };

enum sheet_kind { SHEET_WORDS, SHEET_NUMBER, SHEET_SHARE };
enum sheet_fill { SHEET_EMPTY, SHEET_FILLED, SHEET_NA }; /* SHEET_NA: the cell cannot exist */

struct sheet_column {
	const char *id;    /* its name in TSV, or NULL: not written there */
	struct view head;  /* its heading, empty: not shown elsewhere */
	struct view group; /* heading over neighbouring columns with the same group; empty = none */
	enum sheet_kind kind;
	bool labels; /* its cells name their rows */
	bool minor;  /* the first to be left out where there is little room */
	bool alone;  /* shares are shown without their interval */
	const char
	    *language; /* of its words in both languages' reports ("en", "zh-Hans"), or NULL: the report's */
};

struct sheet_cell {
	enum sheet_fill fill;
	struct view words;
	unsigned long long number;
	struct measure share;
	struct view link; /* where a page leads from here, or empty */
};

struct sheet {
	struct view caption, note;
	struct sheet_column columns[SHEET_COLUMNS];
	size_t count;
	struct sheet_cell *cells; /* rows * count */
	size_t rows, room;
	size_t shown;  /* the first rows, which every format shows; those behind stand in TSV alone */
	size_t totals; /* the first row of totals among them; = shown where there are none */
};

/* Adds a column, before sheet_start. Everything is borrowed. */
void sheet_head(
    struct sheet *s, const char *id, struct view head, struct view group, enum sheet_kind kind, bool labels);
/* An empty sheet with room for `room` rows of the columns that are set already. 0, or -1: no memory. */
int sheet_start(struct sheet *s, struct arena *a, size_t room);
/* The cells of a new row, all empty. NULL: no room. */
struct sheet_cell *sheet_row(struct sheet *s);
/* Behind the last row, where all rows are shown and none is a total. */
void sheet_finish(struct sheet *s);

/* Whether formats for people show the column. */
bool sheet_column_shown(const struct sheet_column *c);
/* Behind the last neighbour with the same group as the column's; the next column where it has none. */
size_t sheet_group_end(const struct sheet *s, size_t from);
/* Whether a share is shown with its interval. */
bool sheet_has_interval(const struct sheet_column *c);
bool sheet_grouped(const struct sheet *s); /* some column has a group */

struct sheet_cell sheet_words(struct view words); /* empty words are an empty cell */
struct sheet_cell sheet_number(unsigned long long number);
struct sheet_cell sheet_share(struct measure share); /* one that isn't known is an empty cell */

/* Appends 2884 as 2,884. */
void sheet_thousands(struct buffer *out, unsigned long long number);

/* A cell without ornament: words, 2884, 55.8, or nothing. Numbers live in `a`. */
struct view sheet_plain(const struct sheet *s, size_t row, size_t column, struct arena *a);

/* A cell as it is shown: words, 2,884, 55.8 (49.7–61.7), a dash where it cannot exist. Lives in `a`. `at` NULL: no memory. */
struct view sheet_shown(const struct sheet *s, size_t row, size_t column, struct arena *a);
/* A column's heading in one line, with its group's before it: Provincial level: Share. Empty where it isn't shown. */
struct view sheet_heading(const struct sheet *s, size_t column, struct arena *a);

/* Appends the columns that have an id as a stream. */
void sheet_tsv(struct buffer *out, const struct sheet *s);

#endif
