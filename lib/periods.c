#include "periods.h"

#include "chart.h"
#include "interval.h"

enum { FROM, TO, LEVEL, DOCUMENTS, SHARE, VERDICT };

struct period {
	unsigned long long from, to, population, focus;
};

static struct view
field(const struct table *t, size_t row, const char *column)
{
	return table_cell(t, row, table_column(t, column));
}

/* Sums the years of a period, at the national level. */
static void
add_years(const struct table *years, struct period *p)
{
	for (size_t i = 0; i < years->rows; i++) {
		unsigned long long year, population, focus;
		if (!view_equal(field(years, i, "level"), VIEW("national")) ||
		    view_number(field(years, i, "year"), &year) != 0 || year < p->from || year > p->to ||
		    view_number(field(years, i, "population"), &population) != 0 ||
		    view_number(field(years, i, "focus"), &focus) != 0)
			continue;
		p->population += population;
		p->focus += focus;
	}
}

/* Tenths of a per cent of "30" or "12.5". */
static int
read_level(struct view v, unsigned *tenths)
{
	unsigned long long whole;
	if (measure_read(v, tenths) == 0)
		return 0;
	if (view_number(v, &whole) != 0 || whole > 100)
		return -1;
	*tenths = (unsigned)whole * 10;
	return 0;
}

/* Whether the share is as was published: about = the level lies in its interval. */
static const char *
verdict(struct view relation, unsigned level, struct measure m)
{
	if (!m.known)
		return "reference_unknown";
	if (view_equal(relation, VIEW("about")))
		return level >= m.low && level <= m.high ? "reference_yes" : "reference_no";
	if (view_equal(relation, VIEW("above")))
		return m.share > level ? "reference_yes" : "reference_no";
	return m.share < level ? "reference_yes" : "reference_no";
}

static int
add_period(struct report *r, size_t row)
{
	const struct table *t = &r->reference_rows;
	struct period p = { .to = 9999 };
	struct view to = field(t, row, "to"), relation = field(t, row, "relation");
	unsigned level;
	bool known = view_equal(relation, VIEW("about")) || view_equal(relation, VIEW("above")) ||
	             view_equal(relation, VIEW("below"));
	if (view_number(field(t, row, "from"), &p.from) != 0 || (to.len > 0 && view_number(to, &p.to) != 0) ||
	    read_level(field(t, row, "share"), &level) != 0 || !known)
		return -1;
	add_years(&r->year_rows, &p);
	struct measure m = measure_make(p.focus, p.population);
	struct sheet_cell *x = report_row(r, &r->reference);
	if (x == NULL)
		return 0;
	struct filling f[] = { { "level", report_tenths(r, level) } };
	struct buffer key = { 0 };
	buffer_append(&key, VIEW("reference_"));
	buffer_append(&key, relation);
	struct view name = report_keep(r, &key);
	x[FROM] = sheet_words(field(t, row, "from"));
	x[TO] = sheet_words(to);
	x[LEVEL] = sheet_words(report_fill(r, name.at, f, 1));
	x[DOCUMENTS] = sheet_number(p.population);
	x[SHARE] = sheet_share(m);
	x[VERDICT] = sheet_words(report_word(r, verdict(relation, level, m)));
	return 0;
}

static void
set_heads(struct report *r)
{
	static const char *const heads[] = { "head_from", "head_to", "head_theirs", "head_documents",
		"head_ours", "head_agrees" };
	static const enum sheet_kind kinds[] = { SHEET_WORDS, SHEET_WORDS, SHEET_WORDS, SHEET_NUMBER,
		SHEET_SHARE, SHEET_WORDS };
	r->reference.caption = report_word(r, "reference_caption");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		sheet_head(&r->reference, NULL, report_word(r, heads[i]), VIEW(""), kinds[i], i == 0);
}

/* The sources, each once. */
static struct view
sources(struct report *r)
{
	struct buffer b = { 0 };
	buffer_append(&b, report_word(r, "reference_note"));
	for (size_t i = 0; i < r->reference_rows.rows; i++) {
		struct view source = field(&r->reference_rows, i, "source");
		if (source.len == 0 || view_find(buffer_view(&b), source, 0) != (size_t)-1)
			continue;
		buffer_byte(&b, ' ');
		buffer_append(&b, source);
		buffer_byte(&b, '.');
	}
	return report_keep(r, &b);
}

void
periods_make(struct report *r)
{
	static const char *const needed[] = { "from", "to", "share", "relation", "source", NULL };
	struct error e;
	if (!report_table(r, &r->reference_rows, "study/reference.tsv", needed) || r->year_rows.rows == 0)
		return;
	set_heads(r);
	report_sheet(r, &r->reference, r->reference_rows.rows);
	for (size_t i = 0; i < r->reference_rows.rows && r->problem.len == 0; i++)
		if (add_period(r, i) != 0) {
			error_set(&e, "%s:%llu: needs years, a share in per cent, and about, above or below",
			    r->reference_rows.file, r->reference_rows.lines[i]);
			r->problem = arena_copy(&r->memory, view_of(e.text));
		}
	sheet_finish(&r->reference);
	r->reference.note = sources(r);
	struct view series[] = { report_word_of(r, "level_", VIEW("national")),
		report_word(r, "head_theirs") };
	report_heading(r, "reference_heading");
	chart_make(r, "reference", series, 2);
	report_block(r, BLOCK_SHEET, VIEW(""), &r->reference);
}
