#include "tsvscan.h"

#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

static inline void
end_field(struct tsvscan_line *s, const char *end)
{
	if (s->count < s->room)
		s->fields[s->count] = (struct view) { s->field, (size_t)(end - s->field) };
	s->count++;
	s->field = end + 1;
}

/* One byte that may mean something. Returns TSVSCAN_MORE to go on. */
static inline enum tsvscan_end
look(struct tsvscan_line *s, const char *p, const char *end)
{
	if (p < s->skip)
		return TSVSCAN_MORE;
	switch (*p) {
	case '\t':
		end_field(s, p);
		return TSVSCAN_MORE;
	case '\n':
		end_field(s, p);
		return TSVSCAN_LINE;
	case '\r':
		return TSVSCAN_CR;
	case '\0':
		return TSVSCAN_NUL;
	case '\\':
		if (p + 1 < end && p[1] != 't' && p[1] != 'n' && p[1] != 'r' && p[1] != '\\')
			return TSVSCAN_ESCAPE;
		s->skip = p + 2;
		return TSVSCAN_MORE;
	default:
		return TSVSCAN_MORE;
	}
}

enum { WORD = 8 };

/* Whether one of eight bytes is 13 or less, or a backslash (Bit Twiddling Hacks, "Determine if a word has a byte less than n"). */
static inline bool
has_mark(const char *p)
{
	const uint64_t ones = UINT64_MAX / 255, tops = ones * 128;
	uint64_t w, x;
	memcpy(&w, p, sizeof w);
	x = w ^ ones * '\\';
	return (((w - ones * 14) & ~w) | ((x - ones) & ~x)) & tops;
}

/* Byte by byte, where a word doesn't say that there is nothing. */
enum tsvscan_end
tsvscan_portable(struct tsvscan_line *s, const char *p, const char *end)
{
	while (p < end) {
		if (end - p >= WORD && !has_mark(p)) {
			p += WORD;
			continue;
		}
		for (const char *stop = end - p < WORD ? end : p + WORD; p < stop; p++) {
			if ((unsigned char)*p > 13 && *p != '\\')
				continue;
			enum tsvscan_end got = look(s, p, end);
			if (got != TSVSCAN_MORE)
				return got;
		}
	}
	return TSVSCAN_MORE;
}

#if defined(__x86_64__) && defined(__GNUC__)

#define WITH_AVX2 __attribute__((target("avx2,bmi")))
enum { STEP = 64 };

WITH_AVX2 static inline __m256i
load(const char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

WITH_AVX2 static inline uint64_t
bits(__m256i low, __m256i high)
{
	uint64_t mask = (uint32_t)_mm256_movemask_epi8(low);
	return mask | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << STEP / 2;
}

/* All bits of a byte are set where it is 13 or less. */
WITH_AVX2 static inline __m256i
controls(__m256i x)
{
	return _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(13)), x);
}

WITH_AVX2 static inline __m256i
backslashes(__m256i x)
{
	return _mm256_cmpeq_epi8(x, _mm256_set1_epi8('\\'));
}

/* Where a backslash stands before none of t n r \\, each of which stands in the table under its low four bits. */
WITH_AVX2 static inline __m256i
doubts(const char *p)
{
	const __m256i table = _mm256_broadcastsi128_si256(
	    _mm_setr_epi8(1, 0, 'r', 0, 't', 0, 0, 0, 0, 0, 0, 0, '\\', 0, 'n', 0));
	__m256i next = load(p + 1);
	return _mm256_andnot_si256(
	    _mm256_cmpeq_epi8(_mm256_shuffle_epi8(table, next), next), backslashes(load(p)));
}

/* Whether `p` is the second half of an escape is seen from the backslashes before it. */
static void
recall(struct tsvscan_line *s, const char *p)
{
	const char *run = p;
	while (run > s->field && run[-1] == '\\')
		run--;
	s->skip = p + (p - run) % 2;
}

static inline enum tsvscan_end
look_all(struct tsvscan_line *s, uint64_t mask, const char *p, const char *end)
{
	for (; mask != 0; mask &= mask - 1) {
		enum tsvscan_end got = look(s, p + __builtin_ctzll(mask), end);
		if (got != TSVSCAN_MORE)
			return got;
	}
	return TSVSCAN_MORE;
}

/*
 * Takes the marks of a step without doubts: tabs, ends of lines, and control characters. What stands behind the line's end is
 * kept for the next line.
 */
static inline enum tsvscan_end
take(struct tsvscan_line *s, const char *step, uint64_t marks, const char *end)
{
	const char *field = s->field;
	size_t count = s->count;
	enum tsvscan_end got = TSVSCAN_MORE;
	for (; marks != 0 && got == TSVSCAN_MORE; marks &= marks - 1) {
		const char *p = step + __builtin_ctzll(marks);
		if (*p != '\t' && *p != '\n') {
			got = look(s, p, end);
			continue;
		}
		if (count < s->room)
			s->fields[count] = (struct view) { field, (size_t)(p - field) };
		count++;
		field = p + 1;
		got = *p == '\n' ? TSVSCAN_LINE : TSVSCAN_MORE;
	}
	s->field = field;
	s->count = count;
	s->step = step;
	s->marks = marks;
	return got;
}

/*
 * Escapes are looked at one by one only where one may be wrong: a text has many, and a branch for each would be guessed wrong. (The
 * second half of \\\\ looks like such a one; then all of the step are looked at.)
 */
WITH_AVX2 static enum tsvscan_end
scan_avx2(struct tsvscan_line *s, const char *p, const char *end)
{
	enum tsvscan_end got;
	if (s->step != NULL) {
		if ((got = take(s, s->step, s->marks, end)) != TSVSCAN_MORE)
			return got;
		p = s->step + STEP;
	}
	for (; end - p > STEP; p += STEP) {
		__m256i a = load(p), b = load(p + STEP / 2);
		__m256i low = controls(a), high = controls(b);
		__m256i bad = _mm256_or_si256(doubts(p), doubts(p + STEP / 2));
		__m256i any = _mm256_or_si256(_mm256_or_si256(low, high), bad);
		if (_mm256_testz_si256(any, any))
			continue;
		uint64_t mask = bits(low, high);
		if (_mm256_testz_si256(bad, bad)) {
			got = take(s, p, mask, end);
		} else {
			recall(s, p);
			got = look_all(s, mask | bits(backslashes(a), backslashes(b)), p, end);
			s->step = NULL;
		}
		if (got != TSVSCAN_MORE)
			return got;
	}
	s->step = NULL;
	recall(s, p);
	return tsvscan_portable(s, p, end);
}

tsvscan *
tsvscan_best(void)
{
	if (getenv("SHIDIAN_PORTABLE") == NULL && __builtin_cpu_supports("avx2") &&
	    __builtin_cpu_supports("bmi"))
		return scan_avx2;
	return tsvscan_portable;
}

#else

tsvscan *
tsvscan_best(void)
{
	return tsvscan_portable;
}

#endif

size_t
tsvscan_next(struct tsvscan_line *s, const char *from, const char *end)
{
	if (s->skip <= end)
		return (size_t)(end - from);
	s->skip -= 2;
	return (size_t)(s->skip - from);
}

/* Between the two calls pointers hold distances from the line's beginning: memory may go in between. */
static void
shift(struct tsvscan_line *s, uintptr_t by)
{
	size_t count = s->count < s->room ? s->count : s->room;
	for (size_t i = 0; i < count; i++)
		s->fields[i].at = (const char *)((uintptr_t)s->fields[i].at + by);
	s->field = (const char *)((uintptr_t)s->field + by);
	s->skip = (const char *)((uintptr_t)s->skip + by);
}

void
tsvscan_loosen(struct tsvscan_line *s, const char *from)
{
	s->step = NULL;
	shift(s, -(uintptr_t)from);
}

void
tsvscan_fasten(struct tsvscan_line *s, const char *to)
{
	shift(s, (uintptr_t)to);
}
