/* The ways to count must agree: hits kept or not, literals found by vector instructions, by the automaton, or not at all. */
#define _GNU_SOURCE
#include "classifier.h"
#include "check.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAYS = 5 };

struct row {
	const char *tag, *field, *pattern, *unless;
};

/* One ruleset in all ways. The last one hides the literals behind an empty option group, so that PCRE2 does all the work. */
struct ways {
	struct ruleset rules[WAYS];
	struct classifier *classifiers[WAYS];
};

static int
load(struct ruleset *s, struct view text, struct error *e)
{
	char path[] = "/tmp/shidian-unit-classifier-XXXXXX";
	int fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, text.at, text.len) == (ssize_t)text.len);
	close(fd);
	int got = ruleset_load(s, path, e);
	unlink(path);
	return got;
}

/* `hide` is put in front of each pattern. */
static struct view
write_rules(struct buffer *b, const struct row rules[], size_t count, const char *hide)
{
	buffer_reset(b);
	buffer_append(b, VIEW("tag\tfield\tpattern\tunless\n"));
	for (size_t i = 0; i < count; i++)
		buffer_format(b, "%s\t%s\t%s%s\t%s\n", rules[i].tag, rules[i].field, hide, rules[i].pattern,
		    rules[i].unless);
	CHECK(!b->failed);
	return buffer_view(b);
}

static void
open_ways(struct ways *w, const struct row rules[], size_t count)
{
	static const enum classifier_use uses[WAYS] = { CLASSIFIER_COUNT, CLASSIFIER_KEEP, CLASSIFIER_COUNT,
		CLASSIFIER_KEEP, CLASSIFIER_KEEP };
	struct buffer b = { 0 };
	struct error e = { "" };
	for (size_t i = 0; i < WAYS; i++) {
		if (i == 2 || i == 3)
			CHECK(setenv("SHIDIAN_PORTABLE", "1", 1) == 0);
		else
			CHECK(unsetenv("SHIDIAN_PORTABLE") == 0);
		CHECK(load(&w->rules[i], write_rules(&b, rules, count, i == 4 ? "(?^)" : ""), &e) == 0);
		w->classifiers[i] = classifier_new(&w->rules[i], uses[i]);
		CHECK(w->classifiers[i] != NULL);
	}
	CHECK(!prefilter_is_fast(w->rules[2].filter) && prefilter_count(w->rules[4].filter) == 0);
	buffer_free(&b);
}

static void
close_ways(struct ways *w)
{
	for (size_t i = 0; i < WAYS; i++) {
		classifier_free(w->classifiers[i]);
		ruleset_free(&w->rules[i]);
	}
}

static bool
same_hits(const struct classifier *a, const struct classifier *b)
{
	size_t n, m;
	const struct hit *x = classifier_hits(a, &n), *y = classifier_hits(b, &m);
	bool same = n == m;
	for (size_t i = 0; same && i < n; i++)
		same = x[i].rule == y[i].rule && x[i].paragraph == y[i].paragraph && x[i].from == y[i].from &&
		       x[i].to == y[i].to && x[i].counted == y[i].counted;
	return same;
}

/* Reads one document in all ways. Returns the sum of the counts. */
static unsigned long long
read_all(struct ways *w, struct view title, struct view text)
{
	struct error e = { "" };
	unsigned long long sum = 0;
	bool same = true;
	for (size_t i = 0; i < WAYS; i++)
		CHECK(classifier_read(w->classifiers[i], title, text, &e) == 0);
	const struct classifier *last = w->classifiers[WAYS - 1];
	for (size_t tag = 0; tag < w->rules[0].tag_count; tag++) {
		for (size_t i = 0; i < WAYS; i++)
			same = same &&
			       classifier_state(w->classifiers[i], tag) == classifier_state(last, tag) &&
			       classifier_count(w->classifiers[i], tag) == classifier_count(last, tag);
		sum += classifier_count(last, tag);
	}
	same = same && same_hits(w->classifiers[1], last) && same_hits(w->classifiers[3], last);
	CHECK(same);
	if (!same)
		fprintf(stderr, "title %.*s text %.*s\n", VIEW_ARGS(title), VIEW_ARGS(text));
	return sum;
}

static unsigned
draw(unsigned long long *seed, unsigned below)
{
	*seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(*seed >> 33) % below;
}

/* Up to `most` pieces, at least one. */
static struct view
draw_text(unsigned long long *seed, const char *const pieces[], unsigned count, char *room, unsigned most)
{
	size_t len = 0;
	for (unsigned n = 1 + draw(seed, most); n > 0; n--) {
		const char *piece = pieces[draw(seed, count)];
		memcpy(room + len, piece, strlen(piece));
		len += strlen(piece);
	}
	room[len] = '\0';
	return (struct view) { room, len };
}

/* Rules and documents drawn by chance, of few characters, so that hits overlap, and of escapes, which part them. */
static void
by_chance(void)
{
	static const char *const words[] = { "试点", "试", "点", "n", "t", "中国制造", "2025", "a", "，",
		"\\n", "\\n", "\\\\", "\\t" };
	static const char *const syntax[] = { "试点", "试", "点", "n", "t", "中国制造", "2025", "a", "试点试",
		"[试点]", "试?", "(?:点|a)" };
	static const char *const tags[] = { "x", "y", "z" }, *const fields[] = { "title", "text", "any" };
	enum { RULES = 12, LONG = 64 };
	char patterns[RULES][2][LONG], title[256], text[4096];
	unsigned long long seed = 2049, sum = 0;
	for (unsigned round = 0; round < 100; round++) {
		struct row rules[RULES];
		struct ways w;
		unsigned count = 1 + draw(&seed, RULES), variety = round % 3 ? 9 : 12;
		for (unsigned i = 0; i < count; i++) {
			draw_text(&seed, syntax, variety, patterns[i][0], 3);
			patterns[i][1][0] = '\0';
			if (draw(&seed, 4) == 0)
				draw_text(&seed, syntax, variety, patterns[i][1], 3);
			rules[i].tag = tags[draw(&seed, 1 + round % 3)];
			rules[i].field = fields[draw(&seed, 3)];
			rules[i].pattern = patterns[i][0];
			rules[i].unless = patterns[i][1];
		}
		open_ways(&w, rules, count);
		for (unsigned n = 0; n < 20; n++) {
			struct view head = draw_text(&seed, words, 13, title, 10);
			struct view body = draw_text(&seed, words, 13, text, n < 15 ? 30 : 300);
			sum +=
			    read_all(&w, draw(&seed, 5) ? head : VIEW(""), draw(&seed, 5) ? body : VIEW(""));
		}
		close_ways(&w);
	}
	CHECK(sum > 8000);
}

static struct view
repeat(char *room, size_t size, struct view piece)
{
	for (size_t at = 0; at < size; at += piece.len)
		memcpy(room + at, piece.at, piece.len);
	return (struct view) { room, size };
}

/* Hits that hang together in longer rows than can be counted plainly. */
static void
knots(void)
{
	static const struct row rules[] = { { "x", "text", "abc", "" }, { "x", "text", "cab", "" },
		{ "y", "text", "bc", "" } };
	static char room[3000];
	struct ways w;
	open_ways(&w, rules, 3);
	CHECK(read_all(&w, VIEW(""), repeat(room, 3000, VIEW("abc"))) == 2000);
	CHECK(read_all(&w, VIEW(""), VIEW("abcab，cab，ab\\ncab")) == 4);
	close_ways(&w);
}

/* Of a string that overlaps itself the first counts, then the next one behind it. */
static void
overlaps_itself(void)
{
	static const struct row rules[] = { { "x", "any", "aa", "" } };
	struct ways w;
	open_ways(&w, rules, 1);
	CHECK(read_all(&w, VIEW("aaa"), VIEW("aaaaa\\naaaab")) == 5);
	close_ways(&w);
}

/* A text of one letter in paragraphs of 64, so often that a document may not have so many hits. */
static struct view
too_much(void)
{
	static const char piece[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n";
	size_t pieces = CLASSIFIER_HITS / 64 + 10, size = pieces * (sizeof piece - 1);
	char *room = malloc(size);
	CHECK(room != NULL);
	return repeat(room, size, VIEW(piece));
}

/* More hits than there may be: no count, in any way, for the rule that runs over; the others' counts stand. */
static void
too_many(void)
{
	static const struct row rules[] = { { "x", "title", "b", "" }, { "y", "text", "a", "" } };
	struct view text = too_much();
	struct ways w;
	open_ways(&w, rules, 2);
	CHECK(read_all(&w, VIEW("b"), text) == 1);
	CHECK(classifier_state(w.classifiers[0], 0) == CLASSIFIER_COUNTED);
	CHECK(classifier_state(w.classifiers[0], 1) == CLASSIFIER_LIMITED);
	CHECK(classifier_limits(w.classifiers[0], 1) == 1);
	close_ways(&w);
	free((char *)(uintptr_t)text.at);
}

/* The same, where neither the hits that are kept nor those that are not are too many by themselves. */
static void
too_many_together(void)
{
	static const struct row rules[] = { { "x", "text", "a", "" }, { "y", "text", "b", "bc" } };
	struct view text = too_much();
	struct ways w;
	memset((char *)(uintptr_t)text.at, 'b', 64);
	memset((char *)(uintptr_t)text.at + 66, 'b', 64);
	open_ways(&w, rules, 2);
	read_all(&w, VIEW(""), view_slice(text, 0, text.len - (size_t)66 * 9));
	CHECK(classifier_limits(w.classifiers[0], 0) + classifier_limits(w.classifiers[0], 1) > 0);
	close_ways(&w);
	free((char *)(uintptr_t)text.at);
}

int
main(void)
{
	by_chance();
	knots();
	overlaps_itself();
	too_many_together();
	too_many();
	return check_status();
}
