/* List pages, thousands of them broken in ways that are drawn at random (the same on every run): whatever comes, links are sound. */
#include "listpage.h"
#include "check.h"
#include "command.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS = 30000, ROOM = 4096 };

static const char *const seeds[] = {
	"<html><base href='/b/'><ul><li><a href=\"t20170324_1.html\" "
	"title='关于试点的通知'>关于试点…</a><span>2017-03-24</span></li>"
	"<li><b>10</b><i>2017-02</i><a href=/info/1/2.htm>二</a></ul><script>createPageHTML(3, 0, \"index\", "
	"\"html\")</script>"
	"<a href='index_2.html'>下一页</a>",
	"<script type='text/xml'><datastore><nextgroup><![CDATA[<a "
	"href=\"/dataproxy.jsp?page=1&a=b\"></a>]]></nextgroup><recordset>"
	"<record><![CDATA[<li><a "
	"href='/art/2017/3/24/art_1_2.html'>一</a><span>2017-03-24</span></li>]]></record></recordset>",
	"<i url=\"/api/front/page/build/unit\" queryData=\"{'webId':'8d','tagId':'右侧'}\"></i>",
	"{\"searchVO\":{\"totalpage\":2,\"listVO\":[{\"title\":\"关于<em>试点</em>\",\"url\":\"https:\\/\\/"
	"www.gov.cn\\/content_9.htm\","
	"\"pubtimeStr\":\"2017.03.24\"}],\"catMap\":{\"a\":{\"listVO\":[]}}}}",
	"{\"classify\":{\"post_count\":300},\"articles\":[{\"title\":\"\\u8bd5\",\"url\":\"/"
	"post_9.html\",\"date\":1490284800}]}",
	"{\"data\":{\"html\":\"<li><a href='/art/2017/1'>一<\\/a>2017-03-24<\\/li>\"}}",
	"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b "
	"'c'>]><urlset><url><loc>http://a.cn/?x=1&amp;y=2</loc><lastmod>2017-03</lastmod>"
	"</url></urlset>",
	"<rss><channel><item><title><![CDATA[一<b>二</b>]]></title><link>/1</link><pubDate>Fri, 24 Mar 2017 "
	"23:30:00 "
	"+0800</pubDate></item></channel></rss>",
	"<feed><link rel='next' href='/2.xml'/><entry><link "
	"href='/4.html'/><updated>2017-03-27T00:00:00Z</updated></entry></feed>",
	"http://a.cn/1\nhttps://a.cn/2\n",
};

static const char *const pieces[] = { "<a href='", "</a>", "<li>", "<record>", "<![CDATA[", "]]>",
	"queryData=", "url=x", "<base ", "{", "}", "[", "]", "\"", "'", "\\u", "\\", ",", "<!--",
	"<!DOCTYPE [", "&#x", "&", ";", "<loc>", "<item>", "</item>", "<entry>", "2017-03-24", "24 Mar 2017",
	"\xff", "\xe5", "\x1f\x8b\x08", "=", ">", "<", "?", "#", "//", "javascript:", "%2", "\n" };

static const char *const urls[] = { "http://www.gov.cn/a/", "http://a.cn/gkmlpt/api/all/5?page=2",
	"file:///www.gov.cn/x/a.json", "http://a.cn/jpaas-publish-server/front/page/build/unit?paramJson=%7B",
	"http://a.cn/dataproxy.jsp?startrecord=1&endrecord=45", "http://a.cn/index_3.html",
	"http://sousuo.gov.cn/data?p=%zz" };

static unsigned state = 20170324;

static size_t
draw(size_t below)
{
	state = state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
	return (size_t)(state >> 8) % below;
}

static void
insert(char *text, size_t *len, size_t at, const char *piece, size_t n)
{
	if (*len + n > ROOM)
		return;
	memmove(text + at + n, text + at, *len - at);
	memmove(text + at, piece, n);
	*len += n;
}

static void
damage(char *text, size_t *len)
{
	char copy[64];
	size_t at = draw(*len + 1), n = draw(sizeof copy);
	const char *piece = pieces[draw(sizeof pieces / sizeof *pieces)];
	if (n > *len - at)
		n = *len - at;
	switch (draw(4)) {
	case 0:
		insert(text, len, at, piece, strlen(piece));
		break;
	case 1:
		memmove(text + at, text + at + n, *len - at - n);
		*len -= n;
		break;
	case 2:
		memcpy(copy, text + at, n);
		insert(text, len, draw(*len + 1), copy, n);
		break;
	default:
		if (at < *len)
			text[at] = (char)draw(256);
	}
}

static bool
is_sound(const struct link *link)
{
	bool fine = link->url.len > 7 && link->kind != NULL && link->text.at != NULL &&
	            link->date.at != NULL &&
	            (link->date.len == 0 || link->date.len == 7 || link->date.len == 10);
	for (size_t i = 0; i < link->url.len && fine; i++)
		fine = (unsigned char)link->url.at[i] > ' ' && (unsigned char)link->url.at[i] < 0x7f;
	return fine && memchr(link->text.at, '\n', link->text.len) == NULL;
}

int
main(void)
{
	char path[4096];
	const char *sites[] = { path };
	static const char *const kinds[] = { "list", "sitemap", "feed" };
	struct error e;
	CHECK(command_data(NULL, "sites.tsv", path, sizeof path, &e) == 0);
	struct listpage *l = listpage_open(sites, 1, &e);
	size_t links = 0, nexts = 0;
	bool sound = true;
	CHECK(l != NULL);
	for (int run = 0; run < RUNS && l != NULL; run++) {
		static char text[ROOM];
		const char *seed = seeds[(size_t)run % (sizeof seeds / sizeof *seeds)];
		size_t len = strlen(seed);
		memcpy(text, seed, len);
		for (size_t n = draw(9); n > 0; n--)
			damage(text, &len);
		char *exact = malloc(len + 1); /* so that a checker sees a byte too far */
		CHECK(exact != NULL);
		memcpy(exact, text, len);
		struct listpage_page page = { view_of(urls[draw(sizeof urls / sizeof *urls)]), VIEW(""),
			view_of(kinds[draw(3)]), 2026 };
		struct listpage_result r;
		CHECK(listpage_read(l, (struct view) { exact, len }, &page, &r, &e) == 0);
		for (size_t i = 0; i < r.count; i++)
			sound = sound && is_sound(&r.links[i]);
		links += r.count;
		nexts += r.next.len > 0;
		free(exact);
	}
	CHECK(sound);
	CHECK(links > RUNS / 4);
	CHECK(nexts > RUNS / 100);
	listpage_close(l);
	return check_status();
}
