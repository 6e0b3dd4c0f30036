/* docfetch: fetches the pages of a list of sources into a store, and says what became of each. */
#include "address.h"
#include "capture.h"
#include "crawl.h"
#include "folder.h"
#include "localpage.h"
#include "sources.h"
#include "tool.h"

#include <signal.h>

enum option {
	STORE_DIR,
	RETRY,
	FILE_ROOT,
	DELAY,
	PER_HOST,
	PARALLEL,
	ALLOW_PRIVATE,
	MAX_BYTES,
	MAX_TIME,
	MAX_REDIRECTS,
	SEGMENT_BYTES,
	NO_COMPRESS,
};
static const struct command_option options[] = {
	[STORE_DIR] = { "store", "DIR", "the store, made where it is missing (needed)" },
	[RETRY] = { "retry", NULL, "fetch again what failed" },
	[FILE_ROOT] = { "file-root", "DIR", "the folder that file:///HOST/PATH lies below" },
	[DELAY] = { "delay", "S", "seconds between two requests to a host, with decimals (1)" },
	[PER_HOST] = { "per-host", "N", "requests to a host at a time (1)" },
	[PARALLEL] = { "parallel", "N", "requests at a time (100)" },
	[ALLOW_PRIVATE] = { "allow-private", NULL, "ask also hosts of networks that are not public" },
	[MAX_BYTES] = { "max-bytes", "N", "most bytes of a page (20971520)" },
	[MAX_TIME] = { "max-time", "S", "longest time of a request in seconds (60)" },
	[MAX_REDIRECTS] = { "max-redirects", "N", "most redirects of a page (5)" },
	[SEGMENT_BYTES] = { "segment-bytes", "N", "begin a new segment at this size (1073741824)" },
	[NO_COMPRESS] = { "no-compress", NULL, "write segments without gzip" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docfetch", "--store DIR [OPTION ...] [FILE ...]",
	"Fetches the pages of the sources' column url into a store of WARC files.", options };

enum { PAGE_BYTES = 20 << 20 };
enum { BATCH_BYTES = 4 << 20, BATCH_ROWS = 4096, BATCH_SECONDS = 2 }; /* what a crash may cost at most */

struct settings {
	const char *store, *file_root;
	bool retry;
	size_t max_bytes; /* of a page, decoded */
	struct crawl_options crawl;
	struct store_options segments;
};

/* A run's parts, opened in the order in which they stand. */
struct run {
	const struct settings *settings;
	struct progress *progress;
	struct tsv *in;
	struct sources sources;
	struct media media;
	int root; /* of file addresses, -1 = none */
	struct store *store;
	struct recorder recorder;
	struct capture capture;
	struct buffer name;
	struct crawl *crawl;
	size_t rows; /* in the batch */
	time_t committed;
};

static int
number_option(enum option option, const char *value, unsigned long long low, unsigned long long high,
    unsigned long long *number, struct error *e)
{
	if (view_number(view_of(value), number) == 0 && *number >= low && *number <= high)
		return 0;
	return error_set(
	    e, "--%s %s: must be a number from %llu to %llu", options[option].name, value, low, high);
}

/* Seconds with up to three decimals, as milliseconds. */
static int
delay_option(const char *value, long *milliseconds, struct error *e)
{
	struct view rest = view_of(value), whole, part = VIEW("");
	char digits[4] = "000";
	unsigned long long seconds = 0, thousandths = 0;
	bool fine = view_split(&rest, '.', &whole) && view_number(whole, &seconds) == 0 && seconds <= 86400;
	if (fine && rest.at != NULL) {
		part = rest;
		fine = part.len >= 1 && part.len <= 3;
	}
	if (fine)
		memcpy(digits, part.at, part.len);
	if (!fine || view_number(view_of(digits), &thousandths) != 0)
		return error_set(e, "--delay %s: must be seconds, such as 2 or 0.5", value);
	*milliseconds = (long)(seconds * 1000 + thousandths);
	return 0;
}

static int
take_option(struct settings *s, enum option option, const char *value, struct error *e)
{
	unsigned long long n = 0;
	int bad = 0;
	switch (option) {
	case STORE_DIR:
		s->store = value;
		break;
	case RETRY:
		s->retry = true;
		break;
	case FILE_ROOT:
		s->file_root = value;
		break;
	case DELAY:
		bad = delay_option(value, &s->crawl.delay, e);
		break;
	case PER_HOST:
		bad = number_option(option, value, 1, 64, &n, e);
		s->crawl.per_host = (size_t)n;
		break;
	case PARALLEL:
		bad = number_option(option, value, 1, 1000, &n, e);
		s->crawl.parallel = (size_t)n;
		break;
	case ALLOW_PRIVATE:
		s->crawl.http.allow_private = true;
		break;
	case MAX_BYTES:
		bad = number_option(option, value, 1, 64 << 20, &n, e);
		s->max_bytes = s->crawl.http.body = (size_t)n;
		break;
	case MAX_TIME:
		bad = number_option(option, value, 1, 86400, &n, e);
		s->crawl.http.seconds = (long)n;
		break;
	case MAX_REDIRECTS:
		bad = number_option(option, value, 0, 50, &n, e);
		s->crawl.redirects = (unsigned)n;
		break;
	case SEGMENT_BYTES:
		bad = number_option(option, value, 1, 1ULL << 40, &s->segments.segment, e);
		break;
	case NO_COMPRESS:
		s->segments.plain = true;
		break;
	}
	return bad;
}

/* True where the source has to be fetched: no row, or a failed one that is to be tried again. -1: see `e`. */
static int
is_wanted(struct run *r, const struct source *source, struct error *e)
{
	struct view row[STORE_COLUMNS];
	int got = store_find(r->store, source->id, row, e);
	if (got < 0)
		return -1;
	return got == 0 || (r->settings->retry && row[STORE_ERROR].len > 0);
}

/* Commits what is gathered when it is much, or old: what came over the net shall not be long at risk. */
static int
batch(struct run *r, struct error *e)
{
	time_t now = time(NULL);
	bool full = r->rows >= BATCH_ROWS || store_waiting(r->store) >= BATCH_BYTES;
	if (!full && now - r->committed < BATCH_SECONDS)
		return 0;
	r->rows = 0;
	r->committed = now;
	return store_commit(r->store, e);
}

static int
record(struct run *r, size_t source, const struct capture *c, struct error *e)
{
	r->rows++;
	tool_progress(&command, r->progress);
	return recorder_page(&r->recorder, r->sources.list[source].id, c, e) != 0 ? -1 : batch(r, e);
}

/* What needs no network is done on the spot; the rest is queued. */
static int
begin(struct run *r, size_t i, struct error *e)
{
	struct capture *c = &r->capture;
	struct view url = r->sources.list[i].url;
	struct address a = address_parse(url);
	bool web = address_scheme(&a, "http") || address_scheme(&a, "https"),
	     hostless = address_host(&a).len == 0;
	if (web && !hostless)
		return crawl_add(r->crawl, url, i, e);
	capture_reset(c);
	c->url = url;
	c->time = (long long)time(NULL);
	c->error = url.len == 0 || web ? "address" : address_scheme(&a, "file") ? NULL : "scheme";
	if (c->error == NULL && localpage_fetch(r->root, r->settings->max_bytes, &r->name, c, e) != 0)
		return -1;
	return record(r, i, c, e);
}

static int
crawl(struct run *r, struct error *e)
{
	const struct capture *c;
	enum crawl_event event;
	size_t source;
	int bad = 0;
	while (bad == 0 && (event = crawl_next(r->crawl, &source, &c, e)) != CRAWL_END) {
		switch (event) {
		case CRAWL_PAGE:
			bad = record(r, source, c, e);
			break;
		case CRAWL_HOP:
			bad = recorder_hop(&r->recorder, c, e);
			break;
		case CRAWL_IDLE:
			bad = batch(r, e);
			break;
		case CRAWL_END:
		case CRAWL_FAILED:
			bad = -1;
		}
	}
	return bad;
}

static int
fetch_all(struct run *r, struct error *e)
{
	for (size_t i = 0; i < r->sources.count; i++) {
		int wanted = is_wanted(r, &r->sources.list[i], e);
		if (wanted < 0 || (wanted && begin(r, i, e) != 0))
			return -1;
	}
	return crawl(r, e) != 0 ? -1 : store_commit(r->store, e);
}

static int
print_rows(struct run *r, struct tsv_writer *w, struct error *e)
{
	struct tsv_layout l;
	struct view row[STORE_COLUMNS];
	int got = tsv_layout(&l, r->in, store_columns, STORE_COLUMNS, e);
	if (got == 0)
		tsv_header(&l, w);
	for (size_t i = 0; got == 0 && i < r->sources.count; i++) {
		const struct source *source = &r->sources.list[i];
		tsv_fill(&l, source->fields);
		got = store_find(r->store, source->id, row, e);
		if (got == 0)
			error_set(e, "store: no row of %.*s", VIEW_ARGS(source->id));
		got = got == 1 ? 0 : -1;
		for (size_t k = 0; got == 0 && k < STORE_COLUMNS; k++)
			l.fields[l.own[k]] = row[k];
		if (got == 0)
			tsv_row(&l, w);
	}
	tsv_layout_free(&l);
	return got;
}

/* A file address without a root to look below is a slip of the user's, not the page's failure. */
static int
check_root(const struct run *r, struct error *e)
{
	for (size_t i = 0; r->root < 0 && i < r->sources.count; i++) {
		struct address a = address_parse(r->sources.list[i].url);
		if (address_scheme(&a, "file"))
			return error_set(e, "%.*s: a file address needs --file-root DIR",
			    VIEW_ARGS(r->sources.list[i].url));
	}
	return 0;
}

static int
open_parts(struct run *r, char *const files[], size_t count, struct error *e)
{
	const struct settings *s = r->settings;
	struct buffer notes = { 0 };
	char path[4096];
	if (command_data(NULL, "media.tsv", path, sizeof path, e) != 0 || media_load(&r->media, path, e) != 0)
		return -1;
	r->in = tsv_open(files, count, e);
	if (r->in == NULL || sources_read(&r->sources, r->in, e) != 0)
		return -1;
	if (s->file_root != NULL && (r->root = folder_open(s->file_root, e)) < 0)
		return -1;
	if (check_root(r, e) != 0)
		return -1;
	r->store = store_open(s->store, &s->segments, &notes, e);
	struct view rest = buffer_view(&notes), line;
	while (view_split(&rest, '\n', &line))
		if (line.len > 0)
			fprintf(stderr, "%s: %.*s\n", command.name, VIEW_ARGS(line));
	buffer_free(&notes);
	if (r->store == NULL)
		return -1;
	r->crawl = crawl_new(&s->crawl, e);
	r->committed = time(NULL);
	return r->crawl == NULL ? -1 : recorder_start(&r->recorder, r->store, &r->media, s->max_bytes, e);
}

static void
close_parts(struct run *r)
{
	crawl_free(r->crawl);
	recorder_free(&r->recorder);
	capture_free(&r->capture);
	buffer_free(&r->name);
	store_close(r->store);
	if (r->root >= 0)
		close(r->root);
	sources_free(&r->sources);
	tsv_close(r->in);
	media_free(&r->media);
}

static int
fetch(const struct settings *s, char *const files[], size_t count, struct progress *progress)
{
	struct error e, write_error;
	struct tsv_writer w;
	struct run r = { .settings = s, .progress = progress, .root = -1 };
	int bad = open_parts(&r, files, count, &e);
	tsv_start(&w, STDOUT_FILENO);
	if (bad == 0)
		bad = fetch_all(&r, &e);
	if (bad == 0)
		bad = print_rows(&r, &w, &e);
	int unwritten = tsv_finish(&w, &write_error);
	close_parts(&r);
	return bad || unwritten ? tool_fail(&command, bad ? &e : &write_error) : STATUS_OK;
}

int
main(int argc, char *argv[])
{
	struct settings settings = { .max_bytes = PAGE_BYTES,
		.crawl = { .parallel = 100,
		    .per_host = 1,
		    .delay = 1000,
		    .redirects = 5,
		    .http = { .agent = "docfetch/" VERSION " (shidian)",
		        .body = PAGE_BYTES,
		        .seconds = 60 } },
		.segments = { .segment = 1ULL << 30, .software = "docfetch (shidian) " VERSION } };
	struct progress progress = { 0 };
	struct error e;
	const char *value;
	int at = 1, code, status;
	signal(SIGPIPE, SIG_IGN); /* a reader that leaves must not end a run before its journal is written */
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0 && take_option(&settings, (enum option)code, value, &e) != 0)
			return tool_fail(&command, &e);
		if (code < 0 && (status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	if (settings.store == NULL) {
		error_set(&e, "needs --store DIR");
		return tool_fail(&command, &e);
	}
	return tool_close(&command, fetch(&settings, argv + at, (size_t)(argc - at), &progress));
}
