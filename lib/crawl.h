/*
 * Many requests, politely. Each host is asked by the rules of its robots.txt (RFC 9309), which is fetched
 * before its first page and again after a day; `per_host` requests at a time, `delay` apart or as much as the
 * robots.txt asks for; the hosts take turns (see hosts.h). Redirects are followed here, each step through the
 * queue of the host that it leads to. What failed for a reason that may pass is tried again (see retry.h); a
 * host that wants to be left alone is (Retry-After).
 */
#ifndef CRAWL_H
#define CRAWL_H

#include "capture.h"
#include "http.h"
#include "robots.h"

enum {
	CRAWL_ROBOTS_AGE = 86400, /* seconds (RFC 9309 §2.4) */
	CRAWL_ROBOTS_STEPS = 5,   /* redirects (§2.3.1.2) */
	CRAWL_SILENT =
	    8, /* pages in a row without an answer, all tries spent, after which a host is given up */
};

/* What the crawl asks its caller for. */
struct crawl_caller {
	void *context;
	/* Appends the source's address (http or https, of address_join) to `url`. 0, or -1: see `e`. */
	int (*load)(void *context, size_t source, struct buffer *url, struct error *e);
	/*
	 * Appends the fields that its request shall have when `url` is asked for it (`Name: value` CRLF each)
	 * to `fields`, if any. 0, or -1: see `e`.
	 */
	int (*fields)(void *context, size_t source, struct view url, struct buffer *fields, struct error *e);
	/*
	 * The rules of the robots.txt at `url`, if they are known, and how many seconds ago they were
	 * fetched. 1: `*rules` is the crawl's now; 0: not known; -1: see `e`.
	 */
	int (*recall)(void *context, struct view url, struct robots **rules, long long *age, struct error *e);
};

struct crawl_options {
	struct http_options http;
	size_t parallel; /* requests at a time, over all hosts */
	size_t per_host; /* and of one host */
	long delay; /* milliseconds between a host's requests: from the end of one to the start of the next */
	unsigned redirects; /* most steps of one source */
	unsigned tries;     /* most requests for one address, 1 or more */
	long backoff;       /* milliseconds before the second one, doubled for each more */
	long wait; /* most milliseconds that one source may wait for more tries, and a host for Retry-After */
};

struct crawl;

/* `caller` is copied. NULL: see `e`. */
struct crawl *crawl_new(const struct crawl_options *o, const struct crawl_caller *caller, struct error *e);
void crawl_free(struct crawl *c); /* NULL is allowed */

/* Queues the source at the host of `url` (see crawl_caller.load). 0 or -1: no memory. */
int crawl_add(struct crawl *c, struct view url, size_t source, struct error *e);

enum crawl_event {
	CRAWL_FAILED = -1, /* see `e` */
	CRAWL_END,         /* every source has had its page */
	CRAWL_PAGE,        /* the last answer for a source, or its failure */
	CRAWL_HOP,         /* an answer that redirects, or that wants to be asked for later; more will come */
	CRAWL_ROBOTS,      /* the last answer for a robots.txt: the caller must call crawl_rules */
	CRAWL_IDLE,        /* nothing happened for a while: time to tidy up */
};

/*
 * Goes on until something happened. `*capture` is valid until the next call. A page that the rules forbid has
 * the error `robots`, one of a host that is given up the error of its last page, one of a host that wants to be left alone for longer than `wait` what its answer was
 * (`rate-limited`, `server-error`); neither was asked for.
 */
enum crawl_event crawl_next(struct crawl *c, size_t *source, const struct capture **capture, struct error *e);

/* The address of the robots.txt that came last (before redirects), valid until the next call. */
struct view crawl_robots_url(struct crawl *c);
/*
 * The rules for the pages of the site whose robots.txt came last: `rules` (the crawl's now), or, where
 * `refusal` is not NULL, none of them may be asked for and this is their error.
 */
void crawl_rules(struct crawl *c, struct robots *rules, const char *refusal);

#endif
