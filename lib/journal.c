#define _GNU_SOURCE
#include "journal.h"

#include "folder.h"
#include "keymap.h"
#include "tsv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Where the row of each id begins, by the id's hash: eight bytes for a slot, of which three quarters at most
 * are taken. The ids themselves stay in the file, where they are looked up when two hashes agree.
 */
struct index {
	uint64_t *slots;    /* offset << HASH_BITS | hash; 0: free, for no row begins at offset 0 */
	size_t room, count; /* room: a power of two */
};
enum { HASH_BITS = 24, HASH_MASK = (1 << HASH_BITS) - 1 };
#define LARGEST ((uint64_t)1 << (64 - HASH_BITS)) /* bytes of a journal */

struct journal {
	int fd;
	size_t columns;
	size_t size;         /* bytes that are synced */
	size_t last;         /* where the last row begins; 0 = there is none */
	struct index rows;   /* id -> where its row begins */
	struct buffer batch; /* rows to append */
	size_t waiting;
	struct buffer line; /* of the row that was found */
};

static int
write_all(struct journal *j, struct view v, struct error *e)
{
	while (v.len > 0) {
		ssize_t n = pwrite(j->fd, v.at, v.len, (off_t)j->size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_system(e, "store: " JOURNAL_FILE);
		j->size += (size_t)n;
		v = view_slice(v, (size_t)n, v.len);
	}
	return fdatasync(j->fd) == 0 ? 0 : error_system(e, "store: " JOURNAL_FILE);
}

/* Cuts the file behind its last newline. A crash may also leave zero bytes where data was not written. */
static int
cut_torn(struct journal *j, size_t *dropped, struct error *e)
{
	struct stat s;
	char block[4096];
	if (fstat(j->fd, &s) != 0)
		return error_system(e, "store: " JOURNAL_FILE);
	size_t end = (size_t)s.st_size;
	while (end > 0) {
		size_t from = end > sizeof block ? end - sizeof block : 0;
		ssize_t n = pread(j->fd, block, end - from, (off_t)from);
		if (n != (ssize_t)(end - from))
			return error_system(e, "store: " JOURNAL_FILE);
		const char *newline = memrchr(block, '\n', (size_t)n);
		end = newline ? from + (size_t)(newline - block) + 1 : from;
		if (newline != NULL)
			break;
	}
	j->size = end;
	*dropped = (size_t)s.st_size - end;
	if (*dropped > 0 && ftruncate(j->fd, (off_t)end) != 0)
		return error_system(e, "store: " JOURNAL_FILE);
	return 0;
}

static int
write_header(struct journal *j, int folder, const char *const columns[], struct error *e)
{
	for (size_t i = 0; i < j->columns; i++)
		buffer_format(&j->batch, "%s%c", columns[i], i + 1 < j->columns ? '\t' : '\n');
	if (j->batch.failed)
		return error_set(e, "no memory");
	int bad = write_all(j, buffer_view(&j->batch), e);
	buffer_reset(&j->batch);
	if (bad == 0 && fsync(folder) != 0)
		bad = error_system(e, "store");
	return bad;
}

/* ---- the index ---- */

/* True where the row that begins at `at` is that of `id`. -1: see `e`. */
static int
is_row_of(const struct journal *j, size_t at, struct view id, struct error *e)
{
	enum { LONGEST = 255 };
	char text[LONGEST + 1];
	if (id.len > LONGEST)
		return error_set(e, "store: " JOURNAL_FILE ": an id of more than %d bytes", LONGEST);
	if (at >= j->size) { /* it is in the batch yet */
		struct view row = view_slice(buffer_view(&j->batch), at - j->size, j->batch.len);
		return row.len > id.len && view_starts(row, id) && row.at[id.len] == '\t';
	}
	ssize_t n = pread(j->fd, text, id.len + 1, (off_t)at);
	if (n < 0)
		return error_system(e, "store: " JOURNAL_FILE);
	return (size_t)n == id.len + 1 && memcmp(text, id.at, id.len) == 0 && text[id.len] == '\t';
}

static uint64_t
hash_of(struct view id)
{
	return keymap_hash(id, 0) & HASH_MASK;
}

/* Where the search for a hash begins: all of its bits count, however large the table is. */
static size_t
home_of(const struct index *x, uint64_t hash)
{
	return (size_t)(hash * x->room >> HASH_BITS);
}

/* The slot of `id`: its own, or the free one that it belongs in. 0, or -1: see `e`. */
static int
index_slot(const struct journal *j, struct view id, size_t *slot, struct error *e)
{
	const struct index *x = &j->rows;
	uint64_t hash = hash_of(id);
	for (*slot = home_of(x, hash); x->slots[*slot] != 0; *slot = (*slot + 1) & (x->room - 1)) {
		uint64_t taken = x->slots[*slot];
		int same =
		    (taken & HASH_MASK) == hash ? is_row_of(j, (size_t)(taken >> HASH_BITS), id, e) : 0;
		if (same != 0)
			return same < 0 ? -1 : 0;
	}
	return 0;
}

static int
index_grow(struct index *x)
{
	if (x->count < x->room / 4 * 3)
		return 0;
	struct index more = { .room = x->room ? x->room * 2 : 1024, .count = x->count };
	more.slots = calloc(more.room, sizeof *more.slots);
	if (more.slots == NULL)
		return -1;
	for (size_t i = 0; i < x->room; i++) {
		size_t slot = home_of(&more, x->slots[i] & HASH_MASK);
		if (x->slots[i] == 0)
			continue;
		while (more.slots[slot] != 0)
			slot = (slot + 1) & (more.room - 1);
		more.slots[slot] = x->slots[i];
	}
	free(x->slots);
	*x = more;
	return 0;
}

static int
index_row(struct journal *j, struct view id, size_t at, struct error *e)
{
	size_t slot;
	if (at >= LARGEST)
		return error_set(e, "store: " JOURNAL_FILE ": too large");
	if (index_grow(&j->rows) != 0)
		return error_set(e, "no memory for so many rows");
	if (index_slot(j, id, &slot, e) != 0)
		return -1;
	j->rows.count += j->rows.slots[slot] == 0;
	j->rows.slots[slot] = (uint64_t)at << HASH_BITS | hash_of(id);
	j->last = at;
	return 0;
}

/* ---- opening ---- */

static size_t
row_bytes(const struct view *fields, size_t count)
{
	return (size_t)(fields[count - 1].at + fields[count - 1].len - fields[0].at) + 1;
}

static int
index_rows(struct journal *j, struct tsv *in, const char *const columns[], struct error *e)
{
	struct view *fields;
	size_t at = 0;
	int got;
	bool same = tsv_width(in) == j->columns;
	for (size_t i = 0; i < j->columns && same; i++) {
		same = view_equal(tsv_name(in, i), view_of(columns[i]));
		at += tsv_name(in, i).len + 1;
	}
	if (!same)
		return error_set(e, "store: " JOURNAL_FILE ":1: not the columns of this version's journal");
	while ((got = tsv_next(in, &fields, e)) == 1) {
		if (index_row(j, fields[0], at, e) != 0)
			return -1;
		at += row_bytes(fields, j->columns);
	}
	return got;
}

/* A message about the file that was read is to bear its name. */
static int
name_file(const char *path, struct error *e)
{
	struct error told = *e;
	size_t n = strlen(path);
	return strncmp(told.text, path, n) != 0
	           ? -1
	           : error_set(e, "store: " JOURNAL_FILE "%.900s", told.text + n);
}

static int
load(struct journal *j, int folder, const char *const columns[], size_t *dropped, struct error *e)
{
	char path[64], *paths[] = { path };
	j->fd = folder_below(folder, JOURNAL_FILE, O_RDWR | O_CREAT, 0666);
	if (j->fd < 0)
		return error_system(e, "store: " JOURNAL_FILE);
	if (cut_torn(j, dropped, e) != 0)
		return -1;
	if (j->size == 0)
		return write_header(j, folder, columns, e);
	snprintf(path, sizeof path, "/proc/self/fd/%d", j->fd);
	struct tsv *in = tsv_open(paths, 1, e);
	int bad = in == NULL ? -1 : index_rows(j, in, columns, e);
	tsv_close(in);
	return bad == 0 ? 0 : name_file(path, e);
}

struct journal *
journal_open(int folder, const char *const columns[], size_t count, size_t *dropped, struct error *e)
{
	struct journal *j = calloc(1, sizeof *j);
	*dropped = 0;
	if (j == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	j->columns = count;
	j->fd = -1;
	if (load(j, folder, columns, dropped, e) != 0) {
		journal_close(j);
		return NULL;
	}
	return j;
}

void
journal_close(struct journal *j)
{
	if (j == NULL)
		return;
	if (j->fd >= 0)
		close(j->fd);
	free(j->rows.slots);
	buffer_free(&j->batch);
	buffer_free(&j->line);
	free(j);
}

/* Reads the line that begins at `at` and splits it. */
static int
read_row(struct journal *j, size_t at, struct view *fields, struct error *e)
{
	enum { PIECE = 2048 };
	struct buffer *line = &j->line;
	const char *newline = NULL;
	buffer_reset(line);
	while (newline == NULL) {
		if (buffer_reserve(line, PIECE) != 0)
			return error_set(e, "no memory");
		ssize_t n = pread(j->fd, line->at + line->len, PIECE, (off_t)(at + line->len));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return error_system(e, "store: " JOURNAL_FILE);
		newline = memchr(line->at + line->len, '\n', (size_t)n);
		line->len += (size_t)n;
	}
	struct view rest = { line->at, (size_t)(newline - line->at) };
	for (size_t i = 0; i < j->columns; i++) {
		fields[i] = VIEW("");
		view_split(&rest, '\t', &fields[i]);
	}
	return 1;
}

int
journal_find(struct journal *j, struct view id, struct view *fields, struct error *e)
{
	size_t slot, at;
	if (j->rows.room == 0)
		return 0;
	if (index_slot(j, id, &slot, e) != 0)
		return -1;
	at = (size_t)(j->rows.slots[slot] >> HASH_BITS);
	return at == 0 || at >= j->size ? 0 : read_row(j, at, fields, e);
}

int
journal_last(struct journal *j, struct view *fields, struct error *e)
{
	return j->last == 0 ? 0 : read_row(j, j->last, fields, e);
}

int
journal_add(struct journal *j, const struct view *fields, struct error *e)
{
	size_t at = j->size + j->batch.len;
	for (size_t i = 0; i < j->columns; i++) {
		buffer_append(&j->batch, fields[i]);
		buffer_byte(&j->batch, i + 1 < j->columns ? '\t' : '\n');
	}
	if (j->batch.failed)
		return error_set(e, "no memory");
	if (index_row(j, fields[0], at, e) != 0)
		return -1;
	j->waiting++;
	return 0;
}

size_t
journal_waiting(const struct journal *j)
{
	return j->waiting;
}

int
journal_sync(struct journal *j, struct error *e)
{
	int bad = j->waiting == 0 ? 0 : write_all(j, buffer_view(&j->batch), e);
	if (bad == 0) {
		buffer_reset(&j->batch);
		j->waiting = 0;
	} else {
		j->batch.failed = true;
	}
	return bad;
}
