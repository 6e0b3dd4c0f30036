/*
 * A capture: what one request for an address brought. In the store a page read from a file is one `resource`
 * record; one from the web a `request` and a `response`; a failure leaves a `metadata` record that says what
 * it was (see recorder.h).
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "arena.h"
#include "error.h"
#include "view.h"

enum { CAPTURE_IP = 46 };

struct capture {
	struct view url;       /* absolute, of address_join; borrowed */
	const char *error;     /* an error token, or NULL */
	long long time;        /* seconds since 1970 */
	long took;             /* ms that the request took */
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

#endif
