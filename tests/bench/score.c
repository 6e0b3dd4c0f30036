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
#include "grams.h"
#include "tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PAGES = 100000 };

struct set {
	struct page *pages;
	size_t count;
	struct arena memory;
};

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
