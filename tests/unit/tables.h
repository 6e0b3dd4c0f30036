/* The tables of lib/data in unit tests. */
#ifndef TABLES_H
#define TABLES_H

#include "check.h"
#include "command.h"
#include "words.h"

/* Where the table `name` is, in `path`. */
static inline const char *
table_path(const char *name, char path[4096])
{
	struct error e;
	CHECK(command_data(NULL, name, path, 4096, &e) == 0);
	return path;
}

/* A table of words, for words_free. */
static inline struct words *
table_words(const char *name)
{
	char path[4096];
	struct error e;
	struct words *w = words_load(table_path(name, path), &e);
	CHECK(w != NULL);
	return w;
}

#endif
