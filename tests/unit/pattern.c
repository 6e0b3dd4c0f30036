#include "pattern.h"
#include "check.h"

static const enum pattern_use uses[] = { PATTERN_FAST, PATTERN_INTERPRET };

static void
finds(enum pattern_use use)
{
	struct error e;
	struct view text = VIEW("甲试点乙试点\n丙"), match;
	struct pattern *p = pattern_new(VIEW("(?<!甲)试点$"), use, &e);
	CHECK(p != NULL);
	CHECK(pattern_find(p, text, 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH);
	CHECK(match.at == text.at + 12 && match.len == 6);
	CHECK(pattern_find(p, text, 12, 12, &match) == PATTERN_MATCH);
	CHECK(pattern_find(p, text, 0, 11, &match) == PATTERN_NONE); /* begins behind the bound */
	CHECK(pattern_find(p, text, 15, PATTERN_ANYWHERE, &match) == PATTERN_NONE);
	CHECK(pattern_find(p, text, text.len, PATTERN_ANYWHERE, &match) == PATTERN_NONE);
	CHECK(pattern_find(p, VIEW(""), 0, PATTERN_ANYWHERE, &match) == PATTERN_NONE);
	pattern_free(p);
}

/* What stands before `from` is seen, and an empty match is none. */
static void
looks_behind(enum pattern_use use)
{
	struct error e;
	struct view text = VIEW("考试点"), match;
	struct pattern *p = pattern_new(VIEW("(?<!考)试点|x*"), use, &e);
	CHECK(p != NULL && pattern_find(p, text, 3, PATTERN_ANYWHERE, &match) == PATTERN_NONE);
	pattern_free(p);
}

static void
bears_bad_bytes(enum pattern_use use)
{
	struct error e;
	struct view text = VIEW("\xE8\xAF\xFF试点\xE8"), match;
	struct pattern *p = pattern_new(VIEW(".点"), use, &e);
	CHECK(p != NULL && pattern_find(p, text, 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH);
	CHECK(match.at == text.at + 3);
	pattern_free(p);
}

/* Explodes: every way to cut the run of 中 would be tried. */
static void
gives_up(enum pattern_use use)
{
	struct error e;
	struct view
	    text = VIEW(
	        "中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中中人国人"),
	    match;
	struct pattern *p = pattern_new(VIEW("(中+)+国$"), use, &e);
	CHECK(p != NULL && pattern_find(p, text, 0, PATTERN_ANYWHERE, &match) == PATTERN_LIMIT);
	CHECK(pattern_find(p, VIEW("中中国"), 0, PATTERN_ANYWHERE, &match) == PATTERN_MATCH);
	pattern_free(p);
}

static void
refuses(void)
{
	static const struct {
		struct view source;
		const char *what;
	} bad[] = {
		{ VIEW_INIT("试点(甲"), "missing closing parenthesis, at character 5" },
		{ VIEW_INIT("[试"), "missing terminating ] for character class, at character 3" },
		{ VIEW_INIT("*"), "quantifier does not follow a repeatable item, at character 1" },
		{ VIEW_INIT("a\\C"), "using \\C is disabled by the application, at character 4" },
		{ VIEW_INIT("a\xFF"), "a pattern that is no UTF-8" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error e = { "" };
		struct pattern *p = pattern_new(bad[i].source, PATTERN_FAST, &e);
		CHECK(p == NULL);
		CHECK(view_equal(view_of(e.text), view_of(bad[i].what)));
		if (!view_equal(view_of(e.text), view_of(bad[i].what)))
			fprintf(stderr, "said: %s\n", e.text);
		pattern_free(p);
	}
	static char huge[PATTERN_BYTES + 1];
	struct error e;
	for (size_t i = 0; i < sizeof huge; i++)
		huge[i] = 'a';
	CHECK(pattern_new((struct view) { huge, sizeof huge }, PATTERN_FAST, &e) == NULL);
}

int
main(void)
{
	struct error e;
	struct pattern *p = pattern_new(VIEW("a"), PATTERN_INTERPRET, &e);
	CHECK(p != NULL && !pattern_is_compiled(p));
	pattern_free(p);
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		finds(uses[i]);
		looks_behind(uses[i]);
		bears_bad_bytes(uses[i]);
		gives_up(uses[i]);
	}
	refuses();
	return check_status();
}
