/*
 * Many requests, politely: each host has a queue, from which `per_host` requests run at a time, `delay`
 * apart; the hosts take turns. Redirects are followed here, each step through the queue of the host that it
 * leads to.
 */
#ifndef CRAWL_H
#define CRAWL_H

#include "capture.h"
#include "http.h"

struct crawl_options {
	struct http_options http;
	size_t parallel; /* requests at a time, over all hosts */
	size_t per_host; /* and of one host */
	long delay; /* milliseconds between a host's requests: from the end of one to the start of the next */
	unsigned redirects; /* most steps of one source */
};

struct crawl;

/* NULL: see `e`. */
struct crawl *crawl_new(const struct crawl_options *o, struct error *e);
void crawl_free(struct crawl *c); /* NULL is allowed */

/*
 * Queues `url` (http or https, of address_join; borrowed until the crawl is freed) for the source of that
 * number. 0 or -1: no memory.
 */
int crawl_add(struct crawl *c, struct view url, size_t source, struct error *e);

enum crawl_event {
	CRAWL_FAILED = -1, /* see `e` */
	CRAWL_END,         /* every source has had its page */
	CRAWL_PAGE,        /* the last answer for a source, or its failure */
	CRAWL_HOP,         /* an answer that redirects; more will come for the source */
	CRAWL_IDLE,        /* nothing happened for a while: time to tidy up */
};

/* Goes on until something happened. `*capture` is valid until the next call. */
enum crawl_event crawl_next(struct crawl *c, size_t *source, const struct capture **capture, struct error *e);

#endif
