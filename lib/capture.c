#include "capture.h"

#include "address.h"
#include "digest.h"
#include "message.h"
#include "tsv.h"

#include <stdio.h>
#include <string.h>

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
	c->ip[0] = '\0';
}

void
capture_free(struct capture *c)
{
	buffer_free(&c->request);
	buffer_free(&c->head);
	buffer_free(&c->body);
}

int
recorder_start(
    struct recorder *r, struct store *store, const struct media *media, size_t cap, struct error *e)
{
	*r = (struct recorder) { .store = store, .media = media, .cap = cap, .coding = coding_new() };
	return r->coding != NULL ? 0 : error_set(e, "no memory");
}

void
recorder_free(struct recorder *r)
{
	coding_free(r->coding);
	buffer_free(&r->body);
	arena_free(&r->row);
}

/* What is known of the page, for its row and its records. */
struct page {
	char date[WARC_DATE], id[WARC_ID]; /* of the response or resource record */
	char hex[DIGEST_HEX + 1];          /* of the decoded body */
	char place[STORE_PLACE];
	struct view media, charset;
	const char *error;
};

/* An answer that broke off is none: half a body would be taken for a page by whoever reads the store. */
static bool
has_answer(const struct capture *c)
{
	return c->head.len > 0 && c->whole;
}

static struct warc_record
record_of(const char *type, const struct capture *c, const struct page *p)
{
	return (struct warc_record) { .type = type,
		.url = c->url,
		.date = p->date,
		.id = p->id,
		.media = VIEW(""),
		.head = VIEW(""),
		.body = VIEW(""),
		.ip = c->ip[0] ? c->ip : NULL };
}

static int
put_exchange(struct recorder *r, const struct capture *c, struct page *p, struct error *e)
{
	char request_id[WARC_ID];
	struct warc_record response = record_of("response", c, p), request = record_of("request", c, p);
	if (warc_id(request_id) != 0)
		return error_system(e, "no randomness");
	response.media = VIEW("application/http; msgtype=response");
	response.head = buffer_view(&c->head);
	response.body = buffer_view(&c->body);
	response.payload = true;
	request.media = VIEW("application/http; msgtype=request");
	request.body = buffer_view(&c->request);
	request.id = request_id;
	request.concurrent = p->id;
	if (store_put(r->store, &response, NULL, p->place, e) != 0)
		return -1;
	return c->request.len > 0 ? store_put(r->store, &request, NULL, NULL, e) : 0;
}

static int
put_resource(struct recorder *r, const struct capture *c, struct page *p, struct error *e)
{
	struct warc_record resource = record_of("resource", c, p);
	resource.media = p->media;
	resource.body = buffer_view(&c->body);
	resource.payload = true;
	return store_put(r->store, &resource, p->hex, p->place, e);
}

static int
put_failure(struct recorder *r, const struct capture *c, const struct page *p, struct error *e)
{
	char id[WARC_ID];
	struct buffer fields = { 0 };
	struct warc_record metadata = record_of("metadata", c, p);
	buffer_format(&fields, "error: %s\r\n", p->error);
	metadata.media = VIEW("application/warc-fields");
	metadata.body = buffer_view(&fields);
	metadata.id = id;
	metadata.concurrent = has_answer(c) ? p->id : NULL;
	int bad = warc_id(id) != 0 || fields.failed ? error_set(e, "no memory")
	                                            : store_put(r->store, &metadata, NULL, NULL, e);
	buffer_free(&fields);
	return bad;
}

const char *
capture_status_error(int status)
{
	if (status == 0 || (status >= 200 && status < 300))
		return NULL;
	if (status == 404 || status == 410)
		return "not-found";
	if (status == 401 || status == 403 || status == 407 || status == 451)
		return "forbidden";
	return status == 429 ? "rate-limited" : status >= 500 ? "server-error" : "status";
}

/* Decodes the body and finds out what it is, or why it can't be used (p->error). -1: no memory. */
static int
examine(struct recorder *r, const struct capture *c, struct page *p, struct error *e)
{
	struct message m;
	struct address address = address_parse(c->url);
	struct view type = VIEW(""), codings = VIEW("");
	p->media = p->charset = VIEW("");
	p->error = c->error ? c->error : capture_status_error(c->status);
	if (c->head.len > 0 && message_split(buffer_view(&c->head), &m) == 0) {
		type = message_field(&m, "Content-Type");
		codings = message_field(&m, "Content-Encoding");
	}
	if (p->error != NULL)
		return 0;
	enum coding_result got = coding_undo(r->coding, codings, buffer_view(&c->body), r->cap, &r->body);
	if (got == CODING_NO_MEMORY)
		return error_set(e, "no memory to decode a body");
	if (got != CODING_OK || r->body.len == 0) {
		p->error = got == CODING_OK ? "empty" : got == CODING_TOO_LARGE ? "too-large" : "encoding";
		return 0;
	}
	p->media = message_media(type);
	p->charset = message_charset(type);
	if (p->media.len == 0)
		p->media = media_guess(r->media, address.path, buffer_view(&r->body));
	return digest_of(buffer_view(&r->body), p->hex) == 0 ? 0 : error_set(e, "libcrypto failed");
}

static struct view
lowered(struct arena *a, struct view v)
{
	char *p = arena_take(a, v.len + 1);
	for (size_t i = 0; p != NULL && i < v.len; i++)
		p[i] = (char)(v.at[i] >= 'A' && v.at[i] <= 'Z' ? v.at[i] - 'A' + 'a' : v.at[i]);
	return (struct view) { p, p ? v.len : 0 };
}

static struct view
number(struct arena *a, unsigned long long n)
{
	char text[24];
	snprintf(text, sizeof text, "%llu", n);
	return arena_copy(a, view_of(text));
}

static int
put_row(struct recorder *r, struct view id, const struct capture *c, const struct page *p, struct error *e)
{
	struct view f[STORE_COLUMNS];
	struct arena *a = &r->row;
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		f[i] = VIEW("");
	arena_reset(a);
	f[STORE_ID] = id;
	f[STORE_FINAL_URL] = tsv_encode(c->url, a);
	f[STORE_FETCHED] = view_of(p->date);
	if (c->status > 0)
		f[STORE_STATUS] = number(a, (unsigned)c->status);
	if (p->error != NULL) {
		f[STORE_ERROR] = view_of(p->error);
	} else {
		f[STORE_MEDIA] = tsv_encode(lowered(a, p->media), a);
		f[STORE_DECLARED] = tsv_encode(p->charset, a);
		f[STORE_BYTES] = number(a, r->body.len);
		f[STORE_SHA256] = view_of(p->hex);
		f[STORE_RECORD] = view_of(p->place);
		f[STORE_FIRST_SEEN] = f[STORE_LAST_SEEN] = view_of(p->date);
	}
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		if (f[i].at == NULL)
			return error_set(e, "no memory");
	return store_row(r->store, f, e);
}

static int
page_start(const struct capture *c, struct page *p, struct error *e)
{
	*p = (struct page) { .error = NULL };
	warc_date(c->time, p->date);
	return warc_id(p->id) == 0 ? 0 : error_system(e, "no randomness");
}

int
recorder_hop(struct recorder *r, const struct capture *c, struct error *e)
{
	struct page p;
	if (page_start(c, &p, e) != 0 || store_turn(r->store, e) != 0)
		return -1;
	return put_exchange(r, c, &p, e);
}

int
recorder_page(struct recorder *r, struct view id, const struct capture *c, struct error *e)
{
	struct page p;
	if (page_start(c, &p, e) != 0 || examine(r, c, &p, e) != 0 || store_turn(r->store, e) != 0)
		return -1;
	r->error = p.error;
	if (has_answer(c) && put_exchange(r, c, &p, e) != 0)
		return -1;
	if (c->head.len == 0 && p.error == NULL && put_resource(r, c, &p, e) != 0)
		return -1;
	if (p.error != NULL && put_failure(r, c, &p, e) != 0)
		return -1;
	return put_row(r, id, c, &p, e);
}
