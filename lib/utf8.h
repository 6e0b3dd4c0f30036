/*
 * UTF-8 (RFC 3629): strict, no surrogates, no overlong forms, at most U+10FFFF.
 */
#ifndef UTF8_H
#define UTF8_H

#include "arena.h"
#include "view.h"

#include <stdint.h>

/* utf8_decode for what is neither ASCII nor a well-formed character of three bytes that begins with E1 to EC (Chinese, mostly). */
size_t utf8_decode_other(const char *p, size_t len, uint32_t *character);

/* The character at `p`, of `len` bytes at most. Returns its length in bytes (1 to 4), or 0 where it is malformed. */
static inline size_t
utf8_decode(const char *p, size_t len, uint32_t *character)
{
	const unsigned char *u = (const unsigned char *)p;
	if (len > 0 && u[0] < 0x80) {
		*character = u[0];
		return 1;
	}
	if (len > 2 && u[0] >= 0xE1 && u[0] <= 0xEC && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80) {
		*character = (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
		return 3;
	}
	return utf8_decode_other(p, len, character);
}

/* Bytes of the character at offset `at` of `v`; 1 where it is malformed, or behind the end. */
static inline size_t
utf8_step(struct view v, size_t at)
{
	uint32_t character;
	size_t n = at < v.len ? utf8_decode(v.at + at, v.len - at, &character) : 0;
	return n ? n : 1;
}

/* The character that ends at offset `end` of `v`. Returns its length in bytes, or 0 at the start or where it is malformed. */
size_t utf8_before(struct view v, size_t end, uint32_t *character);
/* Writes 1 to 4 bytes to `out`. Returns how many; a number that is no character is written as U+FFFD. */
size_t utf8_encode(uint32_t character, char out[4]);
/* Offset of the first byte that is not well-formed, or v.len. */
size_t utf8_check(struct view v);
/* Appends `v` with every malformed piece (Unicode 15 §3.9, maximal subparts) and NUL as U+FFFD. Returns how many. */
size_t utf8_repair(struct view v, struct buffer *out);
/* Number of characters in well-formed text. */
size_t utf8_count(struct view v);

#endif
