#define _GNU_SOURCE
#include "pager.h"

#include "address.h"

#include <string.h>

enum { LABEL = 24, DIGITS = 3 }; /* bytes of a link's text; digits of a page's number */

#define NOWHERE ((size_t)-1)

struct reader {
	struct pager *pager;
	const struct words *words;
	struct arena *memory;
	struct view own;  /* the page's address, canonical */
	struct view name; /* of its file, without number and ending */
	unsigned number;  /* its own */
	int offset;       /* of the numbers in addresses from the pages', once one is known; 1: not yet */
	bool seen[PAGER_PAGES + 1];
	struct buffer whole, canonical;
	bool failed;
};

/* ---- addresses ---- */

/* An address in three pieces: up to the file's name without its ending, the ending with its dot, the query. */
struct parts {
	struct view stem, ending, query;
};

static struct parts
take_apart(struct view url)
{
	const char *mark = memchr(url.at, '?', url.len);
	struct view path = mark ? view_slice(url, 0, (size_t)(mark - url.at)) : url;
	const char *slash = memrchr(path.at, '/', path.len), *dot = memrchr(path.at, '.', path.len);
	size_t end = dot != NULL && slash != NULL && dot > slash ? (size_t)(dot - path.at) : path.len;
	return (struct parts) { view_slice(path, 0, end), view_slice(path, end, path.len),
		mark ? view_slice(url, path.len + 1, url.len) : VIEW("") };
}

/* The number behind a mark at the end of a name, and the name without both; -1: it has none. */
static int
end_number(struct view stem, struct view *before)
{
	size_t at = stem.len;
	unsigned long long n;
	while (at > 0 && stem.at[at - 1] >= '0' && stem.at[at - 1] <= '9')
		at--;
	if (at < 2 || stem.len - at > DIGITS || view_number(view_slice(stem, at, stem.len), &n) != 0 ||
	    (stem.at[at - 1] != '_' && stem.at[at - 1] != '-'))
		return -1;
	*before = view_slice(stem, 0, at - 1);
	return (int)n;
}

/* The number that a file's name has and the page's own lacks, or has otherwise; -1: they are not of one article. */
static int
file_number(const struct reader *r, const struct parts *own, const struct parts *other)
{
	struct view stem, bare;
	int n = end_number(other->stem, &stem), mine = end_number(own->stem, &bare);
	if (n < 0 || !view_equal(own->ending, other->ending) || !view_equal(own->query, other->query))
		return -1;
	bool numbered =
	    mine >= 0 && (mine == (int)r->number || (r->number > 1 && mine == (int)r->number - 1));
	if (r->number == 1 && view_equal(stem, own->stem))
		return n;
	return numbered && view_equal(stem, bare) ? n : -1;
}

/* A query without the parameter of the page's number, appended to `rest`; that number, or -1: it has none. */
static int
query_number(struct view query, const struct words *words, struct buffer *rest)
{
	struct view part;
	int number = -1;
	while (view_split(&query, '&', &part)) {
		struct view value = part, name;
		unsigned long long n;
		if (view_split(&value, '=', &name) && words_have(words, "page-parameter", name) &&
		    number < 0 && value.len <= DIGITS && view_number(value, &n) == 0) {
			number = (int)n;
			continue;
		}
		buffer_append(rest, part);
		buffer_byte(rest, '&');
	}
	return number;
}

static int
parameter_number(const struct parts *own, const struct parts *other, const struct words *words)
{
	struct buffer mine = { 0 }, theirs = { 0 };
	int n = -1;
	if (view_equal(own->stem, other->stem) && view_equal(own->ending, other->ending)) {
		query_number(own->query, words, &mine);
		n = query_number(other->query, words, &theirs);
		if (!view_equal(buffer_view(&mine), buffer_view(&theirs)))
			n = -1;
	}
	buffer_free(&mine);
	buffer_free(&theirs);
	return n;
}

/* ---- links ---- */

/* The page that a link's text names; 0: none. */
static unsigned
label_number(const struct reader *r, struct view label)
{
	static const struct view front[] = { VIEW_INIT("["), VIEW_INIT("【"), VIEW_INIT("第") };
	static const struct view behind[] = { VIEW_INIT("]"), VIEW_INIT("】"), VIEW_INIT("页") };
	unsigned long long n;
	if (label.len == 0 || label.len > LABEL)
		return 0;
	if (words_begin(r->words, "onward", label))
		return r->number + 1;
	for (size_t i = 0; i < sizeof front / sizeof *front; i++) {
		if (view_starts(label, front[i]))
			label = view_slice(label, front[i].len, label.len);
		if (view_ends(label, behind[i]))
			label.len -= behind[i].len;
	}
	label = view_trim(label);
	return label.len <= DIGITS && view_number(label, &n) == 0 ? (unsigned)n : 0;
}

static void
add_page(struct reader *r, unsigned number, struct view url)
{
	struct pager *p = r->pager;
	if (number < 2 || number > PAGER_PAGES || number == r->number || r->seen[number])
		return;
	if (p->pages == NULL)
		p->pages = arena_clear(r->memory, PAGER_PAGES, sizeof *p->pages);
	struct view kept = arena_copy(r->memory, url);
	if (p->pages == NULL || kept.at == NULL) {
		r->failed = true;
		return;
	}
	r->seen[number] = true;
	p->pages[p->count++] = (struct pager_page) { number, kept };
	p->last = number > p->last ? number : p->last;
}

static void
read_link(struct reader *r, struct view href, unsigned number)
{
	if (number < 2 || address_join(r->own, href, &r->whole) != 0 ||
	    address_canonical(buffer_view(&r->whole), &r->canonical) != 0)
		return;
	struct view url = buffer_view(&r->canonical);
	struct parts own = take_apart(r->own), other = take_apart(url);
	int n = file_number(r, &own, &other);
	if (n < 0)
		n = parameter_number(&own, &other, r->words);
	int offset = n - (int)number;
	if (n < 1 || offset > 0 || offset < -1 || (r->offset <= 0 && offset != r->offset))
		return;
	r->offset = offset;
	add_page(r, number, url);
}

static void
find_name(struct reader *r)
{
	struct view stem = take_apart(r->own).stem, bare;
	if (end_number(stem, &bare) >= 0)
		stem = bare;
	const char *slash = memrchr(stem.at, '/', stem.len);
	r->name = slash ? view_slice(stem, (size_t)(slash - stem.at) + 1, stem.len) : stem;
}

/* Most links of a page lead elsewhere, and their addresses show it at a glance. */
static bool
may_be_page(const struct reader *r, struct view href)
{
	return (r->name.len > 0 && view_find(href, r->name, 0) != NOWHERE) ||
	       view_find(href, VIEW("="), 0) != NOWHERE;
}

/* ---- TRS WCM's script ---- */

/* Cuts the next argument of a call off `*rest`, without quotes and blanks. */
static struct view
argument(struct view *rest)
{
	struct view part = VIEW("");
	view_split(rest, ',', &part);
	part = view_trim(part);
	if (part.len >= 2 && (part.at[0] == '"' || part.at[0] == '\''))
		part = view_slice(part, 1, part.len - 1);
	return part;
}

/* createPageHTML(pages, page from 0, "name", "ending"): page two is name_1.ending. */
static void
read_call(struct reader *r, struct view call)
{
	struct parts own = take_apart(r->own);
	struct view stem = own.stem, bare;
	unsigned long long pages;
	if (r->number > 1 && end_number(stem, &bare) == (int)r->number - 1)
		stem = bare;
	struct view count = argument(&call);
	argument(&call);
	struct view name = argument(&call), ending = argument(&call);
	size_t at = stem.len >= name.len ? stem.len - name.len : 0;
	if (view_number(count, &pages) != 0 || pages > PAGER_PAGES || name.len == 0 || at == 0 ||
	    !view_ends(stem, name) || stem.at[at - 1] != '/' || own.ending.len < 2 ||
	    !view_equal(view_slice(own.ending, 1, own.ending.len), ending))
		return;
	for (unsigned n = 2; n <= pages; n++) {
		buffer_reset(&r->whole);
		buffer_append(&r->whole, stem);
		buffer_format(&r->whole, "_%u", n - 1);
		buffer_append(&r->whole, own.ending);
		if (!r->whole.failed)
			add_page(r, n, buffer_view(&r->whole));
	}
}

static void
read_script(struct reader *r, struct view source)
{
	struct view call = VIEW("createPageHTML(");
	for (size_t at = 0; (at = view_find(source, call, at)) != NOWHERE; at += call.len) {
		struct view rest = view_slice(source, at + call.len, at + call.len + 400), inside;
		if (view_split(&rest, ')', &inside))
			read_call(r, inside);
	}
}

int
pager_read(struct pager *p, const struct html *h, struct view source, struct view url, unsigned number,
    const struct words *words, struct arena *a)
{
	struct buffer own = { 0 };
	*p = (struct pager) { 0 };
	if (address_canonical(url, &own) != 0) {
		buffer_free(&own);
		return 0;
	}
	struct reader r = { .pager = p,
		.words = words,
		.memory = a,
		.own = buffer_view(&own),
		.number = number ? number : 1,
		.offset = 1 };
	find_name(&r);
	for (uint32_t i = 0; i < h->count; i++) {
		if (h->nodes[i].tag != TAG_A || !may_be_page(&r, html_value(h, i, HTML_HREF)))
			continue;
		unsigned n = label_number(&r, view_trim(html_text(h, i)));
		if (n >= 2)
			read_link(&r, html_value(h, i, HTML_HREF), n);
	}
	read_script(&r, source);
	if (p->count > 0 && r.number > p->last)
		p->last = r.number;
	buffer_free(&own);
	buffer_free(&r.whole);
	buffer_free(&r.canonical);
	return r.failed ? -1 : 0;
}
