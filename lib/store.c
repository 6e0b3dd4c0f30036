#define _GNU_SOURCE
#include "store.h"

#include "coding.h"
#include "folder.h"
#include "journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *const store_columns[STORE_COLUMNS] = { "id", "status", "final_url", "fetched", "media",
	"declared", "bytes", "sha256", "record", "error", "first_seen", "last_seen", "refresh", "withdrawn" };

enum {
	NAME = 32,
	JOURNAL_COLUMNS = STORE_COLUMNS + 1
}; /* and `end`: where the row's records end, file:offset */

struct store {
	struct store_options options;
	int folder, fd;          /* the segment's, -1 = none is open */
	unsigned long number;    /* of the segment */
	char name[NAME];         /* its file's */
	unsigned long long size; /* of the segment on disk; the batch comes behind it */
	struct buffer batch, record;
	bool unsynced; /* the segment has records of the batch that aren't synced */
	struct journal *journal;
	struct coding *coding;
};

static void
segment_name(unsigned long number, bool plain, char name[NAME])
{
	snprintf(name, NAME, "%05lu.warc%s", number, plain ? "" : ".gz");
}

/* The number of a segment's file name, or 0. */
static unsigned long
segment_number(const char *name)
{
	unsigned long long number;
	char same[NAME];
	size_t digits = strspn(name, "0123456789");
	if (digits == 0 || digits > 9 || view_number((struct view) { name, digits }, &number) != 0)
		return 0;
	for (int plain = 0; plain < 2; plain++) {
		segment_name((unsigned long)number, plain, same);
		if (strcmp(same, name) == 0)
			return (unsigned long)number;
	}
	return 0;
}

/* ---- opening: what a crash left behind is removed ---- */

static int
folder_make(const char *path, struct error *e)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		return error_system(e, "%s", path);
	int fd = folder_open(path, e);
	if (fd < 0)
		return -1;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	if (errno == EWOULDBLOCK)
		error_set(e, "%s: in use by another docfetch", path);
	else
		error_system(e, "%s", path);
	close(fd);
	return -1;
}

typedef int segment_visit(
    struct store *s, const char *name, unsigned long number, struct buffer *notes, struct error *e);

static int
segments_visit(struct store *s, segment_visit *visit, struct buffer *notes, struct error *e)
{
	int fd = folder_below(s->folder, ".", O_RDONLY | O_DIRECTORY, 0), bad = 0;
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	if (d == NULL) {
		if (fd >= 0)
			close(fd);
		return error_system(e, "store");
	}
	const struct dirent *entry;
	while (bad == 0 && (entry = readdir(d)) != NULL) {
		unsigned long number = segment_number(entry->d_name);
		if (number > 0)
			bad = visit(s, entry->d_name, number, notes, e);
	}
	closedir(d);
	return bad;
}

static int
segment_refuse(struct store *s, const char *name, unsigned long number, struct buffer *notes, struct error *e)
{
	(void)s, (void)number, (void)notes;
	return error_set(
	    e, "store: %s stands there without a journal (" JOURNAL_FILE "): move it away", name);
}

/*
 * Removes the segment that was begun behind the last journalled one; there can be but one, and any other is
 * not ours to remove.
 */
static int
segment_remove(struct store *s, const char *name, unsigned long number, struct buffer *notes, struct error *e)
{
	if (number <= s->number)
		return 0;
	if (number != s->number + 1)
		return error_set(
		    e, "store: %s stands there, of which the journal knows nothing: move it away", name);
	if (unlinkat(s->folder, name, 0) != 0)
		return error_system(e, "store segment %s", name);
	buffer_format(notes, "store: removed %s, of which the journal knows nothing\n", name);
	return 0;
}

/* Opens the segment where the journal ends, and cuts off what lies behind. */
static int
segment_reopen(struct store *s, struct view end, struct buffer *notes, struct error *e)
{
	struct view name;
	struct stat st;
	unsigned long long offset;
	if (!view_split(&end, ':', &name) || view_number(end, &offset) != 0 || name.len >= NAME)
		return error_set(e, "store: " JOURNAL_FILE ": its last row's end is no file:offset");
	memcpy(s->name, name.at, name.len);
	s->name[name.len] = '\0';
	s->number = segment_number(s->name);
	if (s->number == 0)
		return error_set(e, "store: " JOURNAL_FILE ": its last row ends in no segment");
	s->fd = folder_below(s->folder, s->name, O_WRONLY, 0);
	if (s->fd < 0 || fstat(s->fd, &st) != 0)
		return error_system(e, "store segment %s", s->name);
	if ((unsigned long long)st.st_size < offset)
		return error_set(e, "store segment %s: has %lld bytes where the journal says %llu", s->name,
		    (long long)st.st_size, offset);
	if ((unsigned long long)st.st_size > offset) {
		if (ftruncate(s->fd, (off_t)offset) != 0)
			return error_system(e, "store segment %s", s->name);
		buffer_format(notes, "store: cut %llu bytes off %s that were not journalled\n",
		    (unsigned long long)st.st_size - offset, s->name);
	}
	s->size = offset;
	return lseek(s->fd, (off_t)offset, SEEK_SET) >= 0 ? 0 : error_system(e, "store segment %s", s->name);
}

static int
recover(struct store *s, struct buffer *notes, struct error *e)
{
	struct view row[JOURNAL_COLUMNS];
	const char *columns[JOURNAL_COLUMNS];
	size_t dropped;
	memcpy(columns, store_columns, sizeof store_columns);
	columns[STORE_COLUMNS] = "end";
	if (faccessat(s->folder, JOURNAL_FILE, F_OK, 0) != 0 &&
	    segments_visit(s, segment_refuse, notes, e) != 0)
		return -1;
	s->journal = journal_open(s->folder, columns, JOURNAL_COLUMNS, &dropped, e);
	if (s->journal == NULL)
		return -1;
	if (dropped > 0)
		buffer_format(
		    notes, "store: dropped a torn last row (%zu bytes) of " JOURNAL_FILE "\n", dropped);
	int got = journal_last(s->journal, row, e);
	if (got < 0 || (got == 1 && segment_reopen(s, row[STORE_COLUMNS], notes, e) != 0))
		return -1;
	return segments_visit(s, segment_remove, notes, e);
}

struct store *
store_open(const char *folder, const struct store_options *o, struct buffer *notes, struct error *e)
{
	struct store *s = calloc(1, sizeof *s);
	if (s == NULL || (s->coding = coding_new()) == NULL) {
		error_set(e, "no memory");
		free(s);
		return NULL;
	}
	s->options = *o;
	s->fd = -1;
	s->folder = folder_make(folder, e);
	if (s->folder < 0 || recover(s, notes, e) != 0) {
		store_close(s);
		return NULL;
	}
	return s;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	if (s->fd >= 0)
		close(s->fd);
	if (s->folder >= 0)
		close(s->folder);
	journal_close(s->journal);
	coding_free(s->coding);
	buffer_free(&s->batch);
	buffer_free(&s->record);
	free(s);
}

/* ---- writing ---- */

int
store_write(struct store *s, struct error *e)
{
	struct view v = buffer_view(&s->batch);
	unsigned long long from = s->size;
	while (v.len > 0) {
		ssize_t n = write(s->fd, v.at, v.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_system(e, "store segment %s", s->name);
		s->size += (size_t)n;
		v = view_slice(v, (size_t)n, v.len);
	}
	if (s->batch.len > 0) {
		s->unsynced = true;
		/* The disk may begin at once. That it won't is no failure: the sync tells. */
		(void)sync_file_range(s->fd, (off_t)from, (off_t)(s->size - from), SYNC_FILE_RANGE_WRITE);
	}
	buffer_reset(&s->batch);
	return 0;
}

static int
segment_sync(struct store *s, struct error *e)
{
	if (store_write(s, e) != 0)
		return -1;
	if (s->unsynced && fdatasync(s->fd) != 0)
		return error_system(e, "store segment %s", s->name);
	s->unsynced = false;
	return 0;
}

int
store_commit(struct store *s, struct error *e)
{
	return segment_sync(s, e) != 0 ? -1 : journal_sync(s->journal, e);
}

static int
put_info(struct store *s, struct error *e)
{
	char date[WARC_DATE], id[WARC_ID];
	struct buffer fields = { 0 };
	warc_date((long long)time(NULL), date);
	buffer_format(&fields,
	    "software: %s\r\nformat: WARC File Format 1.1\r\n"
	    "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
	    s->options.software);
	struct warc_record info = { .type = "warcinfo",
		.date = date,
		.id = id,
		.file = s->name,
		.url = VIEW(""),
		.head = VIEW(""),
		.media = VIEW("application/warc-fields"),
		.body = buffer_view(&fields) };
	int bad = warc_id(id) != 0 || fields.failed ? error_set(e, "no memory for the segment's first record")
	                                            : store_put(s, &info, NULL, NULL, e);
	buffer_free(&fields);
	return bad;
}

static int
segment_begin(struct store *s, struct error *e)
{
	s->number++;
	segment_name(s->number, s->options.plain, s->name);
	s->fd = folder_below(s->folder, s->name, O_WRONLY | O_CREAT | O_EXCL, 0666);
	s->size = 0;
	if (s->fd < 0 || fsync(s->folder) != 0)
		return error_system(e, "store segment %s", s->name);
	return put_info(s, e);
}

int
store_turn(struct store *s, struct error *e)
{
	char name[NAME];
	segment_name(s->number, s->options.plain, name);
	bool full = s->size + s->batch.len >= s->options.segment;
	if (s->fd >= 0 && !full && strcmp(name, s->name) == 0)
		return 0;
	if (s->fd >= 0) {
		if (store_commit(s, e) !=
		    0) /* so that a crash leaves one segment at most that isn't journalled */
			return -1;
		close(s->fd);
		s->fd = -1;
	}
	return segment_begin(s, e);
}

/* Where the records in the batch from byte `from` on will lie. */
static void
place_write(const struct store *s, size_t from, char place[STORE_PLACE])
{
	if (place != NULL)
		snprintf(place, STORE_PLACE, "%s:%llu:%zu", s->name, s->size + from, s->batch.len - from);
}

int
store_copy(struct store *s, struct view record, char place[STORE_PLACE], struct error *e)
{
	size_t from = s->batch.len;
	if (s->options.plain)
		buffer_append(&s->batch, record);
	else if (coding_pack(s->coding, record, &s->batch) != 0)
		return error_set(e, "no memory for a record");
	place_write(s, from, place);
	return s->batch.failed ? error_set(e, "no memory for a record") : 0;
}

int
store_put(struct store *s, const struct warc_record *r, const char *body_hex, char place[STORE_PLACE],
    struct error *e)
{
	size_t from = s->batch.len;
	struct buffer *out = s->options.plain ? &s->batch : &s->record;
	buffer_reset(&s->record);
	if (warc_write(r, body_hex, out) != 0)
		return error_set(e, "no memory for a record");
	if (!s->options.plain)
		return store_copy(s, buffer_view(&s->record), place, e);
	place_write(s, from, place);
	return 0;
}

int
store_row(struct store *s, const struct view fields[STORE_COLUMNS], struct error *e)
{
	struct view row[JOURNAL_COLUMNS];
	char end[STORE_PLACE];
	snprintf(end, sizeof end, "%s:%llu", s->name, s->size + s->batch.len);
	memcpy(row, fields, STORE_COLUMNS * sizeof *row);
	row[STORE_COLUMNS] = view_of(end);
	return journal_add(s->journal, row, e);
}

size_t
store_waiting(const struct store *s)
{
	return s->batch.len;
}

int
store_find(struct store *s, struct view id, struct view fields[STORE_COLUMNS], struct error *e)
{
	struct view row[JOURNAL_COLUMNS];
	int got = journal_find(s->journal, id, row, e);
	if (got == 1)
		memcpy(fields, row, STORE_COLUMNS * sizeof *row);
	return got;
}
