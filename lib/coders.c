#include "coders.h"

#include "cells.h"
#include "csvtable.h"

#include <stdlib.h>
#include <string.h>

/* Columns of the key that don't tell strata apart. */
static const char *const apart[] = { "item", "id", "listed", "drawn", "probability", "weight", "place" };

static bool
makes_stratum(struct view name)
{
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
		if (view_equal(name, view_of(apart[i])))
			return false;
	return true;
}

static int
read_stratum(
    struct coders *c, size_t row, int listed, struct cells *strata, struct buffer *name, struct error *e)
{
	const struct table *k = &c->key;
	struct view hit = table_cell(k, row, c->hit);
	unsigned long long count;
	size_t known = cells_count(strata);
	buffer_reset(name);
	for (size_t i = 0; i < k->columns; i++)
		if (makes_stratum(k->names[i])) {
			buffer_append(name, table_cell(k, row, (int)i));
			buffer_byte(name, '\0');
		}
	size_t index = name->failed ? CELLS_NONE : cells_find(strata, buffer_view(name));
	if (index == CELLS_NONE)
		return error_set(e, "no memory");
	if (view_number(table_cell(k, row, listed), &count) != 0 || count == 0)
		return error_set(e, "%s:%llu: column \"listed\": no number above 0", k->file, k->lines[row]);
	if (!view_equal(hit, VIEW("1")) && !view_equal(hit, VIEW("0")))
		return error_set(e, "%s:%llu: column \"hit\": neither 1 nor 0", k->file, k->lines[row]);
	c->stratum[row] = (unsigned)index;
	if (index == known)
		c->strata[index] = (struct coders_stratum) { row, view_equal(hit, VIEW("1")), count };
	else if (c->strata[index].listed != count)
		return error_set(e,
		    "%s:%llu: column \"listed\": %llu, and %llu on line %llu for the same stratum", k->file,
		    k->lines[row], count, c->strata[index].listed, k->lines[c->strata[index].first]);
	c->strata_count = cells_count(strata);
	return 0;
}

static int
read_items(struct coders *c, int listed, struct error *e)
{
	struct cells *strata = cells_new(1);
	struct buffer name = { 0 };
	bool added;
	int bad = strata == NULL ? error_set(e, "no memory") : 0;
	for (size_t i = 0; bad == 0 && i < c->key.rows; i++) {
		struct view item = table_cell(&c->key, i, c->item);
		if (keymap_put(&c->items, item, i, &added) == NULL)
			bad = error_set(e, "no memory");
		else if (!added)
			bad = error_set(e, "%s:%llu: the item %.*s stands twice", c->key.file,
			    c->key.lines[i], VIEW_ARGS(item));
		else
			bad = read_stratum(c, i, listed, strata, &name, e);
	}
	buffer_free(&name);
	cells_free(strata);
	return bad;
}

int
coders_open(struct coders *c, const char *key, struct error *e)
{
	memset(c, 0, sizeof *c);
	if (table_load(&c->key, key, e) != 0)
		return -1;
	int listed = table_need(&c->key, "listed", e);
	if (listed < 0 || (c->item = table_need(&c->key, "item", e)) < 0 ||
	    (c->id = table_need(&c->key, "id", e)) < 0 || (c->tag = table_need(&c->key, "tag", e)) < 0 ||
	    (c->hit = table_need(&c->key, "hit", e)) < 0)
		return -1;
	c->truth = malloc(c->key.rows + 1);
	c->stratum = calloc(c->key.rows + 1, sizeof *c->stratum);
	c->strata = calloc(c->key.rows + 1, sizeof *c->strata);
	if (c->truth == NULL || c->stratum == NULL || c->strata == NULL)
		return error_set(e, "no memory");
	return read_items(c, listed, e);
}

static int
read_code(const struct table *t, size_t row, struct view code, signed char *out, struct error *e)
{
	static const struct {
		const char *written[2]; /* in either width: an input method for Chinese types the wide one */
		signed char code;
	} codes[] = { { { "", "" }, CODE_NONE }, { { "1", "１" }, CODE_YES }, { { "0", "０" }, CODE_NO },
		{ { "?", "？" }, CODE_UNSURE } };
	code = view_trim(code);
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		for (size_t k = 0; k < 2; k++)
			if (view_equal(code, view_of(codes[i].written[k]))) {
				*out = codes[i].code;
				return 0;
			}
	return error_set(
	    e, "%s:%llu: code \"%.*s\": 1, 0, ? or nothing", t->file, t->lines[row], VIEW_ARGS(code));
}

static int
read_codes(struct coders *c, struct coder *who, struct error *e)
{
	const struct table *t = &who->sheet;
	int item = table_need(t, "item", e), code = item < 0 ? -1 : table_need(t, "code", e);
	if (code < 0)
		return -1;
	for (size_t row = 0; row < t->rows; row++) {
		struct view name = view_trim(table_cell(t, row, item));
		size_t *at = keymap_get(&c->items, name);
		if (at == NULL)
			return error_set(e, "%s:%llu: the item \"%.*s\" is not in the key %s", t->file,
			    t->lines[row], VIEW_ARGS(name), c->key.file);
		if (who->rows[*at] != (size_t)-1)
			return error_set(e, "%s:%llu: the item %.*s stands twice", t->file, t->lines[row],
			    VIEW_ARGS(name));
		who->rows[*at] = row;
		if (read_code(t, row, table_cell(t, row, code), &who->codes[*at], e) != 0)
			return -1;
	}
	return 0;
}

/* The name that the sheet gives, the same on every row, or the file's. */
static int
read_name(struct coders *c, struct coder *who, struct error *e)
{
	const struct table *t = &who->sheet;
	int column = table_column(t, "coder");
	const char *slash = strrchr(t->file, '/');
	who->name = t->rows > 0 ? table_cell(t, 0, column) : VIEW("");
	for (size_t i = 0; i < t->rows; i++)
		if (!view_equal(table_cell(t, i, column), who->name))
			return error_set(e,
			    "%s:%llu: another coder than on the first line; a sheet is one coder's", t->file,
			    t->lines[i]);
	if (who->name.len == 0)
		who->name = view_of(slash != NULL ? slash + 1 : t->file);
	for (size_t i = 0; i < c->count; i++)
		if (who != &c->adjudicator && view_equal(c->list[i].name, who->name))
			return error_set(e, "%s: the coder %.*s has another sheet, %s", t->file,
			    VIEW_ARGS(who->name), c->list[i].sheet.file);
	return 0;
}

int
coders_sheet(struct coders *c, const char *path, bool adjudicator, struct error *e)
{
	struct coder who = { 0 };
	size_t n = c->key.rows + 1;
	if (!adjudicator && c->count == CODERS)
		return error_set(e, "more than %d sheets", CODERS);
	who.codes = malloc(n);
	who.rows = malloc(n * sizeof *who.rows);
	int bad = who.codes == NULL || who.rows == NULL ? error_set(e, "no memory") : 0;
	if (bad == 0) {
		memset(who.codes, CODE_NONE, n);
		memset(who.rows, 0xff, n * sizeof *who.rows);
		bad = csvtable_load(&who.sheet, path, e);
	}
	/* It is the collection's from here on, which frees it. */
	struct coder *at = adjudicator ? &c->adjudicator : &c->list[c->count];
	*at = who;
	if (bad == 0)
		bad = read_name(c, at, e);
	c->count += !adjudicator;
	return bad == 0 ? read_codes(c, at, e) : -1;
}

/* What all that coded the item say with one voice, or CODE_NONE. */
static signed char
one_voice(const struct coders *c, size_t row)
{
	signed char said = CODE_NONE;
	for (size_t i = 0; i < c->count; i++) {
		signed char code = c->list[i].codes[row];
		if (code == CODE_UNSURE || (code != CODE_NONE && said != CODE_NONE && code != said))
			return CODE_NONE;
		if (code != CODE_NONE)
			said = code;
	}
	return said;
}

bool
coders_differ(const struct coders *c, size_t row)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].codes[row] != CODE_NONE)
			return one_voice(c, row) == CODE_NONE;
	return false;
}

int
coders_settle(struct coders *c, struct error *e)
{
	if (c->count == 0)
		return error_set(e, "no sheet was read");
	for (size_t i = 0; i < c->key.rows; i++) {
		signed char last = c->adjudicator.codes != NULL ? c->adjudicator.codes[i] : CODE_NONE;
		c->truth[i] = last == CODE_NONE ? one_voice(c, i) : last == CODE_UNSURE ? CODE_NONE : last;
	}
	return 0;
}

static void
free_coder(struct coder *who)
{
	table_free(&who->sheet);
	free(who->codes);
	free(who->rows);
}

void
coders_free(struct coders *c)
{
	for (size_t i = 0; i < c->count; i++)
		free_coder(&c->list[i]);
	free_coder(&c->adjudicator);
	table_free(&c->key);
	keymap_free(&c->items);
	free(c->truth);
	free(c->stratum);
	free(c->strata);
}
