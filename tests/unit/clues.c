/* What a text says of itself. */
#include "authority.h"
#include "clues.h"
#include "genre.h"
#include "tables.h"

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
	CHECK(fact_is(FACT_DOCNO, "甲的决定", "某省人民政府 甲的决定 (2016年7月10日) 某发〔2016〕29号 为了",
	    "某发〔2016〕29号"));
	CHECK(fact_is(FACT_DOCNO, "甲的通知", "中共某省委办公厅 某办字〔2017〕26号 中共某省委办公厅",
	    "某办字〔2017〕26号"));
	CHECK(fact_is(FACT_DOCNO, "《甲的通知》解读", "背景\n某教办〔2019〕105号\n正文。", ""));
	CHECK(fact_is(FACT_DOCNO, "甲办法", "某省人民政府令〔2022〕第2号《甲办法》已经通过",
	    "某省人民政府令〔2022〕第2号"));
	CHECK(fact_is(FACT_DOCNO, "甲的公告", "甲的公告 财政部税务总局公告2022年第28号 为支持",
	    "财政部税务总局公告2022年第28号"));
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

/* Where an export has lost its line breaks, and where a statute says how it came about. */
static void
dates(void)
{
	const char *glued = "现印发给你们，请执行。附件：1.甲标准某市人民政府2015年10月30日甲标准为了规范";
	const char *history = "甲条例\n2018年8月29日 某市第七届人民代表大会常务委员会第四次会议通过\n"
	                      "2018年9月29日 某省第十二届人民代表大会常务委员会第三十一次会议批准\n"
	                      "2018年10月9日 某市第七届人民代表大会常务委员会公告第5号公布\n第一条 为了";
	const char *order =
	    "《甲办法》已经2018年4月2日省政府第9次常务会议通过，现予公布，自2018年7月1日起施行。省长 某 "
	    "某 2018年5月21日 甲办法 第一章";
	CHECK(fact_is(FACT_ISSUED, "某市人民政府关于甲的意见", glued, "2015-10-30"));
	CHECK(fact_is(FACT_ISSUED, "关于印发《甲规划》的通知",
	    "现印发给你们，请执行。 2021年11月5日 甲规划 一、", "2021-11-05"));
	CHECK(fact_is(FACT_ISSUED, "关于印发《甲规则》的通知",
	    "现印发给你们，请执行。1990年7月27日某委印发的《乙规则》同时废止。", ""));
	CHECK(fact_is(FACT_ISSUED, "关于印发《甲规则》的通知",
	    "印发给你们。附件：甲乙规则二〇〇一年七月十八日甲乙规则第一章", "2001-07-18"));
	CHECK(fact_is(FACT_ISSUED, "甲的决定", "甲的决定 (2016年7月10日) 为了", "2016-07-10"));
	CHECK(fact_is(FACT_ISSUED, "甲条例", history, "2018-08-29"));
	CHECK(fact_is(FACT_ISSUER, "甲条例", history, "某市人民代表大会常务委员会"));
	CHECK(fact_is(FACT_DOCNO, "甲条例", history, "某市第七届人民代表大会常务委员会公告第5号"));
	CHECK(fact_is(FACT_ISSUED, "甲办法", order, "2018-05-21"));
	CHECK(fact_is(FACT_ISSUER, "甲办法", order, "省政府"));
	CHECK(
	    fact_is(FACT_ISSUED, "甲办法", "根据2000年2月28日某部发布的《乙办法》，制定本办法。第一条", ""));
	CHECK(fact_is(FACT_ISSUED, "政府工作报告", "政府工作报告\n——2024年3月5日在某次会议上\n各位代表：",
	    "2024-03-05"));
	CHECK(fact_is(
	    FACT_ISSUER, "关于甲的意见", "某政〔2013〕43号某省人民政府关于甲的意见各市：", "某省人民政府"));
	CHECK(fact_is(FACT_ISSUED, "甲条例",
	    "2004年10月25日 某市人大常委会通过\n2011年11月25日 "
	    "某省人大常委会批准的2011年11月15日某市人大常委会《关于\n"
	    "修改〈甲条例〉的决定》修正\n第一条",
	    "2011-11-15"));
	/* never from a plan, a target year, a document's number, a quoted title */
	CHECK(fact_is(FACT_ISSUED, "中国制造2025的意见", "到2035年，全面建成中国制造2025。", ""));
	CHECK(fact_is(FACT_ISSUED, "甲的通知", "根据国发〔2015〕28号，制定本意见。", ""));
	CHECK(fact_is(FACT_ISSUED, "甲的通知", "请执行。《某市2017年3月1日会议纪要》", ""));
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
	CHECK(strcmp(clues_completeness(VIEW("现印发给你们，请执行。\n某局\n2017年3月1日"),
	                 VIEW("关于印发甲的通知"), words, NULL),
	          "cover") == 0);
	CHECK(strcmp(clues_completeness(VIEW("请执行。"), VIEW("关于甲的通知"), words, NULL), "full") == 0);
	CHECK(
	    strcmp(clues_completeness(VIEW("请执行……"), VIEW("关于甲的通知"), words, NULL), "partial") == 0);
}

static bool
genre_of(const struct genres *g, const char *title, const char *column, const char *source, const char *text,
    const char *expected)
{
	struct genre_signs signs = { view_of(title), view_of(column), view_of(source), view_of(text),
		{ "", 0 } };
	struct view found = genre_decide(g, &signs);
	if (!view_equal(found, view_of(expected)))
		fprintf(stderr, "'%s': %.*s\n", title, VIEW_ARGS(found));
	return view_equal(found, view_of(expected));
}

static bool
genre_is(
    const struct genres *g, const char *title, const char *column, const char *source, const char *expected)
{
	return genre_of(g, title, column, source, "", expected);
}

static void
genres(void)
{
	struct error e;
	char path[4096];
	struct genres *g = genres_load(table_path("genres.tsv", path), &e);
	CHECK(g != NULL);
	CHECK(genre_is(g, "关于甲的通知", "工作动态", "", "policy"));
	CHECK(genre_is(g, "甲办法（试行）", "", "", "policy"));
	CHECK(genre_is(g, "《甲办法》解读", "政策文件", "", "explainer"));
	CHECK(genre_is(g, "某局关于甲乙丙丁的…", "", "", "policy"));
	CHECK(genre_is(g, "甲向好", "", "某某日报", "news"));
	CHECK(genre_is(g, "甲向好", "要闻", "", "news"));
	CHECK(genre_is(g, "某市人大常委会人事任免办法", "", "", "policy"));
	CHECK(genre_is(g, "甲", "", "", "other"));
	CHECK(genre_of(g, "某部印发《甲指引》", "", "", "新华社北京1月2日电 某部日前印发", "news"));
	CHECK(genre_of(g, "某部印发《甲指引》", "", "", "近日。（记者 某某）", "news"));
	CHECK(genre_of(g, "某部印发《甲指引》", "", "", "◎本报记者 某某", "news"));
	CHECK(genre_of(g, "某部印发《甲指引》", "", "", "某某日报记者某某", "news"));
	CHECK(genre_of(g, "甲意见", "", "", "关于换证：某报记者的证件，按甲意见换发。", "policy"));
	CHECK(genre_of(g, "甲意见", "", "", "新华社北京1月2日电 某部印发《甲意见》，全文如下", "policy"));
	CHECK(genre_is(g, "甲修正案（九)", "", "", "policy"));
	CHECK(genre_is(g, "关于甲的若干意见\xe2\x80\x8b", "", "", "policy"));
	CHECK(genre_is(g, "某局关于转发《乙", "", "", "policy"));
	CHECK(genre_is(g, "《甲指引》发布", "", "", "news"));
	CHECK(genre_is(g, "某县举办甲活动", "", "", "news"));
	CHECK(genre_is(g, "关于举办甲的通知", "", "", "policy"));
	CHECK(view_equal(genre_decide(g, &(struct genre_signs) { VIEW("关于批准甲"), VIEW(""), VIEW(""),
	                                     VIEW(""), VIEW("某政字〔2016〕182号") }),
	    VIEW("policy")));
	CHECK(genre_of(g, "甲法", "", "", "新华社北京1月2日电 甲法 第一条", "policy"));
	genres_free(g);
}

int
main(void)
{
	words = table_words("page-words.tsv");
	numbers();
	signatures();
	dates();
	titles();
	genres();
	words_free(words);
	return check_status();
}
