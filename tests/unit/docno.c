/* Document numbers: every bracket, what leads to them, what is none. */
#include "docno.h"

#include <stdio.h>
#include <string.h>

static int failures;

static void
check(int line, const char *text, const char *expected, bool found, const struct docno *d)
{
	struct buffer out = { 0 };
	if (found)
		docno_write(d, &out);
	if (!view_equal(buffer_view(&out), view_of(expected))) {
		printf("docno.c:%d: '%s': expected '%s', found '%.*s'\n", line, text, expected,
		    VIEW_ARGS(buffer_view(&out)));
		failures++;
	}
	buffer_free(&out);
}

static void
find(int line, const char *text, const char *expected)
{
	struct docno d;
	bool found = docno_find(view_of(text), 0, &d);
	check(line, text, expected, found, &d);
}

static void
parse(int line, const char *text, const char *expected)
{
	struct docno d;
	bool found = docno_parse(view_of(text), &d);
	check(line, text, expected, found, &d);
}

#define FIND(text, expected) find(__LINE__, text, expected)
#define PARSE(text, expected) parse(__LINE__, text, expected)

static void
brackets(void)
{
	FIND("苏政发〔2015〕86号", "苏政发〔2015〕86号");
	FIND("苏政发[2015]86号", "苏政发〔2015〕86号");
	FIND("苏政发【2015】86号", "苏政发〔2015〕86号");
	FIND("苏政发(2015)86号", "苏政发〔2015〕86号");
	FIND("苏政发（2015）86号", "苏政发〔2015〕86号");
	FIND("苏政发［2015］86号", "苏政发〔2015〕86号");
	FIND("苏政发〈2015〉86号", "苏政发〔2015〕86号");
	FIND("苏政发《2015》86号", "苏政发〔2015〕86号");
	FIND("苏政发﹝2015﹞86号", "苏政发〔2015〕86号");
	FIND("苏政发 〔２０１５〕 第０８６ 号", "苏政发〔2015〕86号");
}

static void
glued(void)
{
	FIND("按照苏政发〔2015〕86号文件", "苏政发〔2015〕86号");
	FIND("根据《意见》（苏政发〔2015〕86号）要求", "苏政发〔2015〕86号");
	FIND("关于公布名单的通知渝府发〔2014〕53号各区县", "渝府发〔2014〕53号");
	FIND("现转发国办发〔2015〕36号", "国办发〔2015〕36号");
	FIND("以及和苏政发〔2015〕86号", "苏政发〔2015〕86号");
	FIND("和政发〔2015〕8号", "和政发〔2015〕8号");
	FIND("发文字号：浙发改公管〔2021〕399号", "浙发改公管〔2021〕399号");
	FIND("某某县人民政府某政发〔2015〕8号", "某政发〔2015〕8号");
}

static void
none(void)
{
	FIND("苏政发〔2015〕号", "");
	FIND("〔2015〕86号", "");
	FIND("苏政发〔1815〕86号", "");
	FIND("苏政发〔2015〕0号", "");
	FIND("南京路（2015）室86号", "");
	FIND("关于印发〔2015〕86号", "");
	FIND("第12号", "");
	FIND("命令第12号", "");
	FIND("号", "");
	FIND("", "");
}

static void
orders(void)
{
	FIND("中华人民共和国国务院令第588号", "中华人民共和国国务院令第588号");
	FIND("苏州市人民政府令 第 12 号", "苏州市人民政府令第12号");
	FIND("某省人民政府令〔2022〕第2号", "某省人民政府令〔2022〕第2号");
	FIND("某省某某管理办法某省人民政府令〔2022〕第2号", "某省人民政府令〔2022〕第2号");
	FIND("中华人民共和国主席令第三十八号", "中华人民共和国主席令第38号");
	FIND("中华人民共和国主席令第一百二十三号", "中华人民共和国主席令第123号");
	FIND("主席令第一〇二号", "主席令第102号");
	FIND("某某部令第十号", "某某部令第10号");
}

static void
notices(void)
{
	FIND("国家税务总局公告2015年第86号", "国家税务总局公告2015年第86号");
	FIND("某某的公告 财政部税务总局科技部公告２０２２年第２８号 为",
	    "财政部税务总局科技部公告2022年第28号");
	FIND("2010年7月30日某省第十一届人民代表大会常务委员会公告第53号公布",
	    "某省第十一届人民代表大会常务委员会公告第53号");
	FIND("根据国家税务总局公告2015年第86号", "国家税务总局公告2015年第86号");
	FIND("招标公告第3号", "");
	FIND("关于拍卖的公告2015年第3号", "");
	FIND("国家税务总局公告2105年第86号", "");
}

static void
fields(void)
{
	PARSE(" 苏政发〔2015〕86号　", "苏政发〔2015〕86号");
	PARSE("苏政发〔2015〕86", "苏政发〔2015〕86号");
	PARSE("见苏政发〔2015〕86号", "");
	PARSE("苏政发〔2015〕86号文件", "");
	PARSE("-", "");
}

static void
parts(void)
{
	struct docno d;
	const char *text = "见皖政〔2016〕7号和苏政发〔2015〕86号。";
	if (!docno_find(view_of(text), 0, &d) || d.year != 2016 || d.serial != 7 || d.start != strlen("见")) {
		printf("docno.c:%d: first number\n", __LINE__);
		failures++;
	}
	if (!docno_find(view_of(text), d.end, &d) || d.year != 2015 || d.serial != 86 ||
	    !view_equal(d.prefix, VIEW("苏政发"))) {
		printf("docno.c:%d: second number\n", __LINE__);
		failures++;
	}
}

int
main(void)
{
	brackets();
	glued();
	none();
	orders();
	notices();
	fields();
	parts();
	return failures > 0;
}
