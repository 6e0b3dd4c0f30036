/*
 * The report of a study: one description of what is shown, in order, for every format.
 */
#ifndef REPORT_H
#define REPORT_H

#include "places.h"
#include "published.h"
#include "sheet.h"
#include "study.h"
#include "phrases.h"

/* Pages alone have these: BLOCK_LINK, a text that leads elsewhere; BLOCK_TILES, tilemap.h; BLOCK_CHART, chart.h. */
enum block_kind {
	BLOCK_HEADING,
	BLOCK_TEXT,
	BLOCK_GOOD,
	BLOCK_BAD,
	BLOCK_SHEET,
	BLOCK_LINK,
	BLOCK_TILES,
	BLOCK_CHART,
};

struct chart;

struct block {
	enum block_kind kind;
	struct view text;
	const struct sheet *sheet;
	const struct chart *chart;
	struct view link;
};

/* One of the headline's figures. */
struct figure {
	struct view label, sentence;
	unsigned long long population, focus;
	struct measure measure;
};

enum { REPORT_BLOCKS = 64, REPORT_FIGURES = 3 };

/* What a report is made of. Everything is borrowed until report_free. */
struct report_sources {
	const struct study *study;
	const struct phrases *phrases;
	const struct places *places;
	const struct table *tiles; /* of the map (tilemap.h), or NULL */
	const char *language;
	const char *published; /* path of a published table to compare with, or NULL */
	const char
	    *cells; /* the folder of the pages of cells (cellpages.h), as a page links to it, or NULL */
};

struct report {
	const struct study *study;
	const struct phrases *phrases;
	const struct places *places;
	const struct table *tiles;
	const char *language;
	const char *cells; /* the folder of the cells' pages, as a page links to it; NULL: there are none */
	bool
	    copies; /* the study has a folder `archived` with pages of documents (copypages.h), for the pages of cells */
	struct report *other; /* the same report in the other language, for pages; NULL: there is none */
	struct view title;
	struct view synthetic; /* the notice that no figure is real; empty where they are */
	struct view lead;      /* the headline's sentence */
	struct figure figures[REPORT_FIGURES];
	size_t figure_count;
	struct block blocks[REPORT_BLOCKS];
	size_t block_count;
	struct sheet table; /* the main table, which is the TSV format too */
	struct sheet levels, differences, steps, unread, unplaced, corrections, expected, origin, years;
	struct sheet sites, rules, firsts, reference;
	struct table year_rows, rule_rows, timing_rows, reference_rows;
	struct owntables *own;         /* the study's own tables */
	struct robustness *robustness; /* NULL until it is made */
	struct comparison comparison;
	struct arena memory;
	struct view problem; /* a file of the folder that is not what it should be */
	bool failed;         /* no memory */
};

/* Describes the report. 0, or -1 with what is wrong. Free with report_free, also after a failure. */
int report_make(struct report *r, const struct report_sources *sources, struct error *e);
void report_free(struct report *r);

/*
 * For the modules that describe its parts (headline.h, overview.h, coverage.h, waterfall.h). No memory sets `failed`, and
 * what is returned then is empty. Texts live as long as the report.
 */
struct view report_word(const struct report *r, const char *key);
/* The word whose key is put together, `level_` and `city`; the name itself where there is none. */
struct view report_word_of(struct report *r, const char *prefix, struct view name);
/* What sentences call a tag of the study ("population" or "focus"): its label in the report's language, in any, its name. */
struct view report_label(const struct report *r, const char *key);
struct view report_fill(struct report *r, const char *key, const struct filling *f, size_t count);
/* What the buffer holds, as a text of the report; frees the buffer. */
struct view report_keep(struct report *r, struct buffer *b);
struct view report_thousands(struct report *r, unsigned long long n); /* 2,884 */
struct view report_tenths(struct report *r, unsigned n);              /* 55.8 */
void report_block(struct report *r, enum block_kind kind, struct view text, const struct sheet *sheet);
/* A link to the page of a cell that has documents; `part` ("" or "#both") is where in it. Empty where there are no pages. */
struct view report_cell(struct report *r, const struct count *c, const char *part);
void report_heading(struct report *r, const char *key);
void report_text(struct report *r, struct view text);
/* Begins a sheet whose columns are set; a new row of it, or NULL. */
void report_sheet(struct report *r, struct sheet *s, size_t rows);
struct sheet_cell *report_row(struct report *r, struct sheet *s);
/*
 * A table of the study's folder that it may lack: whether it is there, and loaded with these columns (NULL behind the last). One that
 * is malformed sets `problem`. Free with table_free in any case.
 */
bool report_has(struct report *r, const char *name); /* a file or folder of that name is there */
bool report_table(struct report *r, struct table *t, const char *name, const char *const columns[]);
/* Some row of the table with this value in the column has documents (column "population"): a level or a year that isn't empty. */
bool report_counted(const struct table *t, const char *column, struct view value);

#endif
