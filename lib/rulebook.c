#include "rulebook.h"

#include "tsv.h"
#include "utf8.h"

#include <stdio.h>

enum { SHOWN = 32 }; /* characters of a pattern; the whole is in rules.tsv */

struct use {
	unsigned long long counted, cancelled, documents;
	struct view last; /* the document that was counted last: those of a document stand together */
};

/* Counts the ledger's rows by the line of their rule. */
static int
read_ledger(struct report *r, const struct table *t, struct use *uses, struct error *e)
{
	char path[4096];
	char *paths[] = { path };
	struct view *fields;
	unsigned long long line;
	snprintf(path, sizeof path, "%.4000s/hits.tsv", r->study->dir);
	struct tsv *in = tsv_open(paths, 1, e);
	int id = in ? tsv_need(in, "id", e) : -1, rule = id < 0 ? -1 : tsv_need(in, "rule", e);
	int counted = rule < 0 ? -1 : tsv_need(in, "counted", e), got = counted < 0 ? -1 : 1;
	while (got == 1 && (got = tsv_next(in, &fields, e)) == 1) {
		if (view_number(fields[rule], &line) != 0 || line < 2 || line - 2 >= t->rows)
			continue;
		struct use *u = &uses[line - 2];
		bool counts = view_equal(fields[counted], VIEW("1"));
		u->counted += counts;
		u->cancelled += !counts;
		if (!counts || view_equal(u->last, fields[id]))
			continue;
		u->documents++;
		u->last = arena_copy(&r->memory, fields[id]);
		if (u->last.at == NULL)
			got = error_set(e, "no memory for the rules");
	}
	tsv_close(in);
	return got;
}

/* The beginning of a pattern. */
static struct view
beginning(struct report *r, struct view pattern)
{
	struct buffer b = { 0 };
	size_t end = 0, n = 0;
	while (end < pattern.len && n < SHOWN) {
		end++;
		while (end < pattern.len && ((unsigned char)pattern.at[end] & 0xc0) == 0x80)
			end++;
		n++;
	}
	if (end == pattern.len)
		return pattern;
	buffer_append(&b, view_slice(pattern, 0, end));
	buffer_append(&b, VIEW("…"));
	return report_keep(r, &b);
}

static struct view
rule(struct report *r, size_t row, const char *column)
{
	return table_cell(&r->rule_rows, row, table_column(&r->rule_rows, column));
}

static void
fill(struct report *r, const struct use *uses)
{
	struct sheet *s = &r->rules;
	s->caption = report_word(r, "rules_caption");
	s->note = report_word(r, "rules_note");
	static const char *const heads[] = { "head_tag", "head_set", "head_pattern" };
	static const char *const numbers[] = { "head_counted", "head_cancelled", "head_documents" };
	for (size_t i = 0; i < 3; i++)
		sheet_head(s, NULL, report_word(r, heads[i]), VIEW(""), SHEET_WORDS, i == 0);
	for (size_t i = 0; i < 3; i++)
		sheet_head(s, NULL, report_word(r, numbers[i]), VIEW(""), SHEET_NUMBER, false);
	report_sheet(r, s, r->rule_rows.rows);
	for (size_t i = 0; i < r->rule_rows.rows; i++) {
		struct sheet_cell *x = report_row(r, s);
		if (x == NULL)
			return;
		x[0] = sheet_words(rule(r, i, "tag"));
		x[1] = sheet_words(rule(r, i, "set"));
		x[2] = sheet_words(beginning(r, rule(r, i, "pattern")));
		x[3] = sheet_number(uses[i].counted);
		x[4] = sheet_number(uses[i].cancelled);
		x[5] = sheet_number(uses[i].documents);
	}
	sheet_finish(s);
}

void
rulebook_make(struct report *r)
{
	static const char *const needed[] = { "tag", "pattern", NULL };
	struct error e;
	if (!report_has(r, "hits.tsv") || !report_table(r, &r->rule_rows, "study/rules.tsv", needed))
		return;
	struct use *uses = arena_clear(&r->memory, r->rule_rows.rows + 1, sizeof *uses);
	r->failed |= uses == NULL;
	if (uses == NULL)
		return;
	if (read_ledger(r, &r->rule_rows, uses, &e) < 0) {
		r->problem = arena_copy(&r->memory, view_of(e.text));
		return;
	}
	fill(r, uses);
	report_heading(r, "rules_heading");
	report_block(r, BLOCK_SHEET, VIEW(""), &r->rules);
}
