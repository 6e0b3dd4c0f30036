#include "payload.h"

#include "chunked.h"
#include "coding.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct payload_reader {
	struct coding *coding;
	struct buffer joined, media; /* of the record at hand: its chunks, put together */
};

struct payload_reader *
payload_reader_new(void)
{
	struct payload_reader *p = calloc(1, sizeof *p);
	if (p != NULL && (p->coding = coding_new()) == NULL) {
		free(p);
		return NULL;
	}
	return p;
}

void
payload_reader_free(struct payload_reader *p)
{
	if (p == NULL)
		return;
	coding_free(p->coding);
	buffer_free(&p->joined);
	buffer_free(&p->media);
	free(p);
}

static void
describe(struct payload_reader *p, struct view content_type, struct payload *about)
{
	buffer_reset(&p->media);
	buffer_append(&p->media, message_media(content_type));
	for (size_t i = 0; i < p->media.len; i++)
		if (p->media.at[i] >= 'A' && p->media.at[i] <= 'Z')
			p->media.at[i] = (char)(p->media.at[i] - 'A' + 'a');
	about->media = buffer_view(&p->media);
	about->charset = message_charset(content_type);
}

struct parts {
	struct view raw, codings;
	bool chunked;
};

static bool
is_web(struct view url)
{
	return url.len > 5 && (strncasecmp(url.at, "http:", 5) == 0 || strncasecmp(url.at, "https:", 6) == 0);
}

/* Finds the payload in the record: the codings that it is in, and what is said of it. */
static int
parts_find(struct payload_reader *p, const struct record_head *h, struct view block, struct parts *parts,
    struct payload *about, struct error *e)
{
	struct message http;
	*about = (struct payload) { .url = h->url };
	*parts = (struct parts) { .raw = block, .codings = VIEW("") };
	if (view_equal(h->type, VIEW("resource")) ||
	    (h->arc && view_equal(h->type, VIEW("response")) && !is_web(h->url))) {
		describe(p, h->media, about);
		return 0;
	}
	if (!view_equal(h->type, VIEW("response")))
		return error_set(e, "of type \"%.*s\", which holds no page", VIEW_ARGS(h->type));
	if (message_split(block, &http) != 0 || (about->status = message_status(&http)) < 0)
		return error_set(e, "no HTTP response in it");
	parts->raw = http.block;
	parts->codings = message_field(&http, "Content-Encoding");
	struct view transfer = message_field(&http, "Transfer-Encoding");
	parts->chunked = transfer.len == 7 && strncasecmp(transfer.at, "chunked", 7) == 0;
	describe(p, message_field(&http, "Content-Type"), about);
	return 0;
}

int
payload_raw(struct payload_reader *p, const struct record_head *h, struct view block, struct view *raw,
    struct error *e)
{
	struct parts parts;
	struct payload about;
	if (parts_find(p, h, block, &parts, &about, e) != 0)
		return -1;
	*raw = parts.raw;
	return 0;
}

/* Undoes the transfer coding. 0, an error token in about->error, or -1: no memory. */
static int
join_chunks(struct payload_reader *p, struct parts *parts, struct payload *about)
{
	if (!parts->chunked)
		return 0;
	switch (chunked_undo(parts->raw, &p->joined)) {
	case CHUNKED_OK:
		parts->raw = buffer_view(&p->joined);
		return 0;
	case CHUNKED_NOT:
		return 0;
	case CHUNKED_CUT:
		about->error = "cut-short";
		return 0;
	case CHUNKED_NO_MEMORY:
		break;
	}
	return -1;
}

int
payload_read(struct payload_reader *p, const struct record_head *h, struct view block, size_t cap,
    struct buffer *body, struct payload *about, struct error *e)
{
	struct parts parts;
	enum coding_result got = CODING_OK;
	buffer_reset(body);
	if (parts_find(p, h, block, &parts, about, e) != 0)
		return -1;
	if (message_field(&h->message, "WARC-Truncated").len > 0 ||
	    message_field(&h->message, "WARC-Segment-Number").len > 0)
		about->error = "cut-short";
	else if (join_chunks(p, &parts, about) != 0)
		got = CODING_NO_MEMORY;
	if (got == CODING_OK && about->error == NULL)
		got = coding_undo(p->coding, parts.codings, parts.raw, cap, body);
	if (got == CODING_NO_MEMORY)
		return error_set(e, "no memory for its payload");
	if (got == CODING_TOO_LARGE)
		about->error = "too-large";
	else if (got != CODING_OK)
		about->error = "encoding";
	if (about->error == NULL)
		return 0;
	buffer_reset(body);
	return 1;
}

int
payload_show(const struct record_head *h, struct view block, enum payload_form form, size_t cap,
    struct buffer *out, struct error *e)
{
	struct payload_reader *reader = payload_reader_new();
	struct payload about;
	struct view shown = block;
	bool page = view_equal(h->type, VIEW("response")) || view_equal(h->type, VIEW("resource"));
	int bad = reader == NULL ? error_set(e, "no memory") : 0;
	buffer_reset(out);
	if (bad == 0 && page && form == PAYLOAD_DECODED) {
		bad = payload_read(reader, h, block, cap, out, &about, e);
		if (bad == 1)
			error_set(
			    e, "its payload can't be decoded (%s); --raw prints it as it is", about.error);
	} else if (bad == 0) {
		if (form == PAYLOAD_RECORD)
			buffer_append(out, h->whole);
		else if (page)
			bad = payload_raw(reader, h, block, &shown, e);
		buffer_append(out, shown);
	}
	payload_reader_free(reader);
	if (bad == 0 && out->failed)
		bad = error_set(e, "no memory");
	return bad == 0 ? 0 : -1;
}
