#include "plan.h"

#include <stdio.h>
#include <string.h>

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
	SYNC,
	SUMMARY,
	MAX_FAILED,
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
	[SYNC] = { "sync", "N", "most pages whose records are not on disk yet (4096)" },
	[SUMMARY] = { "summary", "FILE", "write what became of each host's pages" },
	[MAX_FAILED] = { "max-failed", "P", "status 1 if more of what was asked for failed: 20% (100%)" },
	{ NULL, NULL, NULL },
};
const struct command plan_command = { "docfetch", "--store DIR [OPTION ...] [FILE ...]",
	"Fetches the pages of the sources' column url into a store of WARC files.", options };

enum { PAGE_BYTES = 20 << 20 };
#define AGENT "docfetch/" VERSION " (shidian"

static int
number_option(int option, const char *value, unsigned long long low, unsigned long long high,
    unsigned long long *number, struct error *e)
{
	if (view_number(view_of(value), number) == 0 && *number >= low && *number <= high)
		return 0;
	return error_set(
	    e, "--%s %s: must be a number from %llu to %llu", options[option].name, value, low, high);
}

/* Seconds with up to three decimals, as milliseconds. */
static int
seconds_option(int option, const char *value, long *milliseconds, struct error *e)
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

/* The User-Agent with a contact in it: a comment of RFC 9110 §5.6.5, so no parentheses. */
static int
contact_option(struct plan *p, const char *value, struct error *e)
{
	bool fine = *value != '\0' && strlen(value) <= 200;
	for (const char *c = value; *c != '\0'; c++)
		fine = fine && *c >= ' ' && *c <= '~' && strchr("()\\", *c) == NULL;
	if (!fine)
		return error_set(
		    e, "--contact %.200s: must be 1 to 200 characters of ASCII, none of ( ) \\", value);
	snprintf(p->agent, sizeof p->agent, AGENT "; %s)", value);
	return 0;
}

static int
percent_option(const char *value, unsigned *percent, struct error *e)
{
	struct view v = view_of(value);
	unsigned long long n;
	if (view_ends(v, VIEW("%")))
		v.len--;
	if (view_number(v, &n) != 0 || n > 100)
		return error_set(e, "--max-failed %s: must be 0%% to 100%%", value);
	*percent = (unsigned)n;
	return 0;
}

int
plan_option(struct plan *p, int option, const char *value, struct error *e)
{
	struct harvest_options *o = &p->harvest;
	unsigned long long n = 0;
	int bad = 0;
	switch ((enum option)option) {
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
		bad = contact_option(p, value, e);
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
	case SYNC:
		bad = number_option(option, value, 1, 65536, &n, e);
		o->sync = (size_t)n;
		break;
	case SUMMARY:
		p->summary = value;
		break;
	case MAX_FAILED:
		bad = percent_option(value, &p->max_failed, e);
		break;
	}
	return bad;
}

void
plan_start(struct plan *p)
{
	*p = (struct plan) { .max_failed = 100, .agent = AGENT ")" };
	p->harvest = (struct harvest_options) {
		.max_bytes = PAGE_BYTES, .max_ratio = 250, .sync = 4096, .agent = "docfetch"
	};
	p->harvest.crawl = (struct crawl_options) { .parallel = 100,
		.per_host = 1,
		.delay = 1000,
		.redirects = 5,
		.tries = 3,
		.backoff = 2000,
		.wait = 600000 };
	p->harvest.crawl.http =
	    (struct http_options) { .agent = p->agent, .body = PAGE_BYTES, .seconds = 60, .rate = 50 };
	p->harvest.segments =
	    (struct store_options) { .segment = 1ULL << 30, .software = "docfetch (shidian) " VERSION };
}

int
plan_check(const struct plan *p, struct error *e)
{
	if (p->harvest.store == NULL)
		return error_set(e, "needs --store DIR");
	return p->harvest.retry && p->harvest.refresh ? error_set(e, "--retry and --refresh: one of them")
	                                              : 0;
}
