#include "feed.h"

#include "date.h"
#include "xml.h"

#include <string.h>
#include <strings.h>

enum {
	DEEP = 32,
	HEAD = 20
}; /* open elements that are told apart; elements that a file's kind is looked for in */

/* The parts of an item while it is read. Views of `text` but for those that were decoded. */
struct item {
	struct buffer url, text, date, guid;
};

struct feed {
	struct xml xml;
	struct view open[DEEP];
	size_t depth;
	struct item item;
	struct buffer *out; /* where the text of the innermost element goes, or NULL */
	struct links *links;
	struct view *next;
	int last;
};

static bool
named(struct view name, const char *one)
{
	return name.len == strlen(one) && strncasecmp(name.at, one, name.len) == 0;
}

enum feed_kind
feed_kind(struct view text)
{
	struct xml x = { .text = text };
	enum xml_piece piece;
	for (int i = 0; i < HEAD && (piece = xml_next(&x)) != XML_END; i++) {
		if (piece != XML_OPEN)
			continue;
		return named(x.name, "rss") || named(x.name, "feed") || named(x.name, "rdf") ? FEED_NEWS
		       : named(x.name, "urlset")                                             ? FEED_SITEMAP
		       : named(x.name, "sitemapindex")                                       ? FEED_INDEX
		                                                                             : FEED_NONE;
	}
	return FEED_NONE;
}

/* ---- dates ---- */

static int
month_number(struct view name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (int i = 0; i < 12 && name.len >= 3; i++)
		if (strncasecmp(months + 3 * i, name.at, 3) == 0)
			return i + 1;
	return 0;
}

/* 24 Mar 2017 behind an optional `Fri,`. */
static bool
read_822(struct view text, int last, struct date *d)
{
	struct view part, parts[3];
	size_t comma = view_find(text, VIEW(","), 0), n = 0;
	unsigned long long day, year;
	if (comma != (size_t)-1)
		text = view_slice(text, comma + 1, text.len);
	text = view_trim(text);
	while (n < 3 && view_split(&text, ' ', &part))
		if (part.len > 0)
			parts[n++] = part;
	if (n < 3 || view_number(parts[0], &day) != 0 || view_number(parts[2], &year) != 0 || day > 31 ||
	    year > 9999)
		return false;
	*d = (struct date) { (int)year, month_number(parts[1]), (int)day };
	return d->day > 0 && date_valid(*d, last);
}

size_t
feed_date(struct view text, int last, char out[11])
{
	struct date d;
	text = view_trim(text);
	return read_822(text, last, &d) || date_parse(text, last, &d) ? date_write(d, out) : 0;
}

/* ---- elements ---- */

/* The name of the element `up` levels outside the innermost open one. */
static struct view
around(const struct feed *f, size_t up)
{
	return f->depth > up && f->depth - up <= DEEP ? f->open[f->depth - 1 - up] : (struct view) { "", 0 };
}

static bool
is_item(struct view name)
{
	return named(name, "item") || named(name, "entry") || named(name, "url") || named(name, "sitemap");
}

/* Where the text of the element that has just begun goes: what an item says first of a thing counts. */
static struct buffer *
target(struct feed *f)
{
	struct view name = around(f, 0);
	if (!is_item(around(f, 1)))
		return NULL;
	if (named(name, "link") || named(name, "loc"))
		return &f->item.url;
	if (named(name, "title"))
		return &f->item.text;
	if (named(name, "guid"))
		return &f->item.guid;
	bool date = named(name, "pubDate") || named(name, "date") || named(name, "published") ||
	            named(name, "updated") || named(name, "lastmod");
	return date ? &f->item.date : NULL;
}

/* Atom's link: the alternate one is the entry's own, and `next` beside the entries leads to the next page. */
static void
take_link(struct feed *f)
{
	struct view href = xml_attribute(f->xml.value, "href"), rel = xml_attribute(f->xml.value, "rel");
	if (href.len == 0)
		return;
	if (is_item(around(f, 1)) && (rel.len == 0 || named(rel, "alternate")) && f->item.url.len == 0)
		xml_decode(href, &f->item.url);
	if (!is_item(around(f, 1)) && named(rel, "next") && f->next->len == 0) {
		struct buffer plain = { 0 };
		xml_decode(href, &plain);
		struct view url = links_resolve(f->links, buffer_view(&plain));
		if (url.at != NULL)
			*f->next = arena_copy(f->links->memory, url);
		buffer_free(&plain);
	}
}

static void
item_reset(struct item *i)
{
	buffer_reset(&i->url);
	buffer_reset(&i->text);
	buffer_reset(&i->date);
	buffer_reset(&i->guid);
}

static int
item_end(struct feed *f, struct error *e)
{
	struct item *i = &f->item;
	char date[DATE_ROOM];
	struct view reference = view_trim(buffer_view(&i->url));
	if (reference.len == 0)
		reference = view_trim(buffer_view(&i->guid));
	if (reference.len == 0)
		return 0;
	struct view url = links_resolve(f->links, reference);
	if (url.at == NULL)
		return 0;
	xml_strip(&i->text);
	size_t n = feed_date(buffer_view(&i->date), f->last, date);
	return links_add(f->links, url, buffer_view(&i->text), (struct view) { date, n }, e);
}

static int
take_piece(struct feed *f, enum xml_piece piece, struct error *e)
{
	switch (piece) {
	case XML_OPEN:
		if (f->depth < DEEP)
			f->open[f->depth] = f->xml.name;
		f->depth++;
		if (is_item(f->xml.name))
			item_reset(&f->item);
		if (named(f->xml.name, "link"))
			take_link(f);
		f->out = target(f);
		if (f->out != NULL && f->out->len > 0)
			f->out = NULL;
		break;
	case XML_CLOSE:
		f->out = NULL;
		f->depth -= f->depth > 0;
		if (is_item(f->xml.name))
			return item_end(f, e);
		break;
	case XML_TEXT:
	case XML_CDATA:
		if (f->out != NULL && piece == XML_CDATA)
			buffer_append(f->out, f->xml.value);
		else if (f->out != NULL && view_trim(f->xml.value).len > 0)
			xml_decode(f->xml.value, f->out);
		break;
	case XML_END:
		break;
	}
	return 0;
}

static void
item_free(struct item *i)
{
	buffer_free(&i->url);
	buffer_free(&i->text);
	buffer_free(&i->date);
	buffer_free(&i->guid);
}

int
feed_read(struct view text, int last, struct links *l, struct view *next, struct error *e)
{
	struct feed f = { .xml = { .text = text }, .links = l, .next = next, .last = last };
	enum xml_piece piece;
	int bad = 0;
	*next = (struct view) { "", 0 };
	while (bad == 0 && (piece = xml_next(&f.xml)) != XML_END)
		bad = take_piece(&f, piece, e);
	item_free(&f.item);
	return bad;
}

int
feed_read_text(struct view text, struct links *l, struct error *e)
{
	struct view line;
	int bad = 0;
	while (bad == 0 && view_split(&text, '\n', &line)) {
		line = view_trim(line);
		bool web = view_starts(line, VIEW("http://")) || view_starts(line, VIEW("https://"));
		struct view url = web ? links_resolve(l, line) : (struct view) { NULL, 0 };
		if (url.at != NULL)
			bad = links_add(l, url, VIEW(""), VIEW(""), e);
	}
	return bad;
}
