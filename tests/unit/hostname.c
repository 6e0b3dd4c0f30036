#include "hostname.h"
#include "check.h"

/* NULL = must be refused, and nothing be appended. */
static void
turns(const char *host, const char *expected)
{
	struct buffer out = { 0 };
	int got = hostname_ascii(view_of(host), &out);
	bool fine = expected == NULL ? got != 0 && out.len == 0
	                             : got == 0 && view_equal(buffer_view(&out), view_of(expected));
	if (!fine)
		fprintf(stderr, "%s: %d %.*s\n", host, got, VIEW_ARGS(buffer_view(&out)));
	CHECK(fine);
	buffer_free(&out);
}

int
main(void)
{
	turns("www.a.gov.cn", "www.a.gov.cn");
	turns("[::1]", "[::1]");
	turns("", "");
	turns("例子.example", "xn--fsqu00a.example");
	turns("www.例子.测试", "www.xn--fsqu00a.xn--0zwm56d");
	turns("例子。测试", "xn--fsqu00a.xn--0zwm56d"); /* the ideographic full stop */
	turns("ＷＷＷ.例子.example", "www.xn--fsqu00a.example");
	turns("Bücher.example", "xn--bcher-kva.example");
	turns("例\xff.example", NULL);
	turns("\xef\xbf\xbd.example", NULL); /* U+FFFD: not allowed in a name */
	turns("例子.example／x", NULL);
	turns("例子＠a.example", NULL);
	turns("例子.example：80", NULL);
	turns("℀.example", NULL); /* a/c */
	return check_status();
}
