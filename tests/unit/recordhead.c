#include "recordhead.h"

#include "check.h"

#include <string.h>

static bool
parses(const char *text, struct record_head *h, struct error *e)
{
	return record_head_parse(view_of(text), h, e) == 0;
}

static void
heads(void)
{
	struct record_head h;
	struct error e;
	CHECK(parses("WARC/1.0\r\nwarc-type: response\r\nWARC-Target-URI: <http://a.example/>\r\n"
	             "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2016-03-24T08:00:01.987654Z\r\n"
	             "Content-Type: application/http\r\nContent-Length: 5\r\n\r\nblock",
	    &h, &e));
	CHECK(!h.arc && h.length == 5 && view_equal(h.type, VIEW("response")));
	CHECK(view_equal(h.url, VIEW("http://a.example/")) && view_equal(h.id, VIEW("<urn:uuid:1>")));
	CHECK(strcmp(h.date, "2016-03-24T08:00:01Z") == 0);
	CHECK(view_equal(h.message.block, VIEW("block")) && view_ends(h.whole, VIEW("5\r\n\r\n")));

	CHECK(parses("http://a.example/x?y=a b 192.0.2.1 20140216050222 text/html 12\nblock", &h, &e));
	CHECK(h.arc && h.length == 12 && view_equal(h.type, VIEW("response")));
	CHECK(view_equal(h.url, VIEW("http://a.example/x?y=a b")) && view_equal(h.ip, VIEW("192.0.2.1")));
	CHECK(view_equal(h.media, VIEW("text/html")) && strcmp(h.date, "2014-02-16T05:02:22Z") == 0);
	CHECK(view_equal(h.message.block, VIEW("block")));
	CHECK(parses("filedesc://a.arc 0.0.0.0 20140216050222 text/plain 75\n", &h, &e));
	CHECK(view_equal(h.type, VIEW("warcinfo")));
}

static void
refused(void)
{
	static const struct {
		const char *text, *what;
	} bad[] = {
		{ "", "no WARC or ARC record" },
		{ "\n", "no WARC or ARC record" },
		{ "\r\n\r\nWARC/1.0\r\n", "no WARC or ARC record" },
		{ "<!doctype html>\n", "no WARC or ARC record" },
		{ "five words but no ARC line\n", "no WARC or ARC record" },
		{ "http://a.example/ 192.0.2.1 2014 text/html\n", "no WARC or ARC record" },
		{ "http://a.example/ 192.0.2.1 2014 text/html -1\n", "length \"-1\" is no number" },
		{ "http://a.example/ 192.0.2.1 20140216050222 text/html 1", "no WARC or ARC record" },
		{ "WARC/1.0\r\nWARC-Type: response\r\n", "head doesn't end" },
		{ "WARC/0.18\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n", "another version" },
		{ "WARC/1.1\r\nWARC-Type: response\r\n\r\n", "Content-Length \"\" is no number" },
		{ "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n",
		    "is no number" },
		{ "WARC/1.1\r\nContent-Length: 0\r\n\r\n", "without WARC-Type" },
	};
	struct record_head h;
	struct error e;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		e.text[0] = '\0';
		CHECK(!parses(bad[i].text, &h, &e));
		if (strstr(e.text, bad[i].what) == NULL)
			fprintf(stderr, "%zu: %s\n", i, e.text);
		CHECK(strstr(e.text, bad[i].what) != NULL);
	}
}

static void
dates(void)
{
	static const struct {
		const char *written, *date;
	} cases[] = {
		{ "2016-03-24T08:00:01Z", "2016-03-24T08:00:01Z" },
		{ "2016-03-24T08:00:01.5Z", "2016-03-24T08:00:01Z" },
		{ "20160324080001", "2016-03-24T08:00:01Z" },
		{ "201404010000000000", "2014-04-01T00:00:00Z" },
		{ "2016", "2016-01-01T00:00:00Z" },
		{ "2016-03", "2016-03-01T00:00:00Z" },
		{ "2016-03-24", "2016-03-24T00:00:00Z" },
		{ "2016-03-24T08:00Z", "2016-03-24T08:00:00Z" },
		{ "", "" },
		{ "Thu, 24 Mar 2016", "" },
		{ "2016-3-24", "" },
		{ "2016-13-24", "" },
		{ "2016-00-24", "" },
		{ "2016-03-24T24:00:00Z", "" },
		{ "2016-03-24\t08", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char date[WARC_DATE];
		record_date(view_of(cases[i].written), date);
		if (strcmp(date, cases[i].date) != 0)
			fprintf(stderr, "%s: %s\n", cases[i].written, date);
		CHECK(strcmp(date, cases[i].date) == 0);
	}
}

int
main(void)
{
	heads();
	refused();
	dates();
	return check_status();
}
