/*
 * Groups of the user's own: a table whose first column is one of the stream's (or `region`, `year`), and whose other columns each
 * sort its values into groups, as
 *
 *     province  coast    income
 *     320000    coastal  high
 *
 * A value that the table does not list belongs to the group `unlisted`.
 */
#ifndef MEMBERSHIP_H
#define MEMBERSHIP_H

#include "keymap.h"
#include "table.h"

enum { MEMBERSHIP_COLUMNS = 64 };

struct membership {
	struct table table;
	struct keymap rows; /* value of the first column -> row */
};

/* Reads the table; `path` is borrowed. 0, or -1 with `file:line: what`: also where it has no second column or lists a value twice.
 * Free with membership_free, also after a failure. */
int membership_load(struct membership *m, const char *path, struct error *e);
void membership_free(struct membership *m);
/* The column of that name, from 1 on, or -1. */
int membership_column(const struct membership *m, struct view name);
/* The group of a value in that column: `unlisted` where there is none, or where the table leaves it empty. Borrowed from the table. */
struct view membership_group(const struct membership *m, struct view value, int column);

#endif
