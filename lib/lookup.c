#include "lookup.h"

#include "address.h"

#include <string.h>

void
lookup_free(struct lookup *l)
{
	buffer_free(&l->record);
	buffer_free(&l->block);
	buffer_free(&l->joined);
}

static bool
is_wanted(struct lookup *l, const struct record_head *h)
{
	if (!view_equal(h->type, VIEW("response")) && !view_equal(h->type, VIEW("resource")))
		return false;
	return address_join(VIEW(""), h->url, &l->joined) == 0 && view_equal(buffer_view(&l->joined), l->url);
}

static bool
is_good(const struct record_head *h, struct view block)
{
	struct message http;
	int status = view_equal(h->type, VIEW("resource")) || message_split(block, &http) != 0
	                 ? 200
	                 : message_status(&http);
	return status >= 200 && status < 300;
}

/* Keeps the record if it's better than the one that is held. */
static int
consider(struct lookup *l, const struct record_head *h)
{
	bool good = is_good(h, buffer_view(&l->block));
	if (l->found && (l->good != good ? l->good : strcmp(h->date, l->date) < 0))
		return 0;
	l->found = true;
	l->good = good;
	memcpy(l->date, h->date, WARC_DATE);
	buffer_reset(&l->record);
	buffer_append(&l->record, h->whole);
	buffer_append(&l->record, buffer_view(&l->block));
	return l->record.failed ? -1 : 0;
}

enum packed_result
lookup_file(struct lookup *l, const char *path, struct error *e)
{
	struct warcfile_record record;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE) {
		bool wanted = is_wanted(l, &record.head) && record.head.length <= LOOKUP_RECORD;
		r = warcfile_read(w, &record, wanted ? LOOKUP_RECORD : 0, &l->block, e);
		if (r == PACKED_MORE && wanted && consider(l, &record.head) != 0) {
			error_set(e, "%s: no memory", path);
			r = PACKED_FAILED;
		}
	}
	warcfile_close(w);
	return r;
}
