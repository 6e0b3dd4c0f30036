#define _GNU_SOURCE
#include "archive.h"

#include "coding.h"
#include "folder.h"

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
	struct payload_reader *payload;
	struct buffer raw, plain; /* of the record at hand */
};

struct place {
	char file[NAME];
	unsigned long long offset, length;
};

struct archive *
archive_open(const char *folder, struct error *e)
{
	struct archive *a = calloc(1, sizeof *a);
	if (a == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	for (size_t i = 0; i < ARCHIVE_SEGMENTS; i++)
		a->segments[i].fd = -1;
	a->coding = coding_new();
	a->payload = payload_reader_new();
	a->folder = folder_open(folder, e);
	if (a->coding == NULL || a->payload == NULL)
		error_set(e, "no memory");
	if (a->coding == NULL || a->payload == NULL || a->folder < 0) {
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
	payload_reader_free(a->payload);
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

int
archive_record(
    struct archive *a, struct view record, struct record_head *h, struct view *block, struct error *e)
{
	struct place place;
	struct error what;
	if (place_parse(record, &place, e) != 0 || place_read(a, &place, e) != 0)
		return -1;
	struct view whole = buffer_view(&a->raw);
	if (view_starts(whole, VIEW("\x1f\x8b"))) {
		if (coding_unpack(a->coding, whole, ARCHIVE_RECORD, &a->plain) != CODING_OK)
			return error_set(
			    e, "record %.*s: damaged (its gzip data is unsound)", VIEW_ARGS(record));
		whole = buffer_view(&a->plain);
	}
	if (record_head_parse(whole, h, &what) != 0)
		return error_set(e, "record %.*s: %.800s", VIEW_ARGS(record), what.text);
	if (h->length > h->message.block.len)
		return error_set(e, "record %.*s: shorter than its Content-Length", VIEW_ARGS(record));
	*block = view_slice(h->message.block, 0, (size_t)h->length);
	return 0;
}

int
archive_read(struct archive *a, struct view record, size_t cap, struct buffer *body, struct payload *about,
    struct error *e)
{
	struct record_head h;
	struct view block;
	struct error what;
	buffer_reset(body);
	*about = (struct payload) { 0 };
	if (archive_record(a, record, &h, &block, e) != 0)
		return -1;
	int got = payload_read(a->payload, &h, block, cap, body, about, &what);
	if (got < 0)
		error_set(e, "record %.*s: %.800s", VIEW_ARGS(record), what.text);
	return got;
}
