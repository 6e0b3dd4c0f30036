#define _GNU_SOURCE
#include "cellpages.h"

#include "bar.h"
#include "dossier.h"
#include "filing.h"
#include "hypertext.h"
#include "quotation.h"
#include "wholefile.h"
#include "wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct cellpages {
	struct report *r;
	struct dossier d;
	struct dossier_unit **units; /* those that may belong to a cell, in the order of the cells */
	size_t count;
	const char *dir;
	struct view style, script;
	struct buffer page, index;
	struct error *e;
};

/* The units of a cell: units[from] to units[to - 1]. */
struct cell {
	size_t from, to;
	unsigned long long number[DOSSIER_NONE];   /* by class */
	struct view level, province, title, other; /* other: the title in the other language */
};

void
cellpages_part(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buffer_byte(out, (char)c);
		else
			buffer_format(out, "_%02x", c);
	}
}

void
cellpages_name(struct buffer *out, struct view level, struct view province)
{
	cellpages_part(out, level);
	if (province.len > 0) {
		buffer_byte(out, '-');
		cellpages_part(out, province);
	}
	buffer_append(out, VIEW(".html"));
}

/* ---- the units, cell by cell ---- */

static struct view
first_date(const struct dossier_unit *u)
{
	struct view issued = u->first->fields[DOSSIER_ISSUED];
	return issued.len > 0 ? issued : u->first->fields[DOSSIER_PUBLISHED];
}

static int
compare_units(const void *a, const void *b, void *grouping)
{
	const struct dossier_unit *x = *(struct dossier_unit *const *)a,
	                          *y = *(struct dossier_unit *const *)b;
	int by = grouping_compare(grouping, x->parts, y->parts);
	if (by == 0)
		by = (int)x->class - (int)y->class;
	if (by == 0)
		by = view_compare(first_date(x), first_date(y));
	return by != 0 ? by : view_compare(x->first->fields[DOSSIER_ID], y->first->fields[DOSSIER_ID]);
}

static int
order_units(struct cellpages *p)
{
	p->units = arena_clear(&p->d.memory, p->d.unit_count + 1, sizeof(struct dossier_unit *));
	if (p->units == NULL)
		return error_set(p->e, "no memory for %zu documents", p->d.unit_count);
	for (size_t i = 0; i < p->d.unit_count; i++)
		if (p->d.units[i]->class != DOSSIER_NONE)
			p->units[p->count++] = p->d.units[i];
	qsort_r(p->units, p->count, sizeof(struct dossier_unit *), compare_units, &p->d.by);
	return 0;
}

/* Anhui Province (安徽省): provincial level */
static struct view
cell_title(struct report *r, struct view level, struct view code)
{
	const struct place *place = places_province(r->places, code);
	struct filling f[] = { { "level", report_word_of(r, "level_", level) },
		{ "place", place ? place->name : report_word_of(r, "level_", code) },
		{ "place_en", place ? place->name_en : VIEW("") } };
	return report_fill(r, code.len == 0 ? "cell_level" : place ? "cell_title" : "cell_nowhere", f, 3);
}

/* The cell that begins at a unit. */
static struct cell
find_cell(struct cellpages *p, size_t from)
{
	const struct view *parts = p->units[from]->parts;
	struct cell c = { .from = from, .to = from, .level = parts[0], .province = parts[1] };
	while (c.to < p->count && grouping_compare(&p->d.by, p->units[c.to]->parts, parts) == 0)
		c.number[p->units[c.to++]->class]++;
	c.title = cell_title(p->r, c.level, c.province);
	c.other = p->r->other ? cell_title(p->r->other, c.level, c.province) : c.title;
	return c;
}

/* ---- the parts of a page ---- */

static void
put_word(struct cellpages *p, const char *open, const char *key, const char *close)
{
	wording_element(&p->page, p->r, open, key, close);
}

static struct view
sentence(struct report *r, const char *key, unsigned long long focus, unsigned long long population)
{
	struct measure m = measure_make(focus, population);
	struct filling f[] = { { "focus_count", report_thousands(r, focus) },
		{ "population", report_thousands(r, population) }, { "topic", report_label(r, "population") },
		{ "focus", report_label(r, "focus") }, { "share", report_tenths(r, m.share) },
		{ "low", report_tenths(r, m.low) }, { "high", report_tenths(r, m.high) } };
	return report_fill(r, key, f, sizeof f / sizeof *f);
}

/* The sentence in both languages. */
static void
put_sentence(struct cellpages *p, struct buffer *out, const char *key, unsigned long long focus,
    unsigned long long population)
{
	wording_put(out, p->r, sentence(p->r, key, focus, population),
	    p->r->other ? sentence(p->r->other, key, focus, population) : VIEW(""));
}

/* Whoever quotes a sentence of an invented study quotes the mark too. */
static void
put_mark(struct cellpages *p)
{
	if (p->r->synthetic.len > 0)
		wording_word(&p->page, p->r, "synthetic_mark");
}

static void
begin(struct cellpages *p, struct view title, struct view other)
{
	struct buffer *out = &p->page;
	buffer_reset(out);
	wording_begin(out, p->r, title, other, p->style, p->script);
	put_word(p, "<p class=\"back\"><a href=\"../index.html\">", "cell_back", "</a></p>\n<h1>");
	wording_put(out, p->r, title, other);
	hypertext_put(out, "</h1>\n");
	if (p->r->synthetic.len > 0)
		put_word(p, "<p class=\"synthetic\" role=\"note\">", "synthetic", "</p>\n");
}

static void
put_headline(struct cellpages *p, const struct cell *c)
{
	struct buffer *out = &p->page;
	unsigned long long focus = c->number[DOSSIER_FOCUS],
	                   population = focus + c->number[DOSSIER_POPULATION];
	struct measure m = measure_make(focus, population);
	hypertext_put(out, "<p class=\"lead\">");
	put_mark(p);
	put_sentence(p, out, m.known ? "cell_sentence" : "cell_empty", focus, population);
	hypertext_put(out, "</p>\n");
	if (m.known)
		bar_write(out, &m);
	put_word(p, "\n<p class=\"note\">", "cell_condition", " <code>");
	hypertext_element(out, "", study_value(p->r->study, "condition"), "</code>. ");
	if (view_equal(study_value(p->r->study, "unit"), VIEW("family")))
		put_word(p, "", "cell_families", "");
	hypertext_put(out, "</p>\n</header>\n");
}

static const char *const class_key[DOSSIER_NONE] = { "cell_both", "cell_topic", "cell_possible" };
static const char *const class_id[DOSSIER_NONE] = { "both", "topic", "possible" };

static void
put_class_heading(struct cellpages *p, const struct cell *c, int class, const char *close)
{
	put_sentence(p, &p->page, class_key[class], c->number[class], c->number[class]);
	hypertext_put(&p->page, close);
}

static void
put_contents(struct cellpages *p, const struct cell *c)
{
	put_word(p, "<nav aria-labelledby=\"contents\">\n<h2 class=\"unseen\" id=\"contents\">", "contents",
	    "</h2>\n<ul>\n");
	for (int class = 0; class < DOSSIER_NONE; class ++) {
		if (c->number[class] == 0)
			continue;
		buffer_format(&p->page, "<li><a href=\"#%s\">", class_id[class]);
		put_class_heading(p, c, class, "</a></li>\n");
	}
	hypertext_put(&p->page, "</ul>\n</nav>\n");
}

static void
put_unit(struct cellpages *p, const struct dossier_unit *u)
{
	hypertext_put(&p->page, "<article class=\"document\">\n");
	for (const struct dossier_document *x = u->first; x != NULL; x = x->next) {
		if (x != u->first)
			put_word(p, "<p class=\"copy\">", "cell_copy", "</p>\n");
		filing_write(&p->page, p->r, x);
		quotation_write(&p->page, p->r, x);
	}
	hypertext_put(&p->page, "</article>\n");
}

static void
put_class(struct cellpages *p, const struct cell *c, int class)
{
	if (c->number[class] == 0)
		return;
	buffer_format(
	    &p->page, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", class_id[class], class_id[class]);
	put_class_heading(p, c, class, "</h2>\n");
	for (size_t i = c->from; i < c->to; i++)
		if ((int)p->units[i]->class == class)
			put_unit(p, p->units[i]);
	hypertext_put(&p->page, "</section>\n");
}

/* ---- files ---- */

static int
write_page(struct cellpages *p, struct view name)
{
	char path[4096];
	int n =
	    snprintf(path, sizeof path, "%s/%.*s", p->dir, (int)(name.len < 255 ? name.len : 255), name.at);
	if (n < 0 || (size_t)n >= sizeof path || name.len > 255)
		return error_set(p->e, "%.200s: the name of a page is too long", p->dir);
	hypertext_put(&p->page, "</main>\n");
	wording_end(&p->page, p->r, p->script);
	if (p->page.failed || p->r->failed)
		return error_set(p->e, "no memory for %s", path);
	return wholefile_write(path, buffer_view(&p->page), p->e);
}

static void
list_cell(struct cellpages *p, const struct cell *c, struct view name)
{
	struct buffer *out = &p->index;
	unsigned long long focus = c->number[DOSSIER_FOCUS],
	                   population = focus + c->number[DOSSIER_POPULATION];
	hypertext_element(out, "<li><a href=\"", name, "\">");
	wording_put(out, p->r, c->title, c->other);
	hypertext_put(out, "</a> <span class=\"minor\">");
	put_sentence(p, out, "of_documents_short", focus, population);
	hypertext_put(out, "</span></li>\n");
}

static int
write_cell(struct cellpages *p, const struct cell *c)
{
	struct buffer name = { 0 };
	cellpages_name(&name, c->level, c->province);
	begin(p, c->title, c->other);
	put_headline(p, c);
	hypertext_put(&p->page, "<main>\n");
	put_contents(p, c);
	for (int class = 0; class < DOSSIER_NONE; class ++)
		put_class(p, c, class);
	list_cell(p, c, buffer_view(&name));
	int got = write_page(p, buffer_view(&name));
	buffer_free(&name);
	return got;
}

static int
write_index(struct cellpages *p)
{
	begin(p, report_word(p->r, "cells_title"),
	    p->r->other ? report_word(p->r->other, "cells_title") : VIEW(""));
	hypertext_put(&p->page, "</header>\n<main>\n<ul class=\"cells\">\n");
	buffer_append(&p->page, buffer_view(&p->index));
	p->page.failed |= p->index.failed;
	hypertext_put(&p->page, "</ul>\n");
	return write_page(p, VIEW("index.html"));
}

static int
write_all(struct cellpages *p)
{
	if (order_units(p) != 0)
		return -1;
	if (mkdir(p->dir, 0777) != 0)
		return error_system(p->e, "%s", p->dir);
	for (size_t from = 0; from < p->count;) {
		struct cell c = find_cell(p, from);
		if (write_cell(p, &c) != 0)
			return -1;
		from = c.to;
	}
	return write_index(p);
}

int
cellpages_write(struct report *r, const char *dir, struct view style, struct view script, struct error *e)
{
	r->copies = report_has(r, "archived");
	struct cellpages p = { .r = r, .dir = dir, .style = style, .script = script, .e = e };
	int got = dossier_counted(&p.d, r->study, e);
	if (got == 0)
		got = write_all(&p);
	dossier_free(&p.d);
	buffer_free(&p.page);
	buffer_free(&p.index);
	return got;
}
