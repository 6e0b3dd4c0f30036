/*
 * The measure of the article extraction benchmark: how many runs of four words a text has in common with the gold one. Each program
 * that scores includes it once.
 */
#ifndef GRAMS_H
#define GRAMS_H

#include "arena.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { GRAM = 4, SPLITS = 5 };

struct page {
	struct view id;
	uint64_t *grams; /* digests, sorted */
	size_t count;
	double precision, recall;
	bool has_precision, has_recall; /* false: the page says nothing about it */
};

/* ---- words ---- */

static bool
is_word(uint32_t c)
{
	if (c < 128)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
	       (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

static uint64_t
mix(uint64_t h, struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		h = (h ^ (unsigned char)v.at[i]) * 0x100000001B3u;
	return (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9u;
}

/* The next word from *at on. False: there is none. */
static bool
next_word(struct view text, size_t *at, bool single, struct view *word)
{
	size_t from = *at;
	bool in = false;
	while (*at < text.len) {
		uint32_t c = 0;
		size_t n = utf8_decode(text.at + *at, text.len - *at, &c);
		n = n ? n : 1;
		if (!is_word(c)) {
			if (in)
				break;
			from = *at + n;
		} else if (in && single && c >= 128)
			break;
		in = in || is_word(c);
		*at += n;
		if (in && single && c >= 128)
			break;
	}
	*word = view_slice(text, from, *at);
	return in;
}

static int
compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* The digests of every four words in a row; of all words where there are fewer. */
static void
count_grams(struct page *p, struct view text, bool single, struct arena *memory)
{
	uint64_t last[GRAM] = { 0 };
	size_t words = 0, at = 0;
	struct view word;
	p->grams = arena_take(memory, (text.len + 1) * sizeof *p->grams);
	while (p->grams != NULL && next_word(text, &at, single, &word)) {
		memmove(last, last + 1, sizeof last - sizeof *last);
		last[GRAM - 1] = mix(14695981039346656037u, word);
		if (++words >= GRAM)
			p->grams[p->count++] = mix(1, (struct view) { (const char *)last, sizeof last });
	}
	if (words > 0 && words < GRAM)
		p->grams[p->count++] = mix(1, (struct view) { (const char *)last, sizeof last });
	if (p->grams != NULL)
		qsort(p->grams, p->count, sizeof *p->grams, compare);
}

/* ---- scores ---- */

static void
judge(struct page *gold, const struct page *got)
{
	size_t same = 0, i = 0, k = 0;
	while (i < gold->count && k < got->count) {
		int order = compare(&gold->grams[i], &got->grams[k]);
		same += order == 0;
		i += order <= 0;
		k += order >= 0;
	}
	gold->has_precision = got->count > 0;
	gold->has_recall = gold->count > 0;
	gold->precision = got->count > 0 ? (double)same / (double)got->count : 0;
	gold->recall = gold->count > 0 ? (double)same / (double)gold->count : 0;
}

static double
f1(double precision, double recall)
{
	return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

/* Half 0 or 1 of a split, 2: all pages. Split 0 is by the id's first digit. */
static bool
belongs(const struct page *p, int split, int half)
{
	uint64_t digit = p->id.len > 0 ? (unsigned char)p->id.at[0] : 0;
	bool second = split == 0 ? digit >= '8' : mix((uint64_t)split * 0x9E3779B97F4A7C15u, p->id) >> 40 & 1;
	return half == 2 || second == (half == 1);
}

#endif
