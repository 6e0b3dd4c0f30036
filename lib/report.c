#include "report.h"

#include "cellpages.h"
#include "coverage.h"
#include "firsts.h"
#include "headline.h"
#include "interval.h"
#include "overview.h"
#include "periods.h"
#include "rulebook.h"
#include "owntables.h"
#include "robustness.h"
#include "tilemap.h"
#include "waterfall.h"
#include "yearly.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

struct view
report_word(const struct report *r, const char *key)
{
	return phrases_get(r->phrases, key);
}

/* A word whose key is put together: `level_` and `city`. */
struct view
report_word_of(struct report *r, const char *prefix, struct view name)
{
	struct buffer key = { 0 };
	buffer_append(&key, view_of(prefix));
	buffer_append(&key, name);
	struct view kept = arena_copy(&r->memory, buffer_view(&key));
	buffer_free(&key);
	struct view found = kept.at ? phrases_get(r->phrases, kept.at) : VIEW("");
	return found.at == kept.at ? name : found;
}

struct view
report_label(const struct report *r, const char *key)
{
	static const char *const endings[] = { "_label_zh", "_label", "" };
	char name[64];
	struct view label = VIEW("");
	for (size_t i = strcmp(r->language, "zh") == 0 ? 0 : 1; label.len == 0 && i < 3; i++) {
		snprintf(name, sizeof name, "%.32s%s", key, endings[i]);
		label = study_value(r->study, name);
	}
	return label;
}

struct view
report_keep(struct report *r, struct buffer *b)
{
	struct view v = arena_copy(&r->memory, buffer_view(b));
	r->failed |= b->failed || v.at == NULL;
	buffer_free(b);
	return v.at ? v : VIEW("");
}

struct view
report_thousands(struct report *r, unsigned long long n)
{
	struct buffer b = { 0 };
	sheet_thousands(&b, n);
	return report_keep(r, &b);
}

struct view
report_tenths(struct report *r, unsigned n)
{
	struct buffer b = { 0 };
	interval_write(&b, n);
	return report_keep(r, &b);
}

struct view
report_fill(struct report *r, const char *key, const struct filling *f, size_t count)
{
	struct view v = phrases_fill(r->phrases, &r->memory, key, f, count);
	r->failed |= v.at == NULL;
	return v.at ? v : VIEW("");
}

void
report_block(struct report *r, enum block_kind kind, struct view text, const struct sheet *sheet)
{
	if (r->block_count < REPORT_BLOCKS)
		r->blocks[r->block_count++] = (struct block) { .kind = kind, .text = text, .sheet = sheet };
}

void
report_heading(struct report *r, const char *key)
{
	report_block(r, BLOCK_HEADING, report_word(r, key), NULL);
}

struct view
report_cell(struct report *r, const struct count *c, const char *part)
{
	struct buffer b = { 0 };
	if (r->cells == NULL || c->population == 0)
		return VIEW("");
	buffer_append(&b, view_of(r->cells));
	buffer_byte(&b, '/');
	cellpages_name(&b, c->level, c->province);
	buffer_append(&b, view_of(part));
	return report_keep(r, &b);
}

void
report_text(struct report *r, struct view text)
{
	report_block(r, BLOCK_TEXT, text, NULL);
}

struct sheet_cell *
report_row(struct report *r, struct sheet *s)
{
	struct sheet_cell *cells = sheet_row(s);
	r->failed |= cells == NULL;
	return cells;
}

void
report_sheet(struct report *r, struct sheet *s, size_t rows)
{
	r->failed |= sheet_start(s, &r->memory, rows) != 0;
}

enum { FACTS = 3 };

/* "2015-05-08 – 2021-12-31"; empty where nothing is known. */
static struct view
range(struct report *r, const struct view ends[2])
{
	struct buffer b = { 0 };
	if (ends[0].len == 0)
		return VIEW("");
	buffer_append(&b, ends[0]);
	buffer_append(&b, VIEW(" – "));
	buffer_append(&b, ends[1]);
	return report_keep(r, &b);
}

/* What the documents themselves tell of where the figures come from. */
static void
add_facts(struct report *r, struct sheet *s)
{
	const struct holdings *h = &r->study->holdings;
	const struct {
		const char *key;
		struct view value;
	} facts[FACTS] = { { "key_issued", range(r, h->issued) }, { "key_fetched", range(r, h->fetched) },
		{ "key_data_sha256", view_of(h->sha256) } };
	for (size_t i = 0; i < FACTS; i++) {
		struct sheet_cell *x = facts[i].value.len > 0 ? report_row(r, s) : NULL;
		if (x == NULL)
			continue;
		x[0] = sheet_words(report_word(r, facts[i].key));
		x[1] = sheet_words(facts[i].value);
	}
}

static void
make_origin(struct report *r)
{
	struct sheet *s = &r->origin;
	const struct table *t = &r->study->settings;
	s->caption = report_word(r, "origin_caption");
	sheet_head(s, NULL, report_word(r, "head_key"), VIEW(""), SHEET_WORDS, true);
	sheet_head(s, NULL, report_word(r, "head_value"), VIEW(""), SHEET_WORDS, false);
	report_sheet(r, s, t->rows + FACTS);
	for (size_t i = 0; i < t->rows; i++) {
		struct view value = table_cell(t, i, table_column(t, "value"));
		struct sheet_cell *x = value.len > 0 ? report_row(r, s) : NULL;
		if (x == NULL)
			continue;
		x[0] = sheet_words(report_word_of(r, "key_", table_cell(t, i, table_column(t, "key"))));
		x[1] = sheet_words(value);
	}
	add_facts(r, s);
	sheet_finish(s);
	report_heading(r, "origin_heading");
	report_text(r, report_word(r, "origin_text"));
	report_block(r, BLOCK_SHEET, VIEW(""), s);
}

static void
add_cells_link(struct report *r)
{
	struct buffer b = { 0 };
	if (r->cells == NULL)
		return;
	report_block(r, BLOCK_LINK, report_word(r, "cells_link"), NULL);
	buffer_format(&b, "%s/index.html", r->cells);
	r->blocks[r->block_count - 1].link = report_keep(r, &b);
}

bool
report_has(struct report *r, const char *name)
{
	char path[PATH_BYTES];
	int n = snprintf(path, sizeof path, "%s/%s", r->study->dir, name);
	return n > 0 && n < PATH_BYTES && access(path, F_OK) == 0;
}

bool
report_table(struct report *r, struct table *t, const char *name, const char *const columns[])
{
	char *path = arena_take(&r->memory, PATH_BYTES);
	struct error e;
	int n = path ? snprintf(path, PATH_BYTES, "%s/%s", r->study->dir, name) : -1;
	r->failed |= path == NULL;
	if (n < 0 || n >= PATH_BYTES || access(path, F_OK) != 0)
		return false;
	int got = table_load(t, path, &e);
	for (size_t i = 0; got == 0 && columns[i] != NULL; i++)
		got = table_need(t, columns[i], &e) < 0 ? -1 : 0;
	if (got != 0 && r->problem.len == 0)
		r->problem = arena_copy(&r->memory, view_of(e.text));
	return got == 0;
}

bool
report_counted(const struct table *t, const char *column, struct view value)
{
	int at = table_column(t, column), counted = table_column(t, "population");
	for (size_t i = 0; i < t->rows; i++) {
		struct view documents = table_cell(t, i, counted);
		if (view_equal(table_cell(t, i, at), value) && documents.len > 0 &&
		    !view_equal(documents, VIEW("0")))
			return true;
	}
	return false;
}

/* A study of national documents alone shows no table of provinces: each of its rows would be empty. */
static bool
has_places(const struct report *r)
{
	const struct count *national = study_count(r->study, VIEW("national"), VIEW("total"));
	const struct count *province = study_count(r->study, VIEW("province"), VIEW("total"));
	const struct count *city = study_count(r->study, VIEW("city"), VIEW("total"));
	return national == NULL || national->population == 0 ||
	       (province != NULL && province->population > 0) || (city != NULL && city->population > 0);
}

int
report_make(struct report *r, const struct report_sources *from, struct error *e)
{
	*r = (struct report) { .study = from->study,
		.phrases = from->phrases,
		.places = from->places,
		.tiles = from->tiles,
		.language = from->language,
		.cells = from->cells };
	headline_make(r);
	overview_make(r);
	if (from->published != NULL && !r->failed &&
	    comparison_make(&r->comparison, from->published, &r->table, &r->memory, e) != 0)
		return -1;
	headline_other_reading(r);
	if (has_places(r)) {
		report_heading(r, "table_heading");
		report_block(r, BLOCK_SHEET, VIEW(""), &r->table);
	}
	add_cells_link(r);
	if (has_places(r))
		tilemap_make(r);
	if (from->published != NULL)
		overview_compare(r);
	yearly_make(r);
	periods_make(r);
	firsts_make(r);
	coverage_levels(r);
	if ((r->own = arena_clear(&r->memory, 1, sizeof *r->own)) == NULL)
		return error_set(e, "no memory for the report");
	if (owntables_make(r->own, r, e) != 0)
		return -1;
	waterfall_make(r);
	if ((r->robustness = arena_clear(&r->memory, 1, sizeof *r->robustness)) == NULL)
		return error_set(e, "no memory for the report");
	robustness_make(r->robustness, r);
	coverage_gaps(r);
	rulebook_make(r);
	make_origin(r);
	if (r->problem.len > 0)
		return error_set(e, "%s", r->problem.at);
	return r->failed ? error_set(e, "no memory for the report") : 0;
}

void
report_free(struct report *r)
{
	if (r->own != NULL)
		owntables_free(r->own);
	if (r->robustness != NULL)
		robustness_free(r->robustness);
	comparison_free(&r->comparison);
	table_free(&r->year_rows);
	table_free(&r->rule_rows);
	table_free(&r->timing_rows);
	table_free(&r->reference_rows);
	arena_free(&r->memory);
}
