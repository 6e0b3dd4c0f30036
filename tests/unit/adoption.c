#include "adoption.h"
#include "check.h"

#include <string.h>

static void
event(struct adoption *a, const char *code, long low, long high, const char *id)
{
	struct error e;
	struct span s = { low, high };
	CHECK(adoption_event(a, DIVISION_PROVINCE, view_of(code), &s, view_of(id), &e) == 0);
}

static void
first_events(void)
{
	struct adoption a = { 0 };
	event(&a, "2", 10, 40, "m"); /* a month, then a day within it: the first event is from 10 to 20 */
	event(&a, "2", 20, 20, "d");
	event(&a, "1", 15, 15, "x");
	event(&a, "1", 15, 15, "w");
	event(&a, "3", 30, 30, "y");
	struct adopter *none = adoption_place(&a, DIVISION_PROVINCE, VIEW("0"));
	CHECK(none != NULL && !none->dated);
	adoption_order(&a);
	CHECK(a.count == 4 && view_equal(a.list[0].code, VIEW("2")) && view_equal(a.list[3].code, VIEW("0")));
	CHECK(a.list[0].first.low == 10 && a.list[0].first.high == 20 && view_equal(a.list[0].id, VIEW("m")));
	CHECK(view_equal(a.list[1].id, VIEW("w")) && a.list[1].documents == 2);
	CHECK(a.list[0].rank == 1 && a.list[0].rank_high == 2);
	CHECK(a.list[1].rank == 1 && a.list[1].rank_high == 2);
	CHECK(a.list[2].rank == 3 && a.list[2].rank_high == 3);
	adoption_free(&a);
}

static void
types(void)
{
	struct adoption a = { 0 };
	struct pattern_of_spread s = adoption_spread(&a, DIVISION_UNKNOWN, 100, 10, 50);
	CHECK(s.type == SPREAD_NONE);
	char code[2] = "a";
	for (int i = 0; i < 10; i++, code[0]++)
		event(&a, code, i < 1 ? 50 : 150, i < 1 ? 99 : 150, "x");
	s = adoption_spread(&a, DIVISION_PROVINCE, 100, 10, 50);
	CHECK(s.type == SPREAD_TOP_DOWN && s.before == 1 && s.after == 9 && s.around == 0);
	CHECK(adoption_spread(&a, DIVISION_PROVINCE, 100, 9, 50).type == SPREAD_HYBRID);
	CHECK(adoption_spread(&a, DIVISION_PROVINCE, 99, 10, 50).around ==
	      1); /* the 99th day is not before itself */
	CHECK(adoption_spread(&a, DIVISION_PROVINCE, 99, 9, 50).type == SPREAD_UNDECIDED);
	CHECK(adoption_spread(&a, DIVISION_PROVINCE, 151, 10, 50).type == SPREAD_BOTTOM_UP);
	CHECK(adoption_spread(&a, DIVISION_CITY, 151, 10, 50).type == SPREAD_NONE);
	adoption_free(&a);
}

int
main(void)
{
	first_events();
	types();
	return check_status();
}
