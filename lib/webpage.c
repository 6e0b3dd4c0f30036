#include "webpage.h"

#include "interval.h"
#include "utf8.h"

static void
put(struct buffer *out, const char *markup)
{
	buffer_append(out, view_of(markup));
}

static void
escape(struct buffer *out, char c)
{
	switch (c) {
	case '&':
		put(out, "&amp;");
		break;
	case '<':
		put(out, "&lt;");
		break;
	case '>':
		put(out, "&gt;");
		break;
	case '"':
		put(out, "&quot;");
		break;
	case '\'':
		put(out, "&#39;");
		break;
	default:
		buffer_byte(out, ((unsigned char)c < ' ' && c != '\n') || c == 0x7f ? ' ' : c);
	}
}

void
webpage_text(struct buffer *out, struct view text)
{
	struct buffer sound = { 0 };
	utf8_repair(text, &sound);
	for (size_t i = 0; i < sound.len; i++)
		escape(out, sound.at[i]);
	out->failed |= sound.failed;
	buffer_free(&sound);
}

static void
put_element(struct buffer *out, const char *open, struct view text, const char *close)
{
	put(out, open);
	webpage_text(out, text);
	put(out, close);
}

/* ---- shares ---- */

static void
put_tenths(struct buffer *out, unsigned tenths)
{
	interval_write(out, tenths);
}

/* What a bar says, in words. */
static void
put_alternative(struct buffer *out, const struct report *r, const struct measure *m)
{
	struct arena memory = { 0 };
	struct buffer share = { 0 }, low = { 0 }, high = { 0 };
	put_tenths(&share, m->share);
	put_tenths(&low, m->low);
	put_tenths(&high, m->high);
	struct filling f[] = { { "share", buffer_view(&share) }, { "low", buffer_view(&low) },
		{ "high", buffer_view(&high) } };
	struct view text = phrases_fill(r->phrases, &memory, "interval_text", f, sizeof f / sizeof *f);
	out->failed |= text.at == NULL;
	webpage_text(out, text);
	buffer_free(&share);
	buffer_free(&low);
	buffer_free(&high);
	arena_free(&memory);
}

/* The share as a bar and its interval as a whisker, on a scale from 0 to 100 per cent. */
static void
put_bar(struct buffer *out, const struct report *r, const struct measure *m)
{
	put(out, "<svg class=\"bar\" viewBox=\"0 0 1000 100\" preserveAspectRatio=\"none\" role=\"img\" "
	         "aria-label=\"");
	put_alternative(out, r, m);
	buffer_format(out,
	    "\"><rect class=\"track\" width=\"1000\" height=\"100\"/>"
	    "<rect class=\"fill\" width=\"%u\" height=\"100\"/>"
	    "<path class=\"whisker\" d=\"M%u 20V80M%u 50H%uM%u 20V80\"/></svg>",
	    m->share, m->low, m->low, m->high, m->high);
}

static void
put_interval(struct buffer *out, const struct measure *m)
{
	put(out, "<span class=\"ci\">");
	put_tenths(out, m->low);
	put(out, "–");
	put_tenths(out, m->high);
	put(out, "</span>");
}

static void
put_share(struct buffer *out, const struct report *r, const struct measure *m, bool alone)
{
	if (!alone)
		put(out, "<div class=\"measure\">");
	put(out, "<span class=\"n\">");
	put_tenths(out, m->share);
	put(out, "</span>");
	if (alone)
		return;
	put_bar(out, r, m);
	put_interval(out, m);
	put(out, "</div>");
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
	put_element(out, "", c->head, "</th>");
}

static void
put_heads(struct buffer *out, const struct sheet *s)
{
	bool grouped = false;
	for (size_t c = 0; c < s->count; c++)
		grouped |= s->columns[c].group.len > 0;
	put(out, "<thead>\n<tr>");
	for (size_t c = 0, end; c < s->count; c = end) {
		end = group_end(s, c);
		if (s->columns[c].group.len == 0) {
			put_head(out, &s->columns[c], grouped);
			continue;
		}
		buffer_format(out, "<th scope=\"colgroup\" class=\"group\" colspan=\"%zu\">", end - c);
		put_element(out, "", s->columns[c].group, "</th>");
	}
	if (grouped)
		put(out, "</tr>\n<tr>");
	for (size_t c = 0; grouped && c < s->count; c++)
		if (s->columns[c].group.len > 0)
			put_head(out, &s->columns[c], false);
	put(out, "</tr>\n</thead>\n");
}

static void
put_value(
    struct buffer *out, const struct report *r, const struct sheet_column *c, const struct sheet_cell *x)
{
	if (x->fill == SHEET_NA) {
		put_element(out, "<span class=\"na\" title=\"", phrases_get(r->phrases, "cannot_exist"),
		    "\">–</span>");
		return;
	}
	if (x->fill == SHEET_EMPTY)
		return;
	switch (c->kind) {
	case SHEET_WORDS:
		webpage_text(out, x->words);
		break;
	case SHEET_NUMBER:
		sheet_thousands(out, x->number);
		break;
	case SHEET_SHARE:
		put_share(out, r, &x->share, c->alone);
		break;
	}
}

static void
put_row(struct buffer *out, const struct report *r, const struct sheet *s, size_t row)
{
	put(out, "<tr>");
	for (size_t i = 0; i < s->count; i++) {
		const struct sheet_column *c = &s->columns[i];
		if (!is_shown(c))
			continue;
		buffer_format(out, c->labels ? "<th scope=\"row\" class=\"%s\">" : "<td class=\"%s\">",
		    column_class(c));
		put_value(out, r, c, &s->cells[row * s->count + i]);
		put(out, c->labels ? "</th>" : "</td>");
	}
	put(out, "</tr>\n");
}

static void
put_sheet(struct buffer *out, const struct report *r, const struct sheet *s)
{
	put(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
	webpage_text(out, s->caption);
	put_element(out, "\">\n<table>\n<caption>", s->caption, "</caption>\n");
	put_heads(out, s);
	put(out, "<tbody>\n");
	for (size_t i = 0; i < s->shown; i++) {
		if (i == s->totals && i > 0)
			put(out, "</tbody>\n<tbody class=\"totals\">\n");
		put_row(out, r, s, i);
	}
	put(out, "</tbody>\n</table>\n</div>\n");
	if (s->note.len > 0)
		put_element(out, "<p class=\"note\">", s->note, "</p>\n");
}

/* ---- the page ---- */

static void
put_figure(struct buffer *out, const struct report *r, const struct figure *f)
{
	put_element(out, "<article class=\"figure\">\n<h2>", f->label, "</h2>\n<p class=\"big\">");
	put_tenths(out, f->measure.share);
	put(out, "<span class=\"unit\"> %</span></p>\n");
	put_bar(out, r, &f->measure);
	put_element(out, "\n<p class=\"sentence\">", f->sentence, "</p>\n</article>\n");
}

static void
put_contents(struct buffer *out, const struct report *r)
{
	put_element(out, "<nav aria-label=\"", phrases_get(r->phrases, "contents"), "\">\n<ul>\n");
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].kind != BLOCK_HEADING)
			continue;
		buffer_format(out, "<li><a href=\"#s%zu\">", i);
		put_element(out, "", r->blocks[i].text, "</a></li>\n");
	}
	put(out, "</ul>\n</nav>\n");
}

static void
put_block(struct buffer *out, const struct report *r, size_t i, bool *open)
{
	const struct block *b = &r->blocks[i];
	switch (b->kind) {
	case BLOCK_HEADING:
		buffer_format(out, "%s<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">",
		    *open ? "</section>\n" : "", i, i);
		put_element(out, "", b->text, "</h2>\n");
		*open = true;
		break;
	case BLOCK_TEXT:
		put_element(out, "<p>", b->text, "</p>\n");
		break;
	case BLOCK_GOOD:
		put_element(out, "<p class=\"verdict good\">", b->text, "</p>\n");
		break;
	case BLOCK_BAD:
		put_element(out, "<p class=\"verdict bad\">", b->text, "</p>\n");
		break;
	case BLOCK_SHEET:
		put_sheet(out, r, b->sheet);
		break;
	}
}

static void
put_document_head(struct buffer *out, const struct report *r, struct view style)
{
	put(out, "<!DOCTYPE html>\n<html lang=\"");
	put_element(out, "", phrases_get(r->phrases, "html_lang"), "\">\n<head>\n<meta charset=\"utf-8\">\n");
	put(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	         "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	if (r->synthetic.len > 0)
		put_element(out, "", phrases_get(r->phrases, "synthetic_mark"), "");
	put_element(out, "", r->title, "</title>\n<style>\n");
	buffer_append(out, style);
	put(out, "</style>\n</head>\n<body>\n");
}

static void
put_header(struct buffer *out, const struct report *r)
{
	put(out, "<header>\n");
	put_element(out, "<h1>", r->title, "</h1>\n");
	if (r->synthetic.len > 0)
		put_element(out, "<p class=\"synthetic\" role=\"note\">", r->synthetic, "</p>\n");
	if (r->figure_count == 0)
		put_element(out, "<p class=\"lead\">", r->lead, "</p>\n");
	put(out, "<div class=\"figures\">\n");
	for (size_t i = 0; i < r->figure_count; i++)
		put_figure(out, r, &r->figures[i]);
	put(out, "</div>\n</header>\n");
}

void
webpage_report(struct buffer *out, const struct report *r, struct view style)
{
	bool open = false;
	size_t first = 0;
	put_document_head(out, r, style);
	put_header(out, r);
	put(out, "<main>\n");
	for (; first < r->block_count && r->blocks[first].kind != BLOCK_HEADING; first++)
		put_block(out, r, first, &open);
	put_contents(out, r);
	for (size_t i = first; i < r->block_count; i++)
		put_block(out, r, i, &open);
	put(out, open ? "</section>\n</main>\n</body>\n</html>\n" : "</main>\n</body>\n</html>\n");
}
