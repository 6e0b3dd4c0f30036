/* Feeds: what kind a file is, and the dates that they write. */
#include "feed.h"
#include "check.h"

#include <string.h>

static bool
date_is(const char *text, const char *want)
{
	char out[11];
	size_t n = feed_date(view_of(text), 2026, out);
	bool same = view_equal((struct view) { out, n }, view_of(want));
	if (!same)
		fprintf(stderr, "%s: %.*s\n", text, (int)n, out);
	return same;
}

static void
dates(void)
{
	CHECK(date_is("Fri, 24 Mar 2017 23:30:00 +0800", "2017-03-24"));
	CHECK(date_is(" 4 march 2017", "2017-03-04"));
	CHECK(date_is("Fri,  24  Mar  2017", "2017-03-24"));
	CHECK(date_is("2017-03-24T23:30:00Z", "2017-03-24"));
	CHECK(date_is("2017-03", "2017-03"));
	CHECK(date_is("2017年3月24日", "2017-03-24"));
	CHECK(date_is("31 Feb 2017", ""));
	CHECK(date_is("24 Foo 2017", ""));
	CHECK(date_is("24 Mar 2099", ""));
	CHECK(date_is("24 Mar", ""));
	CHECK(date_is("", ""));
}

static void
kinds(void)
{
	CHECK(feed_kind(VIEW("<?xml version='1.0'?>\n<rss><channel>")) == FEED_NEWS);
	CHECK(feed_kind(VIEW("<feed xmlns='http://www.w3.org/2005/Atom'>")) == FEED_NEWS);
	CHECK(feed_kind(VIEW("<rdf:RDF>")) == FEED_NEWS);
	CHECK(feed_kind(VIEW("<!-- --><urlset>")) == FEED_SITEMAP);
	CHECK(feed_kind(VIEW("<sitemapindex>")) == FEED_INDEX);
	CHECK(feed_kind(VIEW("<!DOCTYPE html><html><rss>")) == FEED_NONE);
	CHECK(feed_kind(VIEW("{}")) == FEED_NONE);
	CHECK(feed_kind(VIEW("")) == FEED_NONE);
}

int
main(void)
{
	dates();
	kinds();
	return check_status();
}
