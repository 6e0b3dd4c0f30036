#include "check.h"
#include "form.h"

static void
form(struct view name, const char *const good[], const char *const bad[])
{
	for (; *good != NULL; good++)
		CHECK(form_holds(name, view_of(*good)));
	for (; *bad != NULL; bad++)
		CHECK(!form_holds(name, view_of(*bad)));
	CHECK(form_holds(name, VIEW("")));
}

#define LIST(...) ((const char *const[]) { __VA_ARGS__, NULL })

int
main(void)
{
	form(VIEW("date"), LIST("2015", "2015-05", "2015-12-31"),
	    LIST("2015-13", "2015-00-01", "2015-1-1", "None", "2015-05-32"));
	form(VIEW("time"), LIST("2015-05-08T01:02:03Z", "2015-05-08"),
	    LIST("2015-05-08 01:02:03", "2015-13-08T01:02:03Z"));
	form(VIEW("number"), LIST("0", "12"), LIST("-1", "1.0", "1e3", " 1"));
	form(VIEW("code"), LIST("340000"), LIST("34", "34000x", "3400000"));
	form(VIEW("share"), LIST("0.0", "55.8", "100.0"), LIST("55", "55.80", ".5", "x.0", "100.1", "101.0"));
	form(VIEW("token"), LIST("not-found", "http-404"), LIST("Not found", "a_b"));
	form(VIEW("id"), LIST("ab12", "CLI.12"), LIST("a b", "a\\tb"));
	form(VIEW("record"), LIST("00001.warc.gz:0:12"), LIST("a:1", "a:1:2:3", "a/b:1:2", ":1:2", "a:x:2"));
	form(VIEW("sha256"), LIST("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
	    LIST("0123", "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"));
	form(VIEW("one of policy news"), LIST("policy", "news"), LIST("other", "one", "policy news"));
	return check_status();
}
