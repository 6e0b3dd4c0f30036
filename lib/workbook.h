/*
 * Excel workbooks (XLSX, ISO/IEC 29500), by libxlsxwriter: the report (what it says, a sheet for each table with typed cells and a frozen header,
 * the codebook), and a table that people fill in. spreadsheet.h reads such files.
 */
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include "codebook.h"
#include "report.h"

/*
 * Appends the workbook's file to `out`; equal reports give equal bytes. It is built in a file below TMPDIR (or /tmp), which is
 * removed. 0, or -1 with what is wrong.
 */
int workbook_report(
    struct buffer *out, const struct report *r, const struct codebook *codebook, struct error *e);

enum { WORKBOOK_CHOICES = 8 };

/* A column of a table to be filled in. */
struct workbook_column {
	struct view name;
	double width; /* in characters */
	bool wrapped; /* long text, broken into lines */
	bool links;   /* addresses of http and https can be followed */
	/* What may be filled in, a list to choose from: up to WORKBOOK_CHOICES things of up to 15 bytes, and NULL; or NULL. */
	const char *const *choices;
	const char *prompt; /* shown beside such a cell, at most 255 bytes */
};

struct workbook_rows {
	size_t count;
	/* The decoded fields of row `i`, in memory of `a`. 0, or -1: no memory. */
	int (*row)(const void *context, size_t i, struct view *fields, struct arena *a);
	const void *context;
};

/*
 * Appends a workbook of one sheet, its header frozen, to `out`. Every cell is text, whatever it begins with: nothing is a formula. Equal rows give
 * equal bytes. At most 1,048,575 rows, a cell at most 32,767 characters. 0, or -1 with what is wrong.
 */
int workbook_form(struct buffer *out, const char *name, const struct workbook_column *columns, size_t width,
    const struct workbook_rows *rows, struct error *e);

#endif
