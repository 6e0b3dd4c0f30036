#define _GNU_SOURCE
#include "gleaning.h"

#include "address.h"
#include "archive.h"
#include "capture.h"
#include "findings.h"
#include "tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES (ARCHIVE_RECORD - RECORDHEAD_BYTES)
#define BATCH_BYTES ((size_t)4 << 20)

struct gleaning {
	const struct media *media;
	size_t cap, files;
	struct payload_reader *reader;
	struct findings found;
	struct arena row;
	struct buffer block, body, url, record;
};

struct gleaning *
gleaning_new(const struct media *media, size_t cap)
{
	struct gleaning *h = calloc(1, sizeof *h);
	if (h == NULL)
		return NULL;
	*h = (struct gleaning) { .media = media, .cap = cap, .reader = payload_reader_new() };
	h->found.memory.limit = GLEANING_BYTES;
	if (h->reader == NULL) {
		free(h);
		return NULL;
	}
	return h;
}

void
gleaning_free(struct gleaning *h)
{
	if (h == NULL)
		return;
	payload_reader_free(h->reader);
	findings_free(&h->found);
	arena_free(&h->row);
	buffer_free(&h->block);
	buffer_free(&h->body);
	buffer_free(&h->url);
	buffer_free(&h->record);
	free(h);
}

/* ---- taking up ---- */

/* Whether it is a record that an address is captured by; then h->url is that address. */
static bool
is_capture(struct gleaning *h, const struct record_head *r)
{
	bool revisit = view_equal(r->type, VIEW("revisit"));
	if (!revisit && !view_equal(r->type, VIEW("response")) && !view_equal(r->type, VIEW("resource")))
		return false;
	if (address_join(VIEW(""), r->url, &h->url) != 0)
		return false;
	struct address a = address_parse(buffer_view(&h->url));
	if (view_equal(a.path, VIEW("/robots.txt"))) /* RFC 9309: told to crawlers, no document */
		return false;
	return address_scheme(&a, "http") || address_scheme(&a, "https") || address_scheme(&a, "file");
}

/* What a revisit says of the capture that it repeats. */
static int
revisit_take(struct gleaning *h, const struct record_head *r, struct finding *c)
{
	struct view digest = message_field(&r->message, "WARC-Payload-Digest"),
	            profile = message_field(&r->message, "WARC-Profile"),
	            url = record_url(message_field(&r->message, "WARC-Refers-To-Target-URI"));
	char date[WARC_DATE];
	record_date(message_field(&r->message, "WARC-Refers-To-Date"), date);
	c->revisit = true;
	c->unmodified = view_ends(profile, VIEW("/server-not-modified"));
	if (digest.len > 0 && findings_key(digest, c->digest) != 0)
		return -1;
	return url.len > 0 && date[0] && address_join(VIEW(""), url, &h->url) == 0
	           ? findings_place(buffer_view(&h->url), date, c->refers)
	           : 0;
}

static int
describe(struct gleaning *h, struct finding *c, const struct payload *about, struct view url)
{
	struct address a = address_parse(url);
	struct view body = buffer_view(&h->body), media = about->media;
	if (media.len == 0 && c->error == NULL)
		media = media_guess(h->media, a.path, body);
	c->bytes = body.len;
	c->media = arena_copy(&h->found.memory, tsv_encode(media, &h->row));
	c->charset = arena_copy(&h->found.memory, tsv_encode(about->charset, &h->row));
	return c->media.at == NULL || c->charset.at == NULL ? -1 : digest_of(body, c->sha256);
}

static int
page_take(struct gleaning *h, const struct record_head *r, const struct payload *about, struct finding *c)
{
	c->status = about->status;
	c->error = capture_status_error(c->status);
	if (c->error == NULL)
		c->error = about->error;
	if (c->error == NULL && h->body.len == 0)
		c->error = "empty";
	if (describe(h, c, about, buffer_view(&h->url)) != 0)
		return -1;
	return c->error == NULL
	           ? findings_original(&h->found, message_field(&r->message, "WARC-Payload-Digest"),
	                 buffer_view(&h->url), r->date)
	           : 0;
}

/* An answer that is no page's: 1xx, 3xx; but not a revisit whose server said "not modified". */
static bool
is_redirect(const struct record_head *r, struct view block)
{
	struct message http;
	int status = message_split(block, &http) == 0 ? message_status(&http) : -1;
	bool resource = view_equal(r->type, VIEW("resource")), revisit = view_equal(r->type, VIEW("revisit"));
	if (resource || status < 0 || (revisit && status == 304))
		return false;
	return status < 200 || (status >= 300 && status < 400);
}

/* Takes up the capture whose record is `r`, its block in h->block. 0, or -1: no memory. */
static int
take(struct gleaning *h, const struct warcfile_record *r, unsigned long long ordinal, struct error *e)
{
	struct payload about = { 0 };
	struct view none = VIEW("");
	size_t site;
	bool revisit = view_equal(r->head.type, VIEW("revisit")), large = r->head.length > BLOCK_BYTES;
	int got = 0;
	if (!revisit && !large)
		got = payload_read(h->reader, &r->head, buffer_view(&h->block), h->cap, &h->body, &about, e);
	if (got < 0 || is_redirect(&r->head, buffer_view(&h->block)))
		return 0; /* no HTTP in it: nothing that a page could be made of */
	struct finding *c =
	    findings_site(&h->found, buffer_view(&h->url), &site) == 0 ? findings_add(&h->found) : NULL;
	if (c == NULL)
		return -1;
	*c = (struct finding) { .address = site,
		.file = h->files,
		.ordinal = ordinal,
		.offset = r->offset,
		.length = r->length,
		.media = none,
		.charset = none };
	memcpy(c->date, r->head.date, WARC_DATE);
	if (large)
		c->error = "too-large";
	arena_reset(&h->row);
	return large ? 0 : revisit ? revisit_take(h, &r->head, c) : page_take(h, &r->head, &about, c);
}

enum packed_result
gleaning_file(struct gleaning *h, const char *path, struct error *e)
{
	struct warcfile_record record;
	unsigned long long ordinal = 0;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE) {
		bool wanted = is_capture(h, &record.head);
		bool keep = wanted && record.head.length <= BLOCK_BYTES;
		r = warcfile_read(w, &record, keep ? BLOCK_BYTES : 0, &h->block, e);
		if (r == PACKED_MORE && wanted && take(h, &record, ordinal, e) != 0) {
			error_set(e, "%s: no memory for so many captures", path);
			r = PACKED_FAILED;
		}
		ordinal++;
	}
	h->files++;
	warcfile_close(w);
	return r;
}

int
gleaning_settle(struct gleaning *h, struct error *e)
{
	return findings_settle(&h->found, e);
}

/* ---- rows ---- */

size_t
gleaning_count(const struct gleaning *h)
{
	return h->found.site_count;
}

bool
gleaning_is(const struct gleaning *h, size_t row, struct view list)
{
	const struct findings_site *s = &h->found.sites[row];
	struct view type = s->best ? s->best->media : s->failed->media, part;
	if (list.len == 0 || (s->best == NULL && type.len == 0))
		return true;
	while (view_split(&list, ',', &part)) {
		part = view_trim(part);
		if (view_ends(part, VIEW("/")) ? view_starts(type, part) : view_equal(type, part))
			return true;
	}
	return false;
}

struct view
gleaning_url(const struct gleaning *h, size_t row)
{
	return h->found.sites[row].url;
}

bool
gleaning_place(const struct gleaning *h, size_t row, struct gleaning_place *place)
{
	const struct finding *c = h->found.sites[row].best;
	if (c != NULL)
		*place = (struct gleaning_place) { c->file, c->offset, c->length };
	return c != NULL;
}

static struct view
number(struct arena *a, unsigned long long n)
{
	char text[24];
	snprintf(text, sizeof text, "%llu", n);
	return arena_copy(a, view_of(text));
}

static struct view
place_field(struct gleaning *h, const struct finding *c, const char *name)
{
	if (c->place[0])
		return view_of(c->place);
	buffer_reset(&h->record);
	buffer_format(&h->record, "%s:%llu:%llu", name, c->offset, c->length);
	return h->record.failed ? (struct view) { NULL, 0 } : tsv_encode(buffer_view(&h->record), &h->row);
}

int
gleaning_row(
    struct gleaning *h, size_t row, const char *name, struct view fields[STORE_COLUMNS], struct error *e)
{
	const struct findings_site *s = &h->found.sites[row];
	const struct finding *c = s->best ? s->best : s->failed;
	arena_reset(&h->row);
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		fields[i] = VIEW("");
	fields[STORE_ID] = view_of(s->id);
	fields[STORE_FINAL_URL] = s->url;
	fields[STORE_FETCHED] = view_of(c->date);
	if (c->status > 0)
		fields[STORE_STATUS] = number(&h->row, (unsigned)c->status);
	if (s->best == NULL) {
		fields[STORE_ERROR] = view_of(c->error);
	} else {
		fields[STORE_MEDIA] = c->media;
		fields[STORE_DECLARED] = c->charset;
		fields[STORE_BYTES] = number(&h->row, c->bytes);
		fields[STORE_SHA256] = view_of(c->sha256);
		fields[STORE_RECORD] = place_field(h, c, name);
		fields[STORE_FIRST_SEEN] = view_of(s->first_seen);
		fields[STORE_LAST_SEEN] = view_of(s->last_seen);
		fields[STORE_REFRESH] = view_of(s->refresh ? s->refresh : "");
		fields[STORE_WITHDRAWN] = view_of(s->withdrawn ? s->withdrawn : "");
	}
	for (size_t i = 0; i < STORE_COLUMNS; i++)
		if (fields[i].at == NULL)
			return error_set(e, "no memory");
	return 0;
}

/* ---- copying ---- */

void
gleaning_want(struct gleaning *h, size_t row)
{
	if (h->found.sites[row].best != NULL)
		h->found.sites[row].best->wanted = true;
}

/* A WARC record goes over as it is, so that its id and its digests stay those of whoever took it. */
static int
copy_warc(
    struct gleaning *h, const struct record_head *r, struct store *store, struct finding *c, struct error *e)
{
	buffer_reset(&h->record);
	buffer_append(&h->record, r->whole);
	buffer_append(&h->record, buffer_view(&h->block));
	buffer_append(&h->record, VIEW("\r\n\r\n"));
	if (h->record.failed)
		return error_set(e, "no memory for a record");
	return store_copy(store, buffer_view(&h->record), c->place, e);
}

static int
copy_arc(
    struct gleaning *h, const struct record_head *r, struct store *store, struct finding *c, struct error *e)
{
	char id[WARC_ID], ip[CAPTURE_IP] = "";
	struct view block = buffer_view(&h->block);
	struct message http;
	bool is_http = c->status > 0 && message_split(block, &http) == 0;
	struct view body = is_http ? http.block : block;
	if (r->ip.len < sizeof ip)
		memcpy(ip, r->ip.at, r->ip.len);
	struct warc_record record = { .type = is_http ? "response" : "resource",
		.url = r->url,
		.date = c->date,
		.id = id,
		.ip = ip[0] && strcmp(ip, "0.0.0.0") != 0 ? ip : NULL,
		.media = is_http ? VIEW("application/http; msgtype=response") : r->media,
		.head = view_slice(block, 0, block.len - body.len),
		.body = body,
		.payload = true };
	if (warc_id(id) != 0)
		return error_system(e, "no randomness");
	return store_put(store, &record, NULL, c->place, e);
}

static int
copy(struct gleaning *h, const struct record_head *r, struct store *store, struct finding *c, struct error *e)
{
	if (store_turn(store, e) != 0)
		return -1;
	int bad = r->arc ? copy_arc(h, r, store, c, e) : copy_warc(h, r, store, c, e);
	return bad == 0 && store_waiting(store) >= BATCH_BYTES ? store_commit(store, e) : bad;
}

enum packed_result
gleaning_copy(struct gleaning *h, size_t file, const char *path, struct store *store, struct error *e)
{
	struct warcfile_record record;
	size_t next = 0; /* captures stand in the order in which they were taken up */
	while (next < h->found.count && (h->found.list[next]->file < file || !h->found.list[next]->wanted))
		next++;
	if (next == h->found.count || h->found.list[next]->file != file)
		return PACKED_END;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	for (unsigned long long n = 0; r == PACKED_MORE && next < h->found.count; n++) {
		struct finding *c = h->found.list[next];
		if (c->file != file || (r = warcfile_next(w, &record, e)) != PACKED_MORE)
			break;
		bool wanted = c->ordinal == n;
		r = warcfile_read(w, &record, wanted ? BLOCK_BYTES : 0, &h->block, e);
		if (r == PACKED_MORE && wanted && copy(h, &record.head, store, c, e) != 0)
			r = PACKED_FAILED;
		while (wanted && ++next < h->found.count && !h->found.list[next]->wanted)
			continue;
	}
	warcfile_close(w);
	return r == PACKED_MORE ? PACKED_END : r;
}
