#include "firsts.h"

#include "cellpages.h"

#include <string.h>

enum { PLACE, NAME, ADOPT_RANK, ADOPT_DATE, ADOPT_LAG, MENTION_DATE, MENTION_LAG };

static struct view
timing(const struct report *r, size_t row, const char *column)
{
	return table_cell(&r->timing_rows, row, table_column(&r->timing_rows, column));
}

/* The row of an event in a place, or `rows`. */
static size_t
find(const struct report *r, const char *event, struct view place)
{
	size_t i = 0;
	for (; i < r->timing_rows.rows; i++)
		if (view_equal(timing(r, i, "event"), view_of(event)) &&
		    view_equal(timing(r, i, "level"), VIEW("province")) &&
		    view_equal(timing(r, i, "place"), place))
			break;
	return i;
}

/* "2015-06-01", or "2015-06-01 to 2015-06-30" where no day is known. */
static struct view
span(struct report *r, struct view low, struct view high)
{
	struct buffer b = { 0 };
	if (high.len == 0 || view_equal(low, high))
		return low;
	buffer_append(&b, low);
	buffer_append(&b, VIEW("–"));
	buffer_append(&b, high);
	return report_keep(r, &b);
}

/* The date leads to the document in the page of its cell. */
static void
fill_event(struct report *r, size_t row, struct sheet_cell *date, struct sheet_cell *lag)
{
	struct buffer b = { 0 };
	if (row == r->timing_rows.rows)
		return;
	struct view id = timing(r, row, "id");
	*date = sheet_words(span(r, timing(r, row, "date"), timing(r, row, "date_high")));
	*lag = sheet_words(span(r, timing(r, row, "lag"), timing(r, row, "lag_high")));
	if (r->cells == NULL || id.len == 0 || date->fill != SHEET_FILLED)
		return;
	const struct count *c = study_count(r->study, VIEW("province"), timing(r, row, "place"));
	if (c == NULL || c->population == 0)
		return;
	buffer_append(&b, VIEW("#d-"));
	buffer_append(&b, id);
	buffer_byte(&b, '\0');
	date->link = b.failed ? VIEW("") : report_cell(r, c, b.at);
	buffer_free(&b);
}

static void
add_place(struct report *r, size_t row)
{
	struct view code = timing(r, row, "place");
	const struct place *p = places_province(r->places, code);
	struct sheet_cell *x = report_row(r, &r->firsts);
	if (x == NULL)
		return;
	x[PLACE] = sheet_words(timing(r, row, "name"));
	x[NAME] = sheet_words(p ? p->name_en : code);
	x[ADOPT_RANK] = sheet_words(span(r, timing(r, row, "rank"), timing(r, row, "rank_high")));
	fill_event(r, row, &x[ADOPT_DATE], &x[ADOPT_LAG]);
	fill_event(r, find(r, "mention", code), &x[MENTION_DATE], &x[MENTION_LAG]);
}

static void
set_heads(struct report *r)
{
	struct sheet *s = &r->firsts;
	bool english = strcmp(r->language, "en") == 0;
	struct view none = VIEW(""), adopt = report_word(r, "group_adopt"),
	            mention = report_word(r, "group_mention");
	s->caption = report_word(r, "firsts_caption");
	s->note = report_word(r, "firsts_note");
	sheet_head(s, NULL, report_word(r, "head_province"), none, SHEET_WORDS, !english);
	sheet_head(s, NULL, report_word(r, "head_name_en"), none, SHEET_WORDS, english);
	sheet_head(s, NULL, report_word(r, "head_rank"), adopt, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_date"), adopt, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_lag"), adopt, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_date"), mention, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_lag"), mention, SHEET_WORDS, false);
	s->columns[english ? PLACE : NAME].minor = true;
	s->columns[PLACE].language = "zh-Hans";
	s->columns[NAME].language = "en";
}

void
firsts_make(struct report *r)
{
	static const char *const needed[] = { "event", "level", "place", "name", "date", "lag", "rank", "id",
		NULL };
	if (!report_table(r, &r->timing_rows, "timing.tsv", needed))
		return;
	set_heads(r);
	report_sheet(r, &r->firsts, r->timing_rows.rows);
	for (size_t i = 0; i < r->timing_rows.rows; i++)
		if (view_equal(timing(r, i, "event"), VIEW("adopt")) &&
		    view_equal(timing(r, i, "level"), VIEW("province")))
			add_place(r, i);
	sheet_finish(&r->firsts);
	if (r->firsts.rows == 0)
		return;
	report_heading(r, "firsts_heading");
	report_block(r, BLOCK_SHEET, VIEW(""), &r->firsts);
}
