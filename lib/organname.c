#include "organname.h"

#include "keymap.h"
#include "table.h"
#include "utf8.h"

#include <stdlib.h>

enum { NAME_MOST = 26 * 3 }; /* bytes of the longest name that is looked for */

static const char *const kinds[ORGANNAME_KINDS] = { "national", "national-start", "branch", "bare", "ending",
	"branch-ending" };

struct organnames {
	struct table table;
	int type, formal;
	struct keymap names[ORGANNAME_KINDS]; /* name -> row of the table */
};

static int
add(struct organnames *n, size_t row, int name, int kind, struct error *e)
{
	size_t k = 0;
	bool added;
	struct view cell = table_cell(&n->table, row, kind);
	while (k < ORGANNAME_KINDS && !view_equal(cell, view_of(kinds[k])))
		k++;
	if (k == ORGANNAME_KINDS)
		return error_set(e, "%s:%llu: no kind of issuer: \"%.*s\"", n->table.file,
		    n->table.lines[row], VIEW_ARGS(cell));
	if (keymap_put(&n->names[k], table_cell(&n->table, row, name), row, &added) == NULL)
		return error_set(e, "%s: no memory", n->table.file);
	return 0;
}

struct organnames *
organnames_open(const char *path, struct error *e)
{
	struct organnames *n = calloc(1, sizeof *n);
	if (n == NULL) {
		error_set(e, "%s: no memory", path);
		return NULL;
	}
	int name = -1, kind = -1, bad = table_load(&n->table, path, e);
	if (bad == 0)
		bad = (name = table_need(&n->table, "name", e)) < 0 ||
		      (kind = table_need(&n->table, "kind", e)) < 0 ||
		      (n->type = table_need(&n->table, "type", e)) < 0 ||
		      (n->formal = table_need(&n->table, "formal", e)) < 0;
	for (size_t row = 0; bad == 0 && row < n->table.rows; row++)
		bad = add(n, row, name, kind, e);
	if (bad == 0)
		return n;
	organnames_close(n);
	return NULL;
}

void
organnames_close(struct organnames *n)
{
	if (n == NULL)
		return;
	for (size_t k = 0; k < ORGANNAME_KINDS; k++)
		keymap_free(&n->names[k]);
	table_free(&n->table);
	free(n);
}

static bool
look_up(const struct organnames *n, enum organname_kind kind, struct view name, struct organname *found)
{
	const size_t *row = keymap_get(&n->names[kind], name);
	if (row == NULL)
		return false;
	*found = (struct organname) { table_cell(&n->table, *row, n->type),
		table_cell(&n->table, *row, n->formal) };
	return true;
}

size_t
organname_at(const struct organnames *n, enum organname_kind kind, struct view text, size_t at,
    struct organname *found)
{
	size_t most = text.len - at < NAME_MOST ? text.len - at : NAME_MOST, best = 0;
	for (size_t len = utf8_step(text, at); len <= most; len += utf8_step(text, at + len))
		if (look_up(n, kind, view_slice(text, at, at + len), found))
			best = len;
	return best;
}

size_t
organname_ending(const struct organnames *n, enum organname_kind kind, struct view text, size_t from,
    size_t end, struct organname *found)
{
	if (end - from > NAME_MOST)
		from = end - NAME_MOST;
	while (from < end && ((unsigned char)text.at[from] & 0xc0) == 0x80)
		from++;
	for (; from < end; from += utf8_step(text, from))
		if (look_up(n, kind, view_slice(text, from, end), found))
			return end - from;
	return 0;
}
