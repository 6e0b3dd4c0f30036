#include "prefix.h"

#include "keymap.h"
#include "table.h"
#include "utf8.h"

#include <stdlib.h>

struct prefixes {
	struct table table;
	int codes, type;
	struct keymap whole, start; /* prefix -> row */
};

static int
add(struct prefixes *p, size_t row, int prefix, int match, struct error *e)
{
	struct view how = table_cell(&p->table, row, match);
	bool added;
	if (!view_equal(how, VIEW("whole")) && !view_equal(how, VIEW("start")))
		return error_set(e, "%s:%llu: match \"%.*s\" is neither whole nor start", p->table.file,
		    p->table.lines[row], VIEW_ARGS(how));
	struct keymap *map = view_equal(how, VIEW("whole")) ? &p->whole : &p->start;
	if (keymap_put(map, table_cell(&p->table, row, prefix), row, &added) == NULL)
		return error_set(e, "%s: no memory", p->table.file);
	return 0;
}

struct prefixes *
prefixes_open(const char *path, struct error *e)
{
	struct prefixes *p = calloc(1, sizeof *p);
	if (p == NULL) {
		error_set(e, "%s: no memory", path);
		return NULL;
	}
	int prefix = -1, match = -1, bad = table_load(&p->table, path, e);
	if (bad == 0)
		bad = (prefix = table_need(&p->table, "prefix", e)) < 0 ||
		      (match = table_need(&p->table, "match", e)) < 0 ||
		      (p->codes = table_need(&p->table, "codes", e)) < 0 ||
		      (p->type = table_need(&p->table, "type", e)) < 0;
	for (size_t row = 0; bad == 0 && row < p->table.rows; row++)
		bad = add(p, row, prefix, match, e);
	if (bad == 0)
		return p;
	prefixes_close(p);
	return NULL;
}

void
prefixes_close(struct prefixes *p)
{
	if (p == NULL)
		return;
	keymap_free(&p->whole);
	keymap_free(&p->start);
	table_free(&p->table);
	free(p);
}

bool
prefixes_find(const struct prefixes *p, struct view prefix, struct prefix *found)
{
	const size_t *row = prefix.len > 0 ? keymap_get(&p->whole, prefix) : NULL;
	size_t len = prefix.len;
	while (row == NULL && len > 0) {
		row = keymap_get(&p->start, view_slice(prefix, 0, len));
		if (row == NULL)
			do
				len--;
			while (len > 0 && ((unsigned char)prefix.at[len] & 0xc0) == 0x80);
	}
	if (row == NULL)
		return false;
	*found = (struct prefix) {
		.text = view_slice(prefix, 0, len),
		.codes = table_cell(&p->table, *row, p->codes),
		.type = table_cell(&p->table, *row, p->type),
		.weak = utf8_count(view_slice(prefix, 0, len)) == 1,
	};
	return true;
}
