#define _GNU_SOURCE
#include "tsvout.h"

#include "tsv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TSV_WRITE = 256 * 1024 }; /* bytes gathered before a write */

struct view
tsv_decode(struct view raw, struct arena *a)
{
	if (raw.len == 0 || memchr(raw.at, '\\', raw.len) == NULL)
		return raw;
	char *out = arena_take(a, raw.len), *o = out;
	if (out == NULL)
		return (struct view) { NULL, 0 };
	const char *p = raw.at, *end = raw.at + raw.len;
	while (p < end) {
		const char *hit = memchr(p, '\\', (size_t)(end - p));
		size_t n = (size_t)((hit ? hit : end) - p);
		memcpy(o, p, n);
		o += n;
		p += n;
		if (p + 1 < end) {
			*o++ = p[1] == 't' ? '\t' : p[1] == 'n' ? '\n' : p[1] == 'r' ? '\r' : '\\';
			p += 2;
		} else {
			p = end;
		}
	}
	return (struct view) { out, (size_t)(o - out) };
}

static bool
needs_escape(char c)
{
	return c == '\t' || c == '\n' || c == '\r' || c == '\\' || c == '\0';
}

struct view
tsv_encode(struct view text, struct arena *a)
{
	size_t more = 0;
	for (size_t i = 0; i < text.len; i++)
		more += text.at[i] == '\0' ? 2 : needs_escape(text.at[i]);
	if (more == 0)
		return text;
	char *out = arena_take(a, text.len + more), *o = out;
	if (out == NULL)
		return (struct view) { NULL, 0 };
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '\0') {
			memcpy(o, "\xEF\xBF\xBD", 3);
			o += 3;
		} else if (needs_escape(c)) {
			*o++ = '\\';
			*o++ = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\';
		} else {
			*o++ = c;
		}
	}
	return (struct view) { out, (size_t)(o - out) };
}

struct view
tsv_number(unsigned long long n, struct arena *a)
{
	static const char digit[] = "0123456789";
	char digits[32];
	if (n < 10)
		return (struct view) { digit + n, 1 };
	int len = snprintf(digits, sizeof digits, "%llu", n);
	return arena_copy(a, (struct view) { digits, (size_t)len });
}

void
tsv_start(struct tsv_writer *w, int fd)
{
	*w = (struct tsv_writer) { .fd = fd };
}

int
tsv_flush(struct tsv_writer *w)
{
	const char *p = w->out.at, *end = p + w->out.len;
	while (p < end && w->failed == 0) {
		ssize_t n = write(w->fd, p, (size_t)(end - p));
		if (n > 0)
			p += n;
		else if (n < 0 && errno != EINTR)
			w->failed = errno;
	}
	w->out.len = 0;
	return w->failed == 0 ? 0 : -1;
}

/* Writes what has gathered, when it is enough. */
static void
check(struct tsv_writer *w)
{
	if (w->out.failed && w->failed == 0)
		w->failed = ENOMEM;
	if (w->out.len >= TSV_WRITE)
		tsv_flush(w);
}

/* A field and the byte behind it. Many fields are a digit, which needs no call. */
static inline char *
put_field(char *out, struct view field, char behind)
{
	if (field.len == 1)
		*out = *field.at;
	else if (field.len > 0)
		memcpy(out, field.at, field.len);
	out[field.len] = behind;
	return out + field.len + 1;
}

void
tsv_write(struct tsv_writer *w, const struct view *fields, size_t count)
{
	size_t bytes = count;
	for (size_t i = 0; i < count; i++)
		bytes += fields[i].len;
	if (count > 0 && buffer_reserve(&w->out, bytes) == 0) {
		char *out = w->out.at + w->out.len;
		for (size_t i = 0; i < count; i++)
			out = put_field(out, fields[i], i + 1 < count ? '\t' : '\n');
		w->out.len += bytes;
	}
	check(w);
}

void
tsv_text(struct tsv_writer *w, struct view text)
{
	buffer_append(&w->out, text);
	check(w);
}

int
tsv_finish(struct tsv_writer *w, struct error *e)
{
	tsv_flush(w);
	buffer_free(&w->out);
	errno = w->failed;
	return w->failed == 0 ? 0 : error_system(e, "cannot write");
}

int
tsv_save(const char *path, int (*write)(const void *context, struct tsv_writer *w, struct error *e),
    const void *context, struct error *e)
{
	struct tsv_writer w;
	struct error failed;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return error_system(e, "%s", path);
	tsv_start(&w, fd);
	int bad = write(context, &w, e);
	if (tsv_finish(&w, &failed) != 0 && bad == 0)
		bad = error_set(e, "%s: %.900s", path, failed.text);
	if (close(fd) != 0 && bad == 0)
		bad = error_system(e, "%s", path);
	return bad;
}

/* Index of a name among the first `width`, or -1. */
static int
find_name(const struct view *names, size_t width, const char *name)
{
	for (size_t i = 0; i < width; i++)
		if (view_equal(names[i], view_of(name)))
			return (int)i;
	return -1;
}

int
tsv_layout_names(struct tsv_layout *l, const struct view *names, size_t width, const char *const own[],
    size_t count, struct error *e)
{
	*l = (struct tsv_layout) { .width = width, .input = width };
	l->names = arena_clear(&l->memory, width + count, sizeof *l->names);
	l->fields = arena_clear(&l->memory, width + count, sizeof *l->fields);
	l->own = arena_clear(&l->memory, count ? count : 1, sizeof *l->own);
	if (l->names == NULL || l->fields == NULL || l->own == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < width; i++)
		l->names[i] = names[i];
	for (size_t i = 0; i < count; i++) {
		int column = find_name(names, width, own[i]);
		l->own[i] = column >= 0 ? (size_t)column : l->width;
		if (column < 0)
			l->names[l->width++] = view_of(own[i]);
	}
	return l->width <= TSV_COLUMNS ? 0 : error_set(e, "more than %d columns", TSV_COLUMNS);
}

int
tsv_layout(struct tsv_layout *l, const struct tsv *t, const char *const own[], size_t count, struct error *e)
{
	size_t width = tsv_width(t);
	struct view *names = calloc(width, sizeof *names);
	*l = (struct tsv_layout) { 0 };
	if (names == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < width; i++)
		names[i] = tsv_name(t, i);
	int bad = tsv_layout_names(l, names, width, own, count, e);
	free(names);
	return bad;
}

void
tsv_layout_free(struct tsv_layout *l)
{
	arena_free(&l->memory);
}

void
tsv_header(const struct tsv_layout *l, struct tsv_writer *w)
{
	tsv_write(w, l->names, l->width);
}

void
tsv_fill(struct tsv_layout *l, const struct view *fields)
{
	memcpy(l->fields, fields, l->input * sizeof *fields);
	for (size_t i = l->input; i < l->width; i++)
		l->fields[i] = (struct view) { "", 0 };
}

void
tsv_row(const struct tsv_layout *l, struct tsv_writer *w)
{
	tsv_write(w, l->fields, l->width);
}
