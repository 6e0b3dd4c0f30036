#include "corrections.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = -1 };

static int
add(struct corrections *c, size_t row, struct error *e)
{
	const struct table *t = &c->table;
	struct view id = table_cell(t, row, c->id), column = table_cell(t, row, c->column);
	bool added;
	if (id.len == 0 || column.len == 0)
		return error_set(e, "%s:%llu: no %s", t->file, t->lines[row], id.len == 0 ? "id" : "column");
	if (table_cell(t, row, c->reason).len == 0)
		return error_set(e, "%s:%llu: a correction without a reason", t->file, t->lines[row]);
	if (view_equal(column, VIEW("id")))
		return error_set(e, "%s:%llu: an id can't be corrected", t->file, t->lines[row]);
	size_t *first = keymap_put(&c->first, id, row, &added);
	struct view value = tsv_encode(table_cell(t, row, c->value), &c->memory);
	if (first == NULL || value.at == NULL)
		return error_set(e, "%s: no memory", t->file);
	c->list[row] = (struct correction) { .value = value, .column = NONE, .next = (size_t)NONE };
	if (added)
		return 0;
	for (size_t at = *first;; at = c->list[at].next) {
		if (view_equal(table_cell(t, at, c->column), column))
			return error_set(e, "%s:%llu: %.*s of %.*s is corrected on line %llu already",
			    t->file, t->lines[row], VIEW_ARGS(column), VIEW_ARGS(id), t->lines[at]);
		if (c->list[at].next == (size_t)NONE) {
			c->list[at].next = row;
			return 0;
		}
	}
}

int
corrections_load(struct corrections *c, const char *path, struct error *e)
{
	memset(c, 0, sizeof *c);
	if (table_load(&c->table, path, e) != 0 || (c->id = table_need(&c->table, "id", e)) < 0 ||
	    (c->column = table_need(&c->table, "column", e)) < 0 ||
	    (c->value = table_need(&c->table, "value", e)) < 0 ||
	    (c->coder = table_need(&c->table, "coder", e)) < 0 ||
	    (c->reason = table_need(&c->table, "reason", e)) < 0)
		return -1;
	c->list = calloc(c->table.rows + 1, sizeof *c->list);
	if (c->list == NULL)
		return error_set(e, "%s: no memory", path);
	for (size_t i = 0; i < c->table.rows; i++)
		if (add(c, i, e) != 0)
			return -1;
	return 0;
}

void
corrections_free(struct corrections *c)
{
	free(c->list);
	keymap_free(&c->first);
	table_free(&c->table);
	arena_free(&c->memory);
}

static int
find_name(const struct view *names, size_t width, struct view name)
{
	for (size_t i = 0; i < width; i++)
		if (view_equal(names[i], name))
			return (int)i;
	return NONE;
}

void
corrections_bind(struct corrections *c, const struct view *names, size_t width)
{
	c->basis = find_name(names, width, VIEW("basis"));
	for (size_t i = 0; i < c->table.rows; i++)
		c->list[i].column = find_name(names, width, table_cell(&c->table, i, c->column));
}

static bool
is_place(struct view column)
{
	return view_equal(column, VIEW("level")) || view_equal(column, VIEW("province")) ||
	       view_equal(column, VIEW("city")) || view_equal(column, VIEW("county"));
}

static int
apply_one(struct corrections *c, size_t row, struct view *fields, struct buffer *changed)
{
	struct correction *k = &c->list[row];
	if (k->column == NONE) {
		k->state = CORRECTION_UNKNOWN_COLUMN;
		return 0;
	}
	struct view *field = &fields[k->column];
	k->old = arena_copy(&c->memory, *field);
	k->state = view_equal(*field, k->value) ? CORRECTION_SAME : CORRECTION_APPLIED;
	if (k->old.at == NULL)
		return -1;
	if (k->state == CORRECTION_SAME)
		return 0;
	*field = k->value;
	if (changed->len > 0)
		buffer_byte(changed, ',');
	buffer_append(changed, table_cell(&c->table, row, c->column));
	return changed->failed ? -1 : 0;
}

int
corrections_apply(struct corrections *c, struct view id, struct view *fields, struct buffer *changed)
{
	size_t *first = keymap_get(&c->first, id);
	bool placed = false, based = false;
	if (first == NULL)
		return 0;
	for (size_t row = *first; row != (size_t)NONE; row = c->list[row].next) {
		if (apply_one(c, row, fields, changed) != 0)
			return -1;
		placed = placed || (c->list[row].state == CORRECTION_APPLIED &&
		                       is_place(table_cell(&c->table, row, c->column)));
		based = based || (c->basis != NONE && c->list[row].column == c->basis);
	}
	if (placed && !based && c->basis != NONE)
		fields[c->basis] = VIEW("correction");
	return 0;
}

size_t
corrections_count(const struct corrections *c, enum correction_state state)
{
	size_t n = 0;
	for (size_t i = 0; i < c->table.rows; i++)
		n += c->list[i].state == state;
	return n;
}

const char *
correction_name(enum correction_state state)
{
	static const char *const names[CORRECTION_STATES] = { "unknown-id", "unknown-column", "same",
		"applied" };
	return names[state];
}

int
corrections_write(const struct corrections *c, struct tsv_writer *w)
{
	static const char *const names[] = { "id", "column", "old", "value", "coder", "reason", "state" };
	enum { WIDTH = sizeof names / sizeof *names };
	struct arena memory = { 0 };
	struct view row[WIDTH];
	bool failed = false;
	for (size_t i = 0; i < WIDTH; i++)
		row[i] = view_of(names[i]);
	tsv_write(w, row, WIDTH);
	for (size_t i = 0; !failed && i < c->table.rows; i++) {
		const struct correction *k = &c->list[i];
		struct view raw[WIDTH] = { tsv_encode(table_cell(&c->table, i, c->id), &memory),
			tsv_encode(table_cell(&c->table, i, c->column), &memory), k->old, k->value,
			tsv_encode(table_cell(&c->table, i, c->coder), &memory),
			tsv_encode(table_cell(&c->table, i, c->reason), &memory),
			view_of(correction_name(k->state)) };
		failed = raw[0].at == NULL || raw[1].at == NULL || raw[4].at == NULL || raw[5].at == NULL;
		tsv_write(w, raw, WIDTH);
		arena_reset(&memory);
	}
	arena_free(&memory);
	return failed ? -1 : 0;
}
