#include "coverage.h"

#include <string.h>

/* ---- levels ---- */

/* The national level is a cell and a total in one. */
static void
link_whole_level(struct report *r, struct view level, struct sheet_cell *x)
{
	const struct count *c = study_count(r->study, level, VIEW(""));
	if (c == NULL)
		return;
	x[3].link = report_cell(r, c, "");
	x[4].link = c->focus > 0 ? report_cell(r, c, "#both") : VIEW("");
}

void
coverage_levels(struct report *r)
{
	struct sheet *s = &r->levels;
	struct view none = VIEW(""), bounds = report_word(r, "group_bounds");
	s->caption = report_word(r, "levels_caption");
	s->note = report_word(r, "levels_note");
	sheet_head(s, NULL, report_word(r, "head_level"), none, SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_listed"), none, SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_held"), none, SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_population"), none, SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_focus"), none, SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_share"), none, SHEET_SHARE, false);
	sheet_head(s, NULL, report_word(r, "head_min"), bounds, SHEET_SHARE, false);
	sheet_head(s, NULL, report_word(r, "head_max"), bounds, SHEET_SHARE, false);
	s->columns[6].alone = s->columns[7].alone = true;
	report_sheet(r, s, r->study->count_rows);
	for (size_t i = 0; i < r->study->count_rows; i++) {
		const struct count *c = &r->study->counts[i];
		if (!view_equal(c->province, VIEW("total")))
			continue;
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(report_word_of(r, "level_", c->level));
		x[1] = sheet_number(c->listed);
		x[2] = sheet_number(c->held);
		x[3] = sheet_number(c->population);
		x[4] = sheet_number(c->focus);
		link_whole_level(r, c->level, x);
		x[5] = sheet_share(c->measure);
		x[6] = sheet_share((struct measure) { .known = c->bounded, .share = c->min });
		x[7] = sheet_share((struct measure) { .known = c->bounded, .share = c->max });
	}
	sheet_finish(s);
	report_heading(r, "levels_heading");
	report_block(r, BLOCK_SHEET, none, s);
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
			x = report_row(r, &r->unread);
			if (x == NULL)
				return;
			x[0] = sheet_words(report_word_of(r, "reason_", one->value));
			for (size_t l = 0; l <= REASON_LEVELS; l++)
				x[1 + l] = sheet_number(0);
		}
		for (size_t l = 0; l < REASON_LEVELS; l++)
			if (view_equal(one->level, reason_levels[l]))
				x[2 + l].number += one->documents;
		x[1].number += one->documents;
	}
}

enum { SITES = 30 };

/* The sites with the most documents that weren't read; the others are summed. */
static void
make_sites(struct report *r)
{
	const struct holdings *h = &r->study->holdings;
	struct sheet *s = &r->sites;
	unsigned long long others = 0;
	if (h->count == 0)
		return;
	s->caption = report_word(r, "sites_caption");
	sheet_head(s, NULL, report_word(r, "head_site"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_reason"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_documents"), VIEW(""), SHEET_NUMBER, false);
	report_sheet(r, s, h->count < SITES ? h->count : SITES + 1);
	for (size_t i = 0; i < h->count; i++) {
		const struct holding *one = &h->list[i];
		struct sheet_cell *x = i < SITES ? report_row(r, s) : NULL;
		others += i < SITES ? 0 : one->documents;
		if (x == NULL)
			continue;
		x[0] = sheet_words(one->site.len > 0 ? one->site : report_word(r, "site_none"));
		x[1] = sheet_words(report_word_of(r, "reason_", one->reason));
		x[2] = sheet_number(one->documents);
	}
	struct sheet_cell *x = others > 0 ? report_row(r, s) : NULL;
	if (x != NULL) {
		x[0] = sheet_words(report_word(r, "sites_others"));
		x[2] = sheet_number(others);
	}
	sheet_finish(s);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

static void
make_unread(struct report *r)
{
	struct sheet *s = &r->unread;
	size_t rows = r->study->errors.count + r->study->incomplete.count;
	report_heading(r, "unread_heading");
	if (rows == 0) {
		report_text(r, report_word(r, "unread_none"));
		return;
	}
	s->caption = report_word(r, "unread_caption");
	sheet_head(s, NULL, report_word(r, "head_reason"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_documents"), VIEW(""), SHEET_NUMBER, false);
	for (size_t l = 0; l < REASON_LEVELS; l++)
		sheet_head(
		    s, NULL, report_word_of(r, "level_", reason_levels[l]), VIEW(""), SHEET_NUMBER, false);
	report_sheet(r, s, rows);
	add_reasons(r, &r->study->errors);
	add_reasons(r, &r->study->incomplete);
	sheet_finish(s);
	report_text(r, report_word(r, "unread_text"));
	report_block(r, BLOCK_SHEET, VIEW(""), s);
	make_sites(r);
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
	s->caption = report_word(r, "unplaced_caption");
	sheet_head(s, NULL, report_word(r, "head_level"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_province"), VIEW(""), SHEET_WORDS, false);
	sheet_head(s, NULL, report_word(r, "head_listed"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_population"), VIEW(""), SHEET_NUMBER, false);
	sheet_head(s, NULL, report_word(r, "head_focus"), VIEW(""), SHEET_NUMBER, false);
	report_sheet(r, s, r->study->count_rows);
	for (size_t i = 0; i < r->study->count_rows; i++) {
		const struct count *c = &r->study->counts[i];
		struct sheet_cell *x = is_unplaced(c) ? report_row(r, s) : NULL;
		if (x == NULL)
			continue;
		const struct place *p = places_province(r->places, c->province);
		bool english = strcmp(r->language, "en") == 0;
		x[0] = sheet_words(report_word_of(r, "level_", c->level));
		x[1] = sheet_words(p == NULL ? report_word_of(r, "level_", c->province)
		                   : english ? p->name_en
		                             : p->name);
		x[2] = sheet_number(c->listed);
		x[3] = sheet_number(c->population);
		x[4] = sheet_number(c->focus);
		x[3].link = report_cell(r, c, "");
	}
	sheet_finish(s);
	report_heading(r, "unplaced_heading");
	report_text(r, report_word(r, s->rows > 0 ? "unplaced_text" : "unplaced_none"));
	if (s->rows > 0)
		report_block(r, BLOCK_SHEET, VIEW(""), s);
}

/* Shows columns of a table that another program wrote, each with its heading; the last is a state, which has words of its own. */
static void
show_table(
    struct report *r, struct sheet *s, const struct table *t, const char *const columns[][2], size_t count)
{
	for (size_t k = 0; k < count; k++)
		sheet_head(s, NULL, report_word(r, columns[k][1]), VIEW(""), SHEET_WORDS, k == 0);
	report_sheet(r, s, t->rows);
	for (size_t i = 0; i < t->rows; i++) {
		struct sheet_cell *x = report_row(r, s);
		for (size_t k = 0; x != NULL && k < count; k++) {
			struct view v = table_cell(t, i, table_column(t, columns[k][0]));
			x[k] = sheet_words(k == count - 1 ? report_word_of(r, "state_", v) : v);
		}
	}
	sheet_finish(s);
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

/* What people set right by hand, and what became of each correction: nothing is corrected silently. */
static void
make_corrections(struct report *r)
{
	static const char *const columns[][2] = { { "id", "head_document" }, { "column", "head_column" },
		{ "old", "head_old" }, { "value", "head_value" }, { "coder", "head_coder" },
		{ "reason", "head_reason" }, { "state", "head_state" } };
	if (r->study->corrections.rows == 0)
		return;
	r->corrections.caption = report_word(r, "corrections_caption");
	report_heading(r, "corrections_heading");
	report_text(r, report_word(r, "corrections_text"));
	show_table(r, &r->corrections, &r->study->corrections, columns, sizeof columns / sizeof *columns);
}

/* Which of the documents that somebody knows are held. */
static void
make_expected(struct report *r)
{
	static const char *const columns[][2] = { { "docno", "head_docno" }, { "title", "head_title" },
		{ "issuer", "head_issuer" }, { "issued", "head_issued" }, { "found", "head_document" },
		{ "state", "head_state" } };
	const struct table *t = &r->study->expected;
	unsigned long long held = 0;
	if (t->rows == 0)
		return;
	for (size_t i = 0; i < t->rows; i++)
		held += view_equal(table_cell(t, i, table_column(t, "state")), VIEW("held"));
	struct filling f[] = { { "held", report_thousands(r, held) },
		{ "count", report_thousands(r, t->rows) } };
	r->expected.caption = report_word(r, "expected_caption");
	report_heading(r, "expected_heading");
	report_block(
	    r, held == t->rows ? BLOCK_GOOD : BLOCK_BAD, report_fill(r, "expected_text", f, 2), NULL);
	show_table(r, &r->expected, t, columns, sizeof columns / sizeof *columns);
}

void
coverage_gaps(struct report *r)
{
	make_unread(r);
	make_unplaced(r);
	make_expected(r);
	make_corrections(r);
}
