#include "fingerprint.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2,bmi,bmi2")))

enum {
	BYTES = 4,        /* watched of a window */
	WINDOW = 5,       /* bytes it spans */
	GROUPS = 8,       /* of literals: the bits of a byte */
	STEP = 64,        /* places looked at at once */
	FEW = 2,          /* survivors of them that are listed without asking, where literals are few */
	SOME = 4,         /* and where they are many */
	BEYOND = 8,       /* bytes that may be read behind the last place */
	CHUNK = 4096,     /* places sifted before the survivors are looked at */
	HASH = 16,        /* bits of a window's hash */
	HEADS = 12,       /* bits of it that choose a chain */
	REACH = 64,       /* a window begins within so many bytes of a literal */
	WIDE = 64,        /* more literals than so */
	LEARNT = 1 << 18, /* bytes of sample that suffice */
};

static const size_t place_of[BYTES] = { 0, 1, 3, 4 };

struct fingerprint {
	const struct view *literals;
	size_t count;
	uint16_t *from;         /* by literal: where its window begins */
	uint64_t *keys;         /* by literal: its window; of a short literal the bytes that there are */
	uint16_t *next;         /* by literal: the next one in its chain, + 1; 0 = none */
	uint16_t *order;        /* the literals, in the order of groups */
	uint16_t *seen;         /* by hash: how often in the sample */
	uint16_t *shared;       /* by hash: how often in the literals */
	size_t learnt, planned; /* bytes of sample */
	bool any_short;
	bool wide;                       /* many literals: six bits of a byte are looked up at once */
	unsigned char low[BYTES][16];    /* groups, by a byte's low half */
	unsigned char high[2][16];       /* groups, by the high half of the first two bytes */
	unsigned char six[BYTES][4][16]; /* groups, by a byte's low six bits */
	uint32_t full[1 << (HASH - 5)];  /* bitmap of windows */
	uint32_t small[1 << (HASH - 5)]; /* bitmap of the two first bytes of short literals */
	uint16_t heads[1 << HEADS], small_heads[256];
};

/* The window at `p`, of which 8 bytes can be read: five bytes, the first one lowest. */
static inline uint64_t
key_at(const char *p)
{
	uint64_t w;
	memcpy(&w, p, sizeof w);
	return w & 0xFFFFFFFFFFu;
}

static inline uint32_t
hash(uint64_t key)
{
	return (uint32_t)(((key << 24) * 0x9E3779B97F4A7C15u) >> (64 - HASH));
}

static uint64_t
key_of(struct view literal, size_t from)
{
	char w[8] = { 0 };
	struct view window = view_slice(literal, from, from + WINDOW);
	memcpy(w, window.at, window.len);
	return key_at(w);
}

static bool
is_short(struct view literal)
{
	return literal.len < WINDOW;
}

/* How little is gained by watching a window: first, how many of its bytes are lead bytes of Chinese; then, how often it was
 * seen; then, how few literals share it. */
static uint64_t
dullness(const struct fingerprint *f, struct view literal, size_t from)
{
	uint64_t leads = 0;
	uint32_t h = hash(key_of(literal, from));
	for (size_t i = 0; i < BYTES; i++) {
		unsigned char c = (unsigned char)literal.at[from + place_of[i]];
		leads += c >= 0xE3 && c <= 0xE9;
	}
	return leads << 32 | (uint64_t)f->seen[h] << 16 | (UINT16_MAX - f->shared[h]);
}

/* The last place in a literal where a window may begin. */
static size_t
last_window(struct view literal)
{
	return literal.len - WINDOW < REACH ? literal.len - WINDOW : REACH;
}

static void
count_shared(struct fingerprint *f)
{
	memset(f->shared, 0, (1 << HASH) * sizeof *f->shared);
	for (size_t i = 0; i < f->count; i++)
		for (size_t from = 0; !is_short(f->literals[i]) && from <= last_window(f->literals[i]);
		     from++) {
			uint16_t *n = &f->shared[hash(key_of(f->literals[i], from))];
			*n += *n < UINT16_MAX;
		}
}

static size_t
choose_window(const struct fingerprint *f, struct view literal)
{
	if (is_short(literal))
		return literal.len == 3 || (literal.len == 4 && (unsigned char)literal.at[0] >= 0xE0);
	size_t best = 0, last = last_window(literal);
	for (size_t from = 1; from <= last; from++)
		if (dullness(f, literal, from) < dullness(f, literal, best))
			best = from;
	return best;
}

struct rank {
	uint32_t value;
	uint16_t literal;
};

static int
by_value(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;
	return (a->value > b->value) - (a->value < b->value);
}

/* Short literals first, then those that are alike in the first byte, so that a group has few values of it. */
static uint32_t
rank_of(const struct fingerprint *f, size_t i)
{
	uint32_t first = f->keys[i] & 0xFF, second = f->keys[i] >> 8 & 0xFF;
	if (is_short(f->literals[i]))
		return 0;
	return 1u << 24 | (first & (f->wide ? 63 : 15)) << 16 | first << 8 | second;
}

static void
put_in_order(struct fingerprint *f, struct rank *ranks)
{
	for (size_t i = 0; i < f->count; i++)
		ranks[i] = (struct rank) { rank_of(f, i), (uint16_t)i };
	qsort(ranks, f->count, sizeof *ranks, by_value);
	for (size_t i = 0; i < f->count; i++)
		f->order[i] = ranks[i].literal;
}

/* Lets byte `c` at watched place `k` through the first step, as one of group `bit`. */
static void
allow(struct fingerprint *f, size_t k, unsigned c, unsigned char bit)
{
	f->low[k][c & 15] |= bit;
	f->six[k][c >> 4 & 3][c & 15] |= bit;
	if (k < 2)
		f->high[k][c >> 4] |= bit;
}

/* The same for a literal's window. Behind a short one's end any byte may stand. */
static void
enter_group(struct fingerprint *f, size_t i, unsigned char bit)
{
	struct view window = view_slice(f->literals[i], f->from[i], f->literals[i].len);
	for (size_t k = 0; k < BYTES; k++) {
		if (place_of[k] < window.len) {
			allow(f, k, (unsigned char)window.at[place_of[k]], bit);
			continue;
		}
		for (unsigned c = 0; c < 256; c++)
			allow(f, k, c, bit);
	}
}

static void
mark(uint32_t *bitmap, uint32_t bit)
{
	bitmap[bit >> 5] |= 1u << (bit & 31);
}

/* Lets the literal through the second step, and enters it where the third looks. */
static void
enter_table(struct fingerprint *f, size_t i)
{
	uint64_t key = f->keys[i];
	uint32_t first = key & 0xFF;
	uint16_t *head = &f->heads[hash(key) >> (HASH - HEADS)];
	if (!is_short(f->literals[i])) {
		mark(f->full, hash(key));
	} else {
		head = &f->small_heads[first];
		f->any_short = true;
		if (f->literals[i].len - f->from[i] > 1)
			mark(f->small, (uint32_t)key & 0xFFFF);
		else
			for (uint32_t second = 0; second < 256; second++)
				mark(f->small, second << 8 | first);
	}
	f->next[i] = *head;
	*head = (uint16_t)(i + 1);
}

static int
plan(struct fingerprint *f)
{
	struct rank *ranks = calloc(f->count + 1, sizeof *ranks);
	if (ranks == NULL)
		return -1;
	memset(f->low, 0, sizeof f->low);
	memset(f->high, 0, sizeof f->high);
	memset(f->six, 0, sizeof f->six);
	memset(f->full, 0, sizeof f->full);
	memset(f->small, 0, sizeof f->small);
	memset(f->heads, 0, sizeof f->heads);
	memset(f->small_heads, 0, sizeof f->small_heads);
	count_shared(f);
	for (size_t i = 0; i < f->count; i++) {
		f->from[i] = (uint16_t)choose_window(f, f->literals[i]);
		f->keys[i] = key_of(f->literals[i], f->from[i]);
	}
	put_in_order(f, ranks);
	for (size_t n = 0; n < f->count; n++) {
		enter_group(f, f->order[n], (unsigned char)(1u << (n * GROUPS / f->count)));
		enter_table(f, f->order[n]);
	}
	free(ranks);
	return 0;
}

bool
fingerprint_supported(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("bmi2");
}

struct fingerprint *
fingerprint_new(const struct view literals[], size_t count)
{
	struct fingerprint *f = calloc(1, sizeof *f);
	if (f == NULL)
		return NULL;
	f->literals = literals;
	f->count = count;
	f->wide = count > WIDE;
	f->from = calloc(count + 1, sizeof *f->from);
	f->keys = calloc(count + 1, sizeof *f->keys);
	f->next = calloc(count + 1, sizeof *f->next);
	f->order = calloc(count + 1, sizeof *f->order);
	f->seen = calloc(1 << HASH, sizeof *f->seen);
	f->shared = calloc(1 << HASH, sizeof *f->shared);
	if (!f->from || !f->keys || !f->next || !f->order || !f->seen || !f->shared || plan(f) != 0) {
		fingerprint_free(f);
		return NULL;
	}
	return f;
}

void
fingerprint_free(struct fingerprint *f)
{
	if (f == NULL)
		return;
	free(f->from);
	free(f->keys);
	free(f->next);
	free(f->order);
	free(f->seen);
	free(f->shared);
	free(f);
}

void
fingerprint_learn(struct fingerprint *f, struct view sample)
{
	if (f->learnt >= LEARNT || sample.len < BEYOND)
		return;
	size_t places = sample.len - BEYOND + 1;
	if (places > LEARNT - f->learnt)
		places = LEARNT - f->learnt;
	for (size_t i = 0; i < places; i++) {
		uint16_t *n = &f->seen[hash(key_at(sample.at + i))];
		*n += *n < UINT16_MAX;
	}
	f->learnt += places;
	if (f->learnt >= f->planned * 2 && plan(f) == 0) /* without memory the old plan serves */
		f->planned = f->learnt;
}

WITH_AVX2 static inline __m256i
load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

WITH_AVX2 static inline __m256i
row(const unsigned char groups[16])
{
	return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)groups));
}

/* The groups that 32 bytes allow, by their low halves and by their high halves. */
WITH_AVX2 static inline __m256i
by_low(__m256i low, __m256i x)
{
	return _mm256_shuffle_epi8(low, _mm256_and_si256(x, _mm256_set1_epi8(15)));
}

WITH_AVX2 static inline __m256i
by_high(__m256i high, __m256i x)
{
	return by_low(high, _mm256_srli_epi16(x, 4));
}

/* The same by their low six bits: of four rows the one that bits 4 and 5 choose. */
WITH_AVX2 static inline __m256i
by_six(const unsigned char six[4][16], __m256i x)
{
	__m256i bit4 = _mm256_slli_epi16(x, 3), bit5 = _mm256_slli_epi16(x, 2);
	__m256i a = _mm256_blendv_epi8(by_low(row(six[0]), x), by_low(row(six[1]), x), bit4);
	__m256i b = _mm256_blendv_epi8(by_low(row(six[2]), x), by_low(row(six[3]), x), bit4);
	return _mm256_blendv_epi8(a, b, bit5);
}

/* A bit for each of 32 places: not set where no group allows all bytes. */
WITH_AVX2 static inline uint64_t
left_over(__m256i a, __m256i b, __m256i c, __m256i d)
{
	__m256i groups = _mm256_and_si256(_mm256_and_si256(a, b), _mm256_and_si256(c, d));
	return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, _mm256_setzero_si256()));
}

/* Lists the places whose bits are set, behind the `n` that are there. The first `at_once` are written, needed or not: a
 * branch for each would be guessed wrong too often. */
WITH_AVX2 static inline size_t
list(uint64_t left, size_t at, uint16_t out[], size_t n, size_t at_once)
{
	size_t end = n + (size_t)__builtin_popcountll(left), sure = n + at_once;
	for (; n < sure || n < end; n++) {
		out[n] = (uint16_t)(at + _tzcnt_u64(left));
		left = _blsr_u64(left);
	}
	return end;
}

/* One step of the sieve for 32 places. The high halves of two bytes tell a character's middle from its beginning; those of
 * the others would say little more. */
WITH_AVX2 static inline uint64_t
look(const struct fingerprint *f, const char *p)
{
	__m256i x0 = load(p), x1 = load(p + 1);
	__m256i a = _mm256_and_si256(by_low(row(f->low[0]), x0), by_high(row(f->high[0]), x0));
	__m256i b = _mm256_and_si256(by_low(row(f->low[1]), x1), by_high(row(f->high[1]), x1));
	return left_over(a, b, by_low(row(f->low[2]), load(p + 3)), by_low(row(f->low[3]), load(p + 4)));
}

/* The same for many literals. */
WITH_AVX2 static inline uint64_t
look_widely(const struct fingerprint *f, const char *p)
{
	__m256i x0 = load(p), x1 = load(p + 1);
	__m256i a = _mm256_and_si256(by_six(f->six[0], x0), by_high(row(f->high[0]), x0));
	__m256i b = _mm256_and_si256(by_six(f->six[1], x1), by_high(row(f->high[1]), x1));
	return left_over(a, b, by_six(f->six[2], load(p + 3)), by_six(f->six[3], load(p + 4)));
}

/* First step: which of `count` places (a multiple of STEP) from `p` on may begin a window. Returns how many. */
WITH_AVX2 static size_t
sift(const struct fingerprint *f, const char *p, size_t count, uint16_t out[])
{
	size_t n = 0;
	for (size_t i = 0; i < count; i += STEP)
		n = list(look(f, p + i) | look(f, p + i + STEP / 2) << STEP / 2, i, out, n, FEW);
	return n;
}

WITH_AVX2 static size_t
sift_widely(const struct fingerprint *f, const char *p, size_t count, uint16_t out[])
{
	size_t n = 0;
	for (size_t i = 0; i < count; i += STEP)
		n = list(
		    look_widely(f, p + i) | look_widely(f, p + i + STEP / 2) << STEP / 2, i, out, n, SOME);
	return n;
}

static inline uint32_t
bit_of(const uint32_t *bitmap, uint32_t bit)
{
	return bitmap[bit >> 5] >> (bit & 31) & 1;
}

/* Second step: keeps the places whose hash some literal has. */
WITH_AVX2 static size_t
sieve(const struct fingerprint *f, const char *p, uint16_t places[], size_t count)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t key = key_at(p + places[i]);
		uint32_t keep = bit_of(f->full, hash(key));
		if (f->any_short)
			keep |= bit_of(f->small, (uint32_t)key & 0xFFFF);
		places[n] = places[i];
		n += keep;
	}
	return n;
}

struct errand {
	struct view text;
	automaton_visit visit;
	void *context;
};

/* Third step: the literals of a chain that stand in the text, with their window at `place`. */
static void
compare(const struct fingerprint *f, const struct errand *e, size_t i, uint64_t key, size_t place)
{
	for (; i != 0; i = f->next[i - 1]) {
		struct view literal = f->literals[i - 1];
		size_t from = f->from[i - 1], at = place - from;
		if ((f->keys[i - 1] != key && !is_short(literal)) || place < from || at > e->text.len ||
		    literal.len > e->text.len - at || memcmp(e->text.at + at, literal.at, literal.len) != 0)
			continue;
		e->visit(e->context, at, i - 1);
	}
}

/* All three steps on `count` places from `p` on, which is byte `at` of the text or a copy of it. */
static void
scan_places(const struct fingerprint *f, const struct errand *e, const char *p, size_t at, size_t count)
{
	uint16_t places[CHUNK + SOME];
	size_t n = f->wide ? sift_widely(f, p, count, places) : sift(f, p, count, places);
	n = sieve(f, p, places, n);
	for (size_t i = 0; i < n; i++) {
		uint64_t key = key_at(p + places[i]);
		compare(f, e, f->heads[hash(key) >> (HASH - HEADS)], key, at + places[i]);
		if (f->any_short)
			compare(f, e, f->small_heads[key & 0xFF], key, at + places[i]);
	}
}

void
fingerprint_scan(const struct fingerprint *f, struct view text, automaton_visit visit, void *context)
{
	struct errand e = { text, visit, context };
	char rest[2 * STEP + BEYOND] = { 0 };
	size_t at = 0;
	while (text.len - at >= STEP + BEYOND) {
		size_t count = (text.len - at - BEYOND) / STEP * STEP;
		if (count > CHUNK)
			count = CHUNK;
		scan_places(f, &e, text.at + at, at, count);
		at += count;
	}
	if (text.len > at)
		memcpy(rest, text.at + at, text.len - at);
	scan_places(f, &e, rest, at, (text.len - at + STEP - 1) / STEP * STEP);
}

#else

bool
fingerprint_supported(void)
{
	return false;
}

struct fingerprint *
fingerprint_new(const struct view literals[], size_t count)
{
	(void)literals;
	(void)count;
	return NULL;
}

void
fingerprint_free(struct fingerprint *f)
{
	(void)f;
}

void
fingerprint_learn(struct fingerprint *f, struct view sample)
{
	(void)f;
	(void)sample;
}

void
fingerprint_scan(const struct fingerprint *f, struct view text, automaton_visit visit, void *context)
{
	(void)f;
	(void)text;
	(void)visit;
	(void)context;
}

#endif
