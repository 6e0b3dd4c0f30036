#include "entries.h"

#include "anchors.h"
#include "date.h"
#include "feed.h"
#include "xml.h"

/* What the callbacks of a walk need. */
struct walk {
	struct entries *e;
	const struct site *site;
	struct links *links;
	struct error *why;
};

void
entries_free(struct entries *e)
{
	html_free(&e->html);
	buffer_free(&e->text);
}

/* What a walk looks for: the first text or number that isn't empty. */
static int
first_text(void *context, const struct json *value)
{
	struct view *found = context;
	bool plain = value->kind == JSON_STRING || value->kind == JSON_NUMBER;
	if (!plain || value->text.len == 0 || view_equal(value->text, VIEW("0")))
		return 0;
	*found = value->text;
	return 1;
}

struct view
entries_text(const struct json *item, struct view paths)
{
	struct view path, found = { "", 0 };
	while (found.len == 0 && view_split(&paths, '|', &path))
		json_walk(item, path, first_text, &found);
	return found;
}

/* Seconds or milliseconds since 1970 as the date in China (UTC+8, no summer time since 1991). */
static bool
date_of_clock(struct view number, int last, struct date *d)
{
	unsigned long long n;
	if (number.len < 9 || number.len > 13 || view_number(number, &n) != 0 || number.len == 11)
		return false;
	if (number.len > 11)
		n /= 1000;
	long long z = (long long)(n + 8 * 3600) / 86400 + 719468, era = z / 146097, doe = z % 146097;
	long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
	          doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long long mp = (5 * doy + 2) /
	               153; /* Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days */
	d->day = (int)(doy - (153 * mp + 2) / 5 + 1);
	d->month = (int)(mp < 10 ? mp + 3 : mp - 9);
	d->year = (int)(yoe + era * 400 + (d->month <= 2));
	return date_valid(*d, last);
}

static size_t
json_date(struct view text, int last, char out[DATE_ROOM])
{
	struct date d;
	size_t n = feed_date(text, last, out), start, end;
	if (n > 0)
		return n;
	return date_of_clock(text, last, &d) || date_find(text, 0, last, &d, &start, &end)
	           ? date_write(d, out)
	           : 0;
}

static int
take_item(struct walk *w, const struct json *item)
{
	struct view reference = entries_text(item, w->site->link_path);
	struct view url = reference.len > 0 ? links_resolve(w->links, reference) : (struct view) { NULL, 0 };
	if (url.at == NULL || !site_accepts(w->site, url, &w->e->limit))
		return 0;
	char date[DATE_ROOM];
	size_t n = json_date(entries_text(item, w->site->date_path), w->e->last, date);
	if (n == 0 && w->site->dated)
		return 0;
	struct buffer *text = &w->e->text;
	buffer_reset(text);
	xml_decode(entries_text(item, w->site->text_path), text);
	xml_strip(text);
	return links_add(w->links, url, buffer_view(text), (struct view) { date, n }, w->why);
}

static int
take_html(struct walk *w, struct view page)
{
	struct html *h = &w->e->html;
	return html_parse(h, page, w->why) != 0
	           ? -1
	           : anchors_read(h, w->site, w->e->last, w->links, &w->e->limit, w->why);
}

/* A value that the description's path leads to: an array of items, an item, or a page of HTML. */
static int
take_value(void *context, const struct json *value)
{
	struct walk *w = context;
	int bad = 0;
	if (w->site->format == SITE_JSON_HTML)
		return value->kind == JSON_STRING ? take_html(w, value->text) : 0;
	if (value->kind == JSON_OBJECT)
		return take_item(w, value);
	const struct json *item = value->kind == JSON_ARRAY ? value->first : NULL;
	for (; item != NULL && bad == 0; item = item->next)
		bad = take_item(w, item);
	return bad;
}

int
entries_read(
    struct entries *e, const struct json *root, const struct site *site, struct links *l, struct error *why)
{
	struct walk w = { e, site, l, why };
	struct view paths = site->item_path, path;
	if (paths.len == 0)
		return json_walk(root, paths, take_value, &w);
	int bad = 0;
	while (bad == 0 && l->count == 0 && view_split(&paths, '|', &path))
		bad = json_walk(root, path, take_value, &w);
	return bad;
}
