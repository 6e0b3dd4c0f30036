#include "check.h"
#include "layout.h"
#include "wordxml.h"

#include <string.h>

typedef void convert(struct view, struct buffer *);

static void
becomes(convert *f, const char *from, const char *want)
{
	struct buffer out = { 0 };
	f(view_of(from), &out);
	bool same = view_equal(buffer_view(&out), view_of(want));
	if (!same)
		fprintf(stderr, "got: %.*s\n", VIEW_ARGS(buffer_view(&out)));
	CHECK(same);
	buffer_free(&out);
}

int
main(void)
{
	becomes(layout_unwrap, "", "");
	/* full lines go on, an indented or short one ends a paragraph */
	becomes(layout_unwrap, "  甲乙丙丁戊己庚辛壬癸\n甲乙丙丁戊己庚辛壬癸子\n甲乙。\n  子丑\n",
	    "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬癸子甲乙。\n子丑");
	/* words of two lines are parted by a blank, and a page's end parts no paragraph */
	becomes(layout_unwrap,
	    "The first line is long\nand the second also so\n\n   - 1 -\n\fon page two\nThe end.",
	    "The first line is long and the second also so on page two\nThe end.");
	/* a number that is a line among others stays */
	becomes(layout_unwrap, "甲\n12\n乙\n", "甲\n12\n乙");
	becomes(
	    wordxml_text, "<w:p><w:t>a&lt;b&#x7532;</w:t><w:tab/><w:t>c</w:t></w:p><w:p/>", "a<b甲 c\n\n");
	becomes(wordxml_text,
	    "<w:tr><w:tc><w:p><w:t>1</w:t></w:p></w:tc><w:tc><w:p><w:t>2</w:t></w:p></w:tc></w:tr>x",
	    " 1   2  \n");
	/* broken: no end, no such entity */
	becomes(
	    wordxml_text, "<w:t>a &b; &#xZZ; &#99999999999; c</w:t><w:t", "a &b; &#xZZ; &#99999999999; c");
	becomes(wordxml_text, "<", "");
	return check_status();
}
