/*
 * Makes what tests/bench-dedup.sh measures. usage:
 *   sketch texts COUNT   a stream of texts, of which every one shares a part of the one before
 *   sketch rows COUNT    a stream of rows with a sketch, without a text; every tenth is a copy of the one before with another preamble
 *   sketch speed         sketches 400 MB of text and prints the seconds
 */
#include "random.h"
#include "sketch.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LETTERS = 1000, BYTES = LETTERS * 3 };

/* Letters of no meaning, a comma behind every fifteenth. */
static void
fill(struct random *r, char *out, size_t letters)
{
	for (size_t i = 0; i < letters; i++) {
		uint32_t c = i % 15 == 14 ? 0xFF0C : 0x4E00 + (uint32_t)random_below(r, 3000);
		utf8_encode(c, out + 3 * i);
	}
}

static void
texts(unsigned long count)
{
	struct random r = { 1 };
	static char text[BYTES];
	fill(&r, text, LETTERS);
	puts("id\ttext");
	for (unsigned long n = 0; n < count; n++) {
		fill(&r, text, random_below(&r, 4) ? random_below(&r, LETTERS / 8) : LETTERS);
		printf("%020lx\t%.*s\n", n, BYTES, text);
	}
}

static void
row(unsigned long n, unsigned long document, struct view text)
{
	struct sketch s;
	char written[SKETCH_ROOM];
	sketch_text(text, &s);
	sketch_write(&s, written);
	printf("%020lx\t关于印发某省第%lu号实施方案的通知\t", n, document);
	if (n % 2)
		printf("某政发〔%lu〕%lu号", 2000 + document % 20, document);
	printf("\t某省第%lu厅\t%lu-%02lu-%02lu\tpolicy\tfull\tprovince\t%lu0000\t%.*s\n", document % 1000,
	    2000 + document % 20, document % 12 + 1, document % 28 + 1, 11 + document % 50, SKETCH_ROOM,
	    written);
}

static void
rows(unsigned long count)
{
	struct random r = { 1 };
	static char text[BYTES];
	unsigned long document = 0;
	puts("id\ttitle\tdocno\tissuer\tpublished\tgenre\tcompleteness\tlevel\tprovince\tsketch");
	for (unsigned long n = 0; n < count; n++) {
		bool copy = n % 10 == 9;
		document += !copy;
		fill(&r, text, copy ? 5 : LETTERS);
		row(n, document, (struct view) { text, sizeof text });
	}
}

static void
speed(void)
{
	struct random r = { 1 };
	static char text[BYTES];
	double best = 1e9;
	struct sketch s;
	uint64_t sum = 0;
	fill(&r, text, LETTERS);
	for (int run = 0; run < 5; run++) {
		clock_t from = clock();
		for (size_t i = 0; i < 400000000 / BYTES; i++) {
			sketch_text((struct view) { text, sizeof text }, &s);
			sum += s.bins[0];
		}
		double took = (double)(clock() - from) / CLOCKS_PER_SEC;
		best = took < best ? took : best;
	}
	printf("%.2f s, %.0f MB/s, %.1f us for a text of %d letters (%" PRIx64 ")\n", best, 400 / best,
	    best / 400e6 * BYTES * 1e6, LETTERS, sum);
}

int
main(int argc, char *argv[])
{
	unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;
	if (count > 0 && strcmp(argv[1], "texts") == 0)
		texts(count);
	else if (count > 0 && strcmp(argv[1], "rows") == 0)
		rows(count);
	else if (argc == 2 && strcmp(argv[1], "speed") == 0)
		speed();
	else
		return fprintf(stderr, "usage: sketch texts COUNT | rows COUNT | speed\n"), 2;
	return 0;
}
