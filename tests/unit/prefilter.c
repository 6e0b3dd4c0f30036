#include "prefilter.h"
#include "check.h"
#include "literal.h"
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

/* The literals of a pattern, with '|' between; "-" for none; '=' in front when they are the whole of it. */
static void
derives(const char *pattern, const char *want)
{
	struct arena a = { 0 };
	struct buffer got = { 0 };
	struct literals found;
	CHECK(literal_derive(view_of(pattern), &a, &found) == 0);
	buffer_append(&got, found.whole ? VIEW("=") : found.count ? VIEW("") : VIEW("-"));
	for (size_t i = 0; i < found.count; i++) {
		buffer_append(&got, i ? VIEW("|") : VIEW(""));
		buffer_append(&got, found.items[i]);
	}
	CHECK(view_equal(buffer_view(&got), view_of(want)));
	if (!view_equal(buffer_view(&got), view_of(want)))
		fprintf(stderr, "%s: %.*s, not %s\n", pattern, VIEW_ARGS(buffer_view(&got)), want);
	buffer_free(&got);
	arena_free(&a);
}

static void
derivation(void)
{
	derives("试点", "=试点");
	derives("试点|试验区", "试点|试验区");
	derives("试行|暂行|", "-"); /* the last branch matches nothing at all */
	derives("中国制造[ ]*[”\"]?(?:2025|二五)(?![0-9])", "中国制造");
	derives("(?:甲乙|丙丁戊)己", "甲乙|丙丁戊");
	derives("(中+)+国$", "中");
	derives("试点?", "试");
	derives("试点*工作", "工作");
	derives("试点+", "试点");
	derives("(?:试点)?", "-");
	derives("(?:试点){0,3}", "-");
	derives("(?:试点){2,3}x", "试点");
	derives("a{2}bc", "bc");
	derives("(?<!考)试点(?=班)", "试点");
	derives("(?!试点)..", "-");
	derives("\\d+年试\\.点", "年试.点");
	derives("a\\\\bcd", "bcd");
	derives("互联网\\+", "=互联网+");
	derives("试\\b点", "试");
	derives("试点\\b", "试点");
	derives("[]试]点", "点");
	derives("[^]]ab[\\]x]c", "ab");
	derives("ab\\tcde", "cde"); /* not understood: nothing is promised */
	derives("(?i)abc", "-");
	derives("(?|ab|cd)", "-");
	derives("(*UCP)abc", "-");
	derives("\\Qa|b\\E", "-");
	derives("ab(", "-");
	derives("ab)", "-");
	derives("x{,3}", "-");
	derives(".", "-");
	derives("", "-");
}

static const enum prefilter_way ways[] = { PREFILTER_FAST, PREFILTER_PORTABLE };

static void
set_found(void *context, size_t at, size_t i)
{
	bool *found = context;
	(void)at;
	found[i] = true;
}

static void
scanning(enum prefilter_way way)
{
	struct error e;
	struct prefilter *p = prefilter_new(way);
	bool found[4] = { false };
	CHECK(p != NULL);
	CHECK(prefilter_add(p, VIEW("中国制造"), &e) == 0);
	CHECK(prefilter_add(p, VIEW("中国制造2025"), &e) == 1);
	CHECK(prefilter_add(p, VIEW("试点"), &e) == 2);
	CHECK(prefilter_add(p, VIEW("中国制造"), &e) == 0);
	CHECK(prefilter_add(p, VIEW(""), &e) == -1 && prefilter_add(p, VIEW("a\\"), &e) == -1);
	CHECK(prefilter_count(p) == 3);
	CHECK(view_equal(prefilter_literal(p, 1), VIEW("中国制造2025")));
	CHECK(prefilter_build(p, &e) == 0);
	prefilter_scan(p, VIEW("考试\\n点"), set_found, found);
	CHECK(!found[0] && !found[1] && !found[2]);
	prefilter_scan(p, VIEW("中国制造\\n试点"), set_found, found);
	CHECK(found[0] && !found[1] && found[2]);
	prefilter_scan(p, VIEW("中国制造2025"), set_found, found);
	CHECK(found[1]);
	struct view text = VIEW("试点甲\n乙\n试点");
	prefilter_begin(p, text);
	CHECK(prefilter_in(p, 2, 0, 9));
	CHECK(!prefilter_in(p, 2, 10, 13));
	CHECK(prefilter_in(p, 2, 14, text.len));
	CHECK(!prefilter_in(p, 0, 0, text.len));
	prefilter_begin(p, VIEW("中国制造"));
	CHECK(prefilter_in(p, 0, 0, 12) && !prefilter_in(p, 2, 0, 12));
	prefilter_free(p);
}

/* Without a literal nothing is found, and nothing fails. */
static void
no_literal(enum prefilter_way way)
{
	struct error e;
	struct prefilter *p = prefilter_new(way);
	bool found[1] = { false };
	CHECK(p != NULL && prefilter_build(p, &e) == 0);
	prefilter_learn(p, VIEW("中国制造，试点，中国制造，试点"));
	prefilter_scan(p, VIEW("中国制造，试点，中国制造，试点"), set_found, found);
	CHECK(!found[0]);
	prefilter_free(p);
}

/* A literal is found whole, however long it is. */
static void
long_literal(enum prefilter_way way)
{
	static char text[10000];
	struct error e;
	bool found[2] = { false };
	memset(text, 'a', sizeof text);
	struct prefilter *p = prefilter_new(way);
	CHECK(p != NULL && prefilter_add(p, (struct view) { text, 9000 }, &e) == 0);
	text[8999] = 'b';
	CHECK(prefilter_add(p, (struct view) { text, 9000 }, &e) == 1);
	CHECK(prefilter_build(p, &e) == 0);
	prefilter_scan(p, (struct view) { text, sizeof text }, set_found, found);
	CHECK(!found[0] && found[1]);
	prefilter_free(p);
}

static void
letters(void)
{
	CHECK(prefilter_is_letter(VIEW("n"), 0));
	CHECK(!prefilter_is_letter(VIEW("\\n"), 1));
	CHECK(prefilter_is_letter(VIEW("\\\\n"), 2));
	CHECK(!prefilter_is_letter(VIEW("a\\\\\\n"), 4));
}

static unsigned
draw(unsigned long long *seed, unsigned below)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(*seed >> 33) % below;
}

static struct view
draw_text(unsigned long long *seed, const char *const pieces[], unsigned count, char *room, unsigned most)
{
	size_t len = 0;
	for (unsigned n = draw(seed, most + 1); n > 0; n--)
		for (const char *c = pieces[draw(seed, count)]; *c != '\0'; c++)
			room[len++] = *c;
	return (struct view) { room, len };
}

static bool
holds_one(struct view text, const struct literals *l)
{
	for (size_t i = 0; i < l->count; i++)
		if (view_find(text, l->items[i], 0) != (size_t)-1)
			return true;
	return l->count == 0;
}

/* The promise itself, on patterns and texts drawn by chance: whatever a pattern matches holds one of its literals. */
static void
promise(void)
{
	static const char *const syntax[] = { "a", "b", "ab", "\xE8\xAF\x95", "|", "(", ")",
		"(?:", "(?=", "(?!", "(?<=", "?", "*", "+", "{2}", "{0,1}", "{1,}", "[ab]", "[^a]", "[", "]",
		".", "^", "$", "\\", "\\w", "\\b", "\\1", "{", "}", ",", "(?i)", "A" };
	static const char *const words[] = { "a", "b", "A", "ab", "ba", "\xE8\xAF\x95", "|", "{2}", "]", ",",
		"\n", "w" };
	unsigned long long seed = 2025, compiled = 0, matched = 0, derived = 0;
	char source[64], room[64];
	for (unsigned n = 0; n < 30000; n++) {
		struct arena a = { 0 };
		struct literals l;
		struct error e;
		struct view v = draw_text(&seed, syntax, sizeof syntax / sizeof *syntax, source, 7), match;
		struct pattern *p = pattern_new(v, PATTERN_INTERPRET, &e);
		CHECK(literal_derive(v, &a, &l) == 0);
		compiled += p != NULL;
		derived += p != NULL && l.count > 0;
		for (unsigned t = 0; t < 20 && p != NULL; t++) {
			struct view text = draw_text(&seed, words, sizeof words / sizeof *words, room, 8);
			bool hit = pattern_find(p, text, 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH;
			matched += hit && l.count > 0;
			bool kept =
			    !hit || (holds_one(match, &l) && (!l.whole || view_equal(match, l.items[0])));
			if (!kept)
				fprintf(stderr, "%.*s on %.*s\n", VIEW_ARGS(v), VIEW_ARGS(text));
			CHECK(kept);
		}
		pattern_free(p);
		arena_free(&a);
	}
	CHECK(compiled > 3000 && derived > 1000 && matched > 3000);
}

/* What a scan found: a mark for every place and literal, and how often a literal's places came out of order. */
struct finds {
	size_t text, count;
	unsigned char *marks; /* [literal * text + place] */
	size_t *last;
	unsigned disorder;
};

static void
mark_find(void *context, size_t at, size_t i)
{
	struct finds *f = context;
	CHECK(at < f->text && i < f->count);
	f->marks[i * f->text + at]++;
	f->disorder += f->last[i] > at;
	f->last[i] = at;
}

static void
find_naively(struct finds *f, struct view text, struct prefilter *p)
{
	for (size_t i = 0; i < f->count; i++)
		for (size_t at = 0; (at = view_find(text, prefilter_literal(p, i), at)) != (size_t)-1; at++)
			mark_find(f, at, i);
}

static struct finds
new_finds(size_t text, size_t count)
{
	struct finds f = { .text = text, .count = count };
	f.marks = calloc(text * count + 1, 1);
	f.last = calloc(count + 1, sizeof *f.last);
	return f;
}

static void
free_finds(struct finds *f)
{
	free(f->marks);
	free(f->last);
}

enum { TEXT = 12000 };

/* One text, three ways: both filters must find what a plain search finds, each place once. */
static unsigned long long
compare(struct prefilter *const filters[2], struct view text)
{
	size_t count = prefilter_count(filters[0]), all = text.len * count;
	struct finds want = new_finds(text.len, count);
	unsigned long long sum = 0;
	find_naively(&want, text, filters[0]);
	for (size_t way = 0; way < 2; way++) {
		struct finds got = new_finds(text.len, count);
		prefilter_scan(filters[way], text, mark_find, &got);
		bool same = memcmp(got.marks, want.marks, all) == 0 && got.disorder == 0;
		CHECK(same);
		for (size_t i = 0; i < all && !same; i++)
			if (got.marks[i] != want.marks[i])
				fprintf(stderr, "way %zu: literal %zu (%.*s) at %zu: %d, not %d\n", way,
				    i / text.len, VIEW_ARGS(prefilter_literal(filters[0], i / text.len)),
				    i % text.len, got.marks[i], want.marks[i]);
		free_finds(&got);
	}
	for (size_t i = 0; i < all; i++)
		sum += want.marks[i];
	free_finds(&want);
	return sum;
}

/* Literals and texts drawn by chance from few characters of one to four bytes, so that hits are many and overlap. */
static void
differential(void)
{
	static const char *const pieces[] = { "a", "n", "2", "\xC3\xA9", "试", "点", "制", "国", "，", "验",
		"\xF0\xA0\x80\x80", "\\n", "\\\\", "\t", "\x80", "\xFF", "中国制造", "试点试点" };
	enum { PIECES = sizeof pieces / sizeof *pieces };
	static char room[TEXT * 12];
	char source[256];
	unsigned long long seed = 7, sum = 0;
	for (unsigned round = 0; round < 400; round++) {
		struct error e;
		struct prefilter *filters[2] = { prefilter_new(ways[0]), prefilter_new(ways[1]) };
		unsigned wanted = 1 + draw(&seed, round % 8 == 0 ? 300 : 12);
		unsigned most = 1 + draw(&seed, 9), variety = 2 + draw(&seed, PIECES - 1);
		CHECK(filters[0] != NULL && filters[1] != NULL);
		for (unsigned i = 0; i < wanted; i++) {
			struct view v = draw_text(&seed, pieces, variety, source, most);
			CHECK(prefilter_add(filters[0], v, &e) == prefilter_add(filters[1], v, &e));
		}
		CHECK(prefilter_build(filters[0], &e) == 0 && prefilter_build(filters[1], &e) == 0);
		for (unsigned n = 0; n < 6; n++) {
			unsigned length = n < 4 ? 40 : round % 20 == 0 ? TEXT : 400;
			struct view v = draw_text(&seed, pieces, variety, room, length);
			char *exact = malloc(v.len + 1); /* nothing behind the text may be touched */
			CHECK(exact != NULL);
			memcpy(exact, v.at, v.len);
			char *fit = realloc(exact, v.len > 0 ? v.len : 1);
			CHECK(fit != NULL);
			sum += compare(filters, (struct view) { fit, v.len });
			if (n == 2)
				prefilter_learn(filters[0], (struct view) { fit, v.len });
			free(fit);
		}
		prefilter_free(filters[0]);
		prefilter_free(filters[1]);
	}
	CHECK(sum > 100000);
}

int
main(void)
{
	derivation();
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		scanning(ways[i]);
		no_literal(ways[i]);
		long_literal(ways[i]);
	}
	letters();
	promise();
	differential();
	return check_status();
}
