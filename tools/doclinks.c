/*
 * doclinks: from list pages, feeds and sitemaps that were fetched to the documents that they list, as sources to fetch.
 */
#include "address.h"
#include "archive.h"
#include "date.h"
#include "docrow.h"
#include "listpage.h"
#include "listrows.h"
#include "partlist.h"
#include "sourcelist.h"
#include "tool.h"

enum { DEPTH = 100000 }; /* most pages of a list */

enum { SITES, STORE, DEPTH_OPTION, UNTIL_KNOWN, PAGES, ATTACHMENTS, EXPLAIN, OPTIONS };
static const struct command_option options[] = {
	[SITES] = { "sites", "FILE", "site descriptions of your own, asked before those of the suite" },
	[STORE] = { "store", "DIR", "the store in which the rows' records are" },
	[DEPTH_OPTION] = { "depth", "N", "most pages of a list that follow its first (0)" },
	[UNTIL_KNOWN] = { "until-known", "FILE",
	    "rows of an earlier run: a list ends at a page with nothing new" },
	[PAGES] = { "pages", NULL, "write only rows of documents" },
	[ATTACHMENTS] = { "attachments", NULL,
	    "add the attachments and further pages of each document behind it" },
	[EXPLAIN] = { "explain", NULL, "say on stderr how each list was read" },
	[OPTIONS] = { NULL, NULL, NULL },
};
static const struct command command = { "doclinks", "[OPTION ...] [FILE ...]",
	"Turns fetched list pages, feeds and sitemaps into the sources that they list.", options };

struct work {
	struct tsv *in;
	struct tsv_writer out;
	struct archive *store;
	struct listpage *lists;
	struct listrows rows; /* and the sources that rows become */
	struct arena row;
	struct buffer body, url;
	char own_sites[4096];
	bool attachments, explain;
	struct page *page;     /* reads documents; NULL without --attachments */
	struct partlist parts; /* of the document at hand */
	char document[21];     /* its id */
	struct docrow at;      /* the row at hand */
};

/* A line on stderr about a row. An address is shown without what could move a terminal's cursor. */
static void
note(const struct work *w, struct view url, const char *what)
{
	fprintf(stderr, "%s: %s:%llu: ", command.name, tsv_file(w->in), tsv_line(w->in));
	for (size_t i = 0; i < url.len && i < 200; i++)
		putc((unsigned char)url.at[i] < ' ' || url.at[i] == 0x7f ? '?' : url.at[i], stderr);
	fprintf(stderr, ": %s\n", what);
}

/* A row that stays what it is. */
static int
pass(struct work *w, const struct view *fields, bool list)
{
	if (!list || !w->rows.pages)
		sourcelist_pass(w->rows.sources, fields);
	return 0;
}

/* ---- what was found ---- */

/* By which description, how many links, and where the list goes on. */
static void
explain(const struct work *w, struct view url, const struct listpage_result *r)
{
	char text[512];
	snprintf(text, sizeof text, "%.*s: %zu links%s%.*s", VIEW_ARGS(r->site), r->count,
	    r->next.len > 0 ? ", next " : "", VIEW_ARGS(r->next));
	note(w, url, text);
}

static int
take_result(struct work *w, const struct view *fields, struct view url, const struct listpage_result *r,
    struct error *e)
{
	char id[21];
	unsigned long long part = 1;
	struct view parent = docrow_field(&w->at, DOCROW_PARENT), number = docrow_field(&w->at, DOCROW_PART);
	bool follows = number.len > 0 && view_number(number, &part) == 0 && part > 1;
	bool nested = r->count > 0 && strcmp(r->links[0].kind, "sitemap") == 0 && parent.len > 0;
	if (r->limit)
		note(w, url,
		    "a pattern of the site descriptions ran out of steps, and was taken not to match");
	if (r->cut)
		note(w, url, "more links than a page may have; the rest is left out");
	if (r->error != NULL || nested) {
		if (r->empty && follows)
			return 0; /* behind the last page of a list that doesn't say how many it has */
		note(w, url, nested ? "an index of sitemaps inside another is not followed" : r->error);
		return pass(w, fields, true);
	}
	if (w->explain)
		explain(w, url, r);
	if (sourcelist_id(url, id) != 0)
		return error_set(e, "libcrypto cannot make a digest");
	if (sourcelist_parent(w->rows.sources, fields, e) != 0 ||
	    listrows_links(&w->rows, r, view_of(id), e) != 0)
		return -1;
	return listrows_next(&w->rows, r, parent.len > 0 ? parent : view_of(id), part, e);
}

/* Reads a row's payload. 0, 1: none can be read (told), -1: see `e`. */
static int
read_payload(struct work *w, struct view url, struct payload *about, struct error *e)
{
	int held = docrow_payload(&w->at, w->store, LISTPAGE_BYTES, &w->body, about, e);
	if (held > 0)
		note(w, url, about->error);
	return held;
}

/* ---- parts of documents ---- */

/* Writes the parts of the document that ends here. */
static int
put_parts(struct work *w, struct error *e)
{
	int bad = 0;
	for (size_t i = 0; i < w->parts.count && bad == 0; i++)
		bad = sourcelist_put(w->rows.sources, &w->parts.rows[i], e);
	partlist_reset(&w->parts);
	return bad;
}

/* A document's row, or a part's. Behind the document and its parts come those that they name. */
static int
work_page(struct work *w, const struct view *fields, struct view url, struct error *e)
{
	struct view parent = docrow_field(&w->at, DOCROW_PARENT),
	            record = docrow_field(&w->at, DOCROW_RECORD);
	struct payload about;
	if (parent.len == 0 && sourcelist_id(url, w->document) != 0)
		return error_set(e, "libcrypto cannot make a digest");
	pass(w, fields, false);
	if (record.len == 0 || docrow_field(&w->at, DOCROW_ERROR).len > 0 || docrow_is_attachment(&w->at))
		return 0;
	int held = read_payload(w, url, &about, e);
	if (held != 0)
		return held > 0 ? 0 : -1;
	struct page_source page = docrow_source(&w->at, buffer_view(&w->body), &about);
	if ((w->parts.count == 0 && sourcelist_parent(w->rows.sources, fields, e) != 0) ||
	    partlist_read(&w->parts, w->page, &page, parent.len > 0 ? parent : view_of(w->document), e) != 0)
		return -1;
	if (w->parts.cut)
		note(w, url, "more attachments than a page may have; the rest is left out");
	return 0;
}

/* ---- rows ---- */

static int
work_list(struct work *w, const struct view *fields, struct view url, struct view kind, struct error *e)
{
	struct view error = docrow_field(&w->at, DOCROW_ERROR), record = docrow_field(&w->at, DOCROW_RECORD);
	struct payload about;
	struct listpage_result r;
	if (error.len > 0)
		note(w, url, arena_copy(&w->row, error).at);
	if (error.len > 0 || record.len == 0)
		return pass(w, fields, true);
	int held = read_payload(w, url, &about, e);
	if (held != 0)
		return held > 0 ? pass(w, fields, true) : -1;
	struct page_source source = docrow_source(&w->at, buffer_view(&w->body), &about);
	struct listpage_page page = { .url = source.url,
		.charset = source.charset,
		.kind = kind,
		.last = date_last(docrow_field(&w->at, DOCROW_FETCHED)) };
	if (address_canonical(page.url, &w->url) == 0)
		page.url = buffer_view(&w->url);
	if (listpage_read(w->lists, buffer_view(&w->body), &page, &r, e) != 0)
		return -1;
	return take_result(w, fields, url, &r, e);
}

static int
work_row(struct work *w, const struct view *fields, struct error *e)
{
	w->at.fields = fields;
	struct view url = docrow_field(&w->at, DOCROW_URL), kind = docrow_field(&w->at, DOCROW_KIND);
	if (w->at.column[DOCROW_KIND] < 0)
		kind = w->attachments ? VIEW("page") : VIEW("list");
	bool page = w->page != NULL && !listrows_is_list(kind);
	if (!(page && view_equal(docrow_field(&w->at, DOCROW_PARENT), view_of(w->document))) &&
	    put_parts(w, e) != 0)
		return -1;
	if (page && sourcelist_have(w->rows.sources, url)) {
		note(w, url, "a part of a document in front of it, and listed there");
		return 0;
	}
	if (sourcelist_know(w->rows.sources, url, e) != 0)
		return -1;
	if (page)
		return work_page(w, fields, url, e);
	return listrows_is_list(kind) ? work_list(w, fields, url, kind, e) : pass(w, fields, false);
}

static int
work_all(struct work *w, struct progress *progress, struct error *e)
{
	struct view *fields;
	int more;
	while ((more = tsv_next(w->in, &fields, e)) > 0) {
		if (work_row(w, fields, e) != 0)
			return -1;
		arena_reset(&w->row);
		tool_progress(&command, progress);
	}
	return more < 0 || put_parts(w, e) != 0 ? -1 : sourcelist_finish(w->rows.sources, e);
}

/* ---- opening ---- */

static int
open_listing(struct work *w, const char *file, struct error *e)
{
	const char *sites[2] = { file, w->own_sites };
	if (command_data(NULL, "sites.tsv", w->own_sites, sizeof w->own_sites, e) != 0)
		return -1;
	w->lists = listpage_open(file ? sites : sites + 1, file ? 2 : 1, e);
	return w->lists == NULL ? -1 : 0;
}

static int
take_options(struct work *w, const char *const value[], struct error *e)
{
	const char *depth = value[DEPTH_OPTION];
	if (depth != NULL && (view_number(view_of(depth), &w->rows.depth) != 0 || w->rows.depth > DEPTH))
		return error_set(e, "--depth %s: must be a number from 0 to %d", depth, DEPTH);
	w->rows.until_known = value[UNTIL_KNOWN] != NULL;
	w->rows.pages = value[PAGES] != NULL;
	w->attachments = value[ATTACHMENTS] != NULL;
	w->explain = value[EXPLAIN] != NULL;
	return 0;
}

static int
work_open(struct work *w, char *const paths[], size_t count, const char *const value[], struct error *e)
{
	char columns[4096];
	if (take_options(w, value, e) != 0 || (w->in = tsv_open(paths, count, e)) == NULL ||
	    tsv_need(w->in, "url", e) < 0)
		return -1;
	docrow_open(&w->at, w->in, &w->row);
	if (w->attachments && (w->page = page_open(NULL, e)) == NULL)
		return -1;
	if (open_listing(w, value[SITES], e) != 0 ||
	    (w->rows.until_known && addressset_load(&w->rows.known, value[UNTIL_KNOWN], e) != 0))
		return -1;
	if ((value[STORE] != NULL && (w->store = archive_open(value[STORE], e)) == NULL) ||
	    command_data(NULL, "columns.tsv", columns, sizeof columns, e) != 0)
		return -1;
	tsv_start(&w->out, STDOUT_FILENO);
	if ((w->rows.sources = sourcelist_open(w->in, columns, &w->out, e)) == NULL)
		return -1;
	return tool_enclose(&command, value[STORE], paths, count, e);
}

static void
work_close(struct work *w)
{
	tsv_close(w->in);
	archive_close(w->store);
	listpage_close(w->lists);
	page_close(w->page);
	partlist_free(&w->parts);
	sourcelist_close(w->rows.sources);
	addressset_free(&w->rows.known);
	arena_free(&w->row);
	buffer_free(&w->body);
	buffer_free(&w->url);
}

int
main(int argc, char *argv[])
{
	struct work w = { 0 };
	struct progress progress = { 0 };
	struct error e, late;
	const char *values[OPTIONS] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	int failed = work_open(&w, argv + at, (size_t)(argc - at), values, &e);
	if (!failed)
		failed = work_all(&w, &progress, &e);
	if (w.rows.sources != NULL && tsv_finish(&w.out, &late) != 0 && !failed) {
		e = late;
		failed = -1;
	}
	work_close(&w);
	return tool_close(&command, failed ? tool_fail(&command, &e) : STATUS_OK);
}
