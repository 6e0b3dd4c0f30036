#include "check.h"
#include "tsvscan.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 300, ROOM = 8 };

struct found {
	enum tsvscan_end end;
	size_t count, from[ROOM], len[ROOM], behind;
};

static void
end_field(struct found *f, size_t end)
{
	if (f->count < ROOM) {
		f->from[f->count] = f->behind;
		f->len[f->count] = end - f->behind;
	}
	f->count++;
	f->behind = end + 1;
}

/* The same, one byte after the other: what the scanners must find. */
static struct found
look(const char *text, size_t len)
{
	struct found f = { .end = TSVSCAN_MORE };
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\\' && i + 1 < len && memchr("tnr\\", text[i + 1], 4) == NULL)
			f.end = TSVSCAN_ESCAPE;
		else if (text[i] == '\0' || text[i] == '\r')
			f.end = text[i] == '\r' ? TSVSCAN_CR : TSVSCAN_NUL;
		if (f.end != TSVSCAN_MORE)
			return f;
		if (text[i] == '\\')
			i++;
		else if (text[i] == '\t' || text[i] == '\n')
			end_field(&f, i);
		if (i < len && text[i] == '\n')
			f.end = TSVSCAN_LINE;
		if (f.end == TSVSCAN_LINE)
			return f;
	}
	return f;
}

/* A scanner on bytes that come in two pieces, moved in between. */
static struct found
scan(tsvscan *with, const char *text, size_t len, size_t cut)
{
	struct view fields[ROOM];
	char *first = malloc(cut + 1), *second = malloc(len + 1);
	struct tsvscan_line s = { .fields = fields, .room = ROOM, .field = first, .skip = first };
	struct found f = { 0 };
	const char *base = first;
	memcpy(first, text, cut);
	memcpy(second, text, len);
	f.end = with(&s, first, first + cut);
	if (f.end == TSVSCAN_MORE) {
		size_t next = tsvscan_next(&s, first, first + cut);
		tsvscan_loosen(&s, first);
		tsvscan_fasten(&s, second);
		base = second;
		f.end = with(&s, second + next, second + len);
	}
	f.count = s.count;
	f.behind = (size_t)(s.field - base);
	for (size_t i = 0; i < s.count && i < ROOM; i++) {
		f.from[i] = (size_t)(fields[i].at - base);
		f.len[i] = fields[i].len;
	}
	free(first);
	free(second);
	return f;
}

static bool
same(const struct found *a, const struct found *b)
{
	if (a->end != b->end)
		return false;
	if (a->end != TSVSCAN_LINE)
		return true;
	if (a->count != b->count || a->behind != b->behind)
		return false;
	for (size_t i = 0; i < a->count && i < ROOM; i++)
		if (a->from[i] != b->from[i] || a->len[i] != b->len[i])
			return false;
	return true;
}

/* Lines in turn, each from where the last one ended; the last one is malformed or unfinished. */
static void
check_lines(tsvscan *with, const char *text, size_t len)
{
	struct view fields[ROOM];
	char *copy = malloc(len);
	struct tsvscan_line s = { .fields = fields, .room = ROOM };
	struct found want = { .end = TSVSCAN_LINE }, got = { .end = TSVSCAN_LINE };
	memcpy(copy, text, len);
	for (size_t from = 0; got.end == TSVSCAN_LINE && want.end == TSVSCAN_LINE; from += want.behind) {
		s.field = s.skip = copy + from;
		s.count = 0;
		want = look(text + from, len - from);
		got = (struct found) { .end = with(&s, copy + from, copy + len), .count = s.count };
		got.behind = (size_t)(s.field - copy) - from;
		for (size_t i = 0; i < s.count && i < ROOM; i++) {
			got.from[i] = (size_t)(fields[i].at - copy) - from;
			got.len[i] = fields[i].len;
		}
		CHECK(same(&got, &want));
	}
	free(copy);
}

int
main(void)
{
	static const char marks[] = "\t\t\t\\\\\\tnrx\n\r"; /* and a NUL */
	char text[MOST];
	tsvscan *const with[] = { tsvscan_portable, tsvscan_best() };
	unsigned seed = 1, lines = 0, faults = 0;
	for (int round = 0; round < 20000; round++) {
		unsigned rare = 2 + (unsigned)round % 60;
		size_t len = 1 + (size_t)round % (MOST - 1);
		for (size_t i = 0; i < len; i++) {
			seed = seed * 1103515245u + 12345u;
			unsigned x = seed >> 16;
			text[i] = x % rare == 0 ? marks[x / rare % sizeof marks] : (char)(0x0E + x % 0xF0);
			if (text[i] == '\\' && x % rare != 0)
				text[i] = 'y';
		}
		struct found want = look(text, len);
		lines += want.end == TSVSCAN_LINE;
		faults += want.end == TSVSCAN_ESCAPE || want.end == TSVSCAN_CR || want.end == TSVSCAN_NUL;
		for (size_t k = 0; k < 2; k++) {
			struct found whole = scan(with[k], text, len, len),
			             cut = scan(with[k], text, len, seed % len);
			CHECK(same(&whole, &want));
			CHECK(same(&cut, &want));
			check_lines(with[k], text, len);
		}
	}
	CHECK(lines > 1000 && faults > 1000);
	return check_status();
}
