#include "waterfall.h"

static const struct view step_levels[] = { VIEW_INIT("province"), VIEW_INIT("city"), VIEW_INIT("national") };
enum { STEP_LEVELS = sizeof step_levels / sizeof *step_levels };

/* The levels that have documents in some step, in order; how many. */
static size_t
find_levels(const struct study *study, struct view shown[STEP_LEVELS])
{
	size_t count = 0;
	for (size_t l = 0; l < STEP_LEVELS; l++) {
		size_t i = 0;
		while (i < study->step_rows &&
		       !(study->steps[i].population > 0 && view_equal(study->steps[i].level, step_levels[l])))
			i++;
		if (i < study->step_rows)
			shown[count++] = step_levels[l];
	}
	return count;
}

static void
add_step(struct report *r, struct view name, const struct view *shown, size_t count)
{
	struct sheet_cell *x = report_row(r, &r->steps);
	if (x == NULL)
		return;
	x[0] = sheet_words(report_word_of(r, "step_", name));
	for (size_t l = 0; l < count; l++) {
		const struct step *p = study_step(r->study, name, shown[l]);
		if (p == NULL)
			continue;
		x[1 + 2 * l] = sheet_number(p->population);
		x[2 + 2 * l] = sheet_share(p->measure);
	}
}

void
waterfall_make(struct report *r)
{
	struct sheet *s = &r->steps;
	const struct study *study = r->study;
	struct view shown[STEP_LEVELS];
	size_t count = find_levels(study, shown);
	if (study->step_rows == 0)
		return;
	s->caption = report_word(r, "steps_caption");
	sheet_head(s, NULL, report_word(r, "head_step"), VIEW(""), SHEET_WORDS, true);
	for (size_t l = 0; l < count; l++) {
		struct view group = report_word_of(r, "level_", shown[l]);
		sheet_head(s, NULL, report_word(r, "head_documents"), group, SHEET_NUMBER, false);
		sheet_head(s, NULL, report_word(r, "head_share"), group, SHEET_SHARE, false);
		s->columns[s->count - 1].alone = true;
	}
	report_sheet(r, s, study->step_rows);
	for (size_t i = 0; i < study->step_rows; i++)
		if (i == 0 || !view_equal(study->steps[i].name, study->steps[i - 1].name))
			add_step(r, study->steps[i].name, shown, count);
	sheet_finish(s);
	report_heading(r, "steps_heading");
	report_text(r, report_word(r, "steps_text"));
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}
