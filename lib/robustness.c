#include "robustness.h"

static struct view
value(const struct table *t, size_t row, const char *column)
{
	return table_cell(t, row, table_column(t, column));
}

static bool
is(const struct table *t, size_t row, const char *column, struct view v)
{
	return view_equal(value(t, row, column), v);
}

static struct sheet_cell
number(const struct table *t, size_t row, const char *column)
{
	unsigned long long n;
	struct view v = value(t, row, column);
	return view_number(v, &n) == 0 ? sheet_number(n) : sheet_words(v);
}

/* A share and its interval, of the columns of these names. */
static struct sheet_cell
share(const struct table *t, size_t row, const char *of, const char *low, const char *high)
{
	struct measure m = { .known = true };
	m.known = measure_read(value(t, row, of), &m.share) == 0 &&
	          measure_read(value(t, row, low), &m.low) == 0 &&
	          measure_read(value(t, row, high), &m.high) == 0;
	return sheet_share(m);
}

/* ---- choices ---- */

static const struct view levels[] = { VIEW_INIT("national"), VIEW_INIT("province"), VIEW_INIT("city") };
enum { LEVELS = sizeof levels / sizeof *levels };

static void
add_choice(struct report *r, struct sheet *s, const struct table *t, struct view choice,
    const struct view *shown, size_t count)
{
	struct sheet_cell *x = report_row(r, s);
	if (x == NULL)
		return;
	x[0] = sheet_words(report_word_of(r, "choice_", choice));
	for (size_t row = 0; row < t->rows; row++)
		for (size_t l = 0; l < count; l++)
			if (is(t, row, "choice", choice) && is(t, row, "level", shown[l])) {
				x[1 + 3 * l] = number(t, row, "population");
				x[2 + 3 * l] = share(t, row, "share", "low", "high");
				x[3 + 3 * l] = sheet_words(value(t, row, "difference"));
			}
}

static void
make_choices(struct robustness *b, struct report *r, const struct table *t)
{
	struct sheet *s = &b->choices;
	struct view shown[LEVELS];
	size_t count = 0;
	s->caption = report_word(r, "choices_caption");
	s->note = report_word(r, "choices_note");
	sheet_head(s, NULL, report_word(r, "head_choice"), VIEW(""), SHEET_WORDS, true);
	for (size_t l = 0; l < LEVELS; l++) {
		if (!report_counted(t, "level", levels[l]))
			continue;
		struct view group = report_word_of(r, "level_", levels[l]);
		shown[count++] = levels[l];
		sheet_head(s, NULL, report_word(r, "head_documents"), group, SHEET_NUMBER, false);
		sheet_head(s, NULL, report_word(r, "head_share"), group, SHEET_SHARE, false);
		s->columns[s->count - 1].alone = true;
		sheet_head(s, NULL, report_word(r, "head_points"), group, SHEET_WORDS, false);
	}
	report_sheet(r, s, t->rows);
	for (size_t row = 0; row < t->rows; row++)
		if (row == 0 || !view_equal(value(t, row, "choice"), value(t, row - 1, "choice")))
			add_choice(r, s, t, value(t, row, "choice"), shown, count);
	sheet_finish(s);
	report_heading(r, "choices_heading");
	report_text(r, report_word(r, "choices_text"));
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

/* ---- comparison ---- */

/* "14.8 to 19.5" */
static struct view
interval_of(struct report *r, const struct table *t, size_t row)
{
	struct buffer b = { 0 };
	struct view low = value(t, row, "low"), high = value(t, row, "high");
	if (low.len > 0)
		buffer_format(&b, "%.*s–%.*s", VIEW_ARGS(low), VIEW_ARGS(high));
	return report_keep(r, &b);
}

static struct view
group_of(struct report *r, struct view group)
{
	struct view rest = group, name;
	return view_split(&rest, '=', &name) && rest.len > 0 ? report_word_of(r, "level_", rest) : group;
}

static void
make_comparison(struct robustness *b, struct report *r, const struct table *t)
{
	struct sheet *s = &b->comparison;
	s->caption = report_word(r, "comparison_caption");
	s->note = report_word(r, "comparison_note");
	sheet_head(s, NULL, report_word(r, "head_statistic"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_level"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_value"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_interval"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_p"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_n"), VIEW(""), SHEET_NUMBER, false);
	report_sheet(r, s, t->rows);
	for (size_t row = 0; row < t->rows; row++) {
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(report_word_of(r, "statistic_", value(t, row, "statistic")));
		x[1] = sheet_words(group_of(r, value(t, row, "group")));
		x[2] = sheet_words(value(t, row, "value"));
		x[3] = sheet_words(interval_of(r, t, row));
		x[4] = sheet_words(value(t, row, "p"));
		x[5] = number(t, row, "n");
	}
	sheet_finish(s);
	report_heading(r, "comparison_heading");
	report_text(r, report_word(r, "comparison_text"));
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

/* ---- lengths ---- */

static void
make_fifths(struct robustness *b, struct report *r, const struct table *t)
{
	struct sheet *s = &b->fifths;
	s->caption = report_word(r, "fifths_caption");
	sheet_head(s, NULL, report_word(r, "head_fifth"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_shortest"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_longest"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_documents"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_share"), VIEW(""), SHEET_SHARE, false);
	report_sheet(r, s, t->rows);
	for (size_t row = 0; row < t->rows; row++) {
		if (!is(t, row, "level", VIEW("total")) || is(t, row, "fifth", VIEW("all")))
			continue;
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(value(t, row, "fifth"));
		x[1] = number(t, row, "shortest");
		x[2] = number(t, row, "longest");
		x[3] = number(t, row, "population");
		x[4] = share(t, row, "share", "low", "high");
	}
	sheet_finish(s);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

static void
make_standard(struct robustness *b, struct report *r, const struct table *t)
{
	struct sheet *s = &b->standard;
	s->caption = report_word(r, "standard_caption");
	s->note = report_word(r, "standard_note");
	sheet_head(s, NULL, report_word(r, "head_level"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_documents"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_median"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_rate"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_share"), VIEW(""), SHEET_SHARE, false);
	sheet_head(s, NULL, report_word(r, "head_standardised"), VIEW(""), SHEET_SHARE, false);
	report_sheet(r, s, t->rows);
	for (size_t row = 0; row < t->rows; row++) {
		if (!is(t, row, "province", VIEW("total")) || !is(t, row, "fifth", VIEW("all")))
			continue;
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(report_word_of(r, "level_", value(t, row, "level")));
		x[1] = number(t, row, "population");
		x[2] = number(t, row, "median");
		x[3] = sheet_words(value(t, row, "rate"));
		x[4] = share(t, row, "share", "low", "high");
		x[5] = share(t, row, "standardised", "standardised_low", "standardised_high");
	}
	sheet_finish(s);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

static void
make_lengths(struct robustness *b, struct report *r, const struct table *t)
{
	report_heading(r, "lengths_heading");
	report_text(r, report_word(r, "lengths_text"));
	make_fifths(b, r, t);
	make_standard(b, r, t);
}

void
robustness_make(struct robustness *b, struct report *r)
{
	static const char *const choices[] = { "choice", "level", "population", "share", "low", "high",
		"difference", NULL };
	static const char *const comparison[] = { "statistic", "group", "value", "low", "high", "p", "n",
		NULL };
	static const char *const lengths[] = { "level", "province", "fifth", "shortest", "longest",
		"population", "share", "low", "high", "median", "rate", "standardised", "standardised_low",
		"standardised_high", NULL };
	const struct {
		const char *file, *const *columns;
		void (*make)(struct robustness *, struct report *, const struct table *);
	} parts[ROBUSTNESS_TABLES] = { { "sensitivity.tsv", choices, make_choices },
		{ "compare.tsv", comparison, make_comparison }, { "length.tsv", lengths, make_lengths } };
	for (size_t i = 0; i < ROBUSTNESS_TABLES; i++) {
		struct table *t = &b->tables[i];
		if (report_table(r, t, parts[i].file, parts[i].columns) && t->rows > 0)
			parts[i].make(b, r, t);
	}
}

void
robustness_free(struct robustness *b)
{
	for (size_t i = 0; i < ROBUSTNESS_TABLES; i++)
		table_free(&b->tables[i]);
}
