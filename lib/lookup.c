#include "lookup.h"

#include "address.h"

#include <string.h>
#include <sys/stat.h>

int
lookup_open(struct lookup *l, const char *place, struct error *e)
{
	struct stat s;
	struct buffer folder = { 0 };
	bool is_file = stat(place, &s) == 0 && !S_ISDIR(s.st_mode);
	size_t len = is_file ? (size_t)(filelist_name(place) - place) : strlen(place);
	*l = (struct lookup) { .place = place };
	buffer_append(&folder, len > 0 ? (struct view) { place, len } : VIEW("."));
	buffer_byte(&folder, '\0');
	if (folder.failed)
		error_set(e, "no memory");
	else
		l->store = archive_open(folder.at, e);
	buffer_free(&folder);
	return l->store != NULL ? 0 : -1;
}

void
lookup_free(struct lookup *l)
{
	archive_close(l->store);
	filelist_free(&l->files);
	buffer_free(&l->url);
	buffer_free(&l->record);
	buffer_free(&l->block);
	buffer_free(&l->joined);
}

static bool
is_wanted(struct lookup *l, const struct record_head *h)
{
	if (!view_equal(h->type, VIEW("response")) && !view_equal(h->type, VIEW("resource")))
		return false;
	return address_join(VIEW(""), h->url, &l->joined) == 0 &&
	       view_equal(buffer_view(&l->joined), buffer_view(&l->url));
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

/* Keeps the best capture of a file. PACKED_END: all of it was read; else see `e`. */
static enum packed_result
look_through(struct lookup *l, const char *path, struct error *e)
{
	struct warcfile_record record;
	struct warcfile *w = warcfile_open(path, e);
	enum packed_result r = w == NULL ? PACKED_FAILED : PACKED_MORE;
	while (r == PACKED_MORE && (r = warcfile_next(w, &record, e)) == PACKED_MORE) {
		bool wanted = is_wanted(l, &record.head) && record.head.length <= ARCHIVE_RECORD;
		r = warcfile_read(w, &record, wanted ? ARCHIVE_RECORD : 0, &l->block, e);
		if (r == PACKED_MORE && wanted && consider(l, &record.head) != 0) {
			error_set(e, "%s: no memory", path);
			r = PACKED_FAILED;
		}
	}
	warcfile_close(w);
	return r;
}

static int
find_address(struct lookup *l, struct view wanted, struct buffer *notes, struct error *e)
{
	l->found = l->good = false;
	if (address_join(VIEW(""), wanted, &l->url) != 0) {
		buffer_reset(&l->url);
		buffer_append(&l->url, wanted);
	}
	if (l->files.count == 0 && filelist_add(&l->files, l->place, e) != 0)
		return -1;
	for (size_t i = 0; i < l->files.count; i++) {
		enum packed_result r = look_through(l, l->files.paths[i], e);
		if (r == PACKED_FAILED)
			return -1;
		if (r == PACKED_DAMAGED)
			buffer_format(notes, "%s\n", e->text);
	}
	return l->found
	           ? 0
	           : error_set(e, "%.*s: no capture of it in %zu file(s)", VIEW_ARGS(wanted), l->files.count);
}

int
lookup_find(struct lookup *l, const char *wanted, struct buffer *notes, struct record_head *h,
    struct view *block, struct error *e)
{
	if (strstr(wanted, "://") == NULL)
		return archive_record(l->store, view_of(wanted), h, block, e);
	if (find_address(l, view_of(wanted), notes, e) != 0 ||
	    record_head_parse(buffer_view(&l->record), h, e) != 0)
		return -1;
	*block = h->message.block;
	return 0;
}
