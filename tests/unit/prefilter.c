#include "prefilter.h"
#include "check.h"
#include "literal.h"
#include "pattern.h"

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
	derives("[]试]点", "点");
	derives("[^]]ab[\\]x]c", "ab");
	derives("ab\\tcde", "-"); /* not understood: nothing is promised */
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

static void
scanning(void)
{
	struct error e;
	struct prefilter *p = prefilter_new();
	bool found[4] = { false };
	CHECK(p != NULL);
	CHECK(prefilter_add(p, VIEW("中国制造"), &e) == 0);
	CHECK(prefilter_add(p, VIEW("中国制造2025"), &e) == 1);
	CHECK(prefilter_add(p, VIEW("试点"), &e) == 2);
	CHECK(prefilter_add(p, VIEW("中国制造"), &e) == 0);
	CHECK(prefilter_add(p, VIEW(""), &e) == -1 && prefilter_add(p, VIEW("a\\"), &e) == -1);
	CHECK(prefilter_count(p) == 3);
	CHECK(!prefilter_scan(p, VIEW("考试\\n点"), found));
	CHECK(!found[0] && !found[1] && !found[2]);
	CHECK(prefilter_scan(p, VIEW("中国制造\\n试点"), found));
	CHECK(found[0] && !found[1] && found[2]);
	CHECK(prefilter_scan(p, VIEW("中国制造2025"), found) && found[1]);
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

/* A literal that is longer than the filter keeps is found by its beginning. */
static void
long_literal(void)
{
	char text[PREFILTER_BYTES + 10];
	struct error e;
	bool found[1] = { false };
	memset(text, 'a', sizeof text);
	struct prefilter *p = prefilter_new();
	CHECK(p != NULL && prefilter_add(p, (struct view) { text, sizeof text }, &e) == 0);
	CHECK(prefilter_scan(p, (struct view) { text, sizeof text }, found) && found[0]);
	prefilter_free(p);
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

int
main(void)
{
	derivation();
	scanning();
	long_literal();
	promise();
	return check_status();
}
