#include "disputes.h"

/* A cell of the first sheet that has the item. */
static struct view
from_sheets(const struct coders *c, size_t item, const char *column)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].rows[item] != (size_t)-1)
			return table_cell(&c->list[i].sheet, c->list[i].rows[item],
			    table_column(&c->list[i].sheet, column));
	return VIEW("");
}

static struct view
codes_of(const struct coders *c, size_t item, struct buffer *b)
{
	static const char *const shown[] = { "", "0", "1", "?" };
	buffer_reset(b);
	for (size_t i = 0; i < c->count; i++) {
		buffer_append(b, i > 0 ? VIEW(" ") : VIEW(""));
		buffer_append(b, c->list[i].name);
		buffer_format(b, "=%s", shown[c->list[i].codes[item] + 1]);
	}
	return buffer_view(b);
}

/* Ours is shown only where the coders are of one mind: who is to decide between them should be as blind as they were. */
int
disputes_write(const struct coders *c, struct tsv_writer *w, struct error *e)
{
	static const char *const names[] = { "item", "tag", "title", "issued", "url", "sentence", "codes",
		"kind", "id", "ours", "code", "remark" };
	enum { WIDTH = sizeof names / sizeof *names };
	struct arena memory = { 0 };
	struct buffer codes = { 0 };
	struct view row[WIDTH];
	for (size_t i = 0; i < WIDTH; i++)
		row[i] = view_of(names[i]);
	tsv_write(w, row, WIDTH);
	bool failed = false;
	for (size_t i = 0; !failed && i < c->key.rows; i++) {
		bool split = c->truth[i] == CODE_NONE && coders_differ(c, i);
		struct view ours = table_cell(&c->key, i, c->hit);
		if (!split && (c->truth[i] == CODE_NONE ||
		                  view_equal(ours, c->truth[i] == CODE_YES ? VIEW("1") : VIEW("0"))))
			continue;
		arena_reset(&memory);
		for (size_t k = 2; k < 6; k++)
			row[k] = from_sheets(c, i, names[k]);
		row[0] = table_cell(&c->key, i, c->item);
		row[1] = table_cell(&c->key, i, c->tag);
		row[6] = codes_of(c, i, &codes);
		row[7] = split ? VIEW("coders") : VIEW("ours");
		row[8] = split ? VIEW("") : table_cell(&c->key, i, c->id);
		row[9] = split ? VIEW("") : ours;
		row[10] = row[11] = VIEW("");
		for (size_t k = 0; k < WIDTH; k++)
			failed = (row[k] = tsv_encode(row[k], &memory)).at == NULL || failed;
		tsv_write(w, row, WIDTH);
	}
	arena_free(&memory);
	buffer_free(&codes);
	return failed ? error_set(e, "no memory") : 0;
}
