#include "owntables.h"

#include <stdio.h>
#include <unistd.h>

static int
join(char path[4096], const struct report *r, struct view file, struct error *e)
{
	int n = snprintf(path, 4096, "%s/%.*s", r->study->dir, VIEW_ARGS(file));
	return n >= 0 && n < 4096 ? 0 : error_set(e, "the folder's name is too long");
}

/* A column's heading, or its name where there is no word for it. */
static struct view
head_of(struct report *r, struct view name)
{
	return report_word_of(r, "head_", name);
}

/* What a cell says: places and levels by their names, a tag by its own. */
static struct view
words_of(struct report *r, struct view column, struct view value)
{
	bool english = r->language[0] == 'e';
	if (view_equal(column, VIEW("level")))
		return value.len > 0 ? report_word_of(r, "level_", value) : value;
	if (view_equal(column, VIEW("province")) || view_equal(column, VIEW("region"))) {
		const struct place *p = places_province(r->places, value);
		return p == NULL ? report_word_of(r, "place_", value) : english ? p->name_en : p->name;
	}
	return value;
}

static int
read_row(
    struct report *r, struct sheet *s, const struct table *t, size_t row, int population, struct error *e)
{
	unsigned long long count[2];
	unsigned tenths[3] = { 0 };
	struct sheet_cell *x = report_row(r, s);
	if (x == NULL)
		return 0;
	for (int c = 0; c < population; c++)
		x[c] = sheet_words(words_of(r, t->names[c], table_cell(t, row, c)));
	struct view share = table_cell(t, row, population + 2);
	for (int i = 0; i < 2; i++)
		if (view_number(table_cell(t, row, population + i), &count[i]) != 0)
			return error_set(e, "%s:%llu: no number in column \"%s\"", t->file, t->lines[row],
			    i == 0 ? "population" : "focus");
	for (int i = 0; i < 3 && share.len > 0; i++)
		if (measure_read(table_cell(t, row, population + 2 + i), &tenths[i]) != 0)
			return error_set(e, "%s:%llu: no share where one belongs", t->file, t->lines[row]);
	x[population] = sheet_number(count[0]);
	x[population + 1] = sheet_number(count[1]);
	x[population + 2] = sheet_share((struct measure) { share.len > 0, tenths[0], tenths[1], tenths[2] });
	return 0;
}

static int
make_sheet(struct report *r, struct sheet *s, const struct table *t, struct view title, struct error *e)
{
	int population = table_need(t, "population", e);
	if (population < 0)
		return -1;
	if (table_column(t, "focus") != population + 1 || table_column(t, "share") != population + 2 ||
	    population + 3 > SHEET_COLUMNS)
		return error_set(e, "%s:1: no table of docaggregate's with a focus", t->file);
	s->caption = report_word(r, "own_caption");
	for (int c = 0; c < population; c++)
		sheet_head(s, NULL, head_of(r, t->names[c]), VIEW(""), SHEET_WORDS, c == 0);
	sheet_head(s, NULL, report_word(r, "head_population"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_focus"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_share"), VIEW(""), SHEET_SHARE, false);
	report_sheet(r, s, t->rows);
	for (size_t row = 0; row < t->rows; row++)
		if (read_row(r, s, t, row, population, e) != 0)
			return -1;
	sheet_finish(s);
	report_block(r, BLOCK_HEADING, title, NULL);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
	return 0;
}

int
owntables_make(struct owntables *o, struct report *r, struct error *e)
{
	bool english = r->language[0] == 'e';
	if (join(o->path, r, VIEW("tables.tsv"), e) != 0)
		return -1;
	if (access(o->path, F_OK) != 0)
		return 0;
	if (table_load(&o->list, o->path, e) != 0)
		return -1;
	int file = table_need(&o->list, "file", e);
	int title = table_need(&o->list, english ? "title" : "title_zh", e);
	if (file < 0 || title < 0)
		return -1;
	if (o->list.rows > OWNTABLES)
		return error_set(e, "%s: over %d tables", o->path, OWNTABLES);
	for (size_t i = 0; i < o->list.rows; i++)
		if (join(o->paths[i], r, table_cell(&o->list, i, file), e) != 0 ||
		    table_load(&o->tables[i], o->paths[i], e) != 0 ||
		    make_sheet(r, &o->sheets[i], &o->tables[i], table_cell(&o->list, i, title), e) != 0)
			return -1;
	return 0;
}

void
owntables_free(struct owntables *o)
{
	for (size_t i = 0; i < OWNTABLES; i++)
		table_free(&o->tables[i]);
	table_free(&o->list);
}
