/*
 * A study as an SQLite database: the tables documents, hits, counts, steps, study, and `search`, a full-text table (FTS5,
 * trigrams) of titles and sentences.
 *
 *   select * from search where text match '试点项目'      three characters and more, by the index
 *   select * from search where instr(text, '试点')        any length (LIKE finds no two Chinese characters here: SQLite 3.40
 *                                                         takes their bytes for characters)
 */
#ifndef DATABASE_H
#define DATABASE_H

#include "codebook.h"
#include "study.h"

/*
 * Appends the database's file to `out`; equal studies give equal bytes. An empty field is NULL; columns that the codebook calls
 * numbers or shares are numbers. The database is built in memory. 0, or -1 with what is wrong.
 */
int database_study(
    struct buffer *out, const struct study *study, const struct codebook *codebook, struct error *e);

#endif
