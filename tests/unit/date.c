/* Dates in text: what is one, what is none, and where it stands. */
#include "date.h"

#include <stdio.h>
#include <string.h>

static int failures;

static void
check(int line, const char *what, const char *expected, const char *found)
{
	if (strcmp(expected, found) == 0)
		return;
	printf("date.c:%d: %s: expected '%s', found '%s'\n", line, what, expected, found);
	failures++;
}

static void
found_in(int line, const char *text, const char *expected)
{
	char out[DATE_ROOM] = "";
	struct date d;
	size_t start, end;
	if (date_find(view_of(text), 0, 2026, &d, &start, &end))
		date_write(d, out);
	check(line, text, expected, out);
}

static void
parsed_as(int line, const char *field, const char *expected)
{
	char out[DATE_ROOM] = "";
	struct date d;
	if (date_parse(view_of(field), 2026, &d))
		date_write(d, out);
	check(line, field, expected, out);
}

static void
written_as(int line, const char *field, const char *expected)
{
	char out[DATE_ROOM], got[DATE_ROOM];
	snprintf(got, sizeof got, "%.*s", VIEW_ARGS(date_field(view_of(field), out)));
	check(line, field, expected, got);
}

#define FIND(text, expected) found_in(__LINE__, text, expected)
#define PARSE(text, expected) parsed_as(__LINE__, text, expected)
#define FIELD(text, expected) written_as(__LINE__, text, expected)

static void
forms(void)
{
	FIND("2017-03-24", "2017-03-24");
	FIND("发布日期：2017/3/24 来源", "2017-03-24");
	FIND("2017.03.24", "2017-03-24");
	FIND("2017年3月24日", "2017-03-24");
	FIND("２０１７年３月２４日", "2017-03-24");
	FIND("2017 年 3 月 24 日", "2017-03-24");
	FIND("2017年3月", "2017-03");
	FIND("2017年3月　印发", "2017-03");
	FIND("2017-03", "2017-03");
	FIND("二〇一七年三月二十四日", "2017-03-24");
	FIND("二○一七年十二月三十一日", "2017-12-31");
	FIND("二Ｏ一七年十月十日", "2017-10-10");
	FIND("二零一七年元月二十日", "2017-01-20");
	FIND("一九九八年十一月廿四日", "1998-11-24");
	FIND("重庆市人民政府 2014年9月19日（此件公开发布）", "2014-09-19");
	FIND("2020年2月29日", "2020-02-29");
}

static void
no_dates(void)
{
	FIND("中国制造2025", "");
	FIND("2035年远景目标", "");
	FIND("苏政发〔2015〕28号", "");
	FIND("关于印发《2017年3月24日会议纪要》的通知", "");
	FIND("2023-2025年", "");
	FIND("2010-12年", "");
	FIND("2015-08号", "");
	FIND("投资2017.5万元", "");
	FIND("2019年2月29日", "");
	FIND("2017年13月1日", "");
	FIND("1948年3月1日", "");
	FIND("2027年3月1日", "");
	FIND("12017-03-24", "");
	FIND("t2017-03-24", "");
	FIND("/2017/3/24/", "");
	FIND("2017-03-241", "");
	FIND("", "");
	FIND("《未完 2017年3月24日", "2017-03-24");
}

static void
fields(void)
{
	PARSE(" 2017-03-24 ", "2017-03-24");
	PARSE("2017-03-24 09:53", "2017-03-24");
	PARSE("2017-03-24T09:53:00+08:00", "2017-03-24");
	PARSE("2017年3月24日 上午10:20", "2017-03-24");
	PARSE("2017年3月24日下午，某市召开会议，研究工作，作出安排。", "");
	PARSE("20170324", "2017-03-24");
	PARSE("20171324", "");
	PARSE("2017", "");
	PARSE("None", "");
	PARSE("2017年3月24日起施行", "");
	FIELD(" 2017年3月24日 ", "2017-03-24");
	FIELD("2017年3月", "2017-03");
	FIELD(" 2017", "2017");
	FIELD("1948", "");
	FIELD("2100", "");
	FIELD("2017年", "");
	FIELD("-", "");
	FIELD("", "");
}

static void
places(void)
{
	const char *text = "于2016年1月2日、2017年3月4日";
	struct date d;
	size_t start, end;
	if (!date_find(view_of(text), 0, 2026, &d, &start, &end) || start != 3 ||
	    end != strlen("于2016年1月2日"))
		check(__LINE__, "first place", "3", "other");
	if (!date_find(view_of(text), end, 2026, &d, &start, &end) || d.year != 2017 || end != strlen(text))
		check(__LINE__, "second place", "the end", "other");
}

int
main(void)
{
	forms();
	no_dates();
	fields();
	places();
	return failures > 0;
}
