/*
 * How far sketches are from the truth: over all pairs of the documents of a stream with the columns id and text, the true
 * Jaccard index of their sets of shingles beside the one that the sketches estimate.
 *
 * usage: overlap [--pairs LEAST] THRESHOLD < stream
 * Prints by true likeness: pairs, mean error, mean absolute error, largest; then, at the threshold, how many pairs the sketches find too many and too few.
 * With --pairs prints every pair whose true containment is LEAST or more: ids, true likeness, estimate, true containment, estimate.
 */
#include "sketch.h"
#include "tsv.h"
#include "utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct document {
	struct view id;
	uint64_t *set;
	size_t size;
	struct sketch sketch;
};

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* The shingles themselves, found apart from lib/sketch: a character is a letter where neither list of marks has it. */
static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", (int)c) !=
		       NULL;
	return !(c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x2E00 && c < 0x2E80) ||
	         (c >= 0x3000 && c < 0x3041) || (c >= 0xE000 && c < 0xF900) || (c >= 0xFE00 && c < 0xFE70) ||
	         c >= 0xFF00);
}

/* Bytes of a label such as 第十二条 at `at`, 0 where there is none. */
static size_t
label(struct view text, size_t at)
{
	static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
		"百", "零", "〇", "○", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
	struct view rest = view_slice(text, at, text.len);
	size_t end = 3, count = 0, before;
	if (!view_starts(rest, VIEW("第")))
		return 0;
	do {
		before = end;
		for (size_t i = 0; i < sizeof digits / sizeof *digits && before == end; i++)
			if (view_starts(view_slice(rest, end, rest.len), view_of(digits[i])))
				end += strlen(digits[i]);
		count += end > before;
	} while (end > before && count < 6);
	struct view unit = view_slice(rest, end, end + 3);
	return count > 0 && count < 6 &&
	               (view_equal(unit, VIEW("条")) || view_equal(unit, VIEW("章")) ||
	                   view_equal(unit, VIEW("节")))
	           ? end + 3
	           : 0;
}

static int
take(struct document *d, struct view text)
{
	uint64_t shingle = 0;
	size_t letters = 0;
	d->set = malloc((text.len + 1) * sizeof *d->set);
	if (d->set == NULL || !sketch_text(text, &d->sketch))
		return -1;
	for (size_t i = 0, n; i < text.len; i += n ? n : 1) {
		uint32_t c = 0;
		if ((n = label(text, i)) > 0)
			continue;
		n = utf8_decode(text.at + i, text.len - i, &c);
		if (n == 0 || !is_letter(c))
			continue;
		shingle = shingle << 16 | ((c >= 'A' && c <= 'Z' ? c + 32 : c) & 0xFFFF);
		if (++letters >= 4)
			d->set[d->size++] = shingle;
	}
	qsort(d->set, d->size, sizeof *d->set, by_value);
	size_t kept = 0;
	for (size_t i = 0; i < d->size; i++)
		if (kept == 0 || d->set[kept - 1] != d->set[i])
			d->set[kept++] = d->set[i];
	d->size = kept;
	return 0;
}

static size_t
shared(const struct document *a, const struct document *b)
{
	size_t i = 0, j = 0, both = 0;
	while (i < a->size && j < b->size) {
		uint64_t x = a->set[i], y = b->set[j];
		both += x == y;
		i += x <= y;
		j += y <= x;
	}
	return both;
}

struct band {
	size_t pairs;
	double error, absolute, square, largest;
};

static void
compare_all(const struct document *all, size_t count, double threshold, double least)
{
	struct band bands[10] = { { 0 } };
	size_t merges = 0, misses = 0, true_pairs = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			size_t both = shared(&all[i], &all[j]);
			double truth = (double)both / (double)(all[i].size + all[j].size - both);
			double found = sketch_likeness(&all[i].sketch, &all[j].sketch), error = found - truth;
			double within =
			    (double)both / (double)(all[i].size < all[j].size ? all[i].size : all[j].size);
			struct band *b = &bands[truth >= 1 ? 9 : (int)(truth * 10)];
			b->pairs++;
			b->error += error;
			b->absolute += fabs(error);
			b->square += error * error;
			b->largest = fmax(b->largest, fabs(error));
			true_pairs += truth >= threshold;
			merges += truth < threshold && found >= threshold;
			misses += truth >= threshold && found < threshold;
			if (least > 0 && within >= least)
				printf("%.*s\t%.*s\t%.3f\t%.3f\t%.3f\t%.3f\n", VIEW_ARGS(all[i].id),
				    VIEW_ARGS(all[j].id), truth, found, within,
				    sketch_containment(&all[i].sketch, &all[j].sketch));
		}
	if (least > 0)
		return;
	printf("%-12s %10s %10s %10s %10s %10s\n", "true overlap", "pairs", "bias", "mean abs.", "r.m.s.",
	    "largest");
	for (int k = 0; k < 10; k++)
		if (bands[k].pairs > 0)
			printf("%.1f to %.1f   %10zu %10.4f %10.4f %10.4f %10.4f\n", k / 10.0, (k + 1) / 10.0,
			    bands[k].pairs, bands[k].error / (double)bands[k].pairs,
			    bands[k].absolute / (double)bands[k].pairs,
			    sqrt(bands[k].square / (double)bands[k].pairs), bands[k].largest);
	printf("at %.2f: %zu pairs truly, %zu found too many, %zu missed\n", threshold, true_pairs, merges,
	    misses);
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct arena kept = { 0 };
	struct view *fields;
	size_t count = 0, room = 0;
	struct document *all = NULL;
	bool pairs = argc == 4 && strcmp(argv[1], "--pairs") == 0;
	if (argc != 2 && !pairs) {
		fprintf(stderr, "usage: overlap [--pairs LEAST] THRESHOLD < stream\n");
		return 2;
	}
	struct tsv *in = tsv_open(NULL, 0, &e);
	int text = in ? tsv_need(in, "text", &e) : -1, id = in ? tsv_need(in, "id", &e) : -1,
	    got = text < 0 || id < 0 ? -1 : 0;
	while (got == 0 && (got = tsv_next(in, &fields, &e)) == 1) {
		if (count == room) {
			room = room ? room * 2 : 1024;
			all = realloc(all, room * sizeof *all);
			if (all == NULL)
				abort();
		}
		struct arena row = { 0 };
		all[count] = (struct document) { .id = arena_copy(&kept, fields[id]) };
		count += take(&all[count], tsv_decode(fields[text], &row)) == 0;
		arena_free(&row);
		got = 0;
	}
	if (got != 0) {
		fprintf(stderr, "overlap: %s\n", e.text);
		return 2;
	}
	compare_all(all, count, strtod(argv[argc - 1], NULL), pairs ? strtod(argv[2], NULL) : 0);
	return 0;
}
