#define _GNU_SOURCE
#include "tsv.h"

#include "tsvscan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE = 4096, BLOCK = 256 * 1024 };

/*
 * The buffer is one piece of memory: `slack` bytes, then `block` bytes that begin on a page boundary. Reads land on the
 * boundary (the kernel copies to an aligned page several times faster); the unfinished line is carried in front of it.
 */
struct tsv {
	char *const *paths;
	size_t count, next;
	const char *file;
	int fd;
	unsigned long long line;
	char *memory;
	size_t slack, block;
	char *at, *end; /* bytes read and not yet used */
	bool eof;
	tsvscan *scan;
	struct tsvscan_line found;
	struct view *names, *fields;
	size_t width;
	struct arena keep; /* the header */
};

static int
open_file(struct tsv *t, struct error *e)
{
	const char *path = t->count == 0 ? "-" : t->paths[t->next];
	t->next++;
	t->line = 0;
	t->eof = false;
	t->at = t->end = t->memory + t->slack;
	t->found.step = NULL;
	if (strcmp(path, "-") == 0) {
		t->file = "<stdin>";
		t->fd = STDIN_FILENO;
		return 0;
	}
	t->file = path;
	t->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (t->fd < 0)
		return error_system(e, "%s", path);
	return 0;
}

static void
close_file(struct tsv *t)
{
	if (t->fd > STDIN_FILENO)
		close(t->fd);
	t->fd = -1;
}

static size_t
page_up(size_t n)
{
	return (n + PAGE - 1) / PAGE * PAGE;
}

/* Makes the slack hold `tail` bytes and the block as many, so that a long line is copied a few times and not hundreds. */
static int
grow(struct tsv *t, size_t tail, struct error *e)
{
	size_t slack = page_up(tail), block = slack > BLOCK ? slack : BLOCK;
	char *memory = aligned_alloc(PAGE, slack + block);
	if (memory == NULL)
		return error_set(
		    e, "%s:%llu: no memory for a line of over %zu bytes", t->file, t->line, tail);
	memcpy(memory + slack - tail, t->at, tail);
	free(t->memory);
	t->memory = memory;
	t->slack = slack;
	t->block = block;
	return 0;
}

static int
too_long(const struct tsv *t, struct error *e)
{
	return error_set(e, "%s:%llu: line of over %zu MiB", t->file, t->line, TSV_LINE >> 20);
}

static int
malformed(const struct tsv *t, enum tsvscan_end how, struct error *e)
{
	const char *what = how == TSVSCAN_CR    ? "a raw carriage return (lines end in LF alone)"
	                   : how == TSVSCAN_NUL ? "a NUL byte"
	                                        : "a backslash that is no \\t, \\n, \\r or \\\\";
	return error_set(e, "%s:%llu: %s", t->file, t->line, what);
}

/* Reads more behind the unfinished line. 1: got some; 0: end of file; -1: error. */
static int
refill(struct tsv *t, struct error *e)
{
	size_t tail = (size_t)(t->end - t->at);
	if (tail > TSV_LINE)
		return too_long(t, e);
	if (tail > t->slack) {
		if (grow(t, tail, e) != 0)
			return -1;
	} else if (tail > 0) {
		memmove(t->memory + t->slack - tail, t->at, tail);
	}
	char *page = t->memory + t->slack;
	t->at = page - tail;
	ssize_t n;
	do
		n = read(t->fd, page, t->block);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return error_system(e, "%s", t->file);
	t->end = page + n;
	t->eof = n == 0;
	return n > 0;
}

/* The rest of a line that the bytes at hand end in, or that is malformed. As next_line. */
static int
finish_line(struct tsv *t, enum tsvscan_end got, struct error *e)
{
	struct tsvscan_line *s = &t->found;
	while (got == TSVSCAN_MORE) {
		size_t scanned = tsvscan_next(s, t->at, t->end);
		tsvscan_loosen(s, t->at);
		int more = refill(t, e);
		tsvscan_fasten(s, t->at);
		if (more < 0)
			return -1;
		if (more == 0 && t->end > t->at)
			return error_set(
			    e, "%s:%llu: the last line has no newline: cut short?", t->file, t->line);
		if (more == 0)
			return 0;
		got = t->scan(s, t->at + scanned, t->end);
	}
	if (got != TSVSCAN_LINE)
		return malformed(t, got, e);
	if ((size_t)(s->field - t->at) > TSV_LINE)
		return too_long(t, e);
	t->at = (char *)(uintptr_t)s->field;
	return 1;
}

/* The next line of the file at hand into `fields`; their number is found.count. 1: a line; 0: end of file; -1: error. */
static inline int
next_line(struct tsv *t, struct view *fields, size_t room, struct error *e)
{
	struct tsvscan_line *s = &t->found;
	s->fields = fields;
	s->room = room;
	s->count = 0;
	s->field = s->skip = t->at;
	t->line++;
	enum tsvscan_end got = t->scan(s, t->at, t->end);
	if (got != TSVSCAN_LINE || s->field - t->at > BLOCK)
		return finish_line(t, got, e);
	t->at = (char *)(uintptr_t)s->field;
	return 1;
}

static int
check_names(struct tsv *t, const struct view *names, size_t count, struct error *e)
{
	if (count > TSV_COLUMNS)
		return error_set(e, "%s:1: more than %d columns", t->file, TSV_COLUMNS);
	if (view_starts(names[0], VIEW("\xEF\xBB\xBF")))
		return error_set(e, "%s:1: the header begins with a byte order mark", t->file);
	for (size_t i = 0; i < count; i++) {
		if (names[i].len == 0)
			return error_set(e, "%s:1: column %zu has no name", t->file, i + 1);
		for (size_t k = 0; k < i; k++)
			if (view_equal(names[i], names[k]))
				return error_set(
				    e, "%s:1: column \"%.*s\" stands twice", t->file, VIEW_ARGS(names[i]));
	}
	return 0;
}

static int
keep_header(struct tsv *t, const struct view *names, size_t count, struct error *e)
{
	t->names = arena_clear(&t->keep, count, sizeof *t->names);
	t->fields = arena_clear(&t->keep, count, sizeof *t->fields);
	if (t->names == NULL || t->fields == NULL)
		return error_set(e, "%s: no memory", t->file);
	for (size_t i = 0; i < count; i++) {
		t->names[i] = arena_copy(&t->keep, names[i]);
		if (t->names[i].at == NULL)
			return error_set(e, "%s: no memory", t->file);
	}
	t->width = count;
	return 0;
}

/* Reads the header of the file at hand; that of a later file must be equal to the first. */
static int
read_header(struct tsv *t, struct error *e)
{
	struct view *names = calloc(TSV_COLUMNS, sizeof *names);
	if (names == NULL)
		return error_set(e, "%s: no memory", t->file);
	int got = next_line(t, names, TSV_COLUMNS, e);
	size_t count = t->found.count;
	if (got == 0)
		got = error_set(e, "%s: empty, without so much as a header line", t->file);
	else if (got == 1 && t->names == NULL)
		got = check_names(t, names, count, e) == 0 ? keep_header(t, names, count, e) : -1;
	else if (got == 1) {
		bool same = count == t->width;
		for (size_t i = 0; same && i < count; i++)
			same = view_equal(names[i], t->names[i]);
		got = same ? 0 : error_set(e, "%s:1: not the same columns as in %s", t->file, t->paths[0]);
	}
	free(names);
	return got;
}

struct tsv *
tsv_open(char *const paths[], size_t count, struct error *e)
{
	struct tsv *t = calloc(1, sizeof *t);
	if (t == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	*t = (struct tsv) { .paths = paths,
		.count = count,
		.fd = -1,
		.slack = 16 * PAGE,
		.block = BLOCK,
		.scan = tsvscan_best() };
	t->memory = aligned_alloc(PAGE, t->slack + t->block);
	if (t->memory == NULL)
		error_set(e, "no memory");
	if (t->memory == NULL || open_file(t, e) != 0 || read_header(t, e) != 0) {
		tsv_close(t);
		return NULL;
	}
	return t;
}

void
tsv_close(struct tsv *t)
{
	if (t == NULL)
		return;
	close_file(t);
	arena_free(&t->keep);
	free(t->memory);
	free(t);
}

size_t
tsv_width(const struct tsv *t)
{
	return t->width;
}

struct view
tsv_name(const struct tsv *t, size_t column)
{
	return t->names[column];
}

int
tsv_find(const struct tsv *t, struct view name)
{
	for (size_t i = 0; i < t->width; i++)
		if (view_equal(t->names[i], name))
			return (int)i;
	return -1;
}

int
tsv_column(const struct tsv *t, const char *name)
{
	return tsv_find(t, view_of(name));
}

int
tsv_need(const struct tsv *t, const char *name, struct error *e)
{
	int column = tsv_column(t, name);
	return column >= 0 ? column : error_set(e, "%s:1: no column \"%s\"", t->file, name);
}

int
tsv_next(struct tsv *t, struct view **fields, struct error *e)
{
	int got;
	while ((got = next_line(t, t->fields, t->width, e)) == 0) {
		if (t->next >= t->count)
			return 0;
		close_file(t);
		if (open_file(t, e) != 0 || read_header(t, e) != 0)
			return -1;
	}
	if (got < 0)
		return -1;
	if (t->found.count != t->width)
		return error_set(e, "%s:%llu: %zu fields where the header has %zu", t->file, t->line,
		    t->found.count, t->width);
	*fields = t->fields;
	return 1;
}

const char *
tsv_file(const struct tsv *t)
{
	return t->file;
}

unsigned long long
tsv_line(const struct tsv *t)
{
	return t->line;
}
