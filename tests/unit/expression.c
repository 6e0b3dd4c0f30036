#define _GNU_SOURCE
#include "check.h"
#include "expression.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/shidian-unit-expression-XXXXXX";

/* Tests `text` on one row of a stream; -1 when it is refused. */
static int
ask_row(const char *text, const char *header, const char *row, struct error *e)
{
	struct expression x;
	struct view *fields;
	char *paths[] = { path };
	int fd = mkstemp(path), answer = -1;
	CHECK(fd >= 0 && dprintf(fd, "%s\n%s\n", header, row) > 0);
	close(fd);
	struct tsv *t = tsv_open(paths, 1, e);
	if (t != NULL && expression_parse(&x, text, e) == 0) {
		if (expression_bind(&x, t, "issued", e) == 0 && tsv_next(t, &fields, e) == 1)
			answer = (int)expression_test(&x, fields);
		expression_free(&x);
	}
	tsv_close(t);
	unlink(path);
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	return answer;
}

static int
ask(const char *text)
{
	struct error e = { "" };
	int answer = ask_row(text, "mic\tissued\tgenre\tzero\tnone\tnumber\ttitle",
	    "3\t2015-05-08\tpolicy\t0\t\t-07.50\ta\\tb", &e);
	if (answer < 0)
		fprintf(stderr, "%s: %s\n", text, e.text);
	return answer;
}

static void
compares(void)
{
	static const char *const yes[] = { "mic", "mic=3", "mic=3.0", "mic=03", "mic!=4", "mic>2", "mic>=3",
		"mic<10", "mic<=3", "issued>=2015", "issued<2015-06", "issued<2016-01-01",
		"issued=2015-05-08", "genre=policy", "genre!=news", "genre<q", "number=-7.5", "number<-7",
		"number>-8", "zero=0", "zero!=", "none=", "none!=x", "mic,genre=policy,issued<2016",
		"number" };
	static const char *const no[] = { "zero", "none", "mic=4", "mic!=3", "mic>3", "mic<3", "mic>=10",
		"issued>2016", "genre=polic", "genre=Policy", "none<1", "none>=0", "none>", "none=x",
		"mic,none", "none,mic", "number>-7.49", "number=-7.51", "zero>0" };
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (ask(yes[i]) != TRUTH_TRUE) {
			fprintf(stderr, "should be true: %s\n", yes[i]);
			CHECK(0);
		}
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (ask(no[i]) != TRUTH_FALSE) {
			fprintf(stderr, "should be false: %s\n", no[i]);
			CHECK(0);
		}
	CHECK(ask("title=a\tb") == TRUTH_TRUE); /* values are compared decoded */
	CHECK(ask(NULL) == TRUTH_TRUE);
}

static void
knows_what_is_unknown(void)
{
	static const char header[] = "mic\tgenre\terror\tcompleteness\tlimits\tkind";
	struct error e;
	CHECK(ask_row("mic", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic=0", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("genre!=news", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic,kind=page", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic,kind=feed", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_FALSE);
	CHECK(ask_row("kind=page", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_TRUE);
	CHECK(ask_row("error=timeout", header, "\t\ttimeout\t\t\tpage", &e) == TRUTH_TRUE);
	CHECK(ask_row("error=", header, "\t\t\tfull\t\tpage", &e) == TRUTH_TRUE);
	CHECK(ask_row("mic", header, "\t\t\tfull\tmic\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic", header, "\t\t\tfull\tother,mic\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic", header, "\t\t\tfull\tmic2025,academic\tpage", &e) == TRUTH_FALSE);
	CHECK(ask_row("mic", header, "0\t\t\tcover\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic", header, "0\t\t\tpartial\t\tpage", &e) == TRUTH_UNKNOWN);
	CHECK(ask_row("mic", header, "0\t\t\tfull\t\tpage", &e) == TRUTH_FALSE);
	CHECK(ask_row("mic", header, "2\t\t\tcover\t\tpage", &e) == TRUTH_TRUE);
}

static void
refuses(void)
{
	static const char *const bad[] = { "", ",", "mic,", "=3", "<3", "mic,,zero", "!=1" };
	struct error e;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct expression x;
		e.text[0] = '\0';
		CHECK(expression_parse(&x, bad[i], &e) == -1);
		CHECK(strstr(e.text, "names no column") != NULL);
	}
	CHECK(ask_row("nothing=1", "a\tb", "1\t2", &e) == -1);
	CHECK(strstr(e.text, ":1: no column \"nothing\"") != NULL);
}

static void
orders_numbers_exactly(void)
{
	CHECK(expression_compare(VIEW("9007199254740993"), VIEW("9007199254740992")) > 0);
	CHECK(expression_compare(VIEW("0.1"), VIEW("0.10")) == 0);
	CHECK(expression_compare(VIEW("-0"), VIEW("0")) == 0);
	CHECK(expression_compare(VIEW("+5"), VIEW("5")) == 0);
	CHECK(expression_compare(VIEW("-10"), VIEW("-9")) < 0);
	CHECK(expression_compare(VIEW("1e3"), VIEW("2")) < 0); /* no number here: bytes */
	CHECK(expression_compare(VIEW("1."), VIEW("1")) > 0);
	CHECK(expression_compare(VIEW("-"), VIEW("-")) == 0);
}

int
main(void)
{
	compares();
	knows_what_is_unknown();
	refuses();
	orders_numbers_exactly();
	return check_status();
}
