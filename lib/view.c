#define _GNU_SOURCE
#include "view.h"

#include <limits.h>
#include <string.h>

int
view_compare(struct view a, struct view b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n == 0 ? 0 : memcmp(a.at, b.at, n);
	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

/*
 * Bytes of a needle, and of a text in which a word in ASCII is sought, that are searched here. The C library prepares a table for
 * each search: too much for a word in a paragraph.
 */
enum { SHORT = 64, PARAGRAPH = 256 };

size_t
view_find(struct view v, struct view needle, size_t from)
{
	if (from > v.len || v.len - from < needle.len)
		return (size_t)-1;
	if (needle.len == 0)
		return from;
	bool ascii = (unsigned char)needle.at[0] < 0xC0;
	if (needle.len > SHORT || (ascii && needle.len > 1 && v.len - from > PARAGRAPH)) {
		const char *hit = memmem(v.at + from, v.len - from, needle.at, needle.len);
		return hit ? (size_t)(hit - v.at) : (size_t)-1;
	}
	/* of a character's bytes in UTF-8 the last tells most */
	size_t rare = ascii ? 0 : needle.len > 2 ? 2 : needle.len - 1;
	const char *at = v.at + from, *last = v.at + v.len - needle.len;
	while (at <= last) {
		const char *hit = memchr(at + rare, needle.at[rare], (size_t)(last - at) + 1);
		if (hit == NULL)
			break;
		at = hit - rare;
		if (memcmp(at, needle.at, needle.len) == 0)
			return (size_t)(at - v.at);
		at++;
	}
	return (size_t)-1;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct view
view_trim(struct view v)
{
	while (v.len > 0 && is_space(v.at[0])) {
		v.at++;
		v.len--;
	}
	while (v.len > 0 && is_space(v.at[v.len - 1]))
		v.len--;
	return v;
}

bool
view_split(struct view *rest, char mark, struct view *part)
{
	if (rest->at == NULL)
		return false;
	const char *hit = rest->len ? memchr(rest->at, mark, rest->len) : NULL;
	if (hit == NULL) {
		*part = *rest;
		*rest = (struct view) { NULL, 0 };
		return true;
	}
	*part = (struct view) { rest->at, (size_t)(hit - rest->at) };
	rest->len -= part->len + 1;
	rest->at = hit + 1;
	return true;
}

int
view_number(struct view v, unsigned long long *number)
{
	unsigned long long n = 0;
	if (v.len == 0)
		return -1;
	for (size_t i = 0; i < v.len; i++) {
		if (v.at[i] < '0' || v.at[i] > '9')
			return -1;
		unsigned digit = (unsigned)(v.at[i] - '0');
		if (n > (ULLONG_MAX - digit) / 10)
			return -1;
		n = n * 10 + digit;
	}
	*number = n;
	return 0;
}
