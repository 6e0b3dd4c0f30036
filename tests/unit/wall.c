/* wall: what is there to read, and pages that stand in front of others. */
#include "check.h"
#include "wall.h"

#include <stdlib.h>
#include <string.h>

static void
test_look(void)
{
	struct wall w =
	    wall_look(VIEW("<title>t</title><!-- c --><p>ab <b>c</b><style>x</style><noscript>n</noscript>"
	                   "<SCRIPT src=a.js>if (a</b) x</SCRIPT>d<input type=PASSWORD>"));
	CHECK(w.text == 4 && w.script && w.loads_script && w.password);
	w = wall_look(VIEW("<script>never ended"));
	CHECK(w.text == 0 && w.script && !w.loads_script && !w.password);
	w = wall_look(VIEW("a < b"));
	CHECK(w.text == 1); /* what looks like a tag that never ends has no text */
	w = wall_look(VIEW("<"));
	CHECK(w.text == 0 && !w.script);
	w = wall_look(VIEW("<!-- never ended <p>x"));
	CHECK(w.text == 0);
	w = wall_look(VIEW(""));
	CHECK(w.text == 0);
}

static void
test_blocks(void)
{
	static char big[WALL_BYTES + 64];
	CHECK(wall_blocks(VIEW("<html><script>document.cookie='a'</script></html>")));
	CHECK(wall_blocks(VIEW("<title>wait</title><script>x</script><noscript>Turn it on</noscript>")));
	CHECK(!wall_blocks(VIEW("<script>x</script>试点")));
	CHECK(
	    !wall_blocks(VIEW("<script src=/app.js></script><div id=app></div>"))); /* a shell, not a wall */
	CHECK(!wall_blocks(VIEW("<p></p>")) && !wall_blocks(VIEW("")));
	memset(big, ' ', sizeof big);
	memcpy(big, "<script>", 8);
	CHECK(!wall_blocks((struct view) { big, sizeof big }));
}

static const char *
instead(const char *now, const char *before)
{
	const char *error = wall_instead(view_of(now), view_of(before));
	return error ? error : "";
}

static void
test_instead(void)
{
	static const char page[] =
	    "<script>a()</script><p>A notice of many words, one after the other, so that "
	    "there is something to read, and to read on.";
	CHECK(strcmp(instead("<p>Log in<input type=password>", page), "login") == 0);
	CHECK(strcmp(instead("<script src=x></script><p>wait", page), "shell-page") == 0);
	CHECK(strcmp(instead("<p>Gone.", page), "") == 0);
	CHECK(strcmp(instead(page, page), "") == 0);
	CHECK(strcmp(instead("<p>Log in<input type=password>", "<p>Log in here<input type=password>"), "") ==
	      0);
	CHECK(strcmp(instead("<script>x</script>two", "<p>one"), "") == 0);
}

/* Hostile pages: linear. */
static void
test_size(void)
{
	enum { SIZE = 8 << 20 };
	char *text = malloc(SIZE);
	CHECK(text != NULL);
	for (size_t i = 0; text != NULL && i < SIZE; i++)
		text[i] = "<scrip"[i % 6];
	if (text != NULL)
		CHECK(wall_look((struct view) { text, SIZE }).text == 0);
	for (size_t i = 0; text != NULL && i < SIZE; i++)
		text[i] = "</a></"[i % 6];
	if (text != NULL)
		CHECK(wall_look((struct view) { text, SIZE }).text == 0);
	free(text);
}

int
main(void)
{
	test_look();
	test_blocks();
	test_instead();
	test_size();
	return check_status();
}
