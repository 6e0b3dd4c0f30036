/* What a text says of itself. */
#include "authority.h"
#include "check.h"
#include "clues.h"
#include "command.h"
#include "genre.h"

#include <string.h>

static struct words *words;

static bool
fact_is(enum fact which, const char *title, const char *text, const char *expected)
{
	struct arena a = { 0 };
	struct facts f = { .memory = &a, .last = 2026 };
	f.value[FACT_TITLE] = view_of(title);
	clues_offer(view_of(text), words, &f);
	bool same = view_equal(f.value[which], view_of(expected));
	if (!same)
		fprintf(stderr, "'%s': %s is '%.*s', not '%s'\n", text, fact_name(which),
		    VIEW_ARGS(f.value[which]), expected);
	arena_free(&a);
	return same;
}

static void
numbers(void)
{
	CHECK(fact_is(FACT_DOCNO, "", "某市文件\n某政发〔2017〕3号\n各县：", "某政发〔2017〕3号"));
	CHECK(fact_is(FACT_DOCNO, "甲的通知", "甲的通知某政发[2017]3号各县：", "某政发〔2017〕3号"));
	CHECK(fact_is(FACT_DOCNO, "甲 乙的批复", "甲 乙的\n批复 某函〔2017〕3号 某县：", "某函〔2017〕3号"));
	CHECK(fact_is(FACT_DOCNO, "甲的通知（某政发〔2017〕3号）", "各县：", "某政发〔2017〕3号"));
	CHECK(fact_is(FACT_DOCNO, "甲的通知", "根据国发〔2015〕28号，制定本意见。", ""));
	CHECK(fact_is(FACT_DOCNO, "甲的通知", "按照《乙通知》（国发〔2015〕28号）要求", ""));
	CHECK(fact_is(FACT_DOCNO, "甲的通知", "各县：\n正文。\n某政发〔2017〕3号 某市关于甲的通知.doc",
	    "某政发〔2017〕3号"));
}

static void
signatures(void)
{
	const char *annexed = "各县：请执行。\n某县人民政府\n2017年3月1日\n附件\n某县人民政府\n2016年1月1日";
	CHECK(fact_is(FACT_ISSUED, "", annexed, "2017-03-01"));
	CHECK(fact_is(FACT_ISSUER, "", annexed, "某县人民政府"));
	CHECK(fact_is(FACT_ISSUER, "", "各县：请执行。\n某市财政局\n某市教育局\n2017年3月1日",
	    "某市财政局 某市教育局"));
	CHECK(fact_is(FACT_ISSUER, "某市教育局关于甲的通知", annexed, "某市教育局"));
	CHECK(fact_is(FACT_ISSUED, "", "请执行。某县人民政府 2017年3月1日（此件公开发布）", "2017-03-01"));
	CHECK(fact_is(FACT_ISSUED, "", "请执行。某县人民政府2017年3月1日印发", ""));
	CHECK(fact_is(FACT_ISSUED, "", "经某县人民政府2017年3月1日同意，请执行。", ""));
	CHECK(fact_is(FACT_ISSUED, "", "请执行。\n二〇一七年三月一日", "2017-03-01"));
	CHECK(fact_is(
	    FACT_ISSUED, "", "某条例\n2015年1月2日某人大通过 2017年3月1日修正\n第一条", "2017-03-01"));
	CHECK(fact_is(FACT_ISSUED, "", "甲\n2017-03-01 10:00\n正文。", ""));
	CHECK(fact_is(FACT_PUBLISHED, "", "甲\n2017-03-01 10:00\n正文。", "2017-03-01"));
	CHECK(fact_is(FACT_ISSUED, "", "到2035年，全面建成中国制造2025。", ""));
}

static void
titles(void)
{
	CHECK(fact_is(FACT_TITLE, "", "某市人民政府关于\n印发甲规则的通知\n各县：",
	    "某市人民政府关于印发甲规则的通知"));
	CHECK(fact_is(FACT_TITLE, "", "各县：\n根据关于甲的通知", ""));
	CHECK(authority_is(VIEW("某市人民政府"), words, AUTHORITY_NAME));
	CHECK(!authority_is(VIEW("某市人民政府："), words, AUTHORITY_NAME));
	CHECK(!authority_is(VIEW("请认真执行"), words, AUTHORITY_NAME));
	CHECK(strcmp(clues_completeness(
	                 VIEW("现印发给你们，请执行。\n某局\n2017年3月1日"), VIEW("关于印发甲的通知"), words),
	          "cover") == 0);
	CHECK(strcmp(clues_completeness(VIEW("请执行。"), VIEW("关于甲的通知"), words), "full") == 0);
	CHECK(strcmp(clues_completeness(VIEW("请执行……"), VIEW("关于甲的通知"), words), "partial") == 0);
}

static bool
genre_is(
    const struct genres *g, const char *title, const char *column, const char *source, const char *expected)
{
	struct genre_signs signs = { view_of(title), view_of(column), view_of(source), { "", 0 } };
	struct view found = genre_decide(g, &signs);
	if (!view_equal(found, view_of(expected)))
		fprintf(stderr, "'%s': %.*s\n", title, VIEW_ARGS(found));
	return view_equal(found, view_of(expected));
}

static void
genres(void)
{
	struct error e;
	char path[4096];
	CHECK(command_data(NULL, "genres.tsv", path, sizeof path, &e) == 0);
	struct genres *g = genres_load(path, &e);
	CHECK(g != NULL);
	CHECK(genre_is(g, "关于甲的通知", "工作动态", "", "policy"));
	CHECK(genre_is(g, "甲办法（试行）", "", "", "policy"));
	CHECK(genre_is(g, "《甲办法》解读", "政策文件", "", "explainer"));
	CHECK(genre_is(g, "某局关于甲乙丙丁的…", "", "", "policy"));
	CHECK(genre_is(g, "甲向好", "", "某某日报", "news"));
	CHECK(genre_is(g, "甲向好", "要闻", "", "news"));
	CHECK(genre_is(g, "某市人大常委会人事任免办法", "", "", "policy"));
	CHECK(genre_is(g, "甲", "", "", "other"));
	genres_free(g);
}

int
main(void)
{
	struct error e;
	char path[4096];
	CHECK(command_data(NULL, "page-words.tsv", path, sizeof path, &e) == 0);
	words = words_load(path, &e);
	CHECK(words != NULL);
	numbers();
	signatures();
	titles();
	genres();
	words_free(words);
	return check_status();
}
