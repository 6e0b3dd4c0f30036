#define _GNU_SOURCE
#include "gleaning.h"

#include "address.h"
#include "archive.h"
#include "capture.h"
#include "digest.h"
#include "keymap.h"
#include "sources.h"
#include "tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES (ARCHIVE_RECORD - RECORDHEAD_BYTES)
#define BATCH_BYTES ((size_t)4 << 20)

enum { NONE = -1 };
typedef char
    key[SOURCE_ID + 1]; /* the beginning of a SHA-256: what an index finds by, whatever others wrote */

struct held { /* a capture */
	size_t address, file;
	unsigned long long ordinal; /* of the record in its file */
	unsigned long long offset, length, bytes;
	char date[WARC_DATE], sha256[DIGEST_HEX + 1];
	int status;
	const char *error; /* a token; NULL: it can be read, or is a revisit */
	bool revisit, unmodified, wanted;
	key digest, refers;         /* of a revisit; "" = not said */
	struct view media, charset; /* raw */
	char place[STORE_PLACE];    /* where it was copied to */
};

struct site { /* an address */
	key id;
	struct view url; /* raw */
	struct held *best, *failed;
	const char *refresh;
	const char *first_seen, *last_seen, *withdrawn; /* dates of captures; NULL = none */
};

struct gleaning {
	const struct media *media;
	size_t cap, files;
	struct payload_reader *reader;
	struct keymap ids, originals; /* keys -> sites; digests and places -> captures */
	struct arena memory, row;
	struct site *sites;
	struct held **held;
	size_t site_count, site_room, held_count, held_room;
	struct buffer block, body, url, record;
};

struct gleaning *
gleaning_new(const struct media *media, size_t cap)
{
	struct gleaning *h = calloc(1, sizeof *h);
	if (h == NULL)
		return NULL;
	*h = (struct gleaning) { .media = media, .cap = cap, .reader = payload_reader_new() };
	h->memory.limit = GLEANING_BYTES;
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
	keymap_free(&h->ids);
	keymap_free(&h->originals);
	arena_free(&h->memory);
	arena_free(&h->row);
	free(h->sites);
	free(h->held);
	buffer_free(&h->block);
	buffer_free(&h->body);
	buffer_free(&h->url);
	buffer_free(&h->record);
	free(h);
}

/* ---- taking up ---- */

static int
key_of(struct view v, key k)
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(v, hex) != 0)
		return -1;
	memcpy(k, hex, SOURCE_ID);
	k[SOURCE_ID] = '\0';
	return 0;
}

/* The key of an address at a date. */
static int
key_of_place(struct gleaning *h, struct view url, const char *date, key k)
{
	buffer_reset(&h->record);
	buffer_format(&h->record, "%s ", date);
	buffer_append(&h->record, url);
	return h->record.failed ? -1 : key_of(buffer_view(&h->record), k);
}

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

static int
site_find(struct gleaning *h, size_t *site)
{
	key id;
	bool added;
	if (key_of(buffer_view(&h->url), id) != 0)
		return -1;
	if (h->site_count == h->site_room) {
		size_t room = h->site_room ? h->site_room * 2 : 256;
		struct site *more = realloc(h->sites, room * sizeof *more);
		if (more == NULL)
			return -1;
		h->sites = more;
		h->site_room = room;
	}
	size_t *found = keymap_put(&h->ids, view_of(id), h->site_count, &added);
	if (found == NULL)
		return -1;
	*site = *found;
	if (!added)
		return 0;
	struct view url = arena_copy(&h->memory, tsv_encode(buffer_view(&h->url), &h->row));
	struct site *s = &h->sites[h->site_count++];
	*s = (struct site) { .url = url };
	memcpy(s->id, id, sizeof id);
	return url.at == NULL ? -1 : 0;
}

static struct held *
held_add(struct gleaning *h)
{
	if (h->held_count == h->held_room) {
		size_t room = h->held_room ? h->held_room * 2 : 256;
		struct held **more = realloc(h->held, room * sizeof *more);
		if (more == NULL)
			return NULL;
		h->held = more;
		h->held_room = room;
	}
	struct held *c = arena_clear(&h->memory, 1, sizeof *c);
	if (c != NULL)
		h->held[h->held_count++] = c;
	return c;
}

/* What a revisit says of the capture that it repeats. */
static int
revisit_take(struct gleaning *h, const struct record_head *r, struct held *c)
{
	struct view digest = message_field(&r->message, "WARC-Payload-Digest"),
	            profile = message_field(&r->message, "WARC-Profile"),
	            url = record_url(message_field(&r->message, "WARC-Refers-To-Target-URI"));
	char date[WARC_DATE];
	record_date(message_field(&r->message, "WARC-Refers-To-Date"), date);
	c->revisit = true;
	c->unmodified = view_ends(profile, VIEW("/server-not-modified"));
	if (digest.len > 0 && key_of(digest, c->digest) != 0)
		return -1;
	return url.len > 0 && date[0] && address_join(VIEW(""), url, &h->url) == 0
	           ? key_of_place(h, buffer_view(&h->url), date, c->refers)
	           : 0;
}

static int
describe(struct gleaning *h, struct held *c, const struct payload *about, struct view url)
{
	struct address a = address_parse(url);
	struct view body = buffer_view(&h->body), media = about->media;
	if (media.len == 0 && c->error == NULL)
		media = media_guess(h->media, a.path, body);
	c->bytes = body.len;
	c->media = arena_copy(&h->memory, tsv_encode(media, &h->row));
	c->charset = arena_copy(&h->memory, tsv_encode(about->charset, &h->row));
	return c->media.at == NULL || c->charset.at == NULL ? -1 : digest_of(body, c->sha256);
}

/* Makes a capture that can be read findable for revisits. */
static int
original_add(struct gleaning *h, const struct record_head *r, size_t held)
{
	key k;
	bool added;
	struct view digest = message_field(&r->message, "WARC-Payload-Digest");
	if (digest.len > 0 &&
	    (key_of(digest, k) != 0 || !keymap_put(&h->originals, view_of(k), held, &added)))
		return -1;
	if (key_of_place(h, buffer_view(&h->url), r->date, k) != 0)
		return -1;
	return keymap_put(&h->originals, view_of(k), held, &added) != NULL ? 0 : -1;
}

static int
page_take(struct gleaning *h, const struct record_head *r, const struct payload *about, struct held *c)
{
	c->status = about->status;
	c->error = capture_status_error(c->status);
	if (c->error == NULL)
		c->error = about->error;
	if (c->error == NULL && h->body.len == 0)
		c->error = "empty";
	if (describe(h, c, about, buffer_view(&h->url)) != 0)
		return -1;
	return c->error == NULL ? original_add(h, r, h->held_count - 1) : 0;
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
	struct held *c = site_find(h, &site) == 0 ? held_add(h) : NULL;
	if (c == NULL)
		return -1;
	*c = (struct held) { .address = site,
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

/* ---- deciding ---- */

static int
by_address_and_date(const void *a, const void *b)
{
	const struct held *x = *(struct held *const *)a, *y = *(struct held *const *)b;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	int dates = strcmp(x->date, y->date);
	if (dates != 0)
		return dates;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

static struct held *
original_find(const struct gleaning *h, const key k)
{
	const size_t *found = k[0] ? keymap_get(&h->originals, view_of(k)) : NULL;
	return found ? h->held[*found] : NULL;
}

/* The capture that `c` stands for, or NULL. */
static struct held *
readable(const struct gleaning *h, const struct site *s, struct held *c)
{
	if (!c->revisit)
		return c->error == NULL ? c : NULL;
	struct held *original = original_find(h, c->digest);
	if (original == NULL)
		original = original_find(h, c->refers);
	return original == NULL && c->unmodified ? s->best : original;
}

static void
decide(const struct gleaning *h, struct site *s, struct held *c)
{
	struct held *original = readable(h, s, c);
	if (original != NULL) {
		s->best = original;
		s->first_seen = s->first_seen ? s->first_seen : c->date;
		s->last_seen = c->date;
		s->refresh = s->withdrawn = NULL;
		return;
	}
	if (c->revisit)
		c->error = "no-original";
	s->failed = c;
	if (s->best == NULL)
		return;
	s->refresh = c->error;
	if (s->withdrawn == NULL && strcmp(c->error, "not-found") == 0)
		s->withdrawn = c->date;
}

int
gleaning_settle(struct gleaning *h, struct error *e)
{
	if (h->held_count == 0)
		return 0;
	struct held **sorted = malloc(h->held_count * sizeof *sorted);
	if (sorted == NULL)
		return error_set(e, "no memory for so many captures");
	memcpy(sorted, h->held, h->held_count * sizeof *sorted);
	qsort(sorted, h->held_count, sizeof *sorted, by_address_and_date);
	for (size_t i = 0; i < h->held_count; i++)
		decide(h, &h->sites[sorted[i]->address], sorted[i]);
	free(sorted);
	return 0;
}

/* ---- rows ---- */

size_t
gleaning_count(const struct gleaning *h)
{
	return h->site_count;
}

bool
gleaning_is(const struct gleaning *h, size_t row, struct view list)
{
	const struct site *s = &h->sites[row];
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
	return h->sites[row].url;
}

bool
gleaning_place(const struct gleaning *h, size_t row, struct gleaning_place *place)
{
	const struct held *c = h->sites[row].best;
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
place_field(struct gleaning *h, const struct held *c, const char *name)
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
	const struct site *s = &h->sites[row];
	const struct held *c = s->best ? s->best : s->failed;
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
	if (h->sites[row].best != NULL)
		h->sites[row].best->wanted = true;
}

/* A WARC record goes over as it is, so that its id and its digests stay those of whoever took it. */
static int
copy_warc(
    struct gleaning *h, const struct record_head *r, struct store *store, struct held *c, struct error *e)
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
    struct gleaning *h, const struct record_head *r, struct store *store, struct held *c, struct error *e)
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
copy(struct gleaning *h, const struct record_head *r, struct store *store, struct held *c, struct error *e)
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
	while (next < h->held_count && (h->held[next]->file < file || !h->held[next]->wanted))
		next++;
	if (next == h->held_count || h->held[next]->file != file)
		return PACKED_END;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	for (unsigned long long n = 0; r == PACKED_MORE && next < h->held_count; n++) {
		struct held *c = h->held[next];
		if (c->file != file || (r = warcfile_next(w, &record, e)) != PACKED_MORE)
			break;
		bool wanted = c->ordinal == n;
		r = warcfile_read(w, &record, wanted ? BLOCK_BYTES : 0, &h->block, e);
		if (r == PACKED_MORE && wanted && copy(h, &record.head, store, c, e) != 0)
			r = PACKED_FAILED;
		while (wanted && ++next < h->held_count && !h->held[next]->wanted)
			continue;
	}
	warcfile_close(w);
	return r == PACKED_MORE ? PACKED_END : r;
}
