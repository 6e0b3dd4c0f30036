#define _GNU_SOURCE
#include "report.h"

#include "interval.h"

#include <stdlib.h>
#include <string.h>

static struct view
word(const struct report *r, const char *key)
{
	return phrases_get(r->phrases, key);
}

/* A word whose key is put together: `level_` and `city`. */
static struct view
word_of(struct report *r, const char *prefix, struct view name)
{
	struct buffer key = { 0 };
	buffer_append(&key, view_of(prefix));
	buffer_append(&key, name);
	struct view kept = arena_copy(&r->memory, buffer_view(&key));
	buffer_free(&key);
	struct view found = kept.at ? phrases_get(r->phrases, kept.at) : VIEW("");
	return found.at == kept.at ? name : found;
}

static struct view
keep(struct report *r, struct buffer *b)
{
	struct view v = arena_copy(&r->memory, buffer_view(b));
	r->failed |= b->failed || v.at == NULL;
	buffer_free(b);
	return v.at ? v : VIEW("");
}

static struct view
thousands(struct report *r, unsigned long long n)
{
	struct buffer b = { 0 };
	sheet_thousands(&b, n);
	return keep(r, &b);
}

static struct view
tenths(struct report *r, unsigned n)
{
	struct buffer b = { 0 };
	interval_write(&b, n);
	return keep(r, &b);
}

static struct view
fill(struct report *r, const char *key, const struct filling *f, size_t count)
{
	struct view v = phrases_fill(r->phrases, &r->memory, key, f, count);
	r->failed |= v.at == NULL;
	return v.at ? v : VIEW("");
}

static void
add_block(struct report *r, enum block_kind kind, struct view text, const struct sheet *sheet)
{
	if (r->block_count < REPORT_BLOCKS)
		r->blocks[r->block_count++] = (struct block) { kind, text, sheet };
}

static void
add_heading(struct report *r, const char *key)
{
	add_block(r, BLOCK_HEADING, word(r, key), NULL);
}

static void
add_text(struct report *r, struct view text)
{
	add_block(r, BLOCK_TEXT, text, NULL);
}

/* ---- sheets ---- */

static void
add_column(
    struct sheet *s, const char *id, struct view head, struct view group, enum sheet_kind kind, bool labels)
{
	s->columns[s->count++] =
	    (struct sheet_column) { .id = id, .head = head, .group = group, .kind = kind, .labels = labels };
}

static struct sheet_cell *
add_row(struct report *r, struct sheet *s)
{
	struct sheet_cell *cells = sheet_row(s);
	r->failed |= cells == NULL;
	return cells;
}

static void
start(struct report *r, struct sheet *s, size_t rows)
{
	r->failed |= sheet_start(s, &r->memory, rows) != 0;
}

/* All rows are shown and none is a total. */
static void
finish(struct sheet *s)
{
	s->shown = s->totals = s->rows;
}

/* ---- the main table ---- */

enum {
	COLUMN_CODE,
	COLUMN_PROVINCE,
	COLUMN_NAME,
	COLUMN_LEVELS,
	PER_LEVEL = 2,
	COLUMNS = COLUMN_LEVELS + 2 * PER_LEVEL
};

static void
fill_level(struct sheet_cell *docs, const struct count *c)
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
}

static void
add_province(struct report *r, const struct place *p)
{
	const struct count *province = study_count(r->study, VIEW("province"), p->code);
	const struct count *city = study_count(r->study, VIEW("city"), p->code);
	struct sheet_cell *x = add_row(r, &r->table);
	if (x == NULL)
		return;
	x[COLUMN_CODE] = sheet_words(p->code);
	x[COLUMN_PROVINCE] = sheet_words(p->name);
	x[COLUMN_NAME] = sheet_words(p->name_en);
	fill_level(x + COLUMN_LEVELS, province);
	fill_level(x + COLUMN_LEVELS + PER_LEVEL, city);
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
	struct sheet_cell *x = add_row(r, &r->table);
	if (x == NULL)
		return;
	x[COLUMN_PROVINCE] = sheet_words(phrases_in(r->phrases, key, "zh"));
	x[COLUMN_NAME] = sheet_words(phrases_in(r->phrases, key, "en"));
	struct sheet_cell *docs = x + COLUMN_LEVELS + (city ? PER_LEVEL : 0);
	fill_level(docs, c);
	if (!with_count)
		docs[0].fill = SHEET_EMPTY;
}

static void
make_table(struct report *r)
{
	struct sheet *s = &r->table;
	bool english = strcmp(r->language, "en") == 0;
	struct view none = VIEW(""), province = word(r, "group_province"), city = word(r, "group_city");
	s->caption = word(r, "table_caption");
	s->note = word(r, "table_note");
	add_column(s, "code", none, none, SHEET_WORDS, false);
	add_column(s, "province", word(r, "head_province"), none, SHEET_WORDS, !english);
	add_column(s, "name_en", english ? word(r, "head_name_en") : none, none, SHEET_WORDS, english);
	add_column(s, "province_docs", word(r, "head_documents"), province, SHEET_NUMBER, false);
	add_column(s, "province_share", word(r, "head_share"), province, SHEET_SHARE, false);
	add_column(s, "city_docs", word(r, "head_documents"), city, SHEET_NUMBER, false);
	add_column(s, "city_share", word(r, "head_share"), city, SHEET_SHARE, false);
	s->columns[COLUMN_PROVINCE].minor = english;
	start(r, s, r->places->count + 3);
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

/* ---- headline ---- */

static const char *
unit_key(const struct report *r)
{
	return view_equal(study_value(r->study, "preset"), VIEW("strict")) ? "sentence_family"
	                                                                   : "sentence_document";
}

/* Whoever quotes a sentence of an invented study quotes the mark too. */
static struct view
marked(struct report *r, struct view sentence)
{
	struct buffer b = { 0 };
	if (r->synthetic.len == 0)
		return sentence;
	buffer_append(&b, word(r, "synthetic_mark"));
	buffer_append(&b, sentence);
	return keep(r, &b);
}

static void
add_figure(struct report *r, struct view level)
{
	const struct count *c = study_count(r->study, level, VIEW("total"));
	if (c == NULL || !c->measure.known || r->figure_count == REPORT_FIGURES)
		return;
	struct filling f[] = {
		{ "share", tenths(r, c->measure.share) },
		{ "low", tenths(r, c->measure.low) },
		{ "high", tenths(r, c->measure.high) },
		{ "population", thousands(r, c->population) },
		{ "level", word_of(r, "adjective_", level) },
		{ "topic", study_value(r->study, "population") },
		{ "focus", study_value(r->study, "focus") },
	};
	r->figures[r->figure_count++] = (struct figure) { .label = word_of(r, "level_", level),
		.sentence = marked(r, fill(r, unit_key(r), f, sizeof f / sizeof *f)),
		.population = c->population,
		.focus = c->focus,
		.measure = c->measure };
}

static void
make_headline(struct report *r)
{
	bool english = strcmp(r->language, "en") == 0;
	struct view zh = study_value(r->study, "title_zh");
	r->title = study_value(r->study, "title");
	if (!english && zh.len > 0)
		r->title = zh;
	if (study_synthetic(r->study))
		r->synthetic = word(r, "synthetic");
	add_figure(r, VIEW("province"));
	add_figure(r, VIEW("city"));
	add_figure(r, VIEW("national"));
	r->lead = r->figure_count > 0 ? r->figures[0].sentence : word(r, "nothing_counted");
}

/* What the other reading of the same documents says. */
static void
add_other_reading(struct report *r)
{
	bool strict = view_equal(study_value(r->study, "preset"), VIEW("strict"));
	const struct step *province =
	    study_step(r->study, strict ? VIEW("published") : VIEW("families"), VIEW("province"));
	const struct step *city =
	    study_step(r->study, strict ? VIEW("published") : VIEW("families"), VIEW("city"));
	if (province == NULL || city == NULL || !province->measure.known || !city->measure.known)
		return;
	struct filling f[] = {
		{ "province_share", tenths(r, province->measure.share) },
		{ "province_population", thousands(r, province->population) },
		{ "city_share", tenths(r, city->measure.share) },
		{ "city_population", thousands(r, city->population) },
	};
	add_text(r, fill(r, strict ? "other_published" : "other_strict", f, sizeof f / sizeof *f));
}

/* ---- differences from a published table ---- */

static void
make_differences(struct report *r)
{
	struct comparison *c = &r->comparison;
	struct sheet *s = &r->differences;
	struct filling f[] = {
		{ "figures", thousands(r, c->figures) },
		{ "count", thousands(r, c->count) },
		{ "source", study_value(r->study, "published_source") },
	};
	if (f[2].value.len == 0)
		f[2].value = word(r, "source_unknown");
	add_heading(r, "differences_heading");
	add_block(r, c->count == 0 ? BLOCK_GOOD : BLOCK_BAD,
	    fill(r, c->count == 0 ? "differs_nowhere" : "differs", f, 3), NULL);
	if (c->count == 0)
		return;
	bool english = strcmp(r->language, "en") == 0;
	struct view none = VIEW("");
	s->caption = word(r, "differences_caption");
	add_column(s, NULL, word(r, "head_row"), none, SHEET_WORDS, true);
	add_column(s, NULL, word(r, "head_figure"), none, SHEET_WORDS, false);
	add_column(s, NULL, word(r, "head_theirs"), none, SHEET_WORDS, false);
	add_column(s, NULL, word(r, "head_ours"), none, SHEET_WORDS, false);
	start(r, s, c->count);
	for (size_t i = 0; i < c->count; i++) {
		const struct difference *d = &c->list[i];
		struct sheet_cell *x = add_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(english ? d->name_en : d->row);
		x[1] = sheet_words(word(r, d->column));
		x[2] = sheet_words(d->theirs);
		x[3] = sheet_words(d->ours);
	}
	finish(s);
	add_block(r, BLOCK_SHEET, none, s);
}

/* ---- levels ---- */

static void
make_levels(struct report *r)
{
	struct sheet *s = &r->levels;
	struct view none = VIEW(""), bounds = word(r, "group_bounds");
	s->caption = word(r, "levels_caption");
	s->note = word(r, "levels_note");
	add_column(s, NULL, word(r, "head_level"), none, SHEET_WORDS, true);
	add_column(s, NULL, word(r, "head_listed"), none, SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_held"), none, SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_population"), none, SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_focus"), none, SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_share"), none, SHEET_SHARE, false);
	add_column(s, NULL, word(r, "head_min"), bounds, SHEET_SHARE, false);
	add_column(s, NULL, word(r, "head_max"), bounds, SHEET_SHARE, false);
	s->columns[6].alone = s->columns[7].alone = true;
	start(r, s, r->study->count_rows);
	for (size_t i = 0; i < r->study->count_rows; i++) {
		const struct count *c = &r->study->counts[i];
		if (!view_equal(c->province, VIEW("total")))
			continue;
		struct sheet_cell *x = add_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(word_of(r, "level_", c->level));
		x[1] = sheet_number(c->listed);
		x[2] = sheet_number(c->held);
		x[3] = sheet_number(c->population);
		x[4] = sheet_number(c->focus);
		x[5] = sheet_share(c->measure);
		x[6] = sheet_share((struct measure) { .known = c->bounded, .share = c->min });
		x[7] = sheet_share((struct measure) { .known = c->bounded, .share = c->max });
	}
	finish(s);
	add_heading(r, "levels_heading");
	add_block(r, BLOCK_SHEET, none, s);
}

/* ---- steps ---- */

static const struct view step_levels[] = { VIEW_INIT("province"), VIEW_INIT("city"), VIEW_INIT("national") };
enum { STEP_LEVELS = sizeof step_levels / sizeof *step_levels };

static void
add_step(struct report *r, struct view name)
{
	struct sheet_cell *x = add_row(r, &r->steps);
	if (x == NULL)
		return;
	x[0] = sheet_words(word_of(r, "step_", name));
	for (size_t l = 0; l < STEP_LEVELS; l++) {
		const struct step *p = study_step(r->study, name, step_levels[l]);
		if (p == NULL)
			continue;
		x[1 + 2 * l] = sheet_number(p->population);
		x[2 + 2 * l] = sheet_share(p->measure);
	}
}

static void
make_steps(struct report *r)
{
	struct sheet *s = &r->steps;
	const struct study *study = r->study;
	if (study->step_rows == 0)
		return;
	s->caption = word(r, "steps_caption");
	add_column(s, NULL, word(r, "head_step"), VIEW(""), SHEET_WORDS, true);
	for (size_t l = 0; l < STEP_LEVELS; l++) {
		struct view group = word_of(r, "level_", step_levels[l]);
		add_column(s, NULL, word(r, "head_documents"), group, SHEET_NUMBER, false);
		add_column(s, NULL, word(r, "head_share"), group, SHEET_SHARE, false);
		s->columns[s->count - 1].alone = true;
	}
	start(r, s, study->step_rows);
	for (size_t i = 0; i < study->step_rows; i++)
		if (i == 0 || !view_equal(study->steps[i].name, study->steps[i - 1].name))
			add_step(r, study->steps[i].name);
	finish(s);
	add_heading(r, "steps_heading");
	add_text(r, word(r, "steps_text"));
	add_block(r, BLOCK_SHEET, VIEW(""), s);
}

/* ---- what was not read, and what has no place ---- */

static const struct view reason_levels[] = { VIEW_INIT("national"), VIEW_INIT("province"), VIEW_INIT("city"),
	VIEW_INIT("county"), VIEW_INIT("township"), VIEW_INIT("unplaced") };
enum { REASON_LEVELS = sizeof reason_levels / sizeof *reason_levels };

static void
add_reasons(struct report *r, const struct reasons *from)
{
	struct sheet_cell *x = NULL;
	for (size_t i = 0; i < from->count; i++) {
		const struct reason *one = &from->list[i];
		if (i == 0 || !view_equal(one->value, from->list[i - 1].value)) {
			x = add_row(r, &r->unread);
			if (x == NULL)
				return;
			x[0] = sheet_words(word_of(r, "reason_", one->value));
			for (size_t l = 0; l <= REASON_LEVELS; l++)
				x[1 + l] = sheet_number(0);
		}
		for (size_t l = 0; l < REASON_LEVELS; l++)
			if (view_equal(one->level, reason_levels[l]))
				x[2 + l].number += one->documents;
		x[1].number += one->documents;
	}
}

static void
make_unread(struct report *r)
{
	struct sheet *s = &r->unread;
	size_t rows = r->study->errors.count + r->study->incomplete.count;
	add_heading(r, "unread_heading");
	if (rows == 0) {
		add_text(r, word(r, "unread_none"));
		return;
	}
	s->caption = word(r, "unread_caption");
	add_column(s, NULL, word(r, "head_reason"), VIEW(""), SHEET_WORDS, true);
	add_column(s, NULL, word(r, "head_documents"), VIEW(""), SHEET_NUMBER, false);
	for (size_t l = 0; l < REASON_LEVELS; l++)
		add_column(s, NULL, word_of(r, "level_", reason_levels[l]), VIEW(""), SHEET_NUMBER, false);
	start(r, s, rows);
	add_reasons(r, &r->study->errors);
	add_reasons(r, &r->study->incomplete);
	finish(s);
	add_text(r, word(r, "unread_text"));
	add_block(r, BLOCK_SHEET, VIEW(""), s);
}

static bool
is_unplaced(const struct count *c)
{
	if (view_equal(c->province, VIEW("total")))
		return false;
	return view_equal(c->province, VIEW("unplaced")) || view_equal(c->level, VIEW("unplaced"));
}

static void
make_unplaced(struct report *r)
{
	struct sheet *s = &r->unplaced;
	s->caption = word(r, "unplaced_caption");
	add_column(s, NULL, word(r, "head_level"), VIEW(""), SHEET_WORDS, true);
	add_column(s, NULL, word(r, "head_province"), VIEW(""), SHEET_WORDS, false);
	add_column(s, NULL, word(r, "head_listed"), VIEW(""), SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_population"), VIEW(""), SHEET_NUMBER, false);
	add_column(s, NULL, word(r, "head_focus"), VIEW(""), SHEET_NUMBER, false);
	start(r, s, r->study->count_rows);
	for (size_t i = 0; i < r->study->count_rows; i++) {
		const struct count *c = &r->study->counts[i];
		struct sheet_cell *x = is_unplaced(c) ? add_row(r, s) : NULL;
		if (x == NULL)
			continue;
		const struct place *p = places_province(r->places, c->province);
		bool english = strcmp(r->language, "en") == 0;
		x[0] = sheet_words(word_of(r, "level_", c->level));
		x[1] = sheet_words(p == NULL ? word_of(r, "level_", c->province)
		                   : english ? p->name_en
		                             : p->name);
		x[2] = sheet_number(c->listed);
		x[3] = sheet_number(c->population);
		x[4] = sheet_number(c->focus);
	}
	finish(s);
	add_heading(r, "unplaced_heading");
	add_text(r, word(r, s->rows > 0 ? "unplaced_text" : "unplaced_none"));
	if (s->rows > 0)
		add_block(r, BLOCK_SHEET, VIEW(""), s);
}

static void
make_origin(struct report *r)
{
	struct sheet *s = &r->origin;
	const struct table *t = &r->study->settings;
	s->caption = word(r, "origin_caption");
	add_column(s, NULL, word(r, "head_key"), VIEW(""), SHEET_WORDS, true);
	add_column(s, NULL, word(r, "head_value"), VIEW(""), SHEET_WORDS, false);
	start(r, s, t->rows);
	for (size_t i = 0; i < t->rows; i++) {
		struct view value = table_cell(t, i, table_column(t, "value"));
		struct sheet_cell *x = value.len > 0 ? add_row(r, s) : NULL;
		if (x == NULL)
			continue;
		x[0] = sheet_words(word_of(r, "key_", table_cell(t, i, table_column(t, "key"))));
		x[1] = sheet_words(value);
	}
	finish(s);
	add_heading(r, "origin_heading");
	add_text(r, word(r, "origin_text"));
	add_block(r, BLOCK_SHEET, VIEW(""), s);
}

int
report_make(struct report *r, const struct study *study, const struct phrases *phrases,
    const struct places *places, const char *language, const char *published, struct error *e)
{
	*r = (struct report) { .study = study, .phrases = phrases, .places = places, .language = language };
	make_headline(r);
	make_table(r);
	if (published != NULL && !r->failed &&
	    comparison_make(&r->comparison, published, &r->table, &r->memory, e) != 0)
		return -1;
	add_other_reading(r);
	add_heading(r, "table_heading");
	add_block(r, BLOCK_SHEET, VIEW(""), &r->table);
	if (published != NULL)
		make_differences(r);
	make_levels(r);
	make_steps(r);
	make_unread(r);
	make_unplaced(r);
	make_origin(r);
	return r->failed ? error_set(e, "no memory for the report") : 0;
}

void
report_free(struct report *r)
{
	comparison_free(&r->comparison);
	arena_free(&r->memory);
}
