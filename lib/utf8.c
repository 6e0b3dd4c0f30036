#include "utf8.h"

#include <string.h>

/* Length that a lead byte promises, and the range of the byte behind it (Unicode 15, table 3-7). */
static size_t
lead(unsigned char c, unsigned char *low, unsigned char *high)
{
	*low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	*high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	if (c < 0x80)
		return 1;
	if (c >= 0xC2 && c <= 0xDF)
		return 2;
	if (c >= 0xE0 && c <= 0xEF)
		return 3;
	return c >= 0xF0 && c <= 0xF4 ? 4 : 0;
}

/* How many bytes at `p` begin a well-formed character, up to the first wrong one; `*whole` tells if it is complete. */
static size_t
subpart(const unsigned char *p, size_t len, bool *whole)
{
	unsigned char low, high;
	size_t need = lead(p[0], &low, &high), have = 1;
	while (have < need && have < len && p[have] >= low && p[have] <= high) {
		low = 0x80;
		high = 0xBF;
		have++;
	}
	*whole = need != 0 && have == need;
	return have;
}

size_t
utf8_decode_other(const char *p, size_t len, uint32_t *character)
{
	const unsigned char *u = (const unsigned char *)p;
	bool whole = false;
	if (len == 0)
		return 0;
	size_t n = subpart(u, len, &whole);
	if (!whole)
		return 0;
	static const unsigned char mask[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	uint32_t c = u[0] & mask[n];
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (u[i] & 0x3F);
	*character = c;
	return n;
}

size_t
utf8_before(struct view v, size_t end, uint32_t *character)
{
	for (size_t n = 1; n <= 4 && n <= end; n++)
		if (((unsigned char)v.at[end - n] & 0xC0) != 0x80)
			return utf8_decode(v.at + end - n, n, character) == n ? n : 0;
	return 0;
}

size_t
utf8_encode(uint32_t c, char out[4])
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)(first[n] | c);
	return n;
}

size_t
utf8_check(struct view v)
{
	const unsigned char *u = (const unsigned char *)v.at;
	size_t i = 0;
	while (i < v.len) {
		uint64_t eight;
		if (v.len - i >= 8 && (memcpy(&eight, u + i, 8), (eight & 0x8080808080808080u) == 0)) {
			i += 8;
			continue;
		}
		while (v.len - i >= 3 && u[i] >= 0xE1 && u[i] <= 0xEC && (u[i + 1] & 0xC0) == 0x80 &&
		       (u[i + 2] & 0xC0) == 0x80)
			i += 3;
		if (i == v.len)
			break;
		bool whole = false;
		size_t n = subpart(u + i, v.len - i, &whole);
		if (!whole)
			return i;
		i += n;
	}
	return i;
}

size_t
utf8_repair(struct view v, struct buffer *out)
{
	size_t wrong = 0, from = 0, i = 0;
	const unsigned char *u = (const unsigned char *)v.at;
	while (i < v.len) {
		bool whole = false;
		if (u[i] - 1u < 0x7F || (v.len - i >= 3 && u[i] >= 0xE1 && u[i] <= 0xEC &&
		                            (u[i + 1] & 0xC0) == 0x80 && (u[i + 2] & 0xC0) == 0x80)) {
			i += u[i] < 0x80 ? 1 : 3;
			continue;
		}
		size_t n = subpart(u + i, v.len - i, &whole);
		if (!whole || v.at[i] == '\0') {
			buffer_append(out, view_slice(v, from, i));
			buffer_append(out, VIEW("\xEF\xBF\xBD"));
			wrong++;
			from = i + n;
		}
		i += n;
	}
	buffer_append(out, view_slice(v, from, v.len));
	return wrong;
}

size_t
utf8_count(struct view v)
{
	size_t n = 0;
	for (size_t i = 0; i < v.len; i++)
		n += ((unsigned char)v.at[i] & 0xC0) != 0x80;
	return n;
}
