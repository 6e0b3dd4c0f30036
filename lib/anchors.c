#include "anchors.h"

#include "date.h"

#include <string.h>

enum {
	NEAR = 200,     /* nodes that a date is looked for in, behind a link and in front of it */
	NEXT_TEXT = 60, /* bytes: the text of a link to the next page is short */
};

struct reader {
	const struct html *h;
	const struct site *site;
	int last;
	uint32_t link, item; /* the <a>, and the element around it */
	struct buffer text;
};

static bool
is_date(const struct reader *r, struct view text)
{
	struct date d;
	text = view_trim(text);
	while (text.len > 2 && strchr("[(", text.at[0]) != NULL)
		text = view_slice(text, 1, text.len - 1);
	return text.len > 0 && text.len < 40 && date_parse(text, r->last, &d);
}

/* The link's own text, without a piece of it that is nothing but a date. */
static void
own_text(struct reader *r)
{
	buffer_reset(&r->text);
	for (uint32_t i = r->link; i < r->h->nodes[r->link].end; i++)
		if (r->h->nodes[i].tag == TAG_TEXT && !is_date(r, html_text(r->h, i)))
			buffer_append(&r->text, html_text(r->h, i));
}

/* Does a text end in dots, as one that didn't fit does? */
static bool
is_cut(struct view text)
{
	return text.len == 0 || view_ends(text, VIEW("...")) || view_ends(text, VIEW("…"));
}

static struct view
link_text(struct reader *r)
{
	own_text(r);
	struct view shown = view_trim(buffer_view(&r->text)), title = html_value(r->h, r->link, HTML_TITLE);
	return is_cut(shown) && title.len > 0 ? title : shown;
}

/*
 * The element that holds an item: the description's, or a list's or table's row, or what stands directly around the link, which is
 * itself the item where that is the whole page. 0: none.
 */
static uint32_t
find_item(const struct reader *r)
{
	const struct html_node *nodes = r->h->nodes;
	if (r->site->items != NULL)
		return selector_around(r->site->items, r->h, r->link);
	for (uint32_t i = nodes[r->link].parent; i != 0; i = nodes[i].parent)
		if (nodes[i].tag == TAG_LI || nodes[i].tag == TAG_TR || nodes[i].tag == TAG_DD ||
		    nodes[i].tag == TAG_DL)
			return i;
	uint32_t parent = nodes[r->link].parent;
	return nodes[parent].tag == TAG_HTML || nodes[parent].tag == TAG_BODY ? r->link : parent;
}

static bool
date_in(const struct reader *r, struct view text, struct date *d)
{
	size_t start, end;
	return date_find(text, 0, r->last, d, &start, &end);
}

/* By the description's selector. */
static bool
date_selected(const struct reader *r, struct date *d)
{
	uint32_t end = r->h->nodes[r->item].end, from = r->link > NEAR ? r->link - NEAR : 0;
	for (uint32_t i = from > r->item ? from : r->item; i < end && i < r->link + NEAR; i++)
		if (selector_matches(r->site->date, r->h, i) && date_in(r, html_text(r->h, i), d))
			return true;
	return false;
}

/* A day in a box of its own beside its month: <b>24</b><i>2017-03</i>. `near` is the text that holds the month. */
static void
add_day(const struct reader *r, uint32_t near, struct date *d)
{
	unsigned long long day;
	for (uint32_t i = near > 4 ? near - 4 : 0;
	     d->day == 0 && i < near + 5 && i < r->h->nodes[r->item].end; i++) {
		struct view text =
		    i > r->item && r->h->nodes[i].tag == TAG_TEXT ? view_trim(html_text(r->h, i)) : VIEW("");
		struct date full = *d;
		if (text.len > 2 || view_number(text, &day) != 0)
			continue;
		full.day = (int)day;
		if (day > 0 && date_valid(full, r->last))
			*d = full;
	}
}

/* 03-24, [3/24], 3月24日: all of a text. */
static bool
is_day(struct view text, int *month, int *day)
{
	static const struct view marks[] = { VIEW_INIT("-"), VIEW_INIT("/"), VIEW_INIT("."),
		VIEW_INIT("月") };
	unsigned long long m, d;
	text = view_trim(text);
	if (text.len > 2 && (text.at[0] == '[' || text.at[0] == '('))
		text = view_slice(text, 1, text.len - 1);
	if (view_ends(text, VIEW("日")))
		text.len -= strlen("日");
	for (size_t i = 0; i < sizeof marks / sizeof *marks && text.len <= 7; i++) {
		size_t at = view_find(text, marks[i], 0);
		if (at == (size_t)-1 || view_number(view_slice(text, 0, at), &m) != 0 ||
		    view_number(view_slice(text, at + marks[i].len, text.len), &d) != 0)
			continue;
		*month = (int)m;
		*day = (int)d;
		return true;
	}
	return false;
}

/* The date of that day in an address (t20170324_1, /2017/3/24/). */
static bool
day_in_address(struct view url, int month, int day, int last, struct date *d)
{
	for (size_t at = 0; at + 8 <= url.len; at++) {
		bool starts = at == 0 || url.at[at - 1] < '0' || url.at[at - 1] > '9';
		bool found = starts && (date_parse(view_slice(url, at, at + 8), last, d) ||
		                           date_at(url, at, last, d) > 0);
		if (found && d->month == month && d->day == day)
			return true;
	}
	return false;
}

/* A day without its year, which the link's address tells. */
static bool
date_by_address(const struct reader *r, struct view url, struct date *d)
{
	const struct html_node *nodes = r->h->nodes;
	uint32_t from = r->link > r->item + NEAR ? r->link - NEAR : r->item, end = nodes[r->item].end;
	int month, day;
	for (uint32_t i = from; i < end && i < r->link + NEAR; i++)
		if (nodes[i].tag == TAG_TEXT && is_day(html_text(r->h, i), &month, &day) &&
		    day_in_address(url, month, day, r->last, d))
			return true;
	return false;
}

static bool
date_at_node(const struct reader *r, uint32_t node, struct date *d)
{
	if (r->h->nodes[node].tag != TAG_TEXT || !date_in(r, html_text(r->h, node), d))
		return false;
	add_day(r, node, d);
	return true;
}

/* Behind the link, in front of it, and, if it is all of a piece of text, in it. */
static bool
date_beside(const struct reader *r, struct date *d)
{
	const struct html_node *nodes = r->h->nodes;
	uint32_t behind = nodes[r->link].end, end = nodes[r->item].end;
	for (uint32_t i = behind; i < end && i < behind + NEAR; i++)
		if (date_at_node(r, i, d))
			return true;
	for (uint32_t i = r->link; i > r->item && i + NEAR > r->link; i--)
		if (date_at_node(r, i, d))
			return true;
	for (uint32_t i = r->link; i < behind && i < r->link + NEAR; i++)
		if (nodes[i].tag == TAG_TEXT && is_date(r, html_text(r->h, i)) &&
		    date_in(r, html_text(r->h, i), d))
			return true;
	return false;
}

/* Is `text` the short text of a link to the next page? */
static bool
is_next(const struct way *w, struct view text)
{
	struct view match;
	return w->kind == WAY_TEXT && text.len <= NEXT_TEXT &&
	       pattern_find(w->pattern, text, 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH;
}

static bool
leads_on(const struct reader *r)
{
	struct view text = view_trim(html_text(r->h, r->link));
	for (size_t i = 0; i < r->site->way_count; i++)
		if (is_next(&r->site->ways[i], text))
			return true;
	return false;
}

static int
take_link(struct reader *r, struct view url, struct links *l, struct error *e)
{
	struct date d;
	char date[DATE_ROOM];
	size_t n = 0;
	r->item = find_item(r);
	if (r->item == 0 || leads_on(r))
		return 0;
	if ((r->site->date != NULL && date_selected(r, &d)) || date_beside(r, &d) ||
	    date_by_address(r, url, &d))
		n = date_write(d, date);
	if (n == 0 && r->site->dated)
		return 0;
	return links_add(l, url, link_text(r), (struct view) { date, n }, e);
}

int
anchors_read(
    const struct html *h, const struct site *s, int last, struct links *l, bool *limit, struct error *e)
{
	struct reader r = { .h = h, .site = s, .last = last };
	int bad = 0;
	for (uint32_t i = 0; i < h->count && bad == 0; i++) {
		struct view href = h->nodes[i].tag == TAG_A ? html_value(h, i, HTML_HREF) : VIEW("");
		struct view url = href.len > 0 ? links_resolve(l, href) : (struct view) { NULL, 0 };
		if (url.at == NULL || !site_accepts(s, url, limit))
			continue;
		r.link = i;
		bad = take_link(&r, url, l, e);
	}
	buffer_free(&r.text);
	return bad;
}

struct view
anchors_next(const struct html *h, const struct way *w, struct links *l)
{
	struct view match;
	for (uint32_t i = 0; i < h->count; i++) {
		struct view href = h->nodes[i].tag == TAG_A ? html_value(h, i, HTML_HREF) : VIEW("");
		if (href.len == 0)
			continue;
		bool fits = w->kind == WAY_HREF
		                ? pattern_find(w->pattern, href, 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH
		                : is_next(w, view_trim(html_text(h, i)));
		struct view url = fits ? links_resolve(l, href) : (struct view) { NULL, 0 };
		if (url.at != NULL)
			return url;
	}
	return (struct view) { NULL, 0 };
}
