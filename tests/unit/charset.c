/* Which charset bytes are in: what is declared, and what the bytes say against it. */
#include "charset.h"
#include "check.h"

#include <iconv.h>
#include <string.h>

/* 国务院关于推进改革试点工作的意见，各省、自治区认真执行。 in GB 2312 */
static const char gb[] =
    "\xb9\xfa\xce\xf1\xd4\xba\xb9\xd8\xd3\xda\xcd\xc6\xbd\xf8\xb8\xc4\xb8\xef\xca\xd4\xb5\xe3\xb9\xa4\xd7\xf7"
    "\xb5\xc4\xd2\xe2\xbc\xfb\xa3\xac\xb8\xf7\xca\xa1\xa1\xa2\xd7\xd4\xd6\xce\xc7\xf8\xc8\xcf\xd5\xe6\xd6\xb4"
    "\xd0\xd0\xa1\xa3";
static const char utf8[] = "国务院关于推进改革试点工作的意见，各省、自治区认真执行。";

struct outcome {
	struct charset_result result;
	struct buffer text;
};

static struct outcome
decode(struct charset *c, struct view bytes, const char *http)
{
	struct outcome o = { 0 };
	struct error e;
	CHECK(charset_decode(c, bytes, view_of(http), &o.text, &o.result, &e) == 0);
	return o;
}

static void
expect(int line, struct charset *c, struct view bytes, const char *http, const char *name, const char *text)
{
	struct outcome o = decode(c, bytes, http);
	bool right = strcmp(o.result.name, name) == 0 &&
	             (text == NULL || view_equal(buffer_view(&o.text), view_of(text)));
	if (!right)
		fprintf(stderr, "line %d: %s, %.*s\n", line, o.result.name, VIEW_ARGS(buffer_view(&o.text)));
	CHECK(right);
	buffer_free(&o.text);
}
#define EXPECT(bytes, http, name, text) expect(__LINE__, c, bytes, http, name, text)

static void
wrong_bytes(struct charset *c)
{
	/* one broken character in forty is told and survives; a text of nothing else fails */
	struct outcome o = decode(c,
	    VIEW("国务院关于推进改革试点工作的意见\xe5\x9b，各省、自治区认真执行。国务院关于推进改革试点"),
	    "utf-8");
	CHECK(o.result.wrong == 1 && !o.result.failed);
	CHECK(view_find(buffer_view(&o.text), VIEW("意见\xEF\xBF\xBD，"), 0) != (size_t)-1);
	buffer_free(&o.text);
	char noise[600];
	memset(noise, 0xFF, sizeof noise);
	o = decode(c, (struct view) { noise, sizeof noise }, "");
	CHECK(o.result.failed);
	buffer_free(&o.text);
}

int
main(void)
{
	struct error e;
	struct charset *c = charset_new(&e);
	struct view g = VIEW(gb), u = VIEW(utf8);
	CHECK(c != NULL);
	EXPECT(u, "", "utf-8", utf8);
	EXPECT(u, "gb2312", "utf-8", utf8);
	EXPECT(g, "", "gb18030", utf8);
	EXPECT(g, "GB2312", "gb18030", utf8);
	EXPECT(g, "utf-8", "gb18030", utf8);
	EXPECT(g, "iso-8859-1", "gb18030", utf8);
	EXPECT(g, "big5", "gb18030", utf8);
	EXPECT(g, "no such charset", "gb18030", utf8);
	EXPECT(VIEW("\xEF\xBB\xBF甲"), "gbk", "utf-8", "甲");
	EXPECT(VIEW("\xFE\xFF\x75\x32"), "", "utf-16be", "甲");
	EXPECT(VIEW("\xFF\xFE\x32\x75"), "", "utf-16le", "甲");
	EXPECT(VIEW("<meta charset='gbk'>\xbc\xd7"), "", "gb18030", "<meta charset='gbk'>甲");
	EXPECT(VIEW("<meta content=\"text/html; charset = \"gb2312>\xbc\xd7"), "", "gb18030", NULL);
	EXPECT(VIEW("<meta charset=big5>\xa5\xd2"), "", "big5-hkscs", "<meta charset=big5>甲");
	EXPECT(VIEW("plain"), "", "utf-8", "plain");
	EXPECT(VIEW(""), "gbk", "utf-8", "");
	wrong_bytes(c);
	charset_free(c);
	return check_status();
}
