/*
 * Scores extracted texts against gold ones, by the measure of the article extraction benchmark
 * (https://github.com/scrapinghub/article-extraction-benchmark): words are runs of letters, digits and _; compared are
 * the multisets of four words in a row; precision and recall are means over the pages, F1 is made of the two means.
 *
 * usage: score [-c] [-p N] GOLD.tsv GOT.tsv     both with columns `id` and `text`; prints pages, F1, precision, recall
 *	-c	Chinese: a character is a word
 *	-p N	also the N worst pages: id, F1, precision, recall
 * Then the same for the two halves of each of several splits, by a digest of the id: how much the figure owes to the
 * choice of pages. The first split is by the first digit of the id, so that one half can be left unread.
 */
#define _POSIX_C_SOURCE 200809L
#include "arena.h"
#include "tsv.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

enum { GRAM = 4, PAGES = 100000, SPLITS = 5 };

struct page {
	struct view id;
	uint64_t *grams; /* digests, sorted */
	size_t count;
	double precision, recall;
	bool has_precision, has_recall; /* false: the page says nothing about it */
};

struct set {
	struct page *pages;
	size_t count;
	struct arena memory;
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

/* ---- pages ---- */

static int
load(struct set *s, char *path, bool single, struct error *e)
{
	struct view *fields;
	int got = -1, id, text;
	struct tsv *t = tsv_open(&path, 1, e);
	s->pages = calloc(PAGES, sizeof *s->pages);
	if (t != NULL && s->pages != NULL && (id = tsv_need(t, "id", e)) >= 0 &&
	    (text = tsv_need(t, "text", e)) >= 0)
		while ((got = tsv_next(t, &fields, e)) == 1 && s->count < PAGES) {
			struct page *p = &s->pages[s->count++];
			p->id = arena_copy(&s->memory, fields[id]);
			count_grams(p, tsv_decode(fields[text], &s->memory), single, &s->memory);
		}
	tsv_close(t);
	return got;
}

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

static void
judge_all(struct set *gold, const struct set *got)
{
	static const struct page none = { 0 };
	for (size_t i = 0; i < gold->count; i++) {
		const struct page *found = &none;
		for (size_t k = 0; k < got->count; k++)
			if (view_equal(gold->pages[i].id, got->pages[k].id))
				found = &got->pages[k];
		judge(&gold->pages[i], found);
	}
}

/* ---- figures ---- */

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

static void
print_figures(const char *label, const struct set *s, int split, int half)
{
	double precision = 0, recall = 0;
	size_t pages = 0, precisions = 0, recalls = 0;
	for (size_t i = 0; i < s->count; i++) {
		const struct page *p = &s->pages[i];
		if (!belongs(p, split, half))
			continue;
		pages++;
		precision += p->precision;
		recall += p->recall;
		precisions += p->has_precision;
		recalls += p->has_recall;
	}
	precision /= precisions ? (double)precisions : 1;
	recall /= recalls ? (double)recalls : 1;
	printf("%-28s %5zu pages   F1 %.4f   precision %.4f   recall %.4f\n", label, pages,
	    f1(precision, recall), precision, recall);
}

static int
by_f1(const void *a, const void *b)
{
	const struct page *x = a, *y = b;
	double fx = f1(x->precision, x->recall), fy = f1(y->precision, y->recall);
	return (fx > fy) - (fx < fy);
}

static void
print_all(struct set *s, size_t worst)
{
	print_figures("all", s, 0, 2);
	print_figures("first digit of id 0-7", s, 0, 0);
	print_figures("first digit of id 8-f", s, 0, 1);
	for (int split = 1; split < SPLITS; split++)
		for (int half = 0; half < 2; half++) {
			char label[40];
			snprintf(label, sizeof label, "split %d, half %d", split, half + 1);
			print_figures(label, s, split, half);
		}
	qsort(s->pages, s->count, sizeof *s->pages, by_f1);
	for (size_t i = 0; i < s->count && i < worst; i++) {
		const struct page *p = &s->pages[i];
		printf("%.*s\t%.3f\t%.3f\t%.3f\n", VIEW_ARGS(p->id), f1(p->precision, p->recall),
		    p->precision, p->recall);
	}
}

static void
set_free(struct set *s)
{
	free(s->pages);
	arena_free(&s->memory);
}

int
main(int argc, char *argv[])
{
	struct set gold = { 0 }, got = { 0 };
	struct error e;
	unsigned long long worst = 0;
	bool single = false;
	int option;
	while ((option = getopt(argc, argv, "cp:")) != -1) {
		single = single || option == 'c';
		if (option == '?' || (option == 'p' && view_number(view_of(optarg), &worst) != 0))
			optind = argc;
	}
	if (argc - optind != 2) {
		fprintf(stderr, "usage: score [-c] [-p N] GOLD.tsv GOT.tsv\n");
		return 2;
	}
	int failed =
	    load(&gold, argv[optind], single, &e) != 0 || load(&got, argv[optind + 1], single, &e) != 0;
	if (failed)
		fprintf(stderr, "score: %s\n", e.text);
	else {
		judge_all(&gold, &got);
		print_all(&gold, (size_t)worst);
	}
	set_free(&gold);
	set_free(&got);
	return failed || fflush(stdout) != 0 ? 2 : 0;
}
