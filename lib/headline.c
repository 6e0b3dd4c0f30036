#include "headline.h"

#include <string.h>

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
	buffer_append(&b, report_word(r, "synthetic_mark"));
	buffer_append(&b, sentence);
	return report_keep(r, &b);
}

static void
add_figure(struct report *r, struct view level)
{
	const struct count *c = study_count(r->study, level, VIEW("total"));
	if (c == NULL || !c->measure.known || r->figure_count == REPORT_FIGURES)
		return;
	struct filling f[] = {
		{ "share", report_tenths(r, c->measure.share) },
		{ "low", report_tenths(r, c->measure.low) },
		{ "high", report_tenths(r, c->measure.high) },
		{ "population", report_thousands(r, c->population) },
		{ "level", report_word_of(r, "adjective_", level) },
		{ "topic", report_label(r, "population") },
		{ "focus", report_label(r, "focus") },
	};
	r->figures[r->figure_count++] = (struct figure) { .label = report_word_of(r, "level_", level),
		.sentence = marked(r, report_fill(r, unit_key(r), f, sizeof f / sizeof *f)),
		.population = c->population,
		.focus = c->focus,
		.measure = c->measure };
}

void
headline_make(struct report *r)
{
	bool english = strcmp(r->language, "en") == 0;
	struct view zh = study_value(r->study, "title_zh");
	r->title = study_value(r->study, "title");
	if (!english && zh.len > 0)
		r->title = zh;
	if (study_synthetic(r->study))
		r->synthetic = report_word(r, "synthetic");
	add_figure(r, VIEW("province"));
	add_figure(r, VIEW("city"));
	add_figure(r, VIEW("national"));
	r->lead = r->figure_count > 0 ? r->figures[0].sentence : report_word(r, "nothing_counted");
}

/* What the other reading of the same documents says. */
void
headline_other_reading(struct report *r)
{
	bool strict = view_equal(study_value(r->study, "preset"), VIEW("strict"));
	const struct step *province =
	    study_step(r->study, strict ? VIEW("published") : VIEW("families"), VIEW("province"));
	const struct step *city =
	    study_step(r->study, strict ? VIEW("published") : VIEW("families"), VIEW("city"));
	if (province == NULL || city == NULL || !province->measure.known || !city->measure.known)
		return;
	struct filling f[] = {
		{ "province_share", report_tenths(r, province->measure.share) },
		{ "province_population", report_thousands(r, province->population) },
		{ "city_share", report_tenths(r, city->measure.share) },
		{ "city_population", report_thousands(r, city->population) },
	};
	report_text(r, report_fill(r, strict ? "other_published" : "other_strict", f, sizeof f / sizeof *f));
}
