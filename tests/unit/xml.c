/* XML as feeds and sitemaps have it: the pieces in order, attributes, references; nothing grows and nothing runs away. */
#include "xml.h"
#include "check.h"

#include <string.h>

/* Each piece as a letter and its text: o(name) c(name) t(text) d(cdata). */
static bool
pieces(const char *text, const char *want)
{
	struct xml x = { .text = view_of(text) };
	struct buffer got = { 0 };
	enum xml_piece piece;
	while ((piece = xml_next(&x)) != XML_END) {
		bool named = piece == XML_OPEN || piece == XML_CLOSE;
		buffer_byte(&got, " octd"[piece]);
		buffer_byte(&got, '(');
		buffer_append(&got, named ? x.name : x.value);
		buffer_byte(&got, ')');
	}
	bool same = view_equal(buffer_view(&got), view_of(want));
	if (!same)
		fprintf(stderr, "%s: %.*s\n", text, VIEW_ARGS(buffer_view(&got)));
	buffer_free(&got);
	return same;
}

static void
reading(void)
{
	CHECK(pieces("<a>x</a>", "o(a)t(x)c(a)"));
	CHECK(pieces("<a b='>'/>y", "o(a)c(a)t(y)"));
	CHECK(pieces("<x:a/><x:b></x:b>", "o(a)c(a)o(b)c(b)"));
	CHECK(pieces("<?xml version='1.0'?><!-- <a> --><a>", "o(a)"));
	CHECK(pieces("<![CDATA[<b>]]]]><a>", "d(<b>]])o(a)"));
	CHECK(pieces("<![CDATA[never ends", "d(never ends)"));
	CHECK(pieces("<!DOCTYPE a [<!ENTITY x \"<b>\">]><a>", "o(a)"));
	CHECK(pieces("<!DOCTYPE a SYSTEM 'b'><a [>", "o(a)"));
	CHECK(pieces("1 < 2 <3 <a", "t(1 )t(< 2 )t(<3 )o(a)"));
	CHECK(pieces("<a x=\"unclosed>t</a><b y=\">", "o(a)t(t)c(a)o(b)"));
	CHECK(pieces("<!--", ""));
	CHECK(pieces("<", "t(<)"));
	CHECK(pieces("<>", "o()"));
}

static void
attributes(void)
{
	struct view a = VIEW(" href='a b' REL = \"next\" empty= bare=x/y last");
	CHECK(view_equal(xml_attribute(a, "href"), VIEW("a b")));
	CHECK(view_equal(xml_attribute(a, "rel"), VIEW("next")));
	CHECK(view_equal(xml_attribute(a, "empty"), VIEW("bare=x/y"))); /* as HTML has it */
	CHECK(xml_attribute(a, "last").len == 0);
	CHECK(xml_attribute(a, "none").len == 0);
	CHECK(xml_attribute(VIEW("\"'= = ' href=x"), "href").len <= 1);
	CHECK(view_equal(xml_attribute(VIEW("x href=a>"), "href"), VIEW("a>")));
}

static void
decoding(void)
{
	struct buffer out = { 0 };
	xml_decode(VIEW("&lt;&amp;amp;&#30002;&#x7532;&#X41;&nope;&;&# &#xZ;&quot&gt;&#1114112;&"), &out);
	CHECK(view_equal(buffer_view(&out), VIEW("<&amp;甲甲A&nope;&;&# &#xZ;&quot>\xEF\xBF\xBD&")));
	buffer_reset(&out);
	buffer_append(&out, VIEW("a<b>c</b>d < e"));
	xml_strip(&out);
	CHECK(view_equal(buffer_view(&out), VIEW("acd < e")));
	buffer_free(&out);
}

int
main(void)
{
	reading();
	attributes();
	decoding();
	return check_status();
}
