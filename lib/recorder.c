#include "recorder.h"

#include "address.h"
#include "digest.h"
#include "held.h"
#include "message.h"
#include "tsv.h"
#include "wall.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

int
recorder_start(struct recorder *r, struct store *store, const char *folder, const struct media *media,
    size_t cap, size_t ratio, struct error *e)
{
	*r = (struct recorder) {
		.store = store, .folder = folder, .media = media, .cap = cap, .ratio = ratio
	};
	r->coding = coding_new();
	return r->coding != NULL ? 0 : error_set(e, "no memory");
}

void
recorder_free(struct recorder *r)
{
	coding_free(r->coding);
	archive_close(r->archive);
	buffer_free(&r->body);
	buffer_free(&r->before);
	arena_free(&r->row);
}

/* What is known of a page, for its row and its records. */
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

static bool
is_html(struct view media)
{
	return (media.len == strlen("text/html") && strncasecmp(media.at, "text/html", media.len) == 0) ||
	       (media.len == strlen("application/xhtml+xml") &&
	           strncasecmp(media.at, "application/xhtml+xml", media.len) == 0);
}

/* A few bytes that unpack to very many are no page; nobody has to unpack them all to know. */
static size_t
decoded_cap(const struct recorder *r, const struct capture *c)
{
	size_t dense = c->body.len > r->cap / r->ratio ? r->cap : c->body.len * r->ratio;
	if (dense < RECORDER_DENSE)
		dense = RECORDER_DENSE;
	return dense < r->cap ? dense : r->cap;
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
	size_t cap = decoded_cap(r, c);
	enum coding_result got = coding_undo(r->coding, codings, buffer_view(&c->body), cap, &r->body);
	if (got == CODING_NO_MEMORY)
		return error_set(e, "no memory to decode a body");
	if (got == CODING_TOO_LARGE)
		p->error = cap < r->cap ? "ratio" : c->body.len > r->cap ? "too-large" : "inflated";
	else if (got != CODING_OK || r->body.len == 0)
		p->error = got == CODING_OK ? "empty" : "encoding";
	if (p->error != NULL)
		return 0;
	p->media = message_media(type);
	p->charset = message_charset(type);
	if (p->media.len == 0)
		p->media = media_guess(r->media, address.path, buffer_view(&r->body));
	if (c->status > 0 && is_html(p->media) && wall_blocks(buffer_view(&r->body))) {
		p->error = "blocked";
		return 0;
	}
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

/* `first`: when it was first seen, or the empty view: now. */
static int
put_row(struct recorder *r, struct view id, const struct capture *c, const struct page *p, struct view first,
    struct error *e)
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
		f[STORE_LAST_SEEN] = view_of(p->date);
		f[STORE_FIRST_SEEN] = first.len > 0 ? first : f[STORE_LAST_SEEN];
	}
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		if (f[i].at == NULL)
			return error_set(e, "no memory");
	return store_row(r->store, f, e);
}

/* The held row goes on, with what the refresh met: `error`, or NULL where the page is what it was. */
static int
put_held_row(
    struct recorder *r, const struct held *held, const struct page *p, const char *error, struct error *e)
{
	struct view f[STORE_COLUMNS];
	memcpy(f, held->row, sizeof f);
	f[STORE_REFRESH] = view_of(error);
	if (error == NULL) {
		f[STORE_LAST_SEEN] = view_of(p->date);
		f[STORE_WITHDRAWN] = VIEW("");
	} else if (f[STORE_WITHDRAWN].len == 0) {
		f[STORE_WITHDRAWN] = view_of(p->date);
	}
	return store_row(r->store, f, e);
}

static int
put_unchanged_row(struct recorder *r, const struct held *held, const struct page *p, struct error *e)
{
	r->unchanged = true;
	return put_held_row(r, held, p, NULL, e);
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

/* The records of a page, and of its failure. */
static int
put_records(struct recorder *r, const struct capture *c, struct page *p, struct error *e)
{
	r->error = p->error;
	r->unchanged = false;
	if (has_answer(c) && put_exchange(r, c, p, e) != 0)
		return -1;
	if (c->head.len == 0 && p->error == NULL && put_resource(r, c, p, e) != 0)
		return -1;
	return p->error != NULL ? put_failure(r, c, p, e) : 0;
}

int
recorder_page(struct recorder *r, struct view id, const struct capture *c, struct error *e)
{
	struct page p;
	if (page_start(c, &p, e) != 0 || examine(r, c, &p, e) != 0 || store_turn(r->store, e) != 0 ||
	    put_records(r, c, &p, e) != 0)
		return -1;
	return put_row(r, id, c, &p, VIEW(""), e);
}

/* ---- refreshing ---- */

/* 1, 0, -1 as held_find. */
static int
find_held(struct recorder *r, struct view id, struct held *held, struct error *e)
{
	if (r->archive == NULL && (r->archive = archive_open(r->folder, e)) == NULL)
		return -1;
	return held_find(held, r->store, r->archive, id, e);
}

int
recorder_conditions(
    struct recorder *r, struct view id, struct view url, struct buffer *fields, struct error *e)
{
	struct held held;
	int got = find_held(r, id, &held, e);
	if (got == 1 && held.http && view_equal(held.head.url, url))
		held_conditions(&held, fields);
	return got < 0 ? -1 : fields->failed ? error_set(e, "no memory") : 0;
}

/* A page is what it was: by the server's word (304), or because it came again byte for byte. */
static int
put_revisit(
    struct recorder *r, const struct capture *c, const struct held *held, struct page *p, struct error *e)
{
	static const char profile[] = "http://netpreserve.org/warc/1.1/revisit/";
	char text[sizeof profile + 32];
	struct warc_record revisit = record_of("revisit", c, p), request = record_of("request", c, p);
	char request_id[WARC_ID];
	if (warc_id(request_id) != 0)
		return error_system(e, "no randomness");
	snprintf(text, sizeof text, "%s%s", profile,
	    c->status == 304 ? "server-not-modified" : "identical-payload-digest");
	revisit.media = c->head.len > 0 ? VIEW("application/http; msgtype=response") : held->head.media;
	revisit.head = buffer_view(&c->head);
	revisit.profile = text;
	revisit.refers_to = held->head.id;
	revisit.refers_url = held->head.url;
	revisit.refers_date = held->head.date;
	revisit.digest = message_field(&held->head.message, "WARC-Payload-Digest");
	request.media = VIEW("application/http; msgtype=request");
	request.body = buffer_view(&c->request);
	request.id = request_id;
	request.concurrent = p->id;
	if (store_put(r->store, &revisit, NULL, NULL, e) != 0)
		return -1;
	return c->request.len > 0 ? store_put(r->store, &request, NULL, NULL, e) : 0;
}

/* Why the new answer isn't to replace the page that is held, or NULL: it is. -1: see `e`. */
static int
judge(struct recorder *r, const struct held *held, struct page *p, struct error *e)
{
	struct payload about;
	if (p->error != NULL || !held->http || !is_html(p->media) || !is_html(held->row[STORE_MEDIA]))
		return 0;
	struct wall now = wall_look(buffer_view(&r->body));
	if (!now.script && !now.password)
		return 0;
	int got = archive_read(r->archive, held->row[STORE_RECORD], r->cap, &r->before, &about, e);
	if (got == 0)
		p->error = wall_instead(buffer_view(&r->body), buffer_view(&r->before));
	return got < 0 ? -1 : 0;
}

/* A new answer for a page that is held. */
static int
refresh(struct recorder *r, struct view id, const struct capture *c, const struct held *held, struct error *e)
{
	struct page p;
	if (page_start(c, &p, e) != 0)
		return -1;
	bool same = c->error == NULL && c->status == 304 && view_equal(c->url, held->head.url);
	if (!same && examine(r, c, &p, e) != 0)
		return -1;
	bool equal = !same && p.error == NULL && view_equal(held->row[STORE_SHA256], view_of(p.hex));
	r->error = p.error;
	if (store_turn(r->store, e) != 0)
		return -1;
	if (same || (equal && view_equal(held->body, buffer_view(&c->body))))
		return put_revisit(r, c, held, &p, e) != 0 ? -1 : put_unchanged_row(r, held, &p, e);
	if (!equal && judge(r, held, &p, e) != 0)
		return -1;
	if (put_records(r, c, &p, e) != 0)
		return -1;
	if (equal)
		return put_unchanged_row(r, held, &p, e);
	if (p.error != NULL)
		return put_held_row(r, held, &p, p.error, e);
	return put_row(r, id, c, &p, held->row[STORE_FIRST_SEEN], e);
}

int
recorder_refresh(struct recorder *r, struct view id, const struct capture *c, struct error *e)
{
	struct held held;
	int got = find_held(r, id, &held, e);
	if (got < 0)
		return -1;
	return got == 1 ? refresh(r, id, c, &held, e) : recorder_page(r, id, c, e);
}
