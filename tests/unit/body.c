/* Blocks, the header table and the body of a page. */
#include "body.h"
#include "check.h"
#include "command.h"
#include "header.h"
#include "title.h"

#include <string.h>

static struct words *words;
static struct containers *containers;
static struct labels *labels;
static struct html h;
static struct outline o;

static struct view
table(const char *name, char path[4096])
{
	struct error e;
	CHECK(command_data(NULL, name, path, 4096, &e) == 0);
	return view_of(path);
}

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
	words = words_load(table("page-words.tsv", path).at, &e);
	containers = containers_load(table("containers.tsv", path).at, &e);
	labels = labels_load(table("labels.tsv", path).at, &e);
	CHECK(words != NULL && containers != NULL && labels != NULL);
	blocks();
	bodies();
	headers();
	outline_free(&o);
	html_free(&h);
	words_free(words);
	containers_free(containers);
	labels_free(labels);
	return check_status();
}
