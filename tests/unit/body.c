/* Blocks, the header table and the body of a page. */
#include "body.h"
#include "tables.h"
#include "dateline.h"
#include "header.h"
#include "title.h"

#include <string.h>

static struct words *words;
static struct containers *containers;
static struct labels *labels;
static struct html h;
static struct outline o;

static void
read_page(const char *page)
{
	struct error e;
	CHECK(html_parse(&h, view_of(page), &e) == 0 && outline_make(&o, &h, words, &e) == 0);
}

static bool
body_is(const char *page, const char *text)
{
	struct body b;
	struct buffer out = { 0 };
	read_page(page);
	body_find(&b, containers, words, &o);
	body_write(&b, words, &o, &out);
	bool same = view_equal(buffer_view(&out), view_of(text));
	if (!same)
		fprintf(stderr, "%s: '%.*s'\n", page, VIEW_ARGS(buffer_view(&out)));
	buffer_free(&out);
	return same;
}

static void
blocks(void)
{
	read_page("<p>甲<b>乙</b>，丙<a "
	          "href=x>丁</a></p><div>戊<p>己</p>庚</div><table><tr><td>辛</td><td>壬</td></tr></"
	          "table><h2>癸</h2>");
	CHECK(o.count == 6);
	CHECK(o.blocks[0].chars == 5 && o.blocks[0].linked == 1 && o.blocks[0].stops == 1);
	CHECK(view_equal(outline_text(&o, 0), VIEW("甲\x1F乙\x1F，丙\x1F丁")));
	CHECK(view_equal(outline_text(&o, 4), VIEW("辛\x1E壬")));
	CHECK(o.blocks[5].heading == 2);
	size_t from, to;
	outline_range(&o, o.blocks[1].node, &from, &to);
	CHECK(from == 1 && to == 4);
}

static void
bodies(void)
{
	CHECK(
	    body_is("<div class=nav>试点，导航。</div><div "
	            "id=zoom><p>正文一，足够长，可以算作文件的正文内容，不会太短。</p><p>正文二。</p></div>",
	        "正文一，足够长，可以算作文件的正文内容，不会太短。\n正文二。"));
	CHECK(body_is("<div><p>正文一，足够长。</p><p>正文二，也够长。</p><p>某市人民政府</"
	              "p><p>2017年3月1日</p></div><ul><li><a href=a>甲乙</a><li><a href=b>丙丁</a></ul>",
	    "正文一，足够长。\n正文二，也够长。\n某市人民政府\n2017年3月1日"));
	/* a wrapper whose class says navigation, but that holds the text */
	CHECK(body_is("<div class=nav><p>正文一，足够长，未关闭的导航。</p><p>正文二，也够长。</p>",
	    "正文一，足够长，未关闭的导航。\n正文二，也够长。"));
	CHECK(body_is(
	    "<div id=zoom><p>正文一，足够长，可以算作文件的正文内容，不会太短。</p><p>相关链接：</p><p><a "
	    "href=a>甲</a></p></div>",
	    "正文一，足够长，可以算作文件的正文内容，不会太短。"));
	/* the lines of a listing, whose words are elements, and whose comments are no readers' */
	CHECK(body_is(
	    "<div class=entry-content><p>正文一，足够长，可以算作文章的正文内容，不会太短，也不会太长。</p>"
	    "<pre>let <b>a</b> = 1\n\n  <i class=c-comment>// "
	    "b</i>\n<b>c</b></pre><p>正文二，也够长。</p></div>",
	    "正文一，足够长，可以算作文章的正文内容，不会太短，也不会太长。\nlet a = 1\n// "
	    "b\nc\n正文二，也够长。"));
}

/* What news sites print with an article in Chinese. */
static void
articles(void)
{
	const char *text = "正文一，是足够长的一段话，可以算作文章的正文内容，不会太短，也不会太长，正好一行"
	                   "，读起来不费力。";
	char page[2048], all[2048];
	snprintf(page, sizeof page,
	    "<div class=article-content><div>某市召开会议，部署工作？一图看懂</div><p>2019-09-05 11:10 "
	    "某网</p><p>字号</p><p>（原标题：某市召开会议）</p>"
	    "<p>%s</p><p>责编：甲</p><p>评论</p><p>免责声明：本文仅代表作者观点。</p><p>你可能会喜欢</"
	    "p><p>别的文章，别的文章。</p></div>",
	    text);
	CHECK(body_is(page, text));
	/* in an official document the same lines would be its own */
	snprintf(page, sizeof page, "<div id=zoom><p>2019-09-05 11:10</p><p>%s</p><p>评论</p></div>", text);
	snprintf(all, sizeof all, "2019-09-05 11:10\n%s\n评论", text);
	CHECK(body_is(page, all));
	/* the editor's line ends it, and what lies beside it weighs nothing against a heading such as 你可能会喜欢 */
	snprintf(page, sizeof page,
	    "<div class=article-content><p>%s</p><p>（责任编辑：甲）</p><p>图片故事</p><p>公众号</p></div>",
	    text);
	CHECK(body_is(page, text));
	snprintf(page, sizeof page,
	    "<div class=article-content><p>%s</p><h4>你可能会喜欢</h4><div "
	    "class=comments><p>%s赞同，很好，不错。</p></div></div><p>%s</p><p>%s</p>",
	    text, text, text, text);
	CHECK(body_is(page, text));
	/* a system's own frame within one that has any template's name */
	char twice[4096];
	snprintf(
	    page, sizeof page, "<p>%s</p><p>%s</p><p>%s</p><p>%s</p><p>%s</p>", text, text, text, text, text);
	snprintf(twice, sizeof twice,
	    "<div class=article-content><div "
	    "id=artibody>%s</div><div><p>别的文章，讲了很多别的事情，一段接一段，都不是正文。</p><p>%s</"
	    "p><p>%s</p></div></div>",
	    page, text, text);
	snprintf(all, sizeof all, "%s\n%s\n%s\n%s\n%s", text, text, text, text, text);
	CHECK(body_is(twice, all));
}

static bool
dated(const char *page, const char *expected)
{
	struct arena a = { 0 };
	struct facts f = { .memory = &a, .last = 2026 };
	read_page(page);
	title_headings(&o, &f);
	dateline_offer(&o, &f);
	bool same = view_equal(f.value[FACT_PUBLISHED], view_of(expected));
	if (!same)
		fprintf(stderr, "%s: '%.*s'\n", page, VIEW_ARGS(f.value[FACT_PUBLISHED]));
	arena_free(&a);
	return same;
}

static void
datelines(void)
{
	CHECK(dated("<h1>某市召开会议</h1><p>2019-09-05 11:10 某网[整理]", "2019-09-05"));
	CHECK(dated("<h1>某市召开会议</h1><p>某网 ( 2012年6月4日 09:20:26 )", "2012-06-04"));
	CHECK(dated("<h1>某市召开会议</h1><p>某网2016年10月14日07:17", "2016-10-14"));
	CHECK(dated("<h1>某市召开会议</h1><p>2019-05-17 · 某报", "2019-05-17"));
	/* a day alone may be that of issue; the clock in the page's head is above the title; a text tells of other days */
	CHECK(dated("<h1>某市召开会议</h1><p>2019-05-17", ""));
	CHECK(dated("<p>今天是2026年11月24日 15:20<h1>某市召开会议</h1><p>正文", ""));
	CHECK(dated("<h1>某市召开会议</h1><p>2019年5月17日，会议召开", ""));
	CHECK(dated("<p>2019-09-05 11:10 某网", ""));
}

static bool
titled(const char *page, const char *expected)
{
	struct arena a = { 0 };
	struct facts f = { .memory = &a, .last = 2026 };
	read_page(page);
	title_dated(&o, words, &f);
	bool same = view_equal(f.value[FACT_TITLE], view_of(expected));
	if (!same)
		fprintf(stderr, "%s: '%.*s'\n", page, VIEW_ARGS(f.value[FACT_TITLE]));
	arena_free(&a);
	return same;
}

/* The title stands above the date, also where <title> is the column's name, or goes on. */
static void
titles(void)
{
	CHECK(titled("<title>新闻动态--某学会</title><h3>新闻动态</h3><h5>某年会在某市成功举行！</"
	             "h5><p>发布时间：2019-05-18 来源：某学会",
	    "某年会在某市成功举行！"));
	CHECK(titled("<title>某种产品的价格表_某公司</title><div>某种产品的价格表</div><p>浏览：206 "
	             "发布日期：2019-03-14",
	    "某种产品的价格表"));
	CHECK(titled("<title>甲与乙的亲密关系，一段很长的摘要</title><h1>甲与乙的亲密关系</h1><div>某人</"
	             "div><div>2019-10-10 3,162 阅读",
	    "甲与乙的亲密关系"));
	CHECK(titled("<title>某地</title><h2>某某行动正式启动</h2><h3>成功举办某某推介会</"
	             "h3><p>时间：2019-09-18 06:23",
	    "某某行动正式启动"));
	CHECK(titled("<title>新闻动态--某学会</title><p>不是标题的一行</p><p>发布时间：2019-05-18", ""));
	CHECK(titled(
	    "<title>新闻动态--某学会</title><h5>某年会在某市成功举行</h5><p>2019年5月18日，年会举行", ""));
}

static bool
header_gives(const char *page, enum fact which, const char *expected)
{
	struct arena a = { 0 };
	struct facts f = { .memory = &a, .last = 2026 };
	read_page(page);
	header_metas(labels, "meta", &h, &f);
	header_blocks(labels, "header", &o, &f);
	header_blocks(labels, "line", &o, &f);
	header_dates(labels, &o, &f);
	bool same = view_equal(f.value[which], view_of(expected));
	if (!same)
		fprintf(stderr, "%s: '%.*s'\n", page, VIEW_ARGS(f.value[which]));
	arena_free(&a);
	return same;
}

static void
headers(void)
{
	CHECK(header_gives("<meta content='某局' name='contentsource'>", FACT_SOURCE, "某局"));
	CHECK(header_gives("<p>索　引　号 ： 1 文号：某政〔2017〕3号 成文日期：2017年3月1日", FACT_DOCNO,
	    "某政〔2017〕3号"));
	CHECK(header_gives(
	    "<p>发布时间：2017-03-01 10:00 来源：某报 字号：大 中 小", FACT_PUBLISHED, "2017-03-01"));
	CHECK(header_gives("<p>发布时间：2017-03-01 10:00 来源：某报 字号：大 中 小", FACT_SOURCE, "某报"));
	CHECK(header_gives("<p>2017-03-01 10:00 来源：某报", FACT_PUBLISHED, "2017-03-01"));
	CHECK(header_gives("<p>来源: | 发布时间: 2017-03-01 | 浏览次数: 12", FACT_PUBLISHED, "2017-03-01"));
	CHECK(header_gives("<p>来源: 某报 | 发布时间: 2017-03-01", FACT_SOURCE, "某报"));
	CHECK(header_gives("<p><a href=a>2017-03-01 某消息</a>", FACT_PUBLISHED, ""));
	CHECK(header_gives("<p>文号：某政〔2017〕3号（已废止）", FACT_DOCNO, "某政〔2017〕3号"));
	CHECK(header_gives("<p>文号：无", FACT_DOCNO, ""));
	CHECK(header_gives("<p>成文日期：2017-03-24 星期五", FACT_ISSUED, "2017-03-24"));
	CHECK(header_gives("<p>成文日期：2017-03-24起施行", FACT_ISSUED, ""));
	/* two words alone make no header */
	CHECK(header_gives("<p>标题：甲乙丙", FACT_TITLE, ""));
	/* what a text says of a meeting is no date of publication */
	const char *meeting = "<p>"
	                      "各单位：根据安排，定于近期召开会议，研究部署有关工作，现将有关事项通知如下，请"
	                      "认真准备，按时参加。</p>"
	                      "<p>"
	                      "一、会议内容：传达有关精神，总结前一阶段的工作，分析存在的问题，安排下一阶段的"
	                      "任务，提出要求。</p><p>时间：2017年3月1日</p>";
	CHECK(header_gives(meeting, FACT_PUBLISHED, ""));
}

int
main(void)
{
	struct error e;
	char path[4096];
	words = table_words("page-words.tsv");
	containers = containers_load(table_path("containers.tsv", path), &e);
	labels = labels_load(table_path("labels.tsv", path), &e);
	CHECK(containers != NULL && labels != NULL);
	blocks();
	bodies();
	articles();
	datelines();
	titles();
	headers();
	outline_free(&o);
	html_free(&h);
	words_free(words);
	containers_free(containers);
	labels_free(labels);
	return check_status();
}
