#include "webpage.h"

#include "bar.h"
#include "hypertext.h"
#include "interval.h"

static void
put_share(struct buffer *out, const struct report *r, const struct sheet_cell *x, bool alone)
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
	bar_write(out, r->phrases, &x->share);
	bar_interval(out, &x->share);
	hypertext_put(out, "</div>");
}

/* ---- tables ---- */

static bool
is_shown(const struct sheet_column *c)
{
	return c->head.len > 0;
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

static size_t
group_end(const struct sheet *s, size_t from)
{
	size_t end = from + 1;
	while (s->columns[from].group.len > 0 && end < s->count &&
	       view_equal(s->columns[end].group, s->columns[from].group))
		end++;
	return end;
}

/* A heading over one column, which reaches down to the second row where there are groups. */
static void
put_head(struct buffer *out, const struct sheet_column *c, bool tall)
{
	if (!is_shown(c))
		return;
	buffer_format(
	    out, "<th scope=\"col\" class=\"%s\"%s>", column_class(c), tall ? " rowspan=\"2\"" : "");
	hypertext_element(out, "", c->head, "</th>");
}

static void
put_heads(struct buffer *out, const struct sheet *s)
{
	bool grouped = false;
	for (size_t c = 0; c < s->count; c++)
		grouped |= s->columns[c].group.len > 0;
	hypertext_put(out, "<thead>\n<tr>");
	for (size_t c = 0, end; c < s->count; c = end) {
		end = group_end(s, c);
		if (s->columns[c].group.len == 0) {
			put_head(out, &s->columns[c], grouped);
			continue;
		}
		buffer_format(out, "<th scope=\"colgroup\" class=\"group\" colspan=\"%zu\">", end - c);
		hypertext_element(out, "", s->columns[c].group, "</th>");
	}
	if (grouped)
		hypertext_put(out, "</tr>\n<tr>");
	for (size_t c = 0; grouped && c < s->count; c++)
		if (s->columns[c].group.len > 0)
			put_head(out, &s->columns[c], false);
	hypertext_put(out, "</tr>\n</thead>\n");
}

static void
put_value(
    struct buffer *out, const struct report *r, const struct sheet_column *c, const struct sheet_cell *x)
{
	if (x->fill == SHEET_NA) {
		hypertext_element(out, "<span class=\"na\" title=\"", phrases_get(r->phrases, "cannot_exist"),
		    "\">–</span>");
		return;
	}
	if (x->fill == SHEET_EMPTY)
		return;
	const char *end = x->link.len > 0 ? "</a>" : "";
	if (x->link.len > 0 && c->kind == SHEET_NUMBER)
		hypertext_element(out, "<a href=\"", x->link, "\">");
	switch (c->kind) {
	case SHEET_WORDS:
		hypertext_text(out, x->words);
		break;
	case SHEET_NUMBER:
		sheet_thousands(out, x->number);
		hypertext_put(out, end);
		break;
	case SHEET_SHARE:
		put_share(out, r, x, c->alone);
		break;
	}
}

static void
put_row(struct buffer *out, const struct report *r, const struct sheet *s, size_t row)
{
	hypertext_put(out, "<tr>");
	for (size_t i = 0; i < s->count; i++) {
		const struct sheet_column *c = &s->columns[i];
		if (!is_shown(c))
			continue;
		buffer_format(out, c->labels ? "<th scope=\"row\" class=\"%s\">" : "<td class=\"%s\">",
		    column_class(c));
		put_value(out, r, c, &s->cells[row * s->count + i]);
		hypertext_put(out, c->labels ? "</th>" : "</td>");
	}
	hypertext_put(out, "</tr>\n");
}

static void
put_sheet(struct buffer *out, const struct report *r, const struct sheet *s)
{
	hypertext_put(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	hypertext_text(out, s->caption);
	hypertext_element(out, "\">\n<table>\n<caption>", s->caption, "</caption>\n");
	put_heads(out, s);
	hypertext_put(out, "<tbody>\n");
	for (size_t i = 0; i < s->shown; i++) {
		if (i == s->totals && i > 0)
			hypertext_put(out, "</tbody>\n<tbody class=\"totals\">\n");
		put_row(out, r, s, i);
	}
	hypertext_put(out, "</tbody>\n</table>\n</div>\n");
	if (s->note.len > 0)
		hypertext_element(out, "<p class=\"note\">", s->note, "</p>\n");
}

/* ---- the page ---- */

static void
put_figure(struct buffer *out, const struct report *r, const struct figure *f)
{
	hypertext_element(out, "<article class=\"figure\">\n<h2>", f->label, "</h2>\n<p class=\"big\">");
	interval_write(out, f->measure.share);
	hypertext_put(out, "<span class=\"unit\"> %</span></p>\n");
	bar_write(out, r->phrases, &f->measure);
	hypertext_element(out, "\n<p class=\"sentence\">", f->sentence, "</p>\n</article>\n");
}

static void
put_contents(struct buffer *out, const struct report *r)
{
	hypertext_element(out, "<nav aria-label=\"", phrases_get(r->phrases, "contents"), "\">\n<ul>\n");
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].kind != BLOCK_HEADING)
			continue;
		buffer_format(out, "<li><a href=\"#s%zu\">", i);
		hypertext_element(out, "", r->blocks[i].text, "</a></li>\n");
	}
	hypertext_put(out, "</ul>\n</nav>\n");
}

static void
put_block(struct buffer *out, const struct report *r, size_t i, bool *open)
{
	const struct block *b = &r->blocks[i];
	switch (b->kind) {
	case BLOCK_HEADING:
		buffer_format(out, "%s<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">",
		    *open ? "</section>\n" : "", i, i);
		hypertext_element(out, "", b->text, "</h2>\n");
		*open = true;
		break;
	case BLOCK_TEXT:
		hypertext_element(out, "<p>", b->text, "</p>\n");
		break;
	case BLOCK_GOOD:
		hypertext_element(out, "<p class=\"verdict good\">", b->text, "</p>\n");
		break;
	case BLOCK_BAD:
		hypertext_element(out, "<p class=\"verdict bad\">", b->text, "</p>\n");
		break;
	case BLOCK_LINK:
		hypertext_element(out, "<p class=\"note\"><a href=\"", b->link, "\">");
		hypertext_element(out, "", b->text, "</a></p>\n");
		break;
	case BLOCK_SHEET:
		put_sheet(out, r, b->sheet);
		break;
	}
}

static void
put_header(struct buffer *out, const struct report *r)
{
	hypertext_put(out, "<header>\n");
	hypertext_element(out, "<h1>", r->title, "</h1>\n");
	if (r->synthetic.len > 0)
		hypertext_element(out, "<p class=\"synthetic\" role=\"note\">", r->synthetic, "</p>\n");
	if (r->figure_count == 0)
		hypertext_element(out, "<p class=\"lead\">", r->lead, "</p>\n");
	hypertext_put(out, "<div class=\"figures\">\n");
	for (size_t i = 0; i < r->figure_count; i++)
		put_figure(out, r, &r->figures[i]);
	hypertext_put(out, "</div>\n</header>\n");
}

void
webpage_report(struct buffer *out, const struct report *r, struct view style)
{
	bool open = false;
	size_t first = 0;
	struct view mark = r->synthetic.len > 0 ? phrases_get(r->phrases, "synthetic_mark") : VIEW("");
	hypertext_begin(out, phrases_get(r->phrases, "html_lang"), mark, r->title, style);
	put_header(out, r);
	hypertext_put(out, "<main>\n");
	for (; first < r->block_count && r->blocks[first].kind != BLOCK_HEADING; first++)
		put_block(out, r, first, &open);
	put_contents(out, r);
	for (size_t i = first; i < r->block_count; i++)
		put_block(out, r, i, &open);
	hypertext_put(out, open ? "</section>\n</main>\n</body>\n</html>\n" : "</main>\n</body>\n</html>\n");
}
