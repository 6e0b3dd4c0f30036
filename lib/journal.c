#define _GNU_SOURCE
#include "journal.h"

#include "folder.h"
#include "keymap.h"
#include "tsv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct journal {
	int fd;
	size_t columns;
	size_t size;         /* bytes that are synced */
	size_t last;         /* where the last row begins; 0 = there is none */
	struct keymap rows;  /* id -> where its row begins */
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

static int
index_row(struct journal *j, struct view id, size_t at)
{
	bool added;
	size_t *place = keymap_put(&j->rows, id, at, &added);
	if (place == NULL)
		return -1;
	*place = at;
	j->last = at;
	return 0;
}

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
		if (index_row(j, fields[0], at) != 0)
			return error_set(e, "no memory");
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
	keymap_free(&j->rows);
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
	const size_t *at = keymap_get(&j->rows, id);
	return at == NULL || *at >= j->size ? 0 : read_row(j, *at, fields, e);
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
	if (j->batch.failed || index_row(j, fields[0], at) != 0)
		return error_set(e, "no memory");
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
