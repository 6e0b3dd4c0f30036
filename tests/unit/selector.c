/* Selectors: which elements they mean, and what is none. */
#include "selector.h"
#include "check.h"

#include <string.h>

static struct html h;

/* How many elements of the page match. */
static int
count(const char *source)
{
	struct error e;
	struct selector *s = selector_new(view_of(source), &e);
	int n = 0;
	if (s == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return -1;
	}
	for (uint32_t i = 0; i < h.count; i++)
		n += selector_matches(s, &h, i);
	selector_free(s);
	return n;
}

static void
matching(void)
{
	struct error e;
	CHECK(html_parse(&h,
	          VIEW("<div id=main class='list  big'><ul><li class=a>1<li class='b a'>2</ul></div>"
	               "<div class=listing><ul class=x><li>3<p><a>4</a></p></ul></div>"),
	          &e) == 0);
	CHECK(count("li") == 3);
	CHECK(count("div li") == 3);
	CHECK(count("div.list li") == 2);
	CHECK(count(".list li, .x a") == 3);
	CHECK(count("#main") == 1);
	CHECK(count("div#main.big.list > ul > li.a") == 2);
	CHECK(count("li.a.b") == 1);
	CHECK(count("div > li") == 0);
	CHECK(count("div>ul>li") == 3);
	CHECK(count("li > a") == 0);
	CHECK(count("li a") == 1);
	CHECK(count("div * a") == 1);
	CHECK(count(".lis") == 0);
	CHECK(count("LI") == 3);
}

static void
around(void)
{
	struct error e;
	struct selector *s = selector_new(VIEW(".x li, ul"), &e);
	uint32_t a = 0;
	for (uint32_t i = 0; i < h.count; i++)
		a = h.nodes[i].tag == TAG_A ? i : a;
	uint32_t item = selector_around(s, &h, a);
	CHECK(h.nodes[item].tag == TAG_LI);
	CHECK(selector_around(s, &h, 1) == 0);
	selector_free(s);
}

static bool
refused(const char *source, const char *why)
{
	struct error e = { "" };
	struct selector *s = selector_new(view_of(source), &e);
	bool fine = s == NULL && strcmp(e.text, why) == 0;
	if (!fine)
		fprintf(stderr, "%s: %s\n", source, e.text);
	selector_free(s);
	return fine;
}

static void
wrong(void)
{
	CHECK(refused("", "selector \"\": not understood from character 1 on"));
	CHECK(refused("li[x]", "selector \"li[x]\": not understood from character 3 on"));
	CHECK(refused("li,", "selector \"li,\": not understood from character 4 on"));
	CHECK(refused("li > > a", "selector \"li > > a\": not understood from character 6 on"));
	CHECK(refused("li.", "selector \"li.\": not understood from character 4 on"));
	CHECK(refused("nope", "selector \"nope\": no element \"nope\""));
	char many[SELECTOR_BYTES];
	memset(many, 'p', sizeof many);
	for (size_t i = 1; i < sizeof many; i += 2)
		many[i] = ' ';
	struct error e;
	CHECK(selector_new((struct view) { many, sizeof many }, &e) == NULL);
}

int
main(void)
{
	matching();
	around();
	wrong();
	html_free(&h);
	return check_status();
}
