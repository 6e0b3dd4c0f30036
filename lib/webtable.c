#include "webtable.h"

#include "bar.h"
#include "hypertext.h"
#include "interval.h"
#include "wording.h"

struct webtable {
	struct buffer *out;
	const struct report *r;
	const struct sheet *s, *other;
};

static void
put_share(struct buffer *out, const struct sheet_cell *x, bool alone)
{
	if (!alone)
		hypertext_put(out, "<div class=\"measure\">");
	hypertext_put(out, "<span class=\"n\">");
	if (x->link.len > 0)
		hypertext_element(out, "<a href=\"", x->link, "\">");
	interval_write(out, x->share.share);
	hypertext_put(out, x->link.len > 0 ? "</a></span>" : "</span>");
	if (alone)
		return;
	bar_write(out, &x->share);
	bar_interval(out, &x->share);
	hypertext_put(out, "</div>");
}

static const char *
column_class(const struct sheet_column *c)
{
	if (c->minor)
		return "minor";
	return c->kind == SHEET_WORDS    ? "words"
	       : c->kind == SHEET_NUMBER ? "number"
	       : c->alone                ? "number"
	                                 : "share";
}

/* ---- heads ---- */

/* A heading over one column, which reaches down to the second row where there are groups. */
static void
put_head(struct webtable *t, size_t c, bool tall)
{
	const struct sheet_column *column = &t->s->columns[c];
	if (!sheet_column_shown(column))
		return;
	buffer_format(
	    t->out, "<th scope=\"col\" class=\"%s\"%s>", column_class(column), tall ? " rowspan=\"2\"" : "");
	wording_put(t->out, t->r, column->head, t->other->columns[c].head);
	hypertext_put(t->out, "</th>");
}

static void
put_group(struct webtable *t, size_t from, size_t end)
{
	buffer_format(t->out, "<th scope=\"colgroup\" class=\"group\" colspan=\"%zu\">", end - from);
	wording_put(t->out, t->r, t->s->columns[from].group, t->other->columns[from].group);
	hypertext_put(t->out, "</th>");
}

static void
put_heads(struct webtable *t)
{
	const struct sheet *s = t->s;
	bool grouped = sheet_grouped(s);
	hypertext_put(t->out, "<thead>\n<tr>");
	for (size_t c = 0, end; c < s->count; c = end) {
		end = sheet_group_end(s, c);
		if (s->columns[c].group.len == 0)
			put_head(t, c, grouped);
		else
			put_group(t, c, end);
	}
	if (grouped)
		hypertext_put(t->out, "</tr>\n<tr>");
	for (size_t c = 0; grouped && c < s->count; c++)
		if (s->columns[c].group.len > 0)
			put_head(t, c, false);
	hypertext_put(t->out, "</tr>\n</thead>\n");
}

/* ---- rows ---- */

static void
put_value(struct webtable *t, size_t row, size_t column)
{
	const struct sheet_column *c = &t->s->columns[column];
	const struct sheet_cell *x = &t->s->cells[row * t->s->count + column];
	if (x->fill == SHEET_NA) {
		wording_element(t->out, t->r,
		    "<span class=\"na\"><span aria-hidden=\"true\">–</span><span class=\"unseen\">",
		    "cannot_exist", "</span></span>");
		return;
	}
	if (x->fill == SHEET_EMPTY)
		return;
	bool link = x->link.len > 0 && c->kind != SHEET_SHARE;
	if (link)
		hypertext_element(t->out, "<a href=\"", x->link, "\">");
	if (c->kind == SHEET_WORDS)
		wording_put(t->out, t->r, x->words, t->other->cells[row * t->s->count + column].words);
	else if (c->kind == SHEET_NUMBER)
		sheet_thousands(t->out, x->number);
	else
		put_share(t->out, x, c->alone);
	if (link)
		hypertext_put(t->out, "</a>");
}

static void
put_row(struct webtable *t, size_t row)
{
	hypertext_put(t->out, "<tr>");
	for (size_t i = 0; i < t->s->count; i++) {
		const struct sheet_column *c = &t->s->columns[i];
		if (!sheet_column_shown(c))
			continue;
		buffer_format(t->out, c->labels ? "<th scope=\"row\" class=\"%s\"" : "<td class=\"%s\"",
		    column_class(c));
		if (c->language != NULL)
			buffer_format(t->out, " lang=\"%s\"", c->language);
		hypertext_put(t->out, ">");
		put_value(t, row, i);
		hypertext_put(t->out, c->labels ? "</th>" : "</td>");
	}
	hypertext_put(t->out, "</tr>\n");
}

void
webtable_write(struct buffer *out, const struct report *r, const struct sheet *s, const struct sheet *other)
{
	struct webtable t = { .out = out, .r = r, .s = s, .other = other };
	hypertext_put(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	wording_title(out, s->caption, other->caption);
	hypertext_put(out, "\">\n<table>\n<caption>");
	wording_put(out, r, s->caption, other->caption);
	hypertext_put(out, "</caption>\n");
	put_heads(&t);
	hypertext_put(out, "<tbody>\n");
	for (size_t i = 0; i < s->shown; i++) {
		if (i == s->totals && i > 0)
			hypertext_put(out, "</tbody>\n<tbody class=\"totals\">\n");
		put_row(&t, i);
	}
	hypertext_put(out, "</tbody>\n</table>\n</div>\n");
	if (s->note.len == 0)
		return;
	hypertext_put(out, "<p class=\"note\">");
	wording_put(out, r, s->note, other->note);
	hypertext_put(out, "</p>\n");
}
