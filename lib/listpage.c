#include "listpage.h"

#include "anchors.h"
#include "charset.h"
#include "coding.h"
#include "entries.h"
#include "feed.h"
#include "unitcall.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NOWHERE ((size_t)-1)
#define TREE_BYTES ((size_t)512 << 20) /* of a page's JSON */

struct listpage {
	struct sites sites;
	struct charset *charset;
	struct coding *coding;
	struct html html;
	struct entries entries;
	struct links links;
	struct arena memory;
	struct buffer unpacked, text, part;
};

/* One page on its way. */
struct reading {
	struct listpage *l;
	const struct listpage_page *page;
	struct listpage_result *r;
	const struct site *site;
	struct view text;
	const struct json *json;
	struct error *e;
};

struct listpage *
listpage_open(const char *const sites[], size_t count, struct error *e)
{
	struct listpage *l = calloc(1, sizeof *l);
	if (l == NULL) {
		error_set(e, "no memory for site descriptions");
		return NULL;
	}
	l->memory.limit = TREE_BYTES;
	links_protect(&l->links);
	int bad = (l->charset = charset_new(e)) == NULL ? -1 : 0;
	if (bad == 0 && (l->coding = coding_new()) == NULL)
		bad = error_set(e, "no memory for unpacking");
	for (size_t i = 0; i < count && bad == 0; i++)
		bad = sites_load(&l->sites, sites[i], e);
	if (bad == 0)
		return l;
	listpage_close(l);
	return NULL;
}

void
listpage_close(struct listpage *l)
{
	if (l == NULL)
		return;
	sites_free(&l->sites);
	charset_free(l->charset);
	coding_free(l->coding);
	html_free(&l->html);
	entries_free(&l->entries);
	links_free(&l->links);
	arena_free(&l->memory);
	buffer_free(&l->unpacked);
	buffer_free(&l->text);
	buffer_free(&l->part);
	free(l);
}

/* ---- text ---- */

/* Undoes the gzip of a file that is one (sitemap.xml.gz), and the charset. False where r->error says why it can't be read. */
static int
decode(struct reading *w, struct view bytes)
{
	struct listpage *l = w->l;
	struct charset_result charset;
	if (view_starts(bytes, VIEW("\x1f\x8b"))) {
		enum coding_result got = coding_unpack(l->coding, bytes, LISTPAGE_BYTES, &l->unpacked);
		if (got == CODING_NO_MEMORY)
			return error_set(w->e, "no memory for a page of %zu bytes", bytes.len);
		w->r->error = got == CODING_OK ? NULL : got == CODING_TOO_LARGE ? "too-large" : "encoding";
		bytes = buffer_view(&l->unpacked);
	}
	buffer_reset(&l->text);
	if (w->r->error == NULL &&
	    charset_decode(l->charset, bytes, w->page->charset, &l->text, &charset, w->e) != 0)
		return -1;
	if (w->r->error == NULL && charset.failed)
		w->r->error = "charset";
	w->text = buffer_view(&l->text);
	return 0;
}

/* What links are relative to: the page, or the href of its first <base>, itself relative to the page. */
static struct view
find_base(struct reading *w)
{
	struct view head = view_slice(w->text, 0, 65536);
	for (size_t at = 0; (at = view_find(head, VIEW("<"), at)) != NOWHERE; at++) {
		struct view tag = view_slice(head, at + 1, head.len);
		if (tag.len < 5 || strncasecmp(tag.at, "base", 4) != 0 || (unsigned char)tag.at[4] > ' ')
			continue;
		size_t end = view_find(tag, VIEW(">"), 0);
		struct view href = view_trim(xml_attribute(view_slice(tag, 4, end), "href"));
		struct view url =
		    href.len > 0 ? links_resolve(&w->l->links, href) : (struct view) { NULL, 0 };
		return url.at != NULL ? arena_copy(&w->l->memory, url) : w->page->url;
	}
	return w->page->url;
}

/* ---- HTML ---- */

/* Appends what stands in the <![CDATA[…]]> of each element that `open` begins as <div class="name">. */
static void
unwrap(struct view text, struct view open, const char *name, struct buffer *out)
{
	for (size_t at = 0; (at = view_find(text, open, at)) != NOWHERE;) {
		at += open.len;
		struct view rest = view_trim(view_slice(text, at, text.len));
		if (!view_starts(rest, VIEW("<![CDATA[")))
			continue;
		size_t from = (size_t)(rest.at - text.at) + strlen("<![CDATA["),
		       end = view_find(text, VIEW("]]>"), from);
		if (end == NOWHERE)
			break;
		buffer_format(out, "<div class=\"%s\">", name);
		buffer_append(out, view_slice(text, from, end));
		buffer_append(out, VIEW("</div>\n"));
		at = end;
	}
}

static int
read_html(struct reading *w, struct view page)
{
	if (html_parse(&w->l->html, page, w->e) != 0)
		return -1;
	return anchors_read(&w->l->html, w->site, w->page->last, &w->l->links, &w->r->limit, w->e);
}

static int
read_records(struct reading *w)
{
	struct buffer *out = &w->l->part;
	buffer_reset(out);
	unwrap(w->text, VIEW("<record>"), "record", out);
	unwrap(w->text, VIEW("<nextgroup>"), "nextgroup", out);
	return out->failed ? error_set(w->e, "no memory for records") : read_html(w, buffer_view(out));
}

/* ---- the next page ---- */

/* How many pages the list has, 0 = not said. */
static unsigned long long
count_pages(const struct reading *w)
{
	const struct site *s = w->site;
	struct view number = { "", 0 };
	unsigned long long n = 0;
	if (w->json != NULL && s->count_path.len > 0)
		number = entries_text(w->json, s->count_path);
	else if (s->count != NULL)
		(void)pattern_find(s->count, w->text, 0, PATTERN_ANYWHERE, &number);
	if (view_number(number, &n) != 0)
		return 0;
	return s->per ? (n + s->per - 1) / s->per : n;
}

static void
find_next(struct reading *w)
{
	struct listpage *l = w->l;
	const struct html *page = w->json ? &l->entries.html : &l->html;
	unsigned long long pages = count_pages(w);
	struct view base = l->links.base;
	for (size_t i = 0; i < w->site->way_count && w->r->next.len == 0; i++) {
		const struct way *way = &w->site->ways[i];
		bool by_link = way->kind == WAY_TEXT || way->kind == WAY_HREF;
		struct view url = { NULL, 0 };
		l->links.base =
		    by_link ? base : w->page->url; /* counters are the page's own, whatever <base> says */
		if (by_link && w->site->format != SITE_JSON)
			url = anchors_next(page, way, &l->links);
		else if (way_next(way, w->page->url, pages, l->links.count, &l->part))
			url = links_resolve(&l->links, buffer_view(&l->part));
		if (url.at != NULL)
			w->r->next = arena_copy(&l->memory, url);
	}
}

/* ---- all together ---- */

static bool
is_for_json(const struct site *s)
{
	return s->format == SITE_JSON || s->format == SITE_JSON_HTML;
}

static bool
is_for_html(const struct site *s)
{
	return s->format == SITE_HTML || s->format == SITE_RECORDS;
}

static int
read_json(struct reading *w)
{
	struct entries *entries = &w->l->entries;
	entries->last = w->page->last;
	entries->limit = false;
	int bad = entries_read(entries, w->json, w->site, &w->l->links, w->e);
	w->r->limit = w->r->limit || entries->limit;
	return bad;
}

static int
read_by_site(struct reading *w)
{
	return w->json != NULL                   ? read_json(w)
	       : w->site->format == SITE_RECORDS ? read_records(w)
	                                         : read_html(w, w->text);
}

/* The first description that fits and finds something. */
static int
read_by_sites(struct reading *w)
{
	struct listpage *l = w->l;
	struct view base = w->json ? w->page->url : find_base(w);
	for (size_t i = 0; i < l->sites.count && w->r->site.len == 0; i++) {
		w->site = &l->sites.list[i];
		if (!(w->json ? is_for_json(w->site) : is_for_html(w->site)) ||
		    !site_fits(w->site, w->page->url, w->text, &w->r->limit))
			continue;
		links_start(&l->links, base, &l->memory);
		if (read_by_site(w) != 0)
			return -1;
		if (l->links.count == 0)
			continue;
		w->r->site = w->site->name;
		find_next(w);
	}
	l->links.base = base;
	return 0;
}

/* ---- lists that a page calls ---- */

static int
add_list(struct reading *w, struct view reference)
{
	struct view url = links_resolve(&w->l->links, reference);
	return url.at == NULL ? 0 : links_add(&w->l->links, url, VIEW(""), VIEW(""), w->e);
}

/* Blocks of the page that jpaas brings. */
static int
add_units(struct reading *w)
{
	int bad = 0;
	for (size_t at = 0; bad == 0 && unitcall_next(w->text, &at, &w->l->part);)
		bad = add_list(w, buffer_view(&w->l->part));
	return bad;
}

/* An address for each match of the description's pattern. */
static int
add_matches(struct reading *w)
{
	struct view match, shape = w->site->link_path;
	size_t hole = view_find(shape, VIEW("{}"), 0);
	struct buffer *out = &w->l->part;
	enum pattern_answer answer;
	int bad = 0;
	for (size_t at = 0, n = 0; bad == 0 && n < LINKS; n++) {
		answer = pattern_find(w->site->call, w->text, at, PATTERN_ANYWHERE, &match);
		w->r->limit = w->r->limit || answer == PATTERN_LIMIT;
		if (answer != PATTERN_MATCH)
			break;
		at = (size_t)(match.at - w->text.at) + match.len;
		buffer_reset(out);
		buffer_append(out, view_slice(shape, 0, hole));
		buffer_append(out, match);
		buffer_append(out, view_slice(shape, hole + 2, shape.len));
		bad =
		    out->failed ? error_set(w->e, "no memory for an address") : add_list(w, buffer_view(out));
	}
	return bad;
}

static int
add_calls(struct reading *w)
{
	struct listpage *l = w->l;
	int bad = 0;
	l->links.kind = "list";
	for (size_t i = 0; i < l->sites.count && bad == 0; i++) {
		w->site = &l->sites.list[i];
		bool unit = w->site->format == SITE_UNIT, call = w->site->format == SITE_CALL;
		if (!(unit || call) || !site_fits(w->site, w->page->url, w->text, &w->r->limit))
			continue;
		bad = unit ? add_units(w) : add_matches(w);
		if (w->r->site.len == 0 && l->links.count > 0)
			w->r->site = w->site->name;
	}
	return bad;
}

/* ---- feeds and sitemaps ---- */

/* Leaves only the documents that the first description for such files that fits accepts. */
static void
filter(struct reading *w, enum site_format format)
{
	struct links *links = &w->l->links;
	const struct site *site = NULL;
	size_t kept = 0;
	for (size_t i = 0; i < w->l->sites.count && site == NULL; i++)
		if (w->l->sites.list[i].format == format &&
		    site_fits(&w->l->sites.list[i], w->page->url, w->text, &w->r->limit))
			site = &w->l->sites.list[i];
	for (size_t i = 0; site != NULL && i < links->count; i++)
		if (site_accepts(site, links->list[i].url, &w->r->limit))
			links->list[kept++] = links->list[i];
	if (site != NULL)
		links->count = kept;
}

static int
read_feed(struct reading *w, enum feed_kind kind)
{
	struct links *links = &w->l->links;
	links->kind = kind == FEED_INDEX ? "sitemap" : "page";
	w->r->next_kind = "feed";
	w->r->site = kind == FEED_NEWS ? VIEW("(feed)") : VIEW("(sitemap)");
	if (feed_read(w->text, w->page->last, links, &w->r->next, w->e) != 0)
		return -1;
	if (kind != FEED_INDEX)
		filter(w, kind == FEED_NEWS ? SITE_FEED : SITE_SITEMAP);
	return 0;
}

static int
read_plain(struct reading *w)
{
	w->r->site = VIEW("(sitemap)");
	if (feed_read_text(w->text, &w->l->links, w->e) != 0)
		return -1;
	filter(w, SITE_SITEMAP);
	return 0;
}

static int
read_text(struct reading *w)
{
	enum feed_kind kind = feed_kind(w->text);
	if (kind != FEED_NONE)
		return read_feed(w, kind);
	if (view_equal(w->page->kind, VIEW("sitemap")) && view_find(w->text, VIEW("<"), 0) == NOWHERE)
		return read_plain(w);
	struct error why;
	if (json_looks(w->text) && (w->json = json_parse(w->text, &w->l->memory, &why)) == NULL) {
		w->r->error = "json";
		return 0;
	}
	return read_by_sites(w) != 0 || (w->json == NULL && add_calls(w) != 0) ? -1 : 0;
}

int
listpage_read(struct listpage *l, struct view bytes, const struct listpage_page *page,
    struct listpage_result *r, struct error *e)
{
	struct reading w = { .l = l, .page = page, .r = r, .e = e };
	*r = (struct listpage_result) { .next = VIEW(""), .next_kind = "list", .site = VIEW("") };
	arena_reset(&l->memory);
	links_start(&l->links, page->url, &l->memory);
	if (decode(&w, bytes) != 0)
		return -1;
	if (r->error == NULL && read_text(&w) != 0)
		return -1;
	if (r->error == NULL && l->links.count == 0) {
		r->error = "no-links";
		r->empty = w.json != NULL || feed_kind(w.text) != FEED_NONE ||
		           view_find(w.text, VIEW("<recordset"), 0) != NOWHERE;
	}
	r->links = l->links.list;
	r->count = l->links.count;
	r->cut = l->links.cut;
	return 0;
}
