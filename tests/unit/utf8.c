#include "check.h"
#include "utf8.h"

#include <string.h>

static bool
repairs(struct view in, struct view out, size_t wrong)
{
	struct buffer b = { 0 };
	bool ok = utf8_repair(in, &b) == wrong && view_equal(buffer_view(&b), out);
	buffer_free(&b);
	return ok;
}

int
main(void)
{
	/* Every character survives the way out and back. */
	for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 37) {
		char bytes[4];
		uint32_t back = 1;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;
		size_t n = utf8_encode(c, bytes);
		CHECK(utf8_decode(bytes, n, &back) == n && back == (surrogate ? 0xFFFD : c));
	}
	CHECK(utf8_check(VIEW("试点 pilot")) == strlen("试点 pilot"));
	CHECK(utf8_check(VIEW("abcdefgh\xC0\x80")) == 8); /* overlong */
	CHECK(utf8_check(VIEW("\xED\xA0\x80")) == 0);     /* surrogate */
	CHECK(utf8_check(VIEW("\xF4\x90\x80\x80")) == 0); /* above U+10FFFF */
	CHECK(utf8_check(VIEW("ok\xE8\xAF")) == 2);       /* cut short */
	CHECK(utf8_count(VIEW("试点2025")) == 6);
	/* Unicode 15 §3.9, table 3-8: one U+FFFD for each maximal subpart. */
	CHECK(repairs(VIEW("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
	    VIEW("\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"), 8));
	/* table 3-11: truncated sequences */
	CHECK(repairs(VIEW("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), VIEW("\uFFFD\uFFFD\uFFFD\uFFFDA"), 4));
	CHECK(repairs(VIEW("a\0b"),
	    VIEW("a\uFFFD"
	         "b"),
	    1));
	CHECK(repairs(VIEW("好"), VIEW("好"), 0));
	return check_status();
}
