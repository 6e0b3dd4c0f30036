/* JSON as servers send it: values, escapes, what is none, and key paths. */
#include "json.h"
#include "check.h"

#include <string.h>

static struct arena memory;

/* The text of the first value that a path leads to, or what went wrong. */
static int
first(void *context, const struct json *value)
{
	*(struct view *)context = value->text;
	return 1;
}

static bool
leads(const char *text, const char *path, const char *want)
{
	struct error e;
	struct view found = VIEW("(none)");
	struct json *j = json_parse(view_of(text), &memory, &e);
	if (j != NULL)
		json_walk(j, view_of(path), first, &found);
	else
		found = view_of(e.text);
	bool same = view_equal(found, view_of(want));
	if (!same)
		fprintf(stderr, "%s, %s: '%.*s'\n", text, path, VIEW_ARGS(found));
	return same;
}

static void
values(void)
{
	CHECK(leads("{\"a\":{\"b\":\"试点\"}}", "a.b", "试点"));
	CHECK(leads(" [ 1 , -2.5e3,\"x\" ] ", "*", "1"));
	CHECK(leads("{\"a\":[{\"b\":null},{\"b\":7}]}", "a.*.b", ""));
	CHECK(leads("{\"a\":1,\"a\":2}", "a", "2"));
	CHECK(leads("{\"a\":[]}", "a.*", "(none)"));
	CHECK(leads("{\"a\":true,\"b\":false}", "b.c", "(none)"));
	CHECK(leads("\xEF\xBB\xBF{\"a\":\"b\"}", "a", "b"));
	CHECK(leads("jQuery.cb_1({\"a\":\"b\"});", "a", "b"));
	CHECK(leads("\"only\"", "", "only"));
}

static void
escapes(void)
{
	CHECK(leads("[\"\\\"\\\\\\/\\n\\u8bd5\\uD83D\\uDE00\"]", "*", "\"\\/\n试😀"));
	CHECK(leads("[\"\\ud83dx\"]", "*", "\xEF\xBF\xBDx"));
	CHECK(leads("[\"\\ud83d\\u0041\"]", "*",
	    "\xEF\xBF\xBD"
	    "A"));
	CHECK(leads("[\"a\\u0000b\"]", "*",
	    "a\xEF\xBF\xBD"
	    "b"));
	CHECK(leads("[\"a\tb\"]", "*", "a\tb"));
}

static void
wrong(void)
{
	CHECK(leads("{\"a\":1", "a", "JSON, byte 6: no comma"));
	CHECK(leads("{a:1}", "a", "JSON, byte 1: no name and colon"));
	CHECK(leads("[1 2]", "*", "JSON, byte 3: no comma"));
	CHECK(leads("[\"a]", "*", "JSON, byte 2: a string without its end"));
	CHECK(leads("[\"a\\\"]", "*", "JSON, byte 2: a string without its end"));
	CHECK(leads("[\"\\u12\"]", "*", "JSON, byte 6: \\u without four hex digits"));
	CHECK(leads("[\"\\x\"]", "*", "JSON, byte 4: an unknown escape"));
	CHECK(leads("[1]x", "*", "JSON, byte 3: something behind the value"));
	CHECK(leads("", "", "JSON, byte 0: no value"));
	CHECK(leads("[1,]", "*", "JSON, byte 3: no value"));
	CHECK(leads("nul", "", "JSON, byte 0: no value"));
}

static void
depth(void)
{
	char text[2 * JSON_DEPTH + 3];
	struct error e;
	memset(text, '[', JSON_DEPTH);
	memset(text + JSON_DEPTH, ']', JSON_DEPTH);
	CHECK(json_parse((struct view) { text, 2 * JSON_DEPTH }, &memory, &e) != NULL);
	memset(text, '[', JSON_DEPTH + 1);
	memset(text + JSON_DEPTH + 1, ']', JSON_DEPTH + 1);
	CHECK(json_parse((struct view) { text, 2 * JSON_DEPTH + 2 }, &memory, &e) == NULL);
	CHECK(strcmp(e.text, "JSON, byte 65: too deep") == 0);
	struct arena small = { .limit = 1024 * 128 };
	char many[4096];
	memset(many, '[', 1);
	for (size_t i = 1; i + 1 < sizeof many; i += 2)
		memcpy(many + i, "1,", 2);
	CHECK(json_parse((struct view) { many, sizeof many }, &small, &e) == NULL);
	arena_free(&small);
}

static void
looks(void)
{
	CHECK(json_looks(VIEW(" {}")));
	CHECK(json_looks(VIEW("\n[1]")));
	CHECK(json_looks(VIEW("cb({})")));
	CHECK(!json_looks(VIEW("<html>")));
	CHECK(!json_looks(VIEW("")));
	CHECK(!json_looks(VIEW("function f() {}")));
}

int
main(void)
{
	values();
	escapes();
	wrong();
	depth();
	looks();
	arena_free(&memory);
	return check_status();
}
