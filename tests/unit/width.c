#include "check.h"
#include "width.h"

#include <string.h>

static bool
puts_as(struct view in, struct view out)
{
	struct buffer b = { 0 };
	width_put(&b, in);
	bool same = view_equal(buffer_view(&b), out);
	buffer_free(&b);
	return same;
}

int
main(void)
{
	CHECK(width_of(VIEW("")) == 0);
	CHECK(width_of(VIEW("pilot")) == 5);
	CHECK(width_of(VIEW("试点")) == 4);
	CHECK(width_of(VIEW("，（）")) == 6);           /* full-width marks */
	CHECK(width_of(VIEW("\xE2\x80\x9C")) == 1);     /* a quotation mark of class A */
	CHECK(width_of(VIEW("\xEF\xBD\xB1")) == 1);     /* half-width katakana */
	CHECK(width_of(VIEW("e\xCC\x81")) == 1);        /* e and a combining acute */
	CHECK(width_of(VIEW("\xE2\x80\x8B")) == 0);     /* zero-width space */
	CHECK(width_of(VIEW("\xF0\xA0\x80\x80")) == 2); /* plane 2 */
	CHECK(width_of(VIEW("\xE8\xAF")) == 2);         /* two malformed bytes */
	CHECK(width_of(VIEW("\t\x7F")) == 2);

	/* No character is cut, and what combines stays with what it combines with. */
	CHECK(view_equal(width_head(VIEW("试点区"), 5), VIEW("试点")));
	CHECK(view_equal(width_tail(VIEW("试点区"), 5), VIEW("点区")));
	CHECK(view_equal(width_head(VIEW("试点"), 0), VIEW("")));
	CHECK(view_equal(width_tail(VIEW("试点"), 1), VIEW("")));
	CHECK(view_equal(width_head(VIEW("e\xCC\x81x"), 1), VIEW("e\xCC\x81")));
	CHECK(view_equal(width_tail(VIEW("xe\xCC\x81"), 1), VIEW("e\xCC\x81")));
	CHECK(view_equal(width_tail(VIEW("试\xCC\x81x"), 2), VIEW("x")));
	CHECK(view_equal(width_tail(VIEW("a\xAF"), 1), VIEW("\xAF")));

	CHECK(puts_as(VIEW("a\t\x1B[2J\xC2\x9B"), VIEW("a  [2J ")));
	CHECK(puts_as(VIEW("\xE8\xAF试"), VIEW("\xEF\xBF\xBD\xEF\xBF\xBD试")));
	return check_status();
}
