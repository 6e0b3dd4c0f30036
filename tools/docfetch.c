/* docfetch: fetches the pages of a list of sources into a store, and says what became of each. */
#include "harvest.h"
#include "tool.h"

#include <signal.h>

enum option {
	STORE_DIR,
	RETRY,
	REFRESH,
	FILE_ROOT,
	DELAY,
	PER_HOST,
	PARALLEL,
	ALLOW_PRIVATE,
	CONTACT,
	MAX_BYTES,
	MAX_RATIO,
	MAX_TIME,
	MIN_RATE,
	MAX_REDIRECTS,
	TRIES,
	BACKOFF,
	MAX_WAIT,
	SEGMENT_BYTES,
	NO_COMPRESS,
};
static const struct command_option options[] = {
	[STORE_DIR] = { "store", "DIR", "the store, made where it is missing (needed)" },
	[RETRY] = { "retry", NULL, "fetch again what failed" },
	[REFRESH] = { "refresh", NULL, "ask again for everything; pages that are held only if they changed" },
	[FILE_ROOT] = { "file-root", "DIR", "the folder that file:///HOST/PATH lies below" },
	[DELAY] = { "delay", "S", "seconds between two requests to a host, with decimals (1)" },
	[PER_HOST] = { "per-host", "N", "requests to a host at a time (1)" },
	[PARALLEL] = { "parallel", "N", "requests at a time (100)" },
	[ALLOW_PRIVATE] = { "allow-private", NULL, "ask also hosts of networks that are not public" },
	[CONTACT] = { "contact", "TEXT",
	    "whom a site may turn to, for the User-Agent: an address of mail or web" },
	[MAX_BYTES] = { "max-bytes", "N", "most bytes of a page (20971520)" },
	[MAX_RATIO] = { "max-ratio", "N", "most bytes that each one received may unpack to (250)" },
	[MAX_TIME] = { "max-time", "S", "longest time of a request in seconds (60)" },
	[MIN_RATE] = { "min-rate", "N", "fewest bytes a second, over 30 seconds; 0: any (50)" },
	[MAX_REDIRECTS] = { "max-redirects", "N", "most redirects of a page (5)" },
	[TRIES] = { "tries", "N", "most requests for a page that fails for a reason that may pass (3)" },
	[BACKOFF] = { "backoff", "S", "seconds before the second one, doubled for each more (2)" },
	[MAX_WAIT] = { "max-wait", "S", "longest wait for more tries, or for a host that asks for it (600)" },
	[SEGMENT_BYTES] = { "segment-bytes", "N", "begin a new segment at this size (1073741824)" },
	[NO_COMPRESS] = { "no-compress", NULL, "write segments without gzip" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docfetch", "--store DIR [OPTION ...] [FILE ...]",
	"Fetches the pages of the sources' column url into a store of WARC files.", options };

enum { PAGE_BYTES = 20 << 20 };

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
seconds_option(enum option option, const char *value, long *milliseconds, struct error *e)
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
		return error_set(
		    e, "--%s %s: must be seconds, such as 2 or 0.5", options[option].name, value);
	*milliseconds = (long)(seconds * 1000 + thousandths);
	return 0;
}

/* The User-Agent with a contact in it: a comment of RFC 9110 §5.6.5, so no parentheses. Kept for the process. */
static int
contact_option(const char *value, const char **agent, struct error *e)
{
	static char text[256];
	bool fine = *value != '\0' && strlen(value) <= 200;
	for (const char *p = value; *p != '\0'; p++)
		fine = fine && *p >= ' ' && *p <= '~' && strchr("()\\", *p) == NULL;
	if (!fine)
		return error_set(
		    e, "--contact %.200s: must be 1 to 200 characters of ASCII, none of ( ) \\", value);
	snprintf(text, sizeof text, "docfetch/" VERSION " (shidian; %s)", value);
	*agent = text;
	return 0;
}

static int
take_option(struct harvest_options *o, enum option option, const char *value, struct error *e)
{
	unsigned long long n = 0;
	int bad = 0;
	switch (option) {
	case STORE_DIR:
		o->store = value;
		break;
	case RETRY:
		o->retry = true;
		break;
	case REFRESH:
		o->refresh = true;
		break;
	case FILE_ROOT:
		o->file_root = value;
		break;
	case DELAY:
		bad = seconds_option(option, value, &o->crawl.delay, e);
		break;
	case PER_HOST:
		bad = number_option(option, value, 1, 64, &n, e);
		o->crawl.per_host = (size_t)n;
		break;
	case PARALLEL:
		bad = number_option(option, value, 1, 1000, &n, e);
		o->crawl.parallel = (size_t)n;
		break;
	case ALLOW_PRIVATE:
		o->crawl.http.allow_private = true;
		break;
	case CONTACT:
		bad = contact_option(value, &o->crawl.http.agent, e);
		break;
	case MAX_BYTES:
		bad = number_option(option, value, 1, 64 << 20, &n, e);
		o->max_bytes = o->crawl.http.body = (size_t)n;
		break;
	case MAX_TIME:
		bad = number_option(option, value, 1, 86400, &n, e);
		o->crawl.http.seconds = (long)n;
		break;
	case MAX_RATIO:
		bad = number_option(option, value, 1, 100000, &n, e);
		o->max_ratio = (size_t)n;
		break;
	case MIN_RATE:
		bad = number_option(option, value, 0, 1000000, &n, e);
		o->crawl.http.rate = (long)n;
		break;
	case MAX_REDIRECTS:
		bad = number_option(option, value, 0, 50, &n, e);
		o->crawl.redirects = (unsigned)n;
		break;
	case TRIES:
		bad = number_option(option, value, 1, 20, &n, e);
		o->crawl.tries = (unsigned)n;
		break;
	case BACKOFF:
		bad = seconds_option(option, value, &o->crawl.backoff, e);
		break;
	case MAX_WAIT:
		bad = seconds_option(option, value, &o->crawl.wait, e);
		break;
	case SEGMENT_BYTES:
		bad = number_option(option, value, 1, 1ULL << 40, &o->segments.segment, e);
		break;
	case NO_COMPRESS:
		o->segments.plain = true;
		break;
	}
	return bad;
}

/* Once a second: a page may take as long. */
static void
tell_progress(struct progress *p, unsigned long long pages)
{
	time_t now = p->on && pages != p->rows ? time(NULL) : p->last;
	if (now == p->last)
		return;
	fprintf(stderr, "%s: %llu pages\n", command.name, pages);
	p->last = now;
	p->rows = pages;
}

static int
fetch_all(struct harvest *h, struct progress *progress, struct error *e)
{
	unsigned long long pages;
	int got;
	while ((got = harvest_step(h, &pages, e)) == 1)
		tell_progress(progress, pages);
	return got;
}

static int
print_rows(
    struct harvest *h, const struct tsv *in, const struct sources *s, struct tsv_writer *w, struct error *e)
{
	struct tsv_layout l;
	struct view row[STORE_COLUMNS];
	int bad = tsv_layout(&l, in, store_columns, STORE_COLUMNS, e);
	if (bad == 0)
		tsv_header(&l, w);
	for (size_t i = 0; bad == 0 && i < s->count; i++) {
		bad = harvest_row(h, i, row, e);
		tsv_fill(&l, s->list[i].fields);
		for (size_t k = 0; bad == 0 && k < STORE_COLUMNS; k++)
			l.fields[l.own[k]] = row[k];
		if (bad == 0)
			tsv_row(&l, w);
	}
	tsv_layout_free(&l);
	return bad;
}

static void
tell(const struct buffer *notes)
{
	struct view rest = buffer_view(notes), line;
	while (view_split(&rest, '\n', &line))
		if (line.len > 0)
			fprintf(stderr, "%s: %.*s\n", command.name, VIEW_ARGS(line));
}

static int
fetch(const struct harvest_options *o, char *const files[], size_t count, struct progress *progress)
{
	struct error e, write_error;
	struct tsv_writer w;
	struct sources sources = { 0 };
	struct buffer notes = { 0 };
	struct harvest *h = NULL;
	struct tsv *in = tsv_open(files, count, &e);
	tsv_start(&w, STDOUT_FILENO);
	int bad = in == NULL || sources_read(&sources, in, &e) != 0;
	if (!bad) {
		h = harvest_open(o, &sources, &notes, &e);
		tell(&notes);
	}
	bad = h == NULL || fetch_all(h, progress, &e) != 0 || print_rows(h, in, &sources, &w, &e) != 0;
	int unwritten = tsv_finish(&w, &write_error);
	harvest_close(h);
	sources_free(&sources);
	tsv_close(in);
	buffer_free(&notes);
	return bad || unwritten ? tool_fail(&command, bad ? &e : &write_error) : STATUS_OK;
}

int
main(int argc, char *argv[])
{
	const struct http_options http = {
		.agent = "docfetch/" VERSION " (shidian)", .body = PAGE_BYTES, .seconds = 60, .rate = 50
	};
	struct harvest_options o = { .max_bytes = PAGE_BYTES,
		.max_ratio = 250,
		.agent = "docfetch",
		.crawl = { .parallel = 100,
		    .per_host = 1,
		    .delay = 1000,
		    .redirects = 5,
		    .tries = 3,
		    .backoff = 2000,
		    .wait = 600000,
		    .http = http },
		.segments = { .segment = 1ULL << 30, .software = "docfetch (shidian) " VERSION } };
	struct progress progress = { 0 };
	struct error e;
	const char *value;
	char media[4096];
	int at = 1, code, status;
	signal(SIGPIPE, SIG_IGN); /* a reader that leaves must not end a run before its journal is written */
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END) {
		if (code >= 0 && take_option(&o, (enum option)code, value, &e) != 0)
			return tool_fail(&command, &e);
		if (code < 0 && (status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	}
	o.media = media;
	if (o.store == NULL)
		error_set(&e, "needs --store DIR");
	else if (o.retry && o.refresh)
		error_set(&e, "--retry and --refresh: one of them");
	if (o.store == NULL || (o.retry && o.refresh) ||
	    command_data(NULL, "media.tsv", media, sizeof media, &e) != 0)
		return tool_fail(&command, &e);
	return tool_close(&command, fetch(&o, argv + at, (size_t)(argc - at), &progress));
}
