#include "sketch.h"

#include "utf8.h"

#include <string.h>

#define NONE UINT64_MAX

/* The finaliser of MurmurHash3 (Appleby): every bit of the shingle moves every bit of the hash. */
static inline uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

/* White space, punctuation, symbols and forms: what copies of a document differ in. */
static bool
is_mark(uint32_t c)
{
	if (c < 0x80)
		return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
	return c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x2E00 && c < 0x2E80) ||
	       (c >= 0x3000 && c < 0x3041) || (c >= 0xE000 && c < 0xF900) || (c >= 0xFE00 && c < 0xFE70) ||
	       c >= 0xFF00;
}

/* Bytes of an ordinal numeral's digit (一二三四五六七八九十百零〇○ or ASCII), 0 where there is none. */
static size_t
numeral(struct view text, size_t at)
{
	static const uint32_t digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
		0x4E5D, 0x5341, 0x767E, 0x96F6, 0x3007, 0x25CB };
	uint32_t c = 0;
	size_t n = at < text.len ? utf8_decode(text.at + at, text.len - at, &c) : 0;
	if (n == 1)
		return c >= '0' && c <= '9';
	for (size_t i = 0; n > 0 && i < sizeof digits / sizeof *digits; i++)
		if (c == digits[i])
			return n;
	return 0;
}

/*
 * Where the label of an article or a chapter ends that begins at `at` with 第 (第十二条, 第三章, 第1节), or `at`. Sites that keep them as numbered
 * lists lose them, and nothing else of the document.
 */
static size_t
label_end(struct view text, size_t at)
{
	size_t end = at + 3, n, digits = 0;
	while ((n = numeral(text, end)) > 0 && ++digits <= 5)
		end += n;
	struct view unit = view_slice(text, end, end + 3);
	bool label =
	    digits > 0 && digits <= 5 &&
	    (view_equal(unit, VIEW("条")) || view_equal(unit, VIEW("章")) || view_equal(unit, VIEW("节")));
	return label ? end + 3 : at;
}

/* The next letter at `*at`, which moves behind it; 0 where the text ends. */
static inline uint32_t
next_letter(struct view text, size_t *at)
{
	const unsigned char *p = (const unsigned char *)text.at;
	while (*at < text.len) {
		uint32_t c = p[*at];
		size_t behind;
		if (c >= 0xE4 && c <= 0xE9 && text.len - *at >= 3) { /* U+4000 to U+9FFF */
			c = (c & 15) << 12 | (p[*at + 1] & 63u) << 6 | (p[*at + 2] & 63u);
			if (c == 0x7B2C /* 第 */ && (behind = label_end(text, *at)) > *at) {
				*at = behind;
				continue;
			}
			*at += 3;
			return c;
		}
		size_t n = c < 0x80 ? 1 : utf8_decode(text.at + *at, text.len - *at, &c);
		*at += n > 0 ? n : 1;
		if (n > 0 && !is_mark(c))
			return c >= 'A' && c <= 'Z' ? c | 32 : c;
	}
	return 0;
}

/* The least hash of each bin. Returns the number of letters. */
static uint32_t
least_hashes(struct view text, uint64_t least[SKETCH_BINS])
{
	uint64_t shingle = 0;
	uint32_t letters = 0, c;
	for (size_t i = 0; i < SKETCH_BINS; i++)
		least[i] = NONE;
	for (size_t at = 0; (c = next_letter(text, &at)) != 0;) {
		shingle = shingle << 64 / SKETCH_SHINGLE | (c & 0xFFFF);
		if (++letters < SKETCH_SHINGLE)
			continue;
		uint64_t h = mix(shingle);
		uint64_t *bin = &least[h >> 56];
		if (h < *bin) /* hashes of one bin begin alike */
			*bin = h;
	}
	return letters;
}

/* An empty bin asks others, in an order that depends on itself alone, until one isn't empty. */
static uint64_t
lend(const uint64_t least[SKETCH_BINS], uint64_t bin)
{
	for (uint64_t attempt = 1;; attempt++) {
		uint64_t other = least[mix(bin << 32 | attempt) >> 56];
		if (other != NONE)
			return other;
	}
}

bool
sketch_text(struct view text, struct sketch *s)
{
	uint64_t least[SKETCH_BINS];
	memset(s, 0, sizeof *s);
	s->letters = least_hashes(text, least);
	if (s->letters < SKETCH_SHINGLE)
		return false;
	for (size_t i = 0; i < SKETCH_BINS; i++) {
		uint64_t h = least[i] != NONE ? least[i] : lend(least, i);
		s->bins[i / 16] |= (h & 15) << i % 16 * SKETCH_BITS;
	}
	return true;
}

void
sketch_write(const struct sketch *s, char out[SKETCH_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < 8; i++)
		out[i] = digits[s->letters >> (28 - 4 * i) & 15];
	for (size_t i = 0; i < SKETCH_BINS; i++)
		out[8 + i] = digits[s->bins[i / 16] >> i % 16 * SKETCH_BITS & 15];
}

struct view
sketch_field(struct view text, struct arena *a)
{
	struct sketch s;
	char *out = sketch_text(text, &s) ? arena_take(a, SKETCH_ROOM) : NULL;
	if (out == NULL)
		return VIEW("");
	sketch_write(&s, out);
	return (struct view) { out, SKETCH_ROOM };
}

static int
digit_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
sketch_read(struct view written, struct sketch *s)
{
	memset(s, 0, sizeof *s);
	for (size_t i = 0; i < written.len && written.len == SKETCH_ROOM; i++) {
		int v = digit_value(written.at[i]);
		if (v < 0)
			return false;
		if (i < 8)
			s->letters = s->letters << 4 | (uint32_t)v;
		else
			s->bins[(i - 8) / 16] |= (uint64_t)v << (i - 8) % 16 * SKETCH_BITS;
	}
	return written.len == SKETCH_ROOM && s->letters >= SKETCH_SHINGLE;
}

double
sketch_likeness(const struct sketch *a, const struct sketch *b)
{
	int differ = 0;
	for (size_t i = 0; i < SKETCH_WORDS; i++) {
		uint64_t x = a->bins[i] ^ b->bins[i];
		x |= x >> 2;
		x |= x >> 1;
		differ += __builtin_popcountll(x & 0x1111111111111111u);
	}
	double chance = 1.0 / (1 << SKETCH_BITS);
	double agree = 1 - (double)differ / SKETCH_BINS;
	return agree > chance ? (agree - chance) / (1 - chance) : 0;
}

double
sketch_containment(const struct sketch *a, const struct sketch *b)
{
	double j = sketch_likeness(a, b), shorter = a->letters < b->letters ? a->letters : b->letters;
	double share = j * ((double)a->letters + b->letters) / ((1 + j) * shorter);
	return share < 1 ? share : 1;
}
