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

/* What stands in what: an element in brackets with its text. Elements without end, and spans, don't show. */
static bool
tree_is(const char *page, const char *shape)
{
	static const char *const letters[] = { [TAG_P] = "p",
		[TAG_DIV] = "d",
		[TAG_LI] = "l",
		[TAG_UL] = "u",
		[TAG_TABLE] = "t",
		[TAG_TR] = "r",
		[TAG_TD] = "c",
		[TAG_A] = "a",
		[TAG_FORMAT] = "b",
		[TAG_H1] = "h",
		[TAG_TITLE] = "i",
		[TAG_FORM] = "f",
		[TAG_RAW] = NULL };
	struct error e;
	struct buffer out = { 0 };
	CHECK(html_parse(&h, view_of(page), &e) == 0);
	for (uint32_t i = 2, open = 1; i <= h.count; i++) {
		for (; open != 0 && i >= h.nodes[open].end; open = h.nodes[open].parent)
			if (open > 1 && letters[h.nodes[open].tag] != NULL)
				buffer_byte(&out, ')');
		if (i == h.count)
			break;
		enum tag tag = h.nodes[i].tag;
		if (tag == TAG_TEXT)
			buffer_append(&out, html_text(&h, i));
		else if (letters[tag] != NULL) {
			buffer_append(&out, view_of(letters[tag]));
			buffer_byte(&out, '(');
		}
		open = tag == TAG_TEXT ? open : i;
	}
	bool same = view_equal(buffer_view(&out), view_of(shape));
	if (!same)
		fprintf(stderr, "'%s': '%.*s'\n", page, VIEW_ARGS(buffer_view(&out)));
	buffer_free(&out);
	return same;
}

/* What closes what (HTML Living Standard §13.2.6). */
static void
shapes(void)
{
	CHECK(tree_is("<p>1<p>2<div>3</div>4", "p(1)p(2)d(3)4"));
	CHECK(tree_is("<ul><li>1<ul><li>2<li>3</ul><li>4</ul>5", "u(l(1u(l(2)l(3)))l(4))5"));
	CHECK(tree_is("<li><div>1<li>2", "l(d(1))l(2)"));
	CHECK(tree_is("<table><tr><td>1<td>2<tr><td>3</table>4", "t(r(c(1)c(2))r(c(3)))4"));
	CHECK(tree_is("<table><td>1</div>2</table>3", "t(r(c(12)))3"));
	CHECK(tree_is("<table><tr><td>1<table><tr><td>2</table>3</table>4", "t(r(c(1t(r(c(2)))3)))4"));
	CHECK(tree_is("<table><tr><table><tr><td>1", "t(r())t(r(c(1)))"));
	CHECK(tree_is("<td>1<td>2<tr><td>3", "c(1)c(2)r(c(3))"));
	CHECK(tree_is("<b><p>1</b>2</p>3", "b(p(12))3"));
	CHECK(tree_is("<a href=x>1<a href=y>2</a>3", "a(1)a(2)3"));
	CHECK(tree_is("<a href=x><div>1</a>2</div>3", "a(d(12))3"));
	CHECK(tree_is("<div><p>1</div>2</p>3", "d(p(1))2p()3"));
	CHECK(tree_is("<h1>1<h1>2</h1>3", "h(1)h(2)3"));
	CHECK(tree_is("<title>1<div>2</div>3", "i(1)d(2)3"));
	CHECK(tree_is("<form><table><tr><td>1</form>2</table>3", "f(t(r(c(12)))3)"));
	CHECK(tree_is("1</p>2</td></b></div>3", "1p()23"));
	CHECK(tree_is("<svg><title>1</title></svg>2<svg><path/><p>3</p>4<svg/>5", "2p(3)45"));
}

static void
references(void)
{
	CHECK(text_is("&amp;&lt;&ldquo;&hellip;&ThickSpace;&NotEqualTilde;&NewLine;",
	    "&<\xE2\x80\x9C\xE2\x80\xA6\xE2\x81\x9F\xE2\x80\x8A\xE2\x89\x82\xCC\xB8\n"));
	CHECK(text_is("&copy2015&notit;&zzz;&;&", "\xC2\xA9"
	                                          "2015\xC2\xACit;&zzz;&;&"));
	CHECK(text_is("&#30002;&#x4e00&#150;&#0;&#xD800;&#x110000;&#99999999999;&#;&#x;",
	    "甲一\xE2\x80\x93\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&#;&#x;"));
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
	shapes();
	references();
	attributes();
	depth();
	html_free(&h);
	return check_status();
}
