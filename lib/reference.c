#include "reference.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 31, LONGEST_BARE = 6 }; /* names, without & and semicolon */

struct named {
	const char *name;
	uint32_t codes[2];
	bool bare; /* is read without a semicolon too */
};

/* sorted by name */
static const struct named all[] = {
#include "references.inc"
};

static int
by_name(const void *key, const void *row)
{
	const struct view *name = key;
	return view_compare(*name, view_of(((const struct named *)row)->name));
}

static const struct named *
find(struct view name)
{
	return bsearch(&name, all, sizeof all / sizeof *all, sizeof *all, by_name);
}

static void
put(uint32_t code, struct buffer *out)
{
	char bytes[4];
	buffer_append(out, (struct view) { bytes, utf8_encode(code, bytes) });
}

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What browsers read for the C1 controls: characters of windows-1252 (§13.2.5.80). */
static uint32_t
meant(uint32_t code)
{
	static const unsigned short c1[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C,
		0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
		0x0178 };
	if (code == 0)
		return 0xFFFD;
	return code >= 0x80 && code < 0xA0 ? c1[code - 0x80] : code;
}

/* Value of a digit, or `base` where it is none. */
static uint32_t
digit(char c, uint32_t base)
{
	uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
	             : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
	             : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
	                                    : base;
	return d < base ? d : base;
}

static size_t
read_number(struct view text, struct buffer *out)
{
	bool hexadecimal = text.len > 2 && (text.at[2] == 'x' || text.at[2] == 'X');
	size_t from = hexadecimal ? 3 : 2, at = from;
	uint32_t code = 0, base = hexadecimal ? 16 : 10, d;
	for (; at < text.len && (d = digit(text.at[at], base)) < base; at++)
		code = code > 0x10FFFF ? code : code * base + d;
	if (at == from)
		return 0;
	put(meant(code), out); /* what is no character is written as U+FFFD */
	return at + (at < text.len && text.at[at] == ';');
}

static size_t
read_name(struct view text, bool attribute, struct buffer *out)
{
	size_t len = 0;
	while (len < LONGEST && len + 1 < text.len && is_alphanumeric(text.at[len + 1]))
		len++;
	bool closed = len > 0 && len + 1 < text.len && text.at[len + 1] == ';';
	struct view name = view_slice(text, 1, len + 1);
	const struct named *found = closed ? find(name) : NULL;
	if (found == NULL) { /* the longest of the old names that it begins with */
		closed = false;
		name.len = name.len < LONGEST_BARE ? name.len : LONGEST_BARE;
		while (name.len > 1 && ((found = find(name)) == NULL || !found->bare))
			name.len--;
		if (name.len < 2)
			return 0;
		char next = name.len + 1 < text.len ? text.at[name.len + 1] : ' ';
		if (attribute && (next == '=' || is_alphanumeric(next)))
			return 0;
	}
	put(found->codes[0], out);
	if (found->codes[1] != 0)
		put(found->codes[1], out);
	return 1 + name.len + closed;
}

size_t
reference_read(struct view text, bool attribute, struct buffer *out)
{
	if (view_starts(text, VIEW("&nbsp;"))) { /* by far the commonest */
		put(0xA0, out);
		return 6;
	}
	return text.len > 1 && text.at[1] == '#' ? read_number(text, out) : read_name(text, attribute, out);
}

void
reference_text(struct view text, bool attribute, struct buffer *out)
{
	size_t from = 0, at = 0;
	const char *hit;
	while (at < text.len && (hit = memchr(text.at + at, '&', text.len - at)) != NULL) {
		at = (size_t)(hit - text.at);
		buffer_append(out, view_slice(text, from, at));
		from = at;
		size_t len = reference_read(view_slice(text, at, text.len), attribute, out);
		at += len ? len : 1;
		from = len ? at : from;
	}
	buffer_append(out, view_slice(text, from, text.len));
}
