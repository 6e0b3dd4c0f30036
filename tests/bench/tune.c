/*
 * How much do the figures owe to numbers that were chosen on the pages that they are measured on? The numbers by which the document's
 * element is chosen (body_limits) are chosen anew, from a grid, on one half of the pages, and measured on the other: five
 * splits, both ways. What is printed beside it are the numbers that docextract goes by, on the same half.
 *
 * usage: tune GOLD.tsv FOLDER     GOLD: columns `id` and `text`; FOLDER: a page for each, ID.html
 * Words and containers are the tables of $SHIDIAN_DATA; they are not chosen anew, for they were written by people who read the pages of
 * the first half of the first split only.
 */
#define _POSIX_C_SOURCE 200809L
#include "grams.h"

#include "body.h"
#include "charset.h"
#include "command.h"
#include "date.h"
#include "header.h"
#include "tsv.h"

#include <stdio.h>

enum { PAGES = 1000, VALUES = 3, AXES = 6, POINTS = 729, PATH = 4096, BYTES = 32 << 20 };
#define SAME 1e-6 /* differences of F1 that are none */

/* The grid: the middle of each is what docextract goes by. */
static const unsigned grid[AXES][VALUES] = {
	{ 85, 92, 96 },    /* nearly */
	{ 50, 60, 75 },    /* most */
	{ 10, 30, 100 },   /* held */
	{ 100, 200, 400 }, /* elsewhere */
	{ 60, 80, 95 },    /* within */
	{ 2, 3, 5 },       /* beyond */
};

struct result {
	float precision, recall;
	bool has_precision, has_recall;
};

struct tables {
	struct words *words;
	struct containers *containers;
	struct labels *labels;
	struct charset *charset;
};

/* What was found of a page by each point of the grid, and by body_limits at [POINTS]. */
struct measured {
	struct page gold;
	struct result at[POINTS + 1];
};

static struct body_limits
limits_at(size_t point)
{
	struct body_limits l = body_limits;
	unsigned *const axes[AXES] = { &l.nearly, &l.most, &l.held, &l.elsewhere, &l.within, &l.beyond };
	for (size_t a = 0; a < AXES; a++, point /= VALUES)
		*axes[a] = grid[a][point % VALUES];
	return l;
}

/* On how many axes a point is elsewhere than docextract. */
static unsigned
distance(size_t point)
{
	unsigned n = 0;
	for (size_t a = 0; a < AXES; a++, point /= VALUES)
		n += point % VALUES != VALUES / 2;
	return n;
}

static int
tables_open(struct tables *t, struct error *e)
{
	char path[PATH];
	if (command_data(NULL, "page-words.tsv", path, sizeof path, e) != 0 ||
	    (t->words = words_load(path, e)) == NULL ||
	    command_data(NULL, "containers.tsv", path, sizeof path, e) != 0 ||
	    (t->containers = containers_load(path, e)) == NULL ||
	    command_data(NULL, "labels.tsv", path, sizeof path, e) != 0 ||
	    (t->labels = labels_load(path, e)) == NULL)
		return -1;
	return (t->charset = charset_new(e)) == NULL ? -1 : 0;
}

static void
tables_close(struct tables *t)
{
	words_free(t->words);
	containers_free(t->containers);
	labels_free(t->labels);
	charset_free(t->charset);
}

static int
read_file(const char *folder, struct view id, struct buffer *out, struct error *e)
{
	char path[PATH];
	snprintf(path, sizeof path, "%s/%.*s.html", folder, VIEW_ARGS(id));
	FILE *f = fopen(path, "rb");
	if (f == NULL)
		return error_set(e, "cannot read %s", path);
	buffer_reset(out);
	if (buffer_reserve(out, BYTES) == 0)
		out->len = fread(out->at, 1, BYTES, f);
	fclose(f);
	return out->failed ? error_set(e, "no memory for %s", path) : 0;
}

static struct result
judge_text(const struct measured *m, struct view text, struct arena *scratch)
{
	struct page gold = m->gold, got = { 0 };
	arena_reset(scratch);
	count_grams(&got, text, false, scratch);
	judge(&gold, &got);
	return (
	    struct result) { (float)gold.precision, (float)gold.recall, gold.has_precision, gold.has_recall };
}

/* Bodies that points of the grid have in common are judged once. */
static void
try_points(struct measured *m, const struct tables *t, const struct outline *o)
{
	struct body *bodies = calloc(POINTS + 1, sizeof *bodies);
	struct buffer text = { 0 };
	struct arena scratch = { 0 };
	for (size_t point = 0; bodies != NULL && point <= POINTS; point++) {
		struct body_limits l = point < POINTS ? limits_at(point) : body_limits;
		size_t same = 0;
		body_find_by(&bodies[point], &l, t->containers, t->words, o);
		struct body b = bodies[point];
		while (same < point && (bodies[same].node != b.node || bodies[same].from != b.from ||
		                           bodies[same].to != b.to || bodies[same].family != b.family))
			same++;
		if (same < point) {
			m->at[point] = m->at[same];
			continue;
		}
		buffer_reset(&text);
		body_write(&b, t->words, o, &text);
		m->at[point] = judge_text(m, buffer_view(&text), &scratch);
	}
	arena_free(&scratch);
	buffer_free(&text);
	free(bodies);
}

static int
measure(struct measured *m, const struct tables *t, const char *folder, struct error *e)
{
	static const struct view undeclared = { "", 0 };
	struct buffer bytes = { 0 }, utf8 = { 0 };
	struct charset_result charset;
	struct html h = { 0 };
	struct outline o = { 0 };
	struct arena memory = { 0 };
	struct facts f = { .memory = &memory, .last = DATE_LAST };
	int failed = read_file(folder, m->gold.id, &bytes, e) != 0 ||
	             charset_decode(t->charset, buffer_view(&bytes), undeclared, &utf8, &charset, e) != 0 ||
	             html_parse(&h, buffer_view(&utf8), e) != 0 || outline_make(&o, &h, t->words, e) != 0;
	if (!failed) {
		header_blocks(t->labels, "header", &o, &f);
		try_points(m, t, &o);
	}
	buffer_free(&bytes);
	buffer_free(&utf8);
	html_free(&h);
	outline_free(&o);
	arena_free(&memory);
	return failed ? -1 : 0;
}

/* F1 of the mean precision and the mean recall over a half. */
static double
half_f1(const struct measured *pages, size_t count, size_t point, int split, int half)
{
	double precision = 0, recall = 0, precisions = 0, recalls = 0;
	for (size_t i = 0; i < count; i++) {
		const struct result *r = &pages[i].at[point];
		if (!belongs(&pages[i].gold, split, half))
			continue;
		precision += (double)r->precision;
		recall += (double)r->recall;
		precisions += r->has_precision;
		recalls += r->has_recall;
	}
	return f1(precisions > 0 ? precision / precisions : 0, recalls > 0 ? recall / recalls : 0);
}

/* The best point on a half; of those that are as good, one that is least changed. */
static size_t
choose(const struct measured *pages, size_t count, int split, int half)
{
	size_t best = POINTS;
	double most = half_f1(pages, count, POINTS, split, half);
	for (size_t point = 0; point < POINTS; point++) {
		double now = half_f1(pages, count, point, split, half);
		bool nearer = best < POINTS && distance(point) < distance(best);
		if (now > most + SAME || (nearer && now > most - SAME)) {
			best = point;
			most = now;
		}
	}
	return best;
}

static void
report(const struct measured *pages, size_t count)
{
	double chosen = 0, ours = 0;
	printf("numbers chosen anew on one half, F1 on the other (%d points of a grid; docextract's on the "
	       "same half)\n",
	    POINTS);
	for (int split = 0; split < SPLITS; split++)
		for (int half = 0; half < 2; half++) {
			size_t best = choose(pages, count, split, half);
			struct body_limits l = best < POINTS ? limits_at(best) : body_limits;
			double other = half_f1(pages, count, best, split, !half),
			       same = half_f1(pages, count, POINTS, split, !half);
			printf("split %d, chosen on half %d: F1 %.4f (%.4f)   nearly %u most %u held %u "
			       "elsewhere %u within %u beyond %u\n",
			    split, half + 1, other, same, l.nearly, l.most, l.held, l.elsewhere, l.within,
			    l.beyond);
			chosen += other;
			ours += same;
		}
	printf("mean of %d: F1 %.4f (%.4f)\n", SPLITS * 2, chosen / (SPLITS * 2), ours / (SPLITS * 2));
}

static int
run(char *gold, const char *folder, const struct tables *t, struct arena *memory, struct error *e)
{
	struct measured *pages = calloc(PAGES, sizeof *pages);
	struct view *fields;
	size_t count = 0;
	int got = -1, id, text;
	struct tsv *stream = tsv_open(&gold, 1, e);
	if (pages != NULL && stream != NULL && (id = tsv_need(stream, "id", e)) >= 0 &&
	    (text = tsv_need(stream, "text", e)) >= 0)
		while ((got = tsv_next(stream, &fields, e)) == 1 && count < PAGES) {
			struct measured *m = &pages[count++];
			m->gold.id = arena_copy(memory, fields[id]);
			count_grams(&m->gold, tsv_decode(fields[text], memory), false, memory);
			if (measure(m, t, folder, e) != 0) {
				got = -1;
				break;
			}
		}
	if (got == 0)
		report(pages, count);
	tsv_close(stream);
	free(pages);
	return got;
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct tables t = { 0 };
	struct arena memory = { 0 };
	if (argc != 3) {
		fprintf(stderr, "usage: tune GOLD.tsv FOLDER\n");
		return 2;
	}
	int failed = tables_open(&t, &e) != 0 || run(argv[1], argv[2], &t, &memory, &e) != 0;
	if (failed)
		fprintf(stderr, "tune: %s\n", e.text);
	tables_close(&t);
	arena_free(&memory);
	return failed || fflush(stdout) != 0 ? 2 : 0;
}
