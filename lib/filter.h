/*
 * Programs that turn files (PDF, Word …) into text. Which, for which files, says a table with columns
 *
 *	media     media type; what the server said, unless the file's first bytes say otherwise
 *	signature the file's first bytes in hexadecimal; empty: the media type decides
 *	holds     bytes in hexadecimal that it must also hold somewhere; may be empty
 *	command   program and arguments, split at blanks; no shell. The file is its standard input, which it can also open by name
 *	          as /proc/self/fd/0
 *	output    what it writes: `lines` (text broken into lines of a page), `text` (a paragraph per line), `html`, or XML: `word`
 *	          (WordprocessingML), `sheet` (SpreadsheetML), `docbook`, `ofd` (see officexml.h and ofd.h)
 *	seconds   it may run, and `megabytes` of memory it may take
 *	reads     folders with data that it needs, split at blanks
 *
 * A program is started by a process of its own, the host, which is started before anything foreign is read: see sandbox.h.
 * So the process that reads files can start nothing, and what is started can only read and write its own pipes.
 */
#ifndef FILTER_H
#define FILTER_H

#include "arena.h"
#include "error.h"

#include <stdbool.h>

enum { FILTER_OUTPUT = 64 << 20 }; /* bytes that a program may write */

enum filter_output {
	FILTER_LINES,
	FILTER_TEXT,
	FILTER_HTML,
	FILTER_WORD,
	FILTER_SHEET,
	FILTER_DOCBOOK,
	FILTER_OFD,
};

struct filters;

/* Reads the table and looks for the programs in $PATH. NULL: see `e` (unreadable table, a bad cell: `file:line: what`). */
struct filters *filters_open(const char *path, struct error *e);
/* Starts the host. 0, or -1 in `e`. Then `note` holds what its sandbox can't do (see sandbox.h), or is empty. */
int filters_start(struct filters *f, struct buffer *note, struct error *e);
/* Ends the host. NULL is allowed. */
void filters_close(struct filters *f);

/* The row for a file, or -1. `media` in lower case; empty: only by signature. */
int filters_find(const struct filters *f, struct view bytes, struct view media);
enum filter_output filters_output(const struct filters *f, int row);
/*
 * Runs a row's program over `bytes`, and appends what it writes to `out`. 0; then *token is NULL, or why there is no text:
 * `no-filter` (the program isn't installed), `filter-timeout`, `filter-limit` (memory or output), `filter-failed`. -1: the host is gone, see `e`.
 */
int filters_run(
    struct filters *f, int row, struct view bytes, struct buffer *out, const char **token, struct error *e);

#endif
