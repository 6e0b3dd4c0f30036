#include "codebook.h"

int
codebook_load(struct codebook *b, const char *path, struct error *e)
{
	*b = (struct codebook) { 0 };
	if (table_load(&b->columns, path, e) != 0)
		return -1;
	struct {
		int *column;
		const char *name;
	} needed[] = { { &b->column, "column" }, { &b->stage, "stage" }, { &b->form, "form" },
		{ &b->meaning, "meaning" } };
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		*needed[i].column = table_need(&b->columns, needed[i].name, e);
		if (*needed[i].column < 0)
			return -1;
	}
	return 0;
}

void
codebook_free(struct codebook *b)
{
	table_free(&b->columns);
}

static int
find_row(const struct codebook *b, struct view name)
{
	for (size_t r = 0; r < b->columns.rows; r++)
		if (view_equal(table_cell(&b->columns, r, b->column), name))
			return (int)r;
	return -1;
}

static bool
is_tag(const struct codebook *b, const struct tsv *t, size_t column)
{
	int limits = tsv_column(t, "limits");
	if (limits < 0 || column > (size_t)limits)
		return false;
	for (size_t c = column; c < (size_t)limits; c++)
		if (find_row(b, tsv_name(t, c)) >= 0)
			return false;
	return true;
}

struct codebook_entry
codebook_find(const struct codebook *b, const struct tsv *t, size_t column)
{
	struct codebook_entry entry = { VIEW(""), VIEW(""), CODEBOOK_TEXT };
	int row = find_row(b, tsv_name(t, column));
	if (row < 0 && is_tag(b, t, column)) {
		entry.meaning = VIEW("matches of the tag of this name that count");
		entry.type = CODEBOOK_NUMBER;
	}
	if (row < 0)
		return entry;
	struct view form = table_cell(&b->columns, (size_t)row, b->form);
	entry.meaning = table_cell(&b->columns, (size_t)row, b->meaning);
	if (view_starts(form, VIEW("one of ")))
		entry.choices = view_slice(form, 7, form.len);
	if (view_equal(form, VIEW("number")))
		entry.type = CODEBOOK_NUMBER;
	if (view_equal(form, VIEW("share")))
		entry.type = CODEBOOK_SHARE;
	return entry;
}
