#define _GNU_SOURCE
#include "ruleset.h"
#include "check.h"
#include "classifier.h"
#include "context.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/shidian-unit-ruleset-XXXXXX";

static int
load(struct ruleset *s, const char *text, struct error *e)
{
	int fd = mkstemp(path);
	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	int got = ruleset_load(s, path, e);
	unlink(path);
	return got;
}

static void
forget_path(void)
{
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
}

static void
loads(void)
{
	struct ruleset s;
	struct error e = { "" };
	CHECK(load(&s,
	          "tag\tfield\tpattern\tunless\tset\n"
	          "pilot\tany\t试点\t考试点\t\n"
	          "zone\ttitle\t试验\\\\w\t\tbroad\n"
	          "pilot\ttext\t先行先试\t\tnarrow\n",
	          &e) == 0);
	CHECK(s.count == 3 && s.tag_count == 2);
	CHECK(strcmp(s.tags[0], "pilot") == 0 && strcmp(s.tags[1], "zone") == 0);
	CHECK(s.rules[2].tag == 0 && s.rules[2].line == 4 && s.rules[2].field == RULE_TEXT);
	CHECK(s.rules[1].broad && !s.rules[0].broad && !s.rules[2].broad);
	CHECK(s.rules[0].unless != NULL && s.rules[0].keep == NULL);
	CHECK(view_equal(s.rules[0].literal, VIEW("试点")) && s.rules[1].literal.len == 0);
	CHECK(ruleset_fields(&s, 0) == RULE_ANY && ruleset_fields(&s, 1) == RULE_TITLE);
	ruleset_free(&s);
	forget_path();
}

static void
refuses(void)
{
	static const struct {
		const char *text, *what;
	} bad[] = {
		{ "tag\tpattern\nx\ty\n", ":1: no column \"field\"" },
		{ "tag\tfield\tpattern\tunles\nx\tany\ty\tz\n", ":1: rules have no column \"unles\"" },
		{ "tag\tfield\tpattern\n", ":1: no rule" },
		{ "tag\tfield\tpattern\n\tany\ty\n", ":2: no tag" },
		{ "tag\tfield\tpattern\nx\tany\ta\na=b\tany\ty\n",
		    ":3: a tag holds no blank and none of = ! < > , . : \\" },
		{ "tag\tfield\tpattern\ntext\tany\ty\n",
		    ":2: a tag cannot be called \"text\": the stream has that column" },
		{ "tag\tfield\tpattern\nx\tbody\ty\n", ":2: field must be title, text or any" },
		{ "tag\tfield\tpattern\tset\nx\tany\ty\twide\n", ":2: set must be narrow or broad" },
		{ "tag\tfield\tpattern\nx\tany\t\n", ":2: no pattern" },
		{ "tag\tfield\tpattern\nx\tany\t试点(\n",
		    ":2: pattern: missing closing parenthesis, at character 4" },
		{ "tag\tfield\tpattern\tkeep\nx\tany\t试点\t[a\n",
		    ":2: keep: missing terminating ] for character class, at character 3" },
		{ "tag\tfield\tpattern\nx\tany\n", ":2: 2 fields where the header has 3" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct ruleset s;
		struct error e = { "" };
		CHECK(load(&s, bad[i].text, &e) == -1);
		bool said = view_starts(view_of(e.text), view_of(path)) &&
		            view_ends(view_of(e.text), view_of(bad[i].what));
		CHECK(said);
		if (!said)
			fprintf(stderr, "said: %s\nnot:  %s\n", e.text, bad[i].what);
		ruleset_free(&s);
		forget_path();
	}
}

/* The same rules, with the literals hidden from the prefilter by an empty option group, must find the same. */
static void
literals_change_nothing(void)
{
	static const char *const texts[] = { "试点", "考试点", "中国制造2025试点\\n试点", "中国制造 2025",
		"试验区、试点\\\\试", "" };
	struct ruleset plain, hidden;
	struct error e = { "" };
	CHECK(load(&plain, "tag\tfield\tpattern\nx\tany\t试点|试验\ny\tany\t中国制造 ?2025\n", &e) == 0);
	forget_path();
	CHECK(load(&hidden, "tag\tfield\tpattern\nx\tany\t(?^)试点|试验\ny\tany\t(?^)中国制造 ?2025\n", &e) ==
	      0);
	CHECK(prefilter_count(plain.filter) == 3 && prefilter_count(hidden.filter) == 0);
	struct classifier *a = classifier_new(&plain, CLASSIFIER_KEEP),
	                  *b = classifier_new(&hidden, CLASSIFIER_KEEP);
	CHECK(a != NULL && b != NULL);
	unsigned long long sum = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (size_t tag = 0; tag < 2; tag++) {
			CHECK(classifier_read(a, VIEW(""), view_of(texts[i]), &e) == 0);
			CHECK(classifier_read(b, VIEW(""), view_of(texts[i]), &e) == 0);
			CHECK(classifier_count(a, tag) == classifier_count(b, tag));
			sum += classifier_count(a, tag);
		}
	CHECK(sum == 8);
	classifier_free(a);
	classifier_free(b);
	ruleset_free(&plain);
	ruleset_free(&hidden);
	forget_path();
}

static void
contexts(void)
{
	struct view p = VIEW("甲。“乙试点！”丙试点；丁？戊");
	size_t first = view_find(p, VIEW("试点"), 0), second = view_find(p, VIEW("试点"), first + 1);
	CHECK(view_equal(context_sentence(p, first, first + 6), VIEW("“乙试点！”")));
	CHECK(view_equal(context_sentence(p, second, second + 6), VIEW("丙试点；丁？")));
	CHECK(view_equal(context_sentence(VIEW("试点"), 0, 6), VIEW("试点")));
	struct view own = VIEW("现将《丙试点方案》印发"), title = VIEW("关于印发丙试点方案的通知");
	size_t at = view_find(own, VIEW("试点"), 0);
	CHECK(context_quoted(own, at, at + 6, title) == QUOTED_OWN);
	CHECK(context_quoted(own, at, at + 6, VIEW("丙试点方案")) == QUOTED_OWN);
	CHECK(context_quoted(own, at, at + 6, VIEW("关于贯彻《丙试点方案》的意见")) == QUOTED_OTHER);
	CHECK(context_quoted(VIEW("《试点》杂志"), 3, 9, VIEW("")) == QUOTED_NAME);
	CHECK(context_quoted(VIEW("《甲》试点《乙》"), 9, 15, VIEW("")) == QUOTED_NOT);
	CHECK(context_quoted(VIEW("《甲试点"), 6, 12, VIEW("")) == QUOTED_NOT);
	CHECK(context_quoted(VIEW("《甲《乙》试点》"), 15, 21, VIEW("")) == QUOTED_OTHER);
	CHECK(context_quoted(VIEW("《甲试点《乙》》"), 6, 12, VIEW("")) == QUOTED_OTHER);
}

int
main(void)
{
	loads();
	refuses();
	literals_change_nothing();
	contexts();
	return check_status();
}
