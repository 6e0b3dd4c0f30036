#include "membership.h"

/* Values are compared as they stand in the stream, and groups are written as they are. */
static bool
is_plain(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (v.at[i] == '\t' || v.at[i] == '\n' || v.at[i] == '\r' || v.at[i] == '\\')
			return false;
	return true;
}

int
membership_load(struct membership *m, const char *path, struct error *e)
{
	*m = (struct membership) { 0 };
	struct table *t = &m->table;
	if (table_load(t, path, e) != 0)
		return -1;
	if (t->columns < 2 || t->columns > MEMBERSHIP_COLUMNS)
		return error_set(e, "%s:1: needs a column of the stream, then from 1 to %d columns of groups",
		    path, MEMBERSHIP_COLUMNS - 1);
	for (size_t r = 0; r < t->rows; r++) {
		bool added;
		struct view value = table_cell(t, r, 0);
		for (size_t c = 0; c < t->columns; c++)
			if (!is_plain(table_cell(t, r, (int)c)))
				return error_set(
				    e, "%s:%llu: a tab, line break or backslash", path, t->lines[r]);
		if (keymap_put(&m->rows, value, r, &added) == NULL)
			return error_set(e, "%s: no memory", path);
		if (!added)
			return error_set(
			    e, "%s:%llu: \"%.*s\" is listed twice", path, t->lines[r], VIEW_ARGS(value));
	}
	return 0;
}

void
membership_free(struct membership *m)
{
	keymap_free(&m->rows);
	table_free(&m->table);
}

int
membership_column(const struct membership *m, struct view name)
{
	for (size_t i = 1; i < m->table.columns; i++)
		if (view_equal(m->table.names[i], name))
			return (int)i;
	return -1;
}

struct view
membership_group(const struct membership *m, struct view value, int column)
{
	const size_t *row = keymap_get(&m->rows, value);
	struct view group = row ? table_cell(&m->table, *row, column) : VIEW("");
	return group.len > 0 ? group : VIEW("unlisted");
}
