/* robots: RFC 9309's own cases, in other words. */
#include "check.h"
#include "robots.h"

#include <stdlib.h>
#include <string.h>

static bool
allows(const char *text, const char *path)
{
	struct robots *r = robots_parse(view_of(text), "docfetch");
	bool allow = r != NULL && robots_allow(r, view_of(path));
	robots_free(r);
	return allow;
}

#define RULES(lines) "User-agent: *\n" lines

static void
test_groups(void)
{
	static const char text[] = "Disallow: /early\n"
	                           "User-Agent: otherbot\nuser-agent : DocFetch # this is it\nDisallow: /a\n"
	                           "Sitemap: http://x/\nUser-agent: *\nDisallow: /\n"
	                           "User-agent: third\nDisallow: /c\n"
	                           "USER-AGENT: docfetch/7.1 (any)\nDisallow: /b\n";
	CHECK(!allows(text, "/a"));
	CHECK(!allows(text, "/b")); /* a second group of the same name is merged into the first */
	CHECK(allows(text, "/c") && allows(text, "/early") && allows(text, "/"));
	CHECK(!allows("User-agent: *\nDisallow: /x\nUser-agent: *\nDisallow: /y\n", "/x"));
	CHECK(!allows("User-agent: *\nDisallow: /x\nUser-agent: *\nDisallow: /y\n", "/y"));
	CHECK(allows("User-agent: docfetchbot\nDisallow: /\n", "/x"));
	CHECK(allows(
	    "User-agent: docfetch\n\nUser-agent: *\nDisallow: /\n\nUser-agent: docfetch\nAllow: /\n", "/x"));
	CHECK(allows("User-agent: docfetch\nDisallow:\nUser-agent: *\nDisallow: /\n", "/x"));
	/* A sitemap between agents ends nothing. */
	CHECK(!allows("User-agent: docfetch\nSitemap: x\nUser-agent: b\nDisallow: /\n", "/x"));
	CHECK(
	    allows("", "/x") && allows("<html>Disallow: /</html>\n", "/x") && allows("Disallow: /\n", "/x"));
	CHECK(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

static void
test_lines(void)
{
	CHECK(!allows("\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a"));
	CHECK(!allows("User-agent:*\rDisallow:/a", "/a"));
	CHECK(!allows("User-agent: *\n\n# a comment\n\nDisallow: /a # why\n", "/a"));
	CHECK(!allows("User-agent: *\nDisallow\nNonsense: /\n  disallow  :  /a  \n", "/a"));
	CHECK(allows(RULES("Disallow: /a:b\n"), "/a"));
	CHECK(!allows(RULES("Disallow: /a:b\n"), "/a:b"));
}

static void
test_precedence(void)
{
	CHECK(allows(RULES("Allow: /example/page/\nDisallow: /example/page/banned.gif\n"), "/example/page/"));
	CHECK(!allows(RULES("Allow: /example/page/\nDisallow: /example/page/banned.gif\n"),
	    "/example/page/banned.gif"));
	CHECK(allows(RULES("Disallow: /p\nAllow: /p\n"), "/page"));
	CHECK(allows(RULES("Allow: /p\nDisallow: /\n"), "/page"));
	CHECK(!allows(RULES("Allow: /p\nDisallow: /\n"), "/other"));
	CHECK(!allows(RULES("Allow: /page\nDisallow: /*.htm\n"), "/page.htm"));
	CHECK(allows(RULES("Allow: /$\nDisallow: /\n"), "/") &&
	      !allows(RULES("Allow: /$\nDisallow: /\n"), "/x"));
	CHECK(allows(RULES("Allow: /$\nDisallow: /\n"), "")); /* no path is the path / */
	CHECK(!allows(RULES("Disallow: /fish\n"), "/fishheads?id=1"));
	CHECK(allows(RULES("Disallow: /fish\n"), "/Fish"));
}

static void
test_special(void)
{
	CHECK(!allows(RULES("Disallow: *.gif$\n"), "/a/b.gif"));
	CHECK(allows(RULES("Disallow: *.gif$\n"), "/a/b.gif?x"));
	CHECK(!allows(RULES("Disallow: *.gif$\n"), "/a.gif/b.gif"));
	CHECK(!allows(RULES("Disallow: /a*b*c\n"), "/axxbxxcxx"));
	CHECK(allows(RULES("Disallow: /a*b*c$\n"), "/axxbxxcxx"));
	CHECK(!allows(RULES("Disallow: /a*b*c$\n"), "/abcbc"));
	CHECK(allows(RULES("Disallow: /ab*b$\n"), "/ab"));
	CHECK(!allows(RULES("Disallow: /ab*b$\n"), "/abb"));
	CHECK(allows(RULES("Disallow: /ab$\n"), "/abc") && allows(RULES("Disallow: /ab$\n"), "/xab"));
	CHECK(allows(RULES("Disallow: b$\n"), "/ab"));
	CHECK(!allows(RULES("Disallow: /a$b\n"), "/a$b") && allows(RULES("Disallow: /a$b\n"), "/a"));
	CHECK(!allows(RULES("Disallow: /file-%2A.html\n"), "/file-*.html"));
	CHECK(allows(RULES("Disallow: /file-%2A.html\n"), "/file-x.html"));
	CHECK(!allows(RULES("Disallow: /a-%24\n"), "/a-$") && allows(RULES("Disallow: /a-%24\n"), "/a-"));
	CHECK(!allows(RULES("Disallow: /***\n"), "/x") && !allows(RULES("Disallow: *$\n"), "/x"));
}

static void
test_encoding(void)
{
	CHECK(!allows(RULES("Disallow: /foo/bar/ツ\n"), "/foo/bar/%E3%83%84"));
	CHECK(!allows(RULES("Disallow: /foo/bar/%e3%83%84\n"), "/foo/bar/%E3%83%84/x"));
	CHECK(!allows(RULES("Disallow: /foo/bar/%62%61%7A\n"), "/foo/bar/baz"));
	CHECK(!allows(RULES("Disallow: /foo/bar/baz\n"), "/foo/bar/%62%61z"));
	CHECK(!allows(RULES("Disallow: /foo?u=https://a.b\n"), "/foo?u=https%3A%2F%2Fa.b"));
	CHECK(!allows(RULES("Disallow: /foo?u=https%3a%2f%2fa.b\n"), "/foo?u=https://a.b"));
	CHECK(allows(RULES("Disallow: /a%2Fb\n"), "/a/b") && !allows(RULES("Disallow: /a%2fb\n"), "/a%2Fb"));
	CHECK(!allows(RULES("Disallow: /~u\n"), "/%7Eu") && !allows(RULES("Disallow: /50%\n"), "/50%"));
}

static void
test_delay(void)
{
	static const struct {
		const char *text;
		long ms;
	} cases[] = { { "User-agent: *\nCrawl-delay: 5\n", 5000 },
		{ "User-agent: *\nCrawl-delay: 0.25\n", 250 }, { "User-agent: *\nCrawl-delay: soon\n", 0 },
		{ "User-agent: *\nCrawl-delay: 999999999\n", 86400000 },
		{ "User-agent: other\nCrawl-delay: 9\nUser-agent: *\nDisallow:\n", 0 },
		{ "User-agent: docfetch\nCrawl-delay: 2\nDisallow: /x\nUser-agent: *\nCrawl-delay: 3\n",
		    2000 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct robots *r = robots_parse(view_of(cases[i].text), "docfetch");
		CHECK(robots_delay(r) == cases[i].ms);
		robots_free(r);
	}
}

/* A rule that ends just within 500 KiB counts, and a file of many megabytes is no trouble. */
static void
test_size(void)
{
	enum { SIZE = 8 << 20, RULE = 500 * 1024 - 30 };
	char *text = malloc(SIZE);
	CHECK(text != NULL);
	if (text == NULL)
		return;
	memset(text, '\n', SIZE);
	memcpy(text, "User-agent: *", 13);
	memcpy(text + RULE, "Disallow: /late", 15);
	memcpy(text + SIZE - 100, "Disallow: /", 11);
	struct robots *r = robots_parse((struct view) { text, SIZE }, "docfetch");
	CHECK(!robots_allow(r, VIEW("/late")) && robots_allow(r, VIEW("/x")));
	robots_free(r);
	free(text);
}

int
main(void)
{
	test_groups();
	test_lines();
	test_precedence();
	test_special();
	test_encoding();
	test_delay();
	test_size();
	return check_status();
}
