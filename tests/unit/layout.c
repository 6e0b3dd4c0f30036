#include "check.h"
#include "layout.h"
#include "officexml.h"
#include "ofd.h"

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
	    officexml_word, "<w:p><w:t>a&lt;b&#x7532;</w:t><w:tab/><w:t>c</w:t></w:p><w:p/>", "a<b甲 c\n\n");
	becomes(officexml_word,
	    "<w:tr><w:tc><w:p><w:t>1</w:t></w:p></w:tc><w:tc><w:p><w:t>2</w:t></w:p></w:tc></w:tr>x",
	    " 1  2 \n");
	becomes(officexml_docbook,
	    "<book><bookinfo><date>1600</date></bookinfo><title/><para>\n甲&amp;乙\n</"
	    "para><row>\n<entry>\n1\n</entry><entry>2\n3</entry></row>",
	    "\n甲&乙\n1 2 3 \n");
	becomes(officexml_docbook, "<para>甲</bookinfo></row></entry>乙<bookinfo>丙", "甲\n\n乙");
	becomes(officexml_sheet, "<row><c t='s'><v>0</v></c><c t='s'><v>x</v></c><c><v>7", "  7");
	becomes(ofd_lines, "<TextCode X='9' Y='x'>甲</TextCode><TextCode X='-1'>乙</TextCode></Page>",
	    "                  甲乙\n\f");
	/* broken: no end, no such entity */
	becomes(
	    officexml_word, "<w:t>a &b; &#xZZ; &#99999999999; c</w:t><w:t", "a &b; &#xZZ; &#99999999999; c");
	becomes(officexml_word, "<", "");
	return check_status();
}
