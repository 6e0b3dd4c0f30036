#include "capture.h"

enum { KEEP = 1 << 20 };

void
capture_reset(struct capture *c)
{
	buffer_reset(&c->request);
	buffer_reset(&c->head);
	buffer_reset(&c->body);
	if (c->body.room > KEEP) /* a hundred captures that once were huge would add up */
		buffer_free(&c->body);
	c->error = NULL;
	c->whole = false;
	c->status = 0;
	c->took = 0;
	c->ip[0] = '\0';
}

void
capture_free(struct capture *c)
{
	buffer_free(&c->request);
	buffer_free(&c->head);
	buffer_free(&c->body);
}

const char *
capture_status_error(int status)
{
	if (status == 0 || (status >= 200 && status < 300))
		return NULL;
	if (status == 412 || status == 521) /* what walls of cookies and captchas say to a robot */
		return "blocked";
	if (status == 404 || status == 410)
		return "not-found";
	if (status == 401 || status == 403 || status == 407 || status == 451)
		return "forbidden";
	return status == 429 ? "rate-limited" : status >= 500 ? "server-error" : "status";
}
