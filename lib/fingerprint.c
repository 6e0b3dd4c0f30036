#include "fingerprint.h"

#include "windows.h"

#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define WITH_AVX2 __attribute__((target("avx2,bmi,bmi2")))

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
	if (!f->from || !f->keys || !f->next || !f->order || !f->seen || !f->shared || windows_plan(f) != 0) {
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
	if (f->learnt >= f->planned * 2 && windows_plan(f) == 0) /* without memory the old plan serves */
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
