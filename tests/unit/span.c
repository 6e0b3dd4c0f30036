#include "check.h"
#include "span.h"

static void
days(void)
{
	static const struct {
		const char *date;
		long day;
	} known[] = { { "1970-01-01", 0 }, { "1969-12-31", -1 }, { "2000-02-29", 11016 },
		{ "2000-03-01", 11017 }, { "2015-05-08", 16563 }, { "1949-10-01", -7397 },
		{ "2038-01-19", 24855 } };
	char text[DATE_ROOM];
	struct span s;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		CHECK(span_parse(view_of(known[i].date), &s) && s.low == known[i].day && s.high == s.low);
		span_write(known[i].day, text);
		CHECK(view_equal(view_of(text), view_of(known[i].date)));
	}
	for (long day = -7000; day < 40000; day++) {
		span_write(day, text);
		CHECK(span_parse(view_of(text), &s) && s.low == day && s.high == day);
	}
}

static void
months(void)
{
	struct span s;
	CHECK(span_parse(VIEW("2016-02"), &s) && s.high - s.low == 28);
	CHECK(span_parse(VIEW("2015-02"), &s) && s.high - s.low == 27);
	CHECK(span_parse(VIEW("2015-12"), &s) && s.high - s.low == 30);
	CHECK(!span_parse(VIEW(""), &s) && !span_parse(VIEW("2015"), &s) &&
	      !span_parse(VIEW("2015-02-30"), &s));
}

static void
quarters(void)
{
	char text[SPAN_QUARTER];
	struct span s;
	CHECK(span_parse(VIEW("2015-05-08"), &s));
	span_write_quarter(span_quarter(s.low), text);
	CHECK(view_equal(view_of(text), VIEW("2015Q2")));
	CHECK(span_parse(VIEW("2015-12-31"), &s) && span_quarter_end(span_quarter(s.low)) == s.low);
	for (long day = 0; day < 20000; day++)
		CHECK(span_quarter_end(span_quarter(day)) >= day &&
		      span_quarter_end(span_quarter(day) - 1) < day);
}

int
main(void)
{
	days();
	months();
	quarters();
	return check_status();
}
