/*
 * Facts of a page's text that hold none of it: how long it is and the digests of its sentences. Texts that a program found
 * are scored against them.
 *
 * Folding: a text that is judged traditional becomes simplified (fold.h); full-width letters and digits become ASCII; of what is left
 * only letters and numbers count (Unicode categories L and N). A sentence ends at a line break or at one of 。！？; its digest
 * is the first eight hex digits of the SHA-256 of what counts of it.
 *
 * usage: facts make LABELS.tsv          columns `file` `kind` `title` `docno` `issuer` `issued` `published` `text`; a line of the text that
 *                                       begins with `?` may stand in a reading or not (captions, the title within the text)
 *        facts score [-v] [-l LABEL] GOLD.tsv GOT.tsv   GOT: columns `id` `text`, and the fields where a reader finds them; -v: every miss
 * A field of the gold that is `*` claims nothing. Sentences are compared as sets: precision and recall are means over pages.
 */
#define _POSIX_C_SOURCE 200809L
#include "command.h"
#include "digest.h"
#include "fold.h"
#include "tsv.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>

enum { PAGES = 1000, NEAR = 5, PATH = 4096 }; /* NEAR: per cent by which a length may differ */
enum { TITLE, DOCNO, ISSUER, ISSUED, PUBLISHED, FIELDS };

static const char *const names[FIELDS] = { "title", "docno", "issuer", "issued", "published" };

struct sentence {
	uint32_t digest, chars;
	bool may; /* it may be there or not */
};

struct page {
	struct view id, kind, error, field[FIELDS];
	struct sentence *sentences;
	size_t count, chars; /* characters that count, of sentences that must be there */
};

struct set {
	struct page *pages;
	size_t count;
	bool has[FIELDS];
	struct arena memory;
};

/* ---- folding ---- */

static bool
counts(uint32_t c)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
	       (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

static bool
ends_sentence(uint32_t c)
{
	return c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

static uint32_t
digest_short(struct view v)
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(v, hex) != 0)
		return 0;
	hex[8] = '\0';
	return (uint32_t)strtoul(hex, NULL, 16);
}

/* What counts of `text` up to the end of its first sentence; `text` becomes the rest. The number of characters. */
static uint32_t
take_sentence(struct view *text, struct buffer *out)
{
	uint32_t chars = 0;
	buffer_reset(out);
	while (text->len > 0) {
		uint32_t c = 0;
		size_t n = utf8_decode(text->at, text->len, &c);
		n = n ? n : 1;
		if (counts(c)) {
			buffer_append(out, (struct view) { text->at, n });
			chars++;
		}
		*text = view_slice(*text, n, text->len);
		if (ends_sentence(c))
			break;
	}
	return chars;
}

static void
add_sentences(struct page *p, struct view line, bool may, struct arena *memory)
{
	struct buffer folded = { 0 }, one = { 0 };
	fold_line(line, &folded);
	struct view rest = buffer_view(&folded);
	while (rest.len > 0) {
		uint32_t chars = take_sentence(&rest, &one);
		if (chars == 0)
			continue;
		if (p->count % 64 == 0) {
			struct sentence *more = arena_take(memory, (p->count + 64) * sizeof *more);
			if (more == NULL)
				break;
			if (p->count > 0)
				memcpy(more, p->sentences, p->count * sizeof *more);
			p->sentences = more;
		}
		p->sentences[p->count++] = (struct sentence) { digest_short(buffer_view(&one)), chars, may };
		p->chars += may ? 0 : chars;
	}
	buffer_free(&folded);
	buffer_free(&one);
}

/* `marked`: lines may begin with `?`. True: the text was traditional. */
static bool
read_text(struct page *p, struct view text, bool marked, struct fold *fold, struct arena *memory)
{
	struct buffer simple = { 0 };
	struct error e;
	struct view line;
	bool traditional = fold_is_traditional(fold, text) && fold_simplify(fold, text, &simple, &e) == 0;
	if (traditional)
		text = buffer_view(&simple);
	while (view_split(&text, '\n', &line)) {
		bool may = marked && view_starts(line, VIEW("?"));
		add_sentences(p, may ? view_slice(line, 1, line.len) : line, may, memory);
	}
	buffer_free(&simple);
	return traditional;
}

/* A title, as a digest of all that counts of it; empty for an empty one. */
static struct view
title_digest(struct view title, struct arena *memory)
{
	struct page p = { 0 };
	struct buffer folded = { 0 }, all = { 0 }, one = { 0 };
	char hex[16];
	if (title.len == 0 || view_equal(title, VIEW("*")))
		return arena_copy(memory, title);
	fold_line(title, &folded);
	struct view rest = buffer_view(&folded);
	while (rest.len > 0) {
		take_sentence(&rest, &one);
		buffer_append(&all, buffer_view(&one));
	}
	snprintf(hex, sizeof hex, "%08x", (unsigned)digest_short(buffer_view(&all)));
	p.id = arena_copy(memory, view_of(hex));
	buffer_free(&folded);
	buffer_free(&all);
	buffer_free(&one);
	return p.id;
}

/* ---- reading ---- */

static struct view
cell(struct tsv *t, struct view *fields, const char *name, struct arena *memory)
{
	int c = tsv_column(t, name);
	return c < 0 ? (struct view) { "", 0 } : arena_copy(memory, tsv_decode(fields[c], memory));
}

static void
read_digests(struct page *p, struct view list, struct arena *memory)
{
	struct view item;
	p->sentences = arena_take(memory, (list.len / 9 + 1) * sizeof *p->sentences);
	while (p->sentences != NULL && view_split(&list, ' ', &item)) {
		if (item.len == 0)
			continue;
		bool may = view_starts(item, VIEW("?"));
		item = may ? view_slice(item, 1, item.len) : item;
		char hex[9] = "";
		memcpy(hex, item.at, item.len < 8 ? item.len : 8);
		p->sentences[p->count++] = (struct sentence) { (uint32_t)strtoul(hex, NULL, 16), 0, may };
	}
}

enum form { LABELS, GOLD, GOT };

static int
load(struct set *s, char *path, enum form form, struct fold *fold, struct error *e)
{
	struct view *fields;
	int got = -1;
	unsigned long long chars = 0;
	struct arena *memory = &s->memory;
	struct tsv *t = tsv_open(&path, 1, e);
	s->pages = calloc(PAGES, sizeof *s->pages);
	if (t == NULL || s->pages == NULL || tsv_need(t, form == GOT ? "id" : "file", e) < 0) {
		tsv_close(t);
		return -1;
	}
	for (int f = 0; f < FIELDS; f++)
		s->has[f] = tsv_column(t, names[f]) >= 0;
	while ((got = tsv_next(t, &fields, e)) == 1 && s->count < PAGES) {
		struct page *p = &s->pages[s->count++];
		p->id = cell(t, fields, form == GOT ? "id" : "file", memory);
		p->kind = cell(t, fields, "kind", memory);
		p->error = cell(t, fields, "error", memory);
		for (int f = 0; f < FIELDS; f++)
			p->field[f] = cell(t, fields, names[f], memory);
		if (form != GOLD) {
			struct buffer simple = { 0 };
			struct view title = p->field[TITLE];
			if (read_text(p, cell(t, fields, "text", memory), form == LABELS, fold, memory) &&
			    fold_simplify(fold, title, &simple, e) == 0)
				title = buffer_view(&simple);
			p->field[TITLE] = title_digest(title, memory);
			buffer_free(&simple);
			continue;
		}
		read_digests(p, cell(t, fields, "sentences", memory), memory);
		view_number(cell(t, fields, "chars", memory), &chars);
		p->chars = (size_t)chars;
	}
	tsv_close(t);
	return got;
}

/* ---- facts ---- */

static void
print_facts(const struct set *s)
{
	printf("file\tkind\ttitle\tdocno\tissuer\tissued\tpublished\tchars\tsentences\n");
	for (size_t i = 0; i < s->count; i++) {
		const struct page *p = &s->pages[i];
		printf("%.*s\t%.*s", VIEW_ARGS(p->id), VIEW_ARGS(p->kind));
		for (int f = 0; f < FIELDS; f++)
			printf("\t%.*s", VIEW_ARGS(p->field[f]));
		printf("\t%zu\t", p->chars);
		for (size_t k = 0; k < p->count; k++)
			printf("%s%s%08x", k ? " " : "", p->sentences[k].may ? "?" : "",
			    (unsigned)p->sentences[k].digest);
		printf("\n");
	}
}

/* ---- scores ---- */

struct score {
	size_t pages, first, last, near, field[FIELDS], fields[FIELDS], lists, refused;
	double precision, recall;
};

static const struct sentence *
find(const struct page *p, uint32_t digest)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->sentences[i].digest == digest)
			return &p->sentences[i];
	return NULL;
}

/* Is the i-th the first of its kind on its page? */
static bool
is_new(const struct page *p, size_t i)
{
	return find(p, p->sentences[i].digest) == &p->sentences[i];
}

/* What a reading has that the gold leaves open says nothing. */
static bool
is_open(const struct page *gold, uint32_t digest)
{
	const struct sentence *s = find(gold, digest);
	char hex[16];
	snprintf(hex, sizeof hex, "%08x", (unsigned)digest);
	return (s != NULL && s->may) || view_equal(gold->field[TITLE], view_of(hex));
}

/* The digest of the first or last sentence that counts; 0: none. */
static uint32_t
edge(const struct page *p, const struct page *gold, bool last)
{
	for (size_t i = 0; i < p->count; i++) {
		uint32_t d = p->sentences[last ? p->count - 1 - i : i].digest;
		if (!is_open(gold, d))
			return d;
	}
	return 0;
}

static double
found_in(const struct page *these, const struct page *those, const struct page *gold)
{
	size_t all = 0, found = 0;
	for (size_t i = 0; i < these->count; i++) {
		uint32_t d = these->sentences[i].digest;
		if (is_open(gold, d) || !is_new(these, i))
			continue;
		all++;
		found += find(those, d) != NULL;
	}
	return all ? (double)found / (double)all : 0;
}

static size_t
length_of(const struct page *got, const struct page *gold)
{
	size_t sum = 0;
	for (size_t i = 0; i < got->count; i++)
		sum += is_open(gold, got->sentences[i].digest) ? 0 : got->sentences[i].chars;
	return sum;
}

static void
miss(bool show, const struct page *p, const char *what, struct view want, struct view got)
{
	if (show)
		printf("  %.*s: %s: want %.*s, got %.*s\n", VIEW_ARGS(p->id), what, VIEW_ARGS(want),
		    VIEW_ARGS(got));
}

static void
judge_fields(struct score *s, const struct page *gold, const struct page *got, bool show)
{
	for (int f = 0; f < FIELDS; f++) {
		if (view_equal(gold->field[f], VIEW("*")))
			continue;
		s->fields[f]++;
		if (view_equal(gold->field[f], got->field[f]))
			s->field[f]++;
		else
			miss(show, gold, names[f], gold->field[f], got->field[f]);
	}
}

static void
judge(struct score *s, const struct page *gold, const struct page *got, bool show)
{
	if (gold->count == 0) { /* a list, or a picture of the text: there is no document to read */
		s->lists++;
		s->refused += got->count == 0;
		if (got->count > 0)
			miss(show, gold, "text where there is none", gold->kind, VIEW("text"));
		return;
	}
	bool first = edge(gold, gold, false) == edge(got, gold, false),
	     last = edge(gold, gold, true) == edge(got, gold, true);
	size_t length = length_of(got, gold);
	bool near = length * 100 >= gold->chars * (100 - NEAR) && length * 100 <= gold->chars * (100 + NEAR);
	double precision = found_in(got, gold, gold), recall = found_in(gold, got, gold);
	s->pages++;
	s->first += first;
	s->last += last;
	s->near += near;
	s->precision += precision;
	s->recall += recall;
	if (show && !(first && last && near))
		printf("  %.*s:%s%s length %zu of %zu, sentences: precision %.2f, recall %.2f%s%.*s\n",
		    VIEW_ARGS(gold->id), first ? "" : " first", last ? "" : " last", length, gold->chars,
		    precision, recall, got->error.len ? ", error " : "", VIEW_ARGS(got->error));
	judge_fields(s, gold, got, show);
}

static void
print_score(const char *label, const struct score *s, const bool has[FIELDS])
{
	double n = s->pages ? (double)s->pages : 1, p = s->precision / n, r = s->recall / n;
	printf("%-12s %zu pages: first sentence %zu, last %zu, length within %d %% %zu;\n  sentences F1 %.4f "
	       "precision %.4f recall %.4f; "
	       "pages without a document: %zu, told %zu\n",
	    label, s->pages, s->first, s->last, NEAR, s->near, p + r > 0 ? 2 * p * r / (p + r) : 0, p, r,
	    s->lists, s->refused);
	for (int f = 0; f < FIELDS; f++)
		if (has[f])
			printf("  %-10s %zu of %zu\n", names[f], s->field[f], s->fields[f]);
}

static void
score(const struct set *gold, const struct set *got, const char *label, bool show)
{
	static const struct page none = { 0 };
	struct score s = { 0 };
	for (size_t i = 0; i < gold->count; i++) {
		const struct page *found = &none;
		for (size_t k = 0; k < got->count; k++)
			if (view_equal(gold->pages[i].id, got->pages[k].id))
				found = &got->pages[k];
		judge(&s, &gold->pages[i], found, show);
	}
	print_score(label, &s, got->has);
}

static struct fold *
open_fold(struct error *e)
{
	char scripts[PATH], names_path[PATH];
	if (command_data(NULL, "han.tsv", scripts, sizeof scripts, e) != 0 ||
	    command_data(NULL, "divisions.tsv", names_path, sizeof names_path, e) != 0)
		return NULL;
	return fold_open(scripts, names_path, e);
}

int
main(int argc, char *argv[])
{
	struct set one = { 0 }, two = { 0 };
	struct error e;
	const char *label = "docextract";
	bool show = false;
	int option, failed = -1;
	struct fold *fold = open_fold(&e);
	bool make = argc == 3 && strcmp(argv[1], "make") == 0;
	optind = 2;
	while (!make && (option = getopt(argc, argv, "vl:")) != -1) {
		show = show || option == 'v';
		label = option == 'l' ? optarg : label;
	}
	if (fold != NULL && make) {
		if ((failed = load(&one, argv[2], LABELS, fold, &e)) == 0)
			print_facts(&one);
	} else if (fold != NULL && argc - optind == 2) {
		failed = load(&one, argv[optind], GOLD, fold, &e) != 0 ||
		         load(&two, argv[optind + 1], GOT, fold, &e) != 0;
		if (!failed)
			score(&one, &two, label, show);
	} else if (fold != NULL)
		error_set(&e, "usage: facts make LABELS.tsv | facts score [-v] [-l LABEL] GOLD.tsv GOT.tsv");
	if (failed)
		fprintf(stderr, "facts: %s\n", e.text);
	free(one.pages);
	free(two.pages);
	arena_free(&one.memory);
	arena_free(&two.memory);
	fold_close(fold);
	return failed || fflush(stdout) != 0 ? 2 : 0;
}
