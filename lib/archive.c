#define _GNU_SOURCE
#include "archive.h"

#include "coding.h"
#include "folder.h"
#include "message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { NAME = 256 };

struct segment {
	char name[NAME];
	int fd; /* -1: slot is free */
};

struct archive {
	int folder;
	size_t next; /* slot whose segment is closed when another must be opened */
	struct segment segments[ARCHIVE_SEGMENTS];
	struct coding *coding;
	struct buffer raw, plain, media; /* of the record at hand */
};

struct place {
	char file[NAME];
	unsigned long long offset, length;
};

struct archive *
archive_open(const char *folder, struct error *e)
{
	struct archive *a = calloc(1, sizeof *a);
	struct coding *coding = coding_new();
	if (a == NULL || coding == NULL) {
		error_set(e, "no memory");
		free(a);
		coding_free(coding);
		return NULL;
	}
	for (size_t i = 0; i < ARCHIVE_SEGMENTS; i++)
		a->segments[i].fd = -1;
	a->coding = coding;
	a->folder = folder_open(folder, e);
	if (a->folder < 0) {
		archive_close(a);
		return NULL;
	}
	return a;
}

void
archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < ARCHIVE_SEGMENTS; i++)
		if (a->segments[i].fd >= 0)
			close(a->segments[i].fd);
	if (a->folder >= 0)
		close(a->folder);
	coding_free(a->coding);
	buffer_free(&a->raw);
	buffer_free(&a->plain);
	buffer_free(&a->media);
	free(a);
}

/* Cuts the number behind the last colon off `*rest`. */
static int
number_cut(struct view *rest, unsigned long long *number)
{
	const char *colon = rest->len ? memrchr(rest->at, ':', rest->len) : NULL;
	if (colon == NULL)
		return -1;
	size_t at = (size_t)(colon - rest->at);
	if (view_number(view_slice(*rest, at + 1, rest->len), number) != 0)
		return -1;
	*rest = view_slice(*rest, 0, at);
	return 0;
}

static int
place_parse(struct view record, struct place *p, struct error *e)
{
	struct view file = record;
	bool fine = number_cut(&file, &p->length) == 0 && number_cut(&file, &p->offset) == 0 &&
	            file.len > 0 && file.len < NAME && file.at[0] != '.' &&
	            memchr(file.at, '/', file.len) == NULL && memchr(file.at, '\0', file.len) == NULL;
	if (!fine)
		return error_set(e, "\"%.*s\" is no record: file:offset:length", VIEW_ARGS(record));
	if (p->length == 0 || p->length > ARCHIVE_RECORD || p->offset > INT64_MAX - ARCHIVE_RECORD)
		return error_set(e, "record %.*s: a record has 1 byte to %zu MiB", VIEW_ARGS(record),
		    ARCHIVE_RECORD >> 20);
	memcpy(p->file, file.at, file.len);
	p->file[file.len] = '\0';
	return 0;
}

/* The segment's descriptor, which stays the archive's. */
static int
segment_open(struct archive *a, const char *name, struct error *e)
{
	for (size_t i = 0; i < ARCHIVE_SEGMENTS; i++)
		if (a->segments[i].fd >= 0 && strcmp(a->segments[i].name, name) == 0)
			return a->segments[i].fd;
	int fd = folder_below(a->folder, name, O_RDONLY | O_NONBLOCK, 0);
	if (fd < 0)
		return error_system(e, "store segment %s", name);
	struct segment *s = &a->segments[a->next];
	a->next = (a->next + 1) % ARCHIVE_SEGMENTS;
	if (s->fd >= 0)
		close(s->fd);
	memcpy(s->name, name, strlen(name) + 1);
	s->fd = fd;
	return fd;
}

static int
place_read(struct archive *a, const struct place *p, struct error *e)
{
	int fd = segment_open(a, p->file, e);
	struct buffer *raw = &a->raw;
	buffer_reset(raw);
	if (fd < 0)
		return -1;
	if (buffer_reserve(raw, (size_t)p->length) != 0)
		return error_set(e, "no memory");
	while (raw->len < p->length) {
		ssize_t n = pread(
		    fd, raw->at + raw->len, (size_t)p->length - raw->len, (off_t)(p->offset + raw->len));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_system(e, "store segment %s", p->file);
		if (n == 0)
			return error_set(
			    e, "store segment %s ends before byte %llu", p->file, p->offset + p->length);
		raw->len += (size_t)n;
	}
	return 0;
}

/* Undoes the record's own gzip and splits it into its head and its block of just Content-Length bytes. */
static int
record_parse(struct archive *a, struct view record, struct message *warc, struct error *e)
{
	struct view whole = buffer_view(&a->raw);
	unsigned long long length;
	if (view_starts(whole, VIEW("\x1f\x8b"))) {
		if (coding_unpack(a->coding, whole, ARCHIVE_RECORD, &a->plain) != CODING_OK)
			return error_set(
			    e, "record %.*s: damaged (its gzip data is unsound)", VIEW_ARGS(record));
		whole = buffer_view(&a->plain);
	}
	if (message_split(whole, warc) != 0 || !view_starts(warc->start, VIEW("WARC/1.")))
		return error_set(e, "record %.*s: no WARC record begins there", VIEW_ARGS(record));
	if (view_number(message_field(warc, "Content-Length"), &length) != 0 || length > warc->block.len)
		return error_set(e, "record %.*s: shorter than its Content-Length", VIEW_ARGS(record));
	warc->block.len = (size_t)length;
	return 0;
}

static void
describe(struct archive *a, struct view content_type, struct payload *about)
{
	buffer_reset(&a->media);
	buffer_append(&a->media, message_media(content_type));
	for (size_t i = 0; i < a->media.len; i++)
		if (a->media.at[i] >= 'A' && a->media.at[i] <= 'Z')
			a->media.at[i] = (char)(a->media.at[i] - 'A' + 'a');
	about->media = buffer_view(&a->media);
	about->charset = message_charset(content_type);
}

/* Finds the payload in the record: its body, the codings that it is in, and what is said of it. */
static int
payload_find(struct archive *a, struct view record, const struct message *warc, struct view *body,
    struct view *codings, struct payload *about, struct error *e)
{
	struct view type = message_field(warc, "WARC-Type");
	struct message http;
	*about = (struct payload) { .url = message_field(warc, "WARC-Target-URI") };
	*codings = VIEW("");
	if (view_equal(type, VIEW("resource"))) {
		*body = warc->block;
		describe(a, message_field(warc, "Content-Type"), about);
		return 0;
	}
	if (!view_equal(type, VIEW("response")))
		return error_set(e, "record %.*s: of type \"%.*s\", which holds no page", VIEW_ARGS(record),
		    VIEW_ARGS(type));
	if (message_split(warc->block, &http) != 0 || (about->status = message_status(&http)) < 0)
		return error_set(e, "record %.*s: no HTTP response in it", VIEW_ARGS(record));
	*body = http.block;
	*codings = message_field(&http, "Content-Encoding");
	describe(a, message_field(&http, "Content-Type"), about);
	return 0;
}

int
archive_read(struct archive *a, struct view record, size_t cap, struct buffer *body, struct payload *about,
    struct error *e)
{
	struct place place;
	struct message warc;
	struct view found, codings;
	buffer_reset(body);
	*about = (struct payload) { 0 };
	if (place_parse(record, &place, e) != 0 || place_read(a, &place, e) != 0 ||
	    record_parse(a, record, &warc, e) != 0 ||
	    payload_find(a, record, &warc, &found, &codings, about, e) != 0)
		return -1;
	switch (coding_undo(a->coding, codings, found, cap, body)) {
	case CODING_OK:
		return 0;
	case CODING_NO_MEMORY:
		return error_set(e, "record %.*s: no memory for its payload", VIEW_ARGS(record));
	case CODING_TOO_LARGE:
		about->error = "too-large";
		break;
	case CODING_UNKNOWN:
	case CODING_DAMAGED:
		about->error = "encoding";
		break;
	}
	buffer_reset(body);
	return 1;
}
