#include "harvest.h"

#include "address.h"
#include "capture.h"
#include "consent.h"
#include "folder.h"
#include "localpage.h"
#include "media.h"
#include "recorder.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { BATCH_BYTES = 1 << 20, BATCH_SECONDS = 1 }; /* what a crash may cost at most */

struct harvest {
	const struct harvest_options *options;
	struct sources *sources;
	size_t next; /* source to begin with; all before are fetched or queued */
	struct media media;
	int root; /* of file addresses, -1 = none */
	struct store *store;
	struct recorder recorder;
	struct crawl *crawl;
	struct consent consent;
	struct capture capture; /* of a file */
	struct buffer name;
	size_t rows; /* in the batch */
	unsigned long long pages;
	struct summary summary;
	time_t committed;
};

/* A file address without a root to look below is a slip of the user's, not the page's failure. */
static int
check_root(const struct harvest *h, struct error *e)
{
	struct source first;
	if (h->root >= 0 || h->sources->first_file >= h->sources->count)
		return 0;
	if (sources_get(h->sources, h->sources->first_file, &first, e) != 0)
		return -1;
	return error_set(e, "%.*s: a file address needs --file-root DIR", VIEW_ARGS(first.url));
}

/* ---- what the crawl asks for ---- */

static int
load(void *context, size_t source, struct buffer *url, struct error *e)
{
	const struct harvest *h = context;
	struct source row;
	if (sources_get(h->sources, source, &row, e) != 0)
		return -1;
	buffer_append(url, row.url);
	return url->failed ? error_set(e, "no memory") : 0;
}

static int
fields(void *context, size_t source, struct view url, struct buffer *out, struct error *e)
{
	struct harvest *h = context;
	if (!h->options->refresh)
		return 0;
	struct source row;
	if (sources_get(h->sources, source, &row, e) != 0)
		return -1;
	return recorder_conditions(&h->recorder, row.id, url, out, e);
}

static int
recall(void *context, struct view url, struct robots **rules, long long *age, struct error *e)
{
	struct harvest *h = context;
	char id[SOURCE_ID + 1];
	if (source_id(url, id) != 0)
		return error_set(e, "libcrypto failed");
	return consent_recall(
	    &h->consent, view_of(id), (long long)time(NULL), CRAWL_ROBOTS_AGE, rules, age, e);
}

/* ---- opening and closing ---- */

static int
open_parts(struct harvest *h, struct buffer *notes, struct error *e)
{
	const struct harvest_options *o = h->options;
	if (media_load(&h->media, o->media, e) != 0)
		return -1;
	if (o->file_root != NULL && (h->root = folder_open(o->file_root, e)) < 0)
		return -1;
	if (check_root(h, e) != 0)
		return -1;
	h->store = store_open(o->store, &o->segments, notes, e);
	if (h->store == NULL ||
	    recorder_start(&h->recorder, h->store, o->store, &h->media, o->max_bytes, o->max_ratio, e) != 0)
		return -1;
	h->consent = (struct consent) { .folder = o->store, .agent = o->agent, .store = h->store };
	const struct crawl_caller caller = { .context = h, .load = load, .fields = fields, .recall = recall };
	h->crawl = crawl_new(&o->crawl, &caller, e);
	return h->crawl == NULL ? -1 : 0;
}

struct harvest *
harvest_open(const struct harvest_options *o, struct sources *s, struct buffer *notes, struct error *e)
{
	struct harvest *h = calloc(1, sizeof *h);
	if (h == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	*h = (struct harvest) { .options = o, .sources = s, .root = -1, .committed = time(NULL) };
	if (open_parts(h, notes, e) != 0) {
		harvest_close(h);
		return NULL;
	}
	return h;
}

void
harvest_close(struct harvest *h)
{
	if (h == NULL)
		return;
	crawl_free(h->crawl);
	consent_free(&h->consent);
	recorder_free(&h->recorder);
	capture_free(&h->capture);
	buffer_free(&h->name);
	store_close(h->store);
	summary_free(&h->summary);
	if (h->root >= 0)
		close(h->root);
	media_free(&h->media);
	free(h);
}

/* Commits what is gathered when it is many rows, or old: what came over the net shall not be long at risk. */
static int
batch(struct harvest *h, struct error *e)
{
	time_t now = time(NULL);
	if (h->rows < h->options->sync && now - h->committed < BATCH_SECONDS)
		return store_waiting(h->store) < BATCH_BYTES ? 0 : store_write(h->store, e);
	h->rows = 0;
	h->committed = now;
	return store_commit(h->store, e);
}

static int
record(struct harvest *h, const struct source *source, const struct capture *c, struct error *e)
{
	const struct recorder *r = &h->recorder;
	struct view id = source->id, url = source->url;
	h->rows++;
	h->pages++;
	int bad = h->options->refresh ? recorder_refresh(&h->recorder, id, c, e)
	                              : recorder_page(&h->recorder, id, c, e);
	if (bad != 0)
		return -1;
	enum summary_end end = r->error != NULL ? SUMMARY_FAILED
	                       : r->unchanged   ? SUMMARY_UNCHANGED
	                                        : SUMMARY_GOT;
	if (summary_add(&h->summary, url, end, r->error, c->body.len, (unsigned long)c->took) != 0)
		return error_set(e, "no memory for the summary");
	return batch(h, e);
}

/* Records a robots.txt under an id of its own, so that a later run knows it too, and applies it. */
static int
record_robots(struct harvest *h, const struct capture *c, struct error *e)
{
	struct robots *rules;
	const char *refusal;
	char id[SOURCE_ID + 1];
	struct view url = crawl_robots_url(h->crawl);
	if (source_id(url, id) != 0)
		return error_set(e, "libcrypto failed");
	h->rows++;
	if (recorder_page(&h->recorder, view_of(id), c, e) != 0 ||
	    consent_take(
	        &h->consent, c, h->recorder.error, buffer_view(&h->recorder.body), &rules, &refusal, e) != 0)
		return -1;
	crawl_rules(h->crawl, rules, refusal);
	return batch(h, e);
}

/* True where the source has to be fetched: no row, or a failed one that is to be tried again. -1: see `e`. */
static int
is_wanted(struct harvest *h, const struct source *source, struct error *e)
{
	struct view row[STORE_COLUMNS];
	int got = store_find(h->store, source->id, row, e);
	if (got < 0)
		return -1;
	return got == 0 || h->options->refresh || (h->options->retry && row[STORE_ERROR].len > 0);
}

/* What needs no network is done on the spot; the rest is queued. */
static int
begin(struct harvest *h, size_t number, const struct source *source, struct error *e)
{
	struct capture *c = &h->capture;
	struct view url = source->url;
	struct address a = address_parse(url);
	bool web = address_scheme(&a, "http") || address_scheme(&a, "https"), open = address_credentials(&a);
	if (web && address_host(&a).len > 0 && !open)
		return crawl_add(h->crawl, url, number, e);
	capture_reset(c);
	c->url = url;
	c->time = (long long)time(NULL);
	c->error = open                         ? "credentials"
	           : url.len == 0 || web        ? "address"
	           : address_scheme(&a, "file") ? NULL
	                                        : "scheme";
	if (c->error == NULL && localpage_fetch(h->root, h->options->max_bytes, &h->name, c, e) != 0)
		return -1;
	return record(h, source, c, e);
}

/* Begins the next source, if it is wanted. */
static int
begin_next(struct harvest *h, struct error *e)
{
	struct source source;
	size_t number = h->next++;
	if (sources_get(h->sources, number, &source, e) != 0)
		return -1;
	int got = is_wanted(h, &source, e);
	return got < 0 || (got == 1 && begin(h, number, &source, e) != 0) ? -1 : 1;
}

static int
record_page(struct harvest *h, size_t number, const struct capture *c, struct error *e)
{
	struct source source;
	return sources_get(h->sources, number, &source, e) == 0 ? record(h, &source, c, e) : -1;
}

int
harvest_step(struct harvest *h, unsigned long long *pages, struct error *e)
{
	const struct capture *c;
	size_t source;
	int got = 0;
	*pages = h->pages;
	if (h->next < h->sources->count)
		return begin_next(h, e);
	switch (crawl_next(h->crawl, &source, &c, e)) {
	case CRAWL_END:
		return store_commit(h->store, e);
	case CRAWL_PAGE:
		got = record_page(h, source, c, e);
		break;
	case CRAWL_HOP:
		got = recorder_hop(&h->recorder, c, e);
		break;
	case CRAWL_ROBOTS:
		got = record_robots(h, c, e);
		break;
	case CRAWL_IDLE:
		got = batch(h, e);
		break;
	case CRAWL_FAILED:
		got = -1;
	}
	*pages = h->pages;
	return got == 0 ? 1 : -1;
}

int
harvest_row(struct harvest *h, struct view id, struct view fields[STORE_COLUMNS], struct error *e)
{
	int got = store_find(h->store, id, fields, e);
	return got == 0 ? error_set(e, "store: no row of %.*s", VIEW_ARGS(id)) : got < 0 ? -1 : 0;
}

const struct summary *
harvest_summary(const struct harvest *h)
{
	return &h->summary;
}
