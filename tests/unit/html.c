/* Pages as trees: what the cleaning pass drops and mends, and that no text is lost. */
#include "check.h"
#include "html.h"

#include <string.h>

static struct html h;

static bool
text_is(const char *page, const char *text)
{
	struct error e;
	if (html_parse(&h, view_of(page), &e) != 0)
		return false;
	bool same = view_equal(html_text(&h, 0), view_of(text));
	if (!same)
		fprintf(stderr, "'%s': '%.*s'\n", page, VIEW_ARGS(html_text(&h, 0)));
	return same;
}

static void
texts(void)
{
	CHECK(text_is("<p>甲<b>乙</b>丙", "甲乙丙"));
	CHECK(text_is("甲<script>var a = '</p>乙';</script>丙", "甲丙"));
	CHECK(text_is("甲<SCRIPT>乙</ScRiPt >丙", "甲丙"));
	CHECK(text_is("甲<style>乙</style><!-- 丙 --><!doctype 丁><?xml 戊?>己", "甲己"));
	CHECK(text_is("甲<!-- 乙 丙", "甲"));
	CHECK(text_is("甲<!-- 乙>丙", "甲丙"));
	CHECK(text_is("<body>甲</body></html>乙<html><body>丙</html>", "甲乙丙"));
	CHECK(text_is("1 < 2 且 a<3 <通知>", "1 < 2 且 a<3 <通知>"));
	CHECK(text_is("&amp甲&nbsp乙&lt;丙&#30002;&copy;&ampx", "&甲\xC2\xA0乙<丙甲©&x"));
	CHECK(text_is("<p title=\"a>b\">甲</p><p title='c>d'>乙", "甲乙"));
	CHECK(text_is("<p title=\"没有结束>甲</p>乙", "甲乙"));
	CHECK(text_is("<o:p>甲</o:p><v:shape>乙</v:shape>", "甲乙"));
	CHECK(text_is("<td>甲<table><td>乙", "甲乙"));
	CHECK(text_is("甲<script>乙", "甲"));
	CHECK(text_is("甲<script>乙<p>丙", "甲丙"));
	CHECK(text_is("", ""));
	CHECK(text_is("<", "<"));
	CHECK(text_is("<p", ""));
}

static uint32_t
find(enum tag tag)
{
	for (uint32_t i = 0; i < h.count; i++)
		if (h.nodes[i].tag == tag)
			return i;
	return 0;
}

static void
attributes(void)
{
	struct error e;
	CHECK(html_parse(&h,
	          VIEW("<DIV Class=a ID='b' onclick=\"x\" style='color:red;DISPLAY : None'>甲<a "
	               "href=/x?a=1&b=2>乙</a></DIV>"),
	          &e) == 0);
	uint32_t div = find(TAG_DIV), a = find(TAG_A);
	CHECK(div != 0 && a > div && a < h.nodes[div].end && h.nodes[a].parent == div);
	CHECK(view_equal(html_value(&h, div, HTML_CLASS), VIEW("a")));
	CHECK(view_equal(html_value(&h, div, HTML_ID), VIEW("b")));
	CHECK(html_value(&h, div, HTML_TITLE).len == 0);
	CHECK(html_value(&h, div, HTML_HIDDEN).len > 0);
	CHECK(view_equal(html_value(&h, a, HTML_HREF), VIEW("/x?a=1&b=2")));
	CHECK(view_equal(html_text(&h, div), VIEW("甲乙")));
	CHECK(html_parse(&h, VIEW("<ucapcontent>甲</ucapcontent>"), &e) == 0);
	CHECK(view_equal(html_value(&h, find(TAG_INLINE), HTML_CLASS), VIEW("ucapcontent")));
}

static void
depth(void)
{
	struct error e;
	struct buffer page = { 0 };
	for (int i = 0; i < 2000; i++)
		buffer_append(&page, VIEW("<div><p>"));
	buffer_append(&page, VIEW("甲"));
	for (int i = 0; i < 2000; i++)
		buffer_append(&page, VIEW("</div>"));
	buffer_append(&page, VIEW("乙"));
	CHECK(html_parse(&h, buffer_view(&page), &e) == 0);
	CHECK(view_equal(html_text(&h, 0), VIEW("甲乙")));
	CHECK(h.seen.capped);
	buffer_free(&page);
}

int
main(void)
{
	texts();
	attributes();
	depth();
	html_free(&h);
	return check_status();
}
