/* Next pages by files that count and by parameters. */
#include "pagination.h"
#include "check.h"

#include <string.h>

static bool
leads(const char *source, const char *page, unsigned pages, unsigned items, const char *want)
{
	struct way w;
	struct error e;
	struct buffer out = { 0 };
	CHECK(way_parse(&w, view_of(source), &e) == 0);
	bool there = way_next(&w, view_of(page), pages, items, &out);
	bool same = want == NULL ? !there : there && view_equal(buffer_view(&out), view_of(want));
	if (!same)
		fprintf(stderr, "%s on %s: %d %.*s\n", source, page, there, VIEW_ARGS(buffer_view(&out)));
	buffer_free(&out);
	way_free(&w);
	return same;
}

static void
files(void)
{
	CHECK(leads("index_{1}.html", "http://a/z/", 0, 0, "index_1.html"));
	CHECK(leads("index_{1}.html", "http://a/z/index.html", 0, 0, "index_1.html"));
	CHECK(leads("index_{1}.html", "http://a/z/index_9.html?x=1", 0, 0, "index_10.html"));
	CHECK(leads("index_{2}.html", "http://a/z/index.html", 2, 0, "index_2.html"));
	CHECK(leads("index_{2}.html", "http://a/z/index_2.html", 2, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/index_1.html", 2, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/index_1.html", 3, 0, "index_2.html"));
	CHECK(leads("index_{1}.html", "http://a/z/", 1, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/index.shtml", 0, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/t20170324_1.html", 0, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/index_x.html", 0, 0, NULL));
	CHECK(leads("index_{1}.html", "http://a/z/index_99999999999999999999.html", 0, 0, NULL));
	CHECK(leads("home_{1}.htm", "http://a/z/index.htm", 0, 0, "home_1.htm"));
	CHECK(leads("{1}.htm", "http://a/z/0.htm", 0, 0, "1.htm"));
	CHECK(leads("list{16+15}.asp", "http://a/list31.asp", 0, 0, "list46.asp"));
	CHECK(leads("list{16+15}.asp", "http://a/list.asp", 3, 0, "list16.asp"));
	CHECK(leads("list{16+15}.asp", "http://a/list31.asp", 3, 0, NULL));
}

static void
own_names(void)
{
	CHECK(leads("*_{2}.*", "http://a/z/xlist.shtml", 0, 0, "xlist_2.shtml"));
	CHECK(leads("*_{2}.*", "http://a/z/xlist_2.shtml", 3, 0, "xlist_3.shtml"));
	CHECK(leads("*_{2}.*", "http://a/z/xlist_3.shtml", 3, 0, NULL));
	CHECK(leads("*_{2}.*", "http://a/z/zc_fg_9.htm", 0, 0, "zc_fg_10.htm"));
	CHECK(leads("*_{2}.*", "http://a/z/list1.html", 0, 0, "list1_2.html"));
	CHECK(leads("*_{2}.*", "http://a/z/_7.html", 0, 0, "_7_2.html"));
	CHECK(leads("*_{1}.html", "http://a/z/index.html", 0, 0, "index_1.html"));
	CHECK(leads("*_{2}.*", "http://a/z/", 0, 0, NULL));
	CHECK(leads("*_{2}.*", "http://a/z/list", 0, 0, NULL));
	CHECK(leads("*_{2}.*", "http://a/z/.html", 0, 0, NULL));
}

static void
parameters(void)
{
	CHECK(leads("?page={2}", "http://a/l", 0, 0, "?page=2"));
	CHECK(leads("?page={2}", "http://a/l?page=7&x=%201", 0, 0, "?page=8&x=%201"));
	CHECK(leads("?page={2}", "http://a/l?xpage=7", 0, 0, "?xpage=7&page=2"));
	CHECK(leads("?page={2}", "http://a/l?page=all", 0, 0, NULL));
	CHECK(leads("?page={2}", "http://a/l?page=3", 3, 0, NULL));
	CHECK(leads("?page={2}", "http://a/l?page=2", 3, 0, "?page=3"));
	CHECK(leads("?from={46+}&to={90+}", "http://a/l?from=1&to=45&c=9", 0, 45, "?from=46&to=90&c=9"));
	CHECK(leads("?q={\"no\":{2},\"size\":15}", "http://a/l?q=%7B%22no%22%3A4%2C%22size%22%3A9%7D", 0, 0,
	    "?q=%7B%22no%22:5,%22size%22:9%7D"));
	CHECK(leads("?p={2}&n=20", "http://a/l", 0, 0, "?p=2&n=20"));
	CHECK(leads("?p={2}&n=20", "http://a/l?n=5", 0, 0, "?n=20&p=2"));
	CHECK(leads("?p={2}", "http://a/l?p=%31", 0, 0, "?p=2"));
	CHECK(leads("?p={2}", "http://a/l?p=%zz", 0, 0, NULL));
}

static bool
refused(const char *source)
{
	struct way w;
	struct error e;
	int bad = way_parse(&w, view_of(source), &e);
	way_free(&w);
	return bad != 0;
}

static void
wrong(void)
{
	CHECK(refused("index.html"));
	CHECK(refused("?page=2"));
	CHECK(refused("a/{2}.html"));
	CHECK(refused("{x}.html"));
	CHECK(refused("{2+0}.html"));
	CHECK(refused("{99999999}.html"));
	CHECK(refused("text:("));
	CHECK(refused("href:"));
}

int
main(void)
{
	files();
	own_names();
	parameters();
	wrong();
	return check_status();
}
