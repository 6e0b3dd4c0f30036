/*
 * Site descriptions: how the list pages of a site, or of a family of content management systems, are read. TSV, a row a site; the first row that
 * fits a page and finds links in it is its description. Columns (only `site` and `format` are needed; an empty cell demands nothing):
 *
 *	site    what it is called
 *	page    a pattern that the list page's address must match
 *	mark    a pattern that the list page must contain
 *	format  html, records (HTML in <record><![CDATA[…]]>), json, json-html (HTML in strings of JSON); sitemap, feed (to
 *	        say what is accepted of one); unit (calls that build a block of the page are lists too, lib/unitcall); call (as `link` says); all rows that
 *	        fit, of the last two, besides the one that is used
 *	items   html, records: selector of the element around a link; json: key path of an item, json-html: of a string; `|` between alternatives
 *	        call: a pattern; each match, put for {} in `link`, makes the address of a list
 *	accept  a pattern that a link's address must match
 *	link text date   json: an item's keys, as key paths with `|` between alternatives; html: `date` is a selector below the item
 *	dated   yes: a link without a date beside it is none
 *	count   how many pages there are: html: a pattern whose match is the number (\K helps); json: a key path
 *	per     `count` is a number of items, of which a page has so many
 *	next    ways to the next page (lib/pagination), a blank between them: the first that leads somewhere
 *	source  where this is known from
 */
#ifndef SITES_H
#define SITES_H

#include "html.h"
#include "pagination.h"
#include "selector.h"
#include "table.h"

enum { SITE_ROWS = 10000, SITE_WAYS = 8 };

enum site_format {
	SITE_HTML,
	SITE_RECORDS,
	SITE_JSON,
	SITE_JSON_HTML,
	SITE_SITEMAP,
	SITE_FEED,
	SITE_UNIT,
	SITE_CALL
};
enum { SITE_FORMATS = SITE_CALL + 1 };

struct site {
	struct view name;
	enum site_format format;
	struct pattern *page, *mark, *accept, *count; /* NULL: nothing is demanded */
	struct pattern *call;                         /* `items` of SITE_CALL */
	struct selector *items, *date;
	struct view item_path, link_path, text_path, date_path, count_path;
	bool dated;
	unsigned long long per;
	struct way ways[SITE_WAYS];
	size_t way_count;
};

struct sites {
	struct site *list;
	size_t count, room;
	struct table tables[2];
	size_t table_count;
};

/*
 * Adds the descriptions of a file behind those that are there (two files at most; `path` is borrowed). 0, or -1 with a `file:line: what`.
 * Free with sites_free, also after a failure.
 */
int sites_load(struct sites *s, const char *path, struct error *e);
void sites_free(struct sites *s);

/* Does a description fit a page at `url` with this text? `*limit` is set where a pattern ran out of steps; that is no. */
bool site_fits(const struct site *s, struct view url, struct view text, bool *limit);
/* Does it accept a link? */
bool site_accepts(const struct site *s, struct view url, bool *limit);

#endif
