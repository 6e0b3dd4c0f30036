#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	max_align_t bytes[];
};

static struct arena_block *
block_new(struct arena *a, size_t size)
{
	size_t limit = a->limit ? a->limit : ARENA_LIMIT;
	if (size > limit || a->held > limit - size)
		return NULL;
	struct arena_block *b = malloc(sizeof *b + size);
	if (b == NULL)
		return NULL;
	*b = (struct arena_block) { .size = size };
	a->held += size;
	return b;
}

void *
arena_take(struct arena *a, size_t size)
{
	size_t align = sizeof(max_align_t);
	if (size > SIZE_MAX - align)
		return NULL;
	size = (size + align - 1) / align * align;
	if (a->now == NULL || a->now->size - a->now->used < size) {
		struct arena_block *b = block_new(a, size > ARENA_BLOCK ? size : ARENA_BLOCK);
		if (b == NULL)
			return NULL;
		if (a->now != NULL)
			a->now->next = b;
		else
			a->first = b;
		a->now = b;
	}
	void *p = (char *)a->now->bytes + a->now->used;
	a->now->used += size;
	return p;
}

void *
arena_clear(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	void *p = arena_take(a, count * size);
	if (p != NULL)
		memset(p, 0, count * size);
	return p;
}

struct view
arena_copy(struct arena *a, struct view v)
{
	char *p = v.len < SIZE_MAX ? arena_take(a, v.len + 1) : NULL;
	if (p == NULL)
		return (struct view) { NULL, 0 };
	if (v.len > 0)
		memcpy(p, v.at, v.len);
	p[v.len] = '\0';
	return (struct view) { p, v.len };
}

static void
blocks_free(struct arena *a, struct arena_block *b)
{
	while (b != NULL) {
		struct arena_block *next = b->next;
		a->held -= b->size;
		free(b);
		b = next;
	}
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b = a->first;
	if (b == NULL)
		return;
	if (b->size > ARENA_BLOCK) { /* one huge record must not stay with us for the rest of the stream */
		arena_free(a);
		return;
	}
	blocks_free(a, b->next);
	b->next = NULL;
	b->used = 0;
	a->now = b;
}

void
arena_free(struct arena *a)
{
	blocks_free(a, a->first);
	a->first = a->now = NULL;
}

int
buffer_reserve(struct buffer *b, size_t more)
{
	size_t limit = b->limit ? b->limit : BUFFER_LIMIT;
	if (b->failed || more > limit || b->len > limit - more) {
		b->failed = true;
		return -1;
	}
	if (b->room - b->len >= more && b->at != NULL)
		return 0;
	size_t room = b->room ? b->room : 256;
	while (room < b->len + more)
		room *= 2;
	if (room > limit) /* buffer_append looks at the room alone */
		room = limit;
	char *at = realloc(b->at, room);
	if (at == NULL) {
		b->failed = true;
		return -1;
	}
	b->at = at;
	b->room = room;
	return 0;
}

void
buffer_number(struct buffer *b, unsigned long long n)
{
	char digits[24];
	size_t from = sizeof digits;
	do
		digits[--from] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	buffer_append(b, (struct view) { digits + from, sizeof digits - from });
}

void
buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	if (n < 0)
		b->failed = true;
	else if (buffer_reserve(b, (size_t)n + 1) == 0) {
		vsnprintf(b->at + b->len, (size_t)n + 1, format, again);
		b->len += (size_t)n;
	}
	va_end(again);
	va_end(args);
}

struct view
buffer_view(const struct buffer *b)
{
	return (struct view) { b->at ? b->at : "", b->len };
}

void
buffer_reset(struct buffer *b)
{
	b->len = 0;
	b->failed = false;
}

void
buffer_free(struct buffer *b)
{
	free(b->at);
	*b = (struct buffer) { 0 };
}
