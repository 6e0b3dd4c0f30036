/*
 * Programs that turn files (PDF, Word …) into text. Which, for which files, says a table: see filtertable.h.
 *
 * A program is started by a process of its own, the host, which is started before anything foreign is read: see filterhost.h.
 * So the process that reads files can start nothing, and what is started can only read and write its own pipes.
 */
#ifndef FILTER_H
#define FILTER_H

#include "filtertable.h"

struct filters;

/*
 * Reads the table, looks for the programs in $PATH, and starts the host. What its sandbox can't do (see sandbox.h) the caller's own can't
 * either, and tells. NULL: see `e` (unreadable table, a bad cell: `file:line: what`; no process).
 */
struct filters *filters_open(const char *path, struct error *e);
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
