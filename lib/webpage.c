#include "webpage.h"

#include "bar.h"
#include "chart.h"
#include "hypertext.h"
#include "interval.h"
#include "tilemap.h"
#include "webtable.h"
#include "wording.h"

/* The report in the other language, or the same one. */
static const struct report *
other(const struct report *r)
{
	return r->other != NULL ? r->other : r;
}

static void
put_both(struct buffer *out, const struct report *r, const char *open, struct view text, struct view in_other,
    const char *close)
{
	hypertext_put(out, open);
	wording_put(out, r, text, in_other);
	hypertext_put(out, close);
}

static void
put_figure(struct buffer *out, const struct report *r, size_t i)
{
	const struct figure *f = &r->figures[i], *g = &other(r)->figures[i];
	put_both(out, r, "<article class=\"figure\">\n<h2>", f->label, g->label, "</h2>\n<p class=\"big\">");
	interval_write(out, f->measure.share);
	hypertext_put(out, "<span class=\"unit\"> %</span></p>\n");
	bar_write(out, &f->measure);
	put_both(out, r, "\n<p class=\"sentence\">", f->sentence, g->sentence, "</p>\n</article>\n");
}

static void
put_contents(struct buffer *out, const struct report *r)
{
	hypertext_put(out, "<nav aria-labelledby=\"contents\">\n");
	wording_element(out, r, "<h2 class=\"unseen\" id=\"contents\">", "contents", "</h2>\n<ul>\n");
	for (size_t i = 0; i < r->block_count; i++) {
		if (r->blocks[i].kind != BLOCK_HEADING)
			continue;
		buffer_format(out, "<li><a href=\"#s%zu\">", i);
		put_both(out, r, "", r->blocks[i].text, other(r)->blocks[i].text, "</a></li>\n");
	}
	hypertext_put(out, "</ul>\n</nav>\n");
}

static void
put_heading(struct buffer *out, const struct report *r, size_t i, bool *open)
{
	buffer_format(
	    out, "%s<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">", *open ? "</section>\n" : "", i, i);
	put_both(out, r, "", r->blocks[i].text, other(r)->blocks[i].text, "</h2>\n");
	*open = true;
}

static void
put_block(struct buffer *out, struct report *r, size_t i, bool *open)
{
	const struct block *b = &r->blocks[i], *c = &other(r)->blocks[i];
	switch (b->kind) {
	case BLOCK_HEADING:
		put_heading(out, r, i, open);
		break;
	case BLOCK_TEXT:
		put_both(out, r, "<p>", b->text, c->text, "</p>\n");
		break;
	case BLOCK_GOOD:
		put_both(out, r, "<p class=\"verdict good\">", b->text, c->text, "</p>\n");
		break;
	case BLOCK_BAD:
		put_both(out, r, "<p class=\"verdict bad\">", b->text, c->text, "</p>\n");
		break;
	case BLOCK_LINK:
		hypertext_element(out, "<p class=\"note\"><a href=\"", b->link, "\">");
		put_both(out, r, "", b->text, c->text, "</a></p>\n");
		break;
	case BLOCK_SHEET:
		webtable_write(out, r, b->sheet, c->sheet);
		break;
	case BLOCK_TILES:
		tilemap_write(out, r);
		break;
	case BLOCK_CHART:
		chart_write(out, r, b->chart, c->chart);
		break;
	}
}

static void
put_header(struct buffer *out, const struct report *r)
{
	put_both(out, r, "<h1>", r->title, other(r)->title, "</h1>\n");
	if (r->synthetic.len > 0)
		put_both(out, r, "<p class=\"synthetic\" role=\"note\">", r->synthetic, other(r)->synthetic,
		    "</p>\n");
	if (r->figure_count == 0)
		put_both(out, r, "<p class=\"lead\">", r->lead, other(r)->lead, "</p>\n");
	hypertext_put(out, "<div class=\"figures\">\n");
	for (size_t i = 0; i < r->figure_count; i++)
		put_figure(out, r, i);
	hypertext_put(out, "</div>\n</header>\n");
}

void
webpage_report(struct buffer *out, struct report *r, struct view style, struct view script)
{
	bool open = false;
	size_t first = 0;
	wording_begin(out, r, r->title, other(r)->title, style, script);
	put_header(out, r);
	hypertext_put(out, "<main>\n");
	for (; first < r->block_count && r->blocks[first].kind != BLOCK_HEADING; first++)
		put_block(out, r, first, &open);
	put_contents(out, r);
	for (size_t i = first; i < r->block_count; i++)
		put_block(out, r, i, &open);
	hypertext_put(out, open ? "</section>\n</main>\n" : "</main>\n");
	wording_end(out, r, script);
}
