/*
 * Requests over http and https, many at a time, by libcurl. One request is one exchange: redirects are
 * answers like others.
 *
 * The caps are real: head and body are counted as they arrive (libcurl's own limits don't hold for running
 * transfers), the time is that of the whole exchange. An address that resolves to a network which isn't
 * public (address_private) is refused when the connection is made, so that no name server can talk its way
 * in; what goes through a proxy that the environment names (http_proxy, https_proxy, all_proxy, no_proxy) is
 * the proxy's affair.
 */
#ifndef HTTP_H
#define HTTP_H

#include "capture.h"
#include "error.h"

enum {
	HTTP_HEAD = 64 * 1024, /* most bytes of an answer's heads, interim ones included */
	HTTP_FIELDS = 200,     /* and most lines */
	HTTP_FIELD = 1024,     /* most bytes of a field to send */
	HTTP_EXCESS =
	    4, /* bytes that may stand behind a body of a known length: some servers end lines there */
};

struct http_options {
	const char *agent;  /* User-Agent */
	bool allow_private; /* also networks that aren't public */
	size_t body;        /* most bytes of a body as it is received */
	long seconds;       /* longest time of an exchange */
	long rate;          /* fewest bytes a second, over 30 seconds or half the longest time; 0: any */
};

struct http;

/* NULL: see `e`. */
struct http *http_new(const struct http_options *o, struct error *e);
void http_free(struct http *h); /* gives up what is under way; NULL is allowed */

/*
 * Asks for c->url, with these fields besides the usual ones (`Name: value` CRLF each). `c` (reset before) is filled while http_wait runs and must stay where it is until
 * http_done hands it back. 0 or -1.
 */
int http_begin(struct http *h, struct capture *c, struct view fields, struct error *e);
/* Lets the exchanges go on, for `milliseconds` at most; returns as soon as something happened. 0 or -1. */
int http_wait(struct http *h, int milliseconds, struct error *e);
/*
 * The next exchange that is over, or NULL. Its error is NULL where a whole answer came, whatever its status,
 * or one of these:
 *
 * the host       unresolved unreachable private tls proxy connection
 * the time       timeout too-slow
 * the head       header-bytes header-count header-nul no-head protocol length
 * the body       too-large cut-short chunking length
 * the rest       address scheme failed
 */
struct capture *http_done(struct http *h);

#endif
