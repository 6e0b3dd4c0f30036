#include "cdxj.h"

#include "filelist.h"
#include "listing.h"
#include "surt.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRONT_BYTES = 64 << 10, TIME_DIGITS = 14 };

/* A member of the object; none where the value is empty. In ASCII, as other writers have it. */
static void
member_append(struct buffer *line, const char *name, struct view value)
{
	uint32_t character;
	if (value.len == 0)
		return;
	buffer_format(line, "%s\"%s\": \"", line->at[line->len - 1] == '{' ? "" : ", ", name);
	for (size_t i = 0, n; i < value.len; i += n) {
		n = utf8_decode(value.at + i, value.len - i, &character);
		if (n == 0) {
			n = 1;
			character = 0xfffd;
		}
		if (character == '"' || character == '\\')
			buffer_format(line, "\\%c", (char)character);
		else if (character >= ' ' && character < 0x7f)
			buffer_byte(line, (char)character);
		else if (character < 0x10000)
			buffer_format(line, "\\u%04x", (unsigned)character);
		else
			buffer_format(line, "\\u%04x\\u%04x", (unsigned)(0xd7c0 + (character >> 10)),
			    (unsigned)(0xdc00 + (character & 0x3ff)));
	}
	buffer_byte(line, '"');
}

static void
number_append(struct buffer *line, const char *name, unsigned long long number)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%llu", number);
	member_append(line, name, view_of(digits));
}

/* 2016-03-24T08:00:00Z as 20160324080000. */
static void
time_append(struct buffer *line, const char *date)
{
	for (; *date != '\0'; date++)
		if (*date >= '0' && *date <= '9')
			buffer_byte(line, *date);
}

static void
line_make(struct cdxj *c, const char *path, const struct warcfile_record *r)
{
	const struct record_head *h = &r->head;
	bool revisit = view_equal(h->type, VIEW("revisit"));
	struct view mime;
	int status = listing_status(h, buffer_view(&c->front), &mime);
	buffer_reset(&c->line);
	buffer_append(&c->line, buffer_view(&c->key));
	buffer_byte(&c->line, ' ');
	time_append(&c->line, h->date);
	buffer_append(&c->line, VIEW(" {"));
	if (c->line.failed)
		return;
	member_append(&c->line, "url", h->url);
	member_append(&c->line, "mime", revisit ? VIEW("warc/revisit") : mime);
	if (status > 0)
		number_append(&c->line, "status", (unsigned)status);
	member_append(&c->line, "digest",
	    h->arc ? VIEW("") : view_trim(message_field(&h->message, "WARC-Payload-Digest")));
	number_append(&c->line, "length", r->length);
	number_append(&c->line, "offset", r->offset);
	member_append(&c->line, "filename", view_of(filelist_name(path)));
	buffer_byte(&c->line, '}');
}

static int
line_keep(struct cdxj *c)
{
	c->memory.limit = CDXJ_BYTES;
	struct view copy = arena_copy(&c->memory, buffer_view(&c->line));
	if (c->line.failed || copy.at == NULL)
		return -1;
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 1024;
		struct view *more = realloc(c->lines, room * sizeof *more);
		if (more == NULL)
			return -1;
		c->lines = more;
		c->room = room;
	}
	c->lines[c->count++] = copy;
	return 0;
}

static bool
is_capture(struct view type)
{
	return view_equal(type, VIEW("response")) || view_equal(type, VIEW("resource")) ||
	       view_equal(type, VIEW("revisit"));
}

/* Takes in a record; `*left` counts those that have no place in the index. */
static enum packed_result
record_take(struct cdxj *c, const char *path, const struct warcfile_record *r, unsigned long long *left,
    struct error *e)
{
	if (!is_capture(r->head.type))
		return PACKED_MORE;
	if (r->length == 0 || r->head.date[0] == '\0' || surt_key(r->head.url, &c->key) != 0) {
		++*left;
		return PACKED_MORE;
	}
	line_make(c, path, r);
	if (line_keep(c) == 0)
		return PACKED_MORE;
	error_set(e,
	    "%s: no memory, or an index above %zu MiB: index fewer files at a time, and merge with LC_ALL=C "
	    "sort -m",
	    path, CDXJ_BYTES >> 20);
	return PACKED_FAILED;
}

enum packed_result
cdxj_file(struct cdxj *c, const char *path, struct error *e)
{
	struct warcfile_record record;
	unsigned long long left = 0;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE &&
	       (r = warcfile_read(w, &record, FRONT_BYTES, &c->front, e)) == PACKED_MORE)
		r = record_take(c, path, &record, &left, e);
	warcfile_close(w);
	if (r != PACKED_END || left == 0)
		return r;
	error_set(e,
	    "%s: %llu capture(s) left out: without a date, an address that fits, or a gzip member of their "
	    "own",
	    path, left);
	return PACKED_DAMAGED;
}

static int
by_bytes(const void *a, const void *b)
{
	return view_compare(*(const struct view *)a, *(const struct view *)b);
}

void
cdxj_write(struct cdxj *c, struct tsv_writer *out)
{
	if (c->count > 0)
		qsort(c->lines, c->count, sizeof *c->lines, by_bytes);
	for (size_t i = 0; i < c->count; i++)
		if (i == 0 || !view_equal(c->lines[i], c->lines[i - 1]))
			tsv_write(out, &c->lines[i], 1);
}

void
cdxj_free(struct cdxj *c)
{
	arena_free(&c->memory);
	free(c->lines);
	buffer_free(&c->front);
	buffer_free(&c->key);
	buffer_free(&c->line);
}
