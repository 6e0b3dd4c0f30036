#include "listing.h"

#include "filelist.h"

#include <stdio.h>

enum { FRONT_BYTES = 64 << 10 }; /* of a block, in which its HTTP head is looked for */

void
listing_header(struct listing *l)
{
	static const struct view names[] = { VIEW_INIT("record"), VIEW_INIT("type"), VIEW_INIT("status"),
		VIEW_INIT("url"), VIEW_INIT("fetched"), VIEW_INIT("media"), VIEW_INIT("size") };
	tsv_write(l->out, names, sizeof names / sizeof *names);
}

int
listing_status(const struct record_head *h, struct view front, struct view *media)
{
	struct message http;
	bool may_be_http = h->arc || view_starts(h->media, VIEW("application/http"));
	int status = may_be_http && message_split(front, &http) == 0 ? message_status(&http) : 0;
	*media = message_media(status > 0 ? message_field(&http, "Content-Type") : h->media);
	return status > 0 ? status : 0;
}

static int
write_record(struct listing *l, const char *path, const struct warcfile_record *r)
{
	const struct record_head *h = &r->head;
	char status[16] = "", size[24];
	struct view media;
	int code = listing_status(h, buffer_view(&l->front), &media);
	if (code > 0)
		snprintf(status, sizeof status, "%d", code);
	snprintf(size, sizeof size, "%llu", h->length);
	buffer_reset(&l->place);
	if (r->length > 0)
		buffer_format(&l->place, "%s:%llu:%llu", filelist_name(path), r->offset, r->length);
	arena_reset(&l->row);
	struct view fields[] = { tsv_encode(buffer_view(&l->place), &l->row), tsv_encode(h->type, &l->row),
		view_of(status), tsv_encode(h->url, &l->row), view_of(h->date), tsv_encode(media, &l->row),
		view_of(size) };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].at == NULL && fields[i].len > 0)
			return -1;
	tsv_write(l->out, fields, sizeof fields / sizeof *fields);
	return l->place.failed ? -1 : 0;
}

enum packed_result
listing_file(struct listing *l, const char *path, struct error *e)
{
	struct warcfile_record record;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE &&
	       (r = warcfile_read(w, &record, FRONT_BYTES, &l->front, e)) == PACKED_MORE)
		if (write_record(l, path, &record) != 0) {
			error_set(e, "%s: no memory", path);
			r = PACKED_FAILED;
		}
	warcfile_close(w);
	return r;
}

void
listing_free(struct listing *l)
{
	buffer_free(&l->front);
	buffer_free(&l->place);
	arena_free(&l->row);
}
