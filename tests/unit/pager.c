/* The pages that an article goes on in. */
#include "pager.h"
#include "tables.h"

#include <string.h>

static struct words *words;
static struct html h;

/* The pages that a page names, as "2=path 3=path last"; `url` is its address below http://a.cn/. */
static bool
names(unsigned number, const char *url, const char *page, const char *want)
{
	struct error e;
	struct arena a = { 0 };
	struct pager p;
	struct buffer own = { 0 }, got = { 0 };
	buffer_format(&own, "http://a.cn/%s", url);
	CHECK(html_parse(&h, view_of(page), &e) == 0);
	CHECK(pager_read(&p, &h, view_of(page), buffer_view(&own), number, words, &a) == 0);
	for (size_t i = 0; i < p.count; i++) {
		struct view path = view_slice(p.pages[i].url, strlen("http://a.cn/"), p.pages[i].url.len);
		buffer_format(&got, "%u=%.*s ", p.pages[i].number, VIEW_ARGS(path));
	}
	buffer_format(&got, "%u", p.last);
	bool same = view_equal(buffer_view(&got), view_of(want));
	if (!same)
		fprintf(stderr, "%s %s: '%.*s'\n", url, page, VIEW_ARGS(buffer_view(&got)));
	buffer_free(&own);
	buffer_free(&got);
	arena_free(&a);
	return same;
}

static void
files(void)
{
	CHECK(names(1, "z/t1.html",
	    "<b>1</b><a href=t1_1.html>2</a><a href=t1_2.html> [3] </a><a href=t1_1.html>下一页</a>",
	    "2=z/t1_1.html 3=z/t1_2.html 3"));
	CHECK(names(1, "z/t1.html", "<a href=./t1_2.html>第2页</a><a href='/z/t1_3.html#x'>3</a>",
	    "2=z/t1_2.html 3=z/t1_3.html 3"));
	CHECK(names(2, "z/t1_1.html",
	    "<a href=t1.html>1</a><a href=t1_2.html>3</a><a href=t1_2.html>下一页</a>", "3=z/t1_2.html 3"));
	CHECK(names(2, "z/t1_2.html", "<a href=t1_3.html>下页</a>", "3=z/t1_3.html 3"));
	CHECK(names(1, "z/7-1.shtml", "<a href=7-2.shtml>2</a>", "2=z/7-2.shtml 2"));
	CHECK(names(1, "z/7.htm", "<a href=7-2.htm>»</a>", "2=z/7-2.htm 2"));
}

static void
parameters(void)
{
	CHECK(names(1, "v.jsp?id=7", "<a href='?id=7&page=2'>2</a><a href='v.jsp?page=3&id=7'>3</a>",
	    "2=v.jsp?id=7&page=2 3=v.jsp?page=3&id=7 3"));
	CHECK(names(2, "v.jsp?id=7&page=2", "<a href='?id=7&page=1'>1</a><a href='?id=7&page=3'>Next ›</a>",
	    "3=v.jsp?id=7&page=3 3"));
	CHECK(names(1, "v.jsp?id=7", "<a href='?id=8&page=2'>2</a><a href='?id=8'>下一页</a>", "0"));
}

static void
scripts(void)
{
	CHECK(names(1, "z/t1.html", "<script>createPageHTML(3, 0, \"t1\", \"html\");</script>",
	    "2=z/t1_1.html 3=z/t1_2.html 3"));
	CHECK(
	    names(2, "z/t1_1.html", "<script>createPageHTML(3,1,'t1','html');</script>", "3=z/t1_2.html 3"));
	CHECK(names(1, "z/t1.html", "<script>createPageHTML(1, 0, \"t1\", \"html\")</script>", "0"));
	CHECK(names(1, "z/t1.html", "<script>createPageHTML(9, 0, \"index\", \"html\")</script>", "0"));
	CHECK(names(1, "z/t1.html", "<script>createPageHTML(9999, 0, \"t1\", \"html\"", "0"));
}

/* Neighbours, lists, other articles, and what only looks like a page's number. */
static void
others(void)
{
	CHECK(names(1, "z/t20180502_7.html",
	    "<a href=t20180502_8.html>下一篇</a><a href=t20180502_6.html>6</a>", "0"));
	CHECK(names(1, "z/t20180502_7.html", "<a href=t20180502_8.html>下一页</a>", "0"));
	CHECK(names(1, "z/t1.html", "<a href=index_1.html>2</a><a href=http://b.cn/z/t1_1.html>2</a>", "0"));
	CHECK(names(1, "z/t1.html", "<a href=t1_5.html>2</a><a href=t1_1.pdf>2</a>", "0"));
	CHECK(names(1, "z/t1.html", "<a href=t1_1.html>2</a><a href=t1_3.html>3</a>", "2=z/t1_1.html 2"));
	CHECK(names(1, "z/t1.html", "<a href=t1_1.html>附件2</a><a href=t1_1.html>2017</a>", "0"));
	CHECK(names(1, "z/t1.html", "<a href='mailto:x'>2</a><a>3</a><a href=''>4</a>", "0"));
}

int
main(void)
{
	words = table_words("page-words.tsv");
	files();
	parameters();
	scripts();
	others();
	html_free(&h);
	words_free(words);
	return check_status();
}
