/*
 * The table of filters: which program turns which files into text, with columns
 *
 *	media     media type; what the server said, unless the file's first bytes say otherwise
 *	signature the file's first bytes in hexadecimal; empty: the media type decides
 *	holds     bytes in hexadecimal that it must also hold somewhere; may be empty
 *	command   program and arguments, split at blanks; no shell. The file is its standard input, which it can also open by name
 *	          as /proc/self/fd/0
 *	output    what it writes: `lines` (text broken into lines of a page), `text` (a paragraph per line), `html`, `rtf` (see
 *	          rtf.h), or XML: `word` (WordprocessingML), `sheet` (SpreadsheetML), `docbook`, `ofd` (see officexml.h and ofd.h)
 *	seconds   it may run, and `megabytes` of memory it may take
 *	reads     folders with data that it needs, split at blanks
 */
#ifndef FILTERTABLE_H
#define FILTERTABLE_H

#include "error.h"
#include "table.h"

#include <stdbool.h>

enum { FILTER_WORDS = 32, FILTER_FOLDERS = 32, FILTER_ROWS = 64 };

enum filter_output {
	FILTER_LINES,
	FILTER_TEXT,
	FILTER_HTML,
	FILTER_WORD,
	FILTER_SHEET,
	FILTER_DOCBOOK,
	FILTER_OFD,
	FILTER_RTF,
};

struct filter {
	struct view media, signature, holds; /* the last two as bytes */
	char
	    *words[FILTER_WORDS]; /* ended by NULL; the first is the program's path, or NULL: not installed */
	enum filter_output output;
	unsigned long long seconds, megabytes;
};

struct filtertable {
	struct table table;
	struct filter rows[FILTER_ROWS];
	size_t count;
	const char *folders[FILTER_FOLDERS + 1]; /* of all rows, ended by NULL */
	size_t folder_count;
	struct arena memory;
};

/* Reads the file, and looks for the programs in $PATH. 0, or -1 with `file:line: what`. Free with filtertable_free, also after a failure. */
int filtertable_load(struct filtertable *t, const char *path, struct error *e);
void filtertable_free(struct filtertable *t);
/* The row for a file, or -1. `media` in lower case; empty: only by signature. */
int filtertable_find(const struct filtertable *t, struct view bytes, struct view media);

#endif
