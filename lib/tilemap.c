#include "tilemap.h"

#include "hypertext.h"
#include "interval.h"
#include "wording.h"

enum { CLASSES = 5, CLASS_TENTHS = 200 };

int
tilemap_load(struct table *t, const char *path, struct error *e)
{
	static const char *const names[] = { "code", "letters", "name", "name_en", "row", "column" };
	if (table_load(t, path, e) != 0)
		return -1;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (table_need(t, names[i], e) < 0)
			return -1;
	for (size_t i = 0; i < t->rows; i++) {
		unsigned long long row, column;
		if (view_number(table_cell(t, i, table_column(t, "row")), &row) != 0 ||
		    view_number(table_cell(t, i, table_column(t, "column")), &column) != 0 || row < 1 ||
		    column < 1 || row > TILEMAP_LINES || column > TILEMAP_LINES)
			return error_set(e, "%s:%llu: row and column are numbers from 1 to %d", t->file,
			    t->lines[i], TILEMAP_LINES);
	}
	return 0;
}

void
tilemap_make(struct report *r)
{
	if (r->tiles != NULL)
		report_block(r, BLOCK_TILES, VIEW(""), NULL);
}

static struct view
tile(const struct report *r, size_t row, const char *column)
{
	return table_cell(r->tiles, row, table_column(r->tiles, column));
}

/* What a tile without a share says. */
static const char *
state_of(const struct count *c)
{
	if (c == NULL)
		return "nodata";
	if (view_equal(c->state, VIEW("na")))
		return "na";
	if (c->measure.known)
		return "ok";
	return view_equal(c->state, VIEW("unread")) ? "unread" : "none";
}

static void
put_name(struct buffer *out, const struct report *r, size_t row)
{
	hypertext_put(out, "<span class=\"name\">");
	bool english = view_equal(view_of(r->language), VIEW("en"));
	wording_put(
	    out, r, tile(r, row, english ? "name_en" : "name"), tile(r, row, english ? "name" : "name_en"));
	hypertext_element(
	    out, "</span><span class=\"letters\" aria-hidden=\"true\">", tile(r, row, "letters"), "</span> ");
}

static void
put_figure(struct buffer *out, const struct report *r, const struct count *c, const char *state)
{
	char key[32] = "tile_";
	if (view_equal(view_of(state), VIEW("ok"))) {
		hypertext_put(out, "<b>");
		interval_write(out, c->measure.share);
		hypertext_put(out, "</b><span class=\"unseen\"> %, ");
		sheet_thousands(out, c->population);
		wording_element(out, r, " ", "tile_documents", "</span>");
		return;
	}
	for (size_t i = 0; state[i] != '\0' && i + 6 < sizeof key; i++)
		key[5 + i] = state[i];
	hypertext_put(out, "<b aria-hidden=\"true\">");
	hypertext_put(out, state[1] == 'o' && state[2] == 'n' ? "0" : state[0] == 'u' ? "?" : "–");
	wording_element(out, r, "</b><span class=\"unseen\">", key, "</span>");
}

static void
put_tile(struct buffer *out, struct report *r, const char *level, size_t row)
{
	const struct count *c = study_count(r->study, view_of(level), tile(r, row, "code"));
	const char *state = state_of(c);
	struct view link = c != NULL ? report_cell(r, c, "") : VIEW("");
	hypertext_put(out, "<li class=\"");
	if (c != NULL && c->measure.known) {
		unsigned class = c->measure.share / CLASS_TENTHS;
		buffer_format(out, "q%u", (class < CLASSES ? class : CLASSES - 1) + 1);
	} else {
		hypertext_put(out, state);
	}
	hypertext_element(out, "\" style=\"grid-area:", tile(r, row, "row"), "/");
	hypertext_element(out, "", tile(r, row, "column"), "\">");
	if (link.len > 0)
		hypertext_element(out, "<a href=\"", link, "\">");
	put_name(out, r, row);
	put_figure(out, r, c, state);
	hypertext_put(out, link.len > 0 ? "</a></li>\n" : "</li>\n");
}

static void
put_map(struct buffer *out, struct report *r, const char *level, const char *heading)
{
	wording_element(
	    out, r, "<figure class=\"map\">\n<figcaption>", heading, "</figcaption>\n<ul class=\"tiles\">\n");
	for (size_t row = 0; row < r->tiles->rows; row++)
		put_tile(out, r, level, row);
	hypertext_put(out, "</ul>\n</figure>\n");
}

static void
put_key(struct buffer *out, const struct report *r)
{
	static const char *const states[] = { "none", "unread", "na" };
	hypertext_put(out, "<ul class=\"key\">\n");
	for (unsigned i = 0; i < CLASSES; i++)
		buffer_format(out, "<li><span class=\"swatch q%u\"></span>%u–%u %%</li>\n", i + 1, i * 20,
		    (i + 1) * 20);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		buffer_format(out, "<li><span class=\"swatch %s\"></span>", states[i]);
		wording_element(out, r, "",
		    i == 0   ? "tile_none"
		    : i == 1 ? "tile_unread"
		             : "tile_key_na",
		    "</li>\n");
	}
	hypertext_put(out, "</ul>\n");
}

void
tilemap_write(struct buffer *out, struct report *r)
{
	hypertext_put(out, "<div class=\"maps\">\n");
	put_map(out, r, "province", "group_province");
	put_map(out, r, "city", "group_city");
	hypertext_put(out, "</div>\n");
	put_key(out, r);
	wording_element(out, r, "<p class=\"note\">", "tile_note", "</p>\n");
}
