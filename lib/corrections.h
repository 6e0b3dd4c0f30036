/*
 * What people set right by hand: a table with the columns id, column, value, coder, reason. A correction says what one
 * column of one document is; nothing is corrected silently: every correction keeps what became of it.
 */
#ifndef CORRECTIONS_H
#define CORRECTIONS_H

#include "keymap.h"
#include "table.h"
#include "tsv.h"

enum correction_state {
	CORRECTION_UNKNOWN_ID,     /* no document has that id */
	CORRECTION_UNKNOWN_COLUMN, /* the stream has no such column */
	CORRECTION_SAME,           /* the column has that value already */
	CORRECTION_APPLIED,
	CORRECTION_STATES
};

struct correction {
	struct view value; /* raw field */
	struct view old;   /* raw field */
	int column;        /* of the stream, or -1 */
	size_t next;       /* row of the document's next one, or (size_t)-1 */
	enum correction_state state;
};

struct corrections {
	struct table table;
	int id, column, value, coder, reason;
	struct correction *list; /* a row each */
	struct keymap first;     /* id -> row of the document's first one */
	int basis;               /* the stream's column `basis`, or -1 */
	struct arena memory;
};

/*
 * Loads the file. 0, or -1 with a `file:line: what`: a column missing, an empty id or reason, the column `id` itself, a
 * column of a document corrected twice. `path` is borrowed. Free it also then.
 */
int corrections_load(struct corrections *c, const char *path, struct error *e);
void corrections_free(struct corrections *c);
/* Finds the columns among the `width` names of a stream. */
void corrections_bind(struct corrections *c, const struct view *names, size_t width);
/*
 * Corrects a row of raw fields, whose document is `id`, and appends the names of the columns that changed to `changed`,
 * with commas between. Where level, province, city or county changed, `basis` (the rule that decided) becomes
 * `correction`, unless it is corrected itself. 0, or -1: no memory.
 */
int corrections_apply(struct corrections *c, struct view id, struct view *fields, struct buffer *changed);

size_t corrections_count(const struct corrections *c, enum correction_state state);
const char *correction_name(enum correction_state state); /* "unknown-id" … */
/* Columns: id column old value coder reason state. In the file's order. 0, or -1: no memory. */
int corrections_write(const struct corrections *c, struct tsv_writer *w);

#endif
