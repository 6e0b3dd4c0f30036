#include "prefilter.h"
#include "check.h"
#include "literal.h"

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

int
main(void)
{
	derivation();
	scanning();
	long_literal();
	return check_status();
}
