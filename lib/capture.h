/*
 * A capture: what one request for an address brought, and how it enters the store: as records, and as the row
 * of the source that asked for it. A page read from a file is one `resource` record; one from the web a
 * `request` and a `response`; a failure leaves a `metadata` record that says what it was.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "arena.h"
#include "coding.h"
#include "media.h"
#include "store.h"

enum { CAPTURE_IP = 46 };

struct capture {
	struct view url;       /* absolute, of address_join; borrowed */
	const char *error;     /* an error token, or NULL */
	long long time;        /* seconds since 1970 */
	bool whole;            /* the answer came to its end: it can be stored */
	int status;            /* of HTTP; 0: there was no answer, or it is a file */
	char ip[CAPTURE_IP];   /* that answered; "" = none */
	struct buffer request; /* as sent, HTTP/1.1 */
	struct buffer head;    /* of the answer with its empty line, HTTP/1.1 */
	struct buffer body;    /* as received: content codings are still on it */
};

/* Ready for another request: forgets all but memory, and that too where it is much. */
void capture_reset(struct capture *c);
void capture_free(struct capture *c);

/* The error token of an HTTP status; NULL: it is 2xx, or 0. */
const char *capture_status_error(int status);

/* What recording needs, kept from capture to capture. */
struct recorder {
	struct store *store;       /* borrowed */
	const struct media *media; /* borrowed */
	struct coding *coding;
	size_t cap;         /* most bytes of a decoded body */
	struct buffer body; /* decoded: of the page that was recorded last, where it has no error */
	const char *error;  /* its row's error, or NULL */
	struct arena row;
};

int recorder_start(
    struct recorder *r, struct store *store, const struct media *media, size_t cap, struct error *e);
void recorder_free(struct recorder *r);

/* Records a step on the way (an answer that redirects). 0, or -1: see `e`. */
int recorder_hop(struct recorder *r, const struct capture *c, struct error *e);

/*
 * Records the last capture for the source `id` and writes its row. What can't be used of it becomes the row's
 * error: a status that isn't 2xx, an empty body (`empty`), one that can't be decoded (`encoding`,
 * `too-large`). 0, or -1: see `e`.
 */
int recorder_page(struct recorder *r, struct view id, const struct capture *c, struct error *e);

#endif
