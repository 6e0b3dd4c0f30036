#include "overview.h"

#include <stdlib.h>
#include <string.h>

enum {
	COLUMN_CODE,
	COLUMN_PROVINCE,
	COLUMN_NAME,
	COLUMN_LEVELS,
	PER_LEVEL = 2,
	COLUMNS = COLUMN_LEVELS + 2 * PER_LEVEL
};

static void
fill_level(struct report *r, struct sheet_cell *docs, const struct count *c)
{
	bool na = c != NULL && view_equal(c->state, VIEW("na"));
	if (c == NULL)
		return;
	if (na) {
		docs[0].fill = docs[1].fill = SHEET_NA;
		return;
	}
	docs[0] = sheet_number(c->population);
	docs[1] = sheet_share(c->measure);
	if (!view_equal(c->province, VIEW("total"))) {
		docs[0].link = report_cell(r, c, "");
		docs[1].link = c->focus > 0 ? report_cell(r, c, "#both") : VIEW("");
	}
}

static void
add_province(struct report *r, const struct place *p)
{
	const struct count *province = study_count(r->study, VIEW("province"), p->code);
	const struct count *city = study_count(r->study, VIEW("city"), p->code);
	struct sheet_cell *x = report_row(r, &r->table);
	if (x == NULL)
		return;
	x[COLUMN_CODE] = sheet_words(p->code);
	x[COLUMN_PROVINCE] = sheet_words(p->name);
	x[COLUMN_NAME] = sheet_words(p->name_en);
	fill_level(r, x + COLUMN_LEVELS, province);
	fill_level(r, x + COLUMN_LEVELS + PER_LEVEL, city);
}

/* By provincial documents, most first, then by code. */
static int
compare_provinces(const void *a, const void *b)
{
	const struct sheet_cell *x = a, *y = b;
	unsigned long long m = x[COLUMN_LEVELS].number, n = y[COLUMN_LEVELS].number;
	return m != n ? (m < n ? 1 : -1) : view_compare(x[COLUMN_CODE].words, y[COLUMN_CODE].words);
}

/* A row of totals, at one level or (city = true) the other. */
static void
add_total(struct report *r, const char *key, struct view level, bool city, bool with_count)
{
	const struct count *c = study_count(r->study, level, VIEW("total"));
	struct sheet_cell *x = report_row(r, &r->table);
	if (x == NULL)
		return;
	x[COLUMN_PROVINCE] = sheet_words(phrases_in(r->phrases, key, "zh"));
	x[COLUMN_NAME] = sheet_words(phrases_in(r->phrases, key, "en"));
	struct sheet_cell *docs = x + COLUMN_LEVELS + (city ? PER_LEVEL : 0);
	fill_level(r, docs, c);
	if (!with_count)
		docs[0].fill = SHEET_EMPTY;
}

void
overview_make(struct report *r)
{
	struct sheet *s = &r->table;
	bool english = strcmp(r->language, "en") == 0;
	struct view none = VIEW(""), province = report_word(r, "group_province"),
	            city = report_word(r, "group_city");
	s->caption = report_word(r, "table_caption");
	s->note = report_word(r, "table_note");
	sheet_head(s, "code", none, none, SHEET_WORDS, false);
	sheet_head(s, "province", report_word(r, "head_province"), none, SHEET_WORDS, !english);
	sheet_head(s, "name_en", report_word(r, "head_name_en"), none, SHEET_WORDS, english);
	sheet_head(s, "province_docs", report_word(r, "head_documents"), province, SHEET_NUMBER, false);
	sheet_head(s, "province_share", report_word(r, "head_share"), province, SHEET_SHARE, false);
	sheet_head(s, "city_docs", report_word(r, "head_documents"), city, SHEET_NUMBER, false);
	sheet_head(s, "city_share", report_word(r, "head_share"), city, SHEET_SHARE, false);
	s->columns[english ? COLUMN_PROVINCE : COLUMN_NAME].minor = true;
	s->columns[COLUMN_PROVINCE].language = "zh-Hans";
	s->columns[COLUMN_NAME].language = "en";
	report_sheet(r, s, r->places->count + 3);
	for (size_t i = 0; i < r->places->count; i++)
		add_province(r, &r->places->provinces[i]);
	if (s->cells != NULL)
		qsort(s->cells, s->rows, s->count * sizeof *s->cells, compare_provinces);
	s->totals = s->rows;
	add_total(r, "total_province", VIEW("province"), false, true);
	add_total(r, "total_city", VIEW("city"), true, true);
	s->shown = s->rows;
	/* The published layout has the national share in the provincial column, without a count. */
	add_total(r, "total_national", VIEW("national"), false, false);
}

void
overview_compare(struct report *r)
{
	struct comparison *c = &r->comparison;
	struct sheet *s = &r->differences;
	struct filling f[] = {
		{ "figures", report_thousands(r, c->figures) },
		{ "count", report_thousands(r, c->count) },
		{ "source", study_value(r->study, "published_source") },
	};
	if (f[2].value.len == 0)
		f[2].value = report_word(r, "source_unknown");
	report_heading(r, "differences_heading");
	report_block(r, c->count == 0 ? BLOCK_GOOD : BLOCK_BAD,
	    report_fill(r, c->count == 0 ? "differs_nowhere" : "differs", f, 3), NULL);
	if (c->count == 0)
		return;
	bool english = strcmp(r->language, "en") == 0;
	struct view none = VIEW("");
	s->caption = report_word(r, "differences_caption");
	sheet_head(s, NULL, report_word(r, "head_row"), none, SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_figure"), none, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_theirs"), none, SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_ours"), none, SHEET_WORDS, false);
	report_sheet(r, s, c->count);
	for (size_t i = 0; i < c->count; i++) {
		const struct difference *d = &c->list[i];
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(english ? d->name_en : d->row);
		x[1] = sheet_words(report_word(r, d->column));
		x[2] = sheet_words(d->theirs);
		x[3] = sheet_words(d->ours);
	}
	sheet_finish(s);
	report_block(r, BLOCK_SHEET, none, s);
}
