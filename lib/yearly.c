#include "yearly.h"

#include "chart.h"

#include <stdlib.h>

enum { LEVELS = 3, PER_LEVEL = 2 };

static const struct view levels[LEVELS] = { VIEW_INIT("national"), VIEW_INIT("province"), VIEW_INIT("city") };

static struct view
cell(const struct table *t, size_t row, const char *column)
{
	return table_cell(t, row, table_column(t, column));
}

/* The row of a level and a year, or `rows`. Rows are few: years times levels. */
static size_t
find(const struct table *t, struct view level, struct view year)
{
	size_t row = 0;
	while (row < t->rows &&
	       !(view_equal(cell(t, row, "level"), level) && view_equal(cell(t, row, "year"), year)))
		row++;
	return row;
}

static bool
is_year(struct view v)
{
	unsigned long long year;
	return v.len == 4 && view_number(v, &year) == 0;
}

static void
fill(const struct table *t, size_t row, struct sheet_cell x[PER_LEVEL])
{
	unsigned long long population = 0;
	struct measure m = { 0 };
	if (row == t->rows || view_number(cell(t, row, "population"), &population) != 0)
		return;
	x[0] = sheet_number(population);
	m.known = measure_read(cell(t, row, "share"), &m.share) == 0 &&
	          measure_read(cell(t, row, "low"), &m.low) == 0 &&
	          measure_read(cell(t, row, "high"), &m.high) == 0;
	x[1] = sheet_share(m);
}

/* Whether the year was met above. */
static bool
is_new(const struct table *t, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (view_equal(cell(t, i, "year"), cell(t, row, "year")))
			return false;
	return true;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct sheet_cell *x = a, *y = b;
	return view_compare(x->words, y->words);
}

static void
fill_years(struct report *r, const struct table *t, const struct view names[LEVELS])
{
	struct sheet *s = &r->years;
	report_sheet(r, s, t->rows);
	for (size_t i = 0; i < t->rows; i++) {
		struct view year = cell(t, i, "year");
		struct sheet_cell *x = is_year(year) && is_new(t, i) && report_counted(t, "year", year)
		                           ? report_row(r, s)
		                           : NULL;
		if (x == NULL)
			continue;
		*x++ = sheet_words(year);
		for (size_t k = 0; k < LEVELS; k++)
			if (names[k].len > 0) {
				fill(t, find(t, levels[k], year), x);
				x += PER_LEVEL;
			}
	}
	sheet_finish(s);
	if (s->rows > 1)
		qsort(s->cells, s->rows, s->count * sizeof *s->cells, compare_rows);
}

void
yearly_make(struct report *r)
{
	static const char *const needed[] = { "level", "year", "population", "share", "low", "high", NULL };
	struct sheet *s = &r->years;
	struct view names[LEVELS];
	if (!report_table(r, &r->year_rows, "years.tsv", needed))
		return;
	s->caption = report_word(r, "years_caption");
	sheet_head(s, NULL, report_word(r, "head_year"), VIEW(""), SHEET_WORDS, true);
	for (size_t k = 0; k < LEVELS; k++) {
		names[k] = report_counted(&r->year_rows, "level", levels[k])
		               ? report_word_of(r, "level_", levels[k])
		               : VIEW("");
		if (names[k].len == 0)
			continue;
		sheet_head(s, NULL, report_word(r, "head_documents"), names[k], SHEET_NUMBER, false);
		sheet_head(s, NULL, report_word(r, "head_share"), names[k], SHEET_SHARE, false);
	}
	fill_years(r, &r->year_rows, names);
	if (s->rows == 0)
		return;
	report_heading(r, "years_heading");
	chart_make(r, "years", names, LEVELS);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}
