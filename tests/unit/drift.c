#include "alarm.h"
#include "check.h"
#include "drift.h"

static void
alarms(void)
{
	struct alarm a;
	struct error e;
	CHECK(alarm_parse(&a, NULL, &e) == 0 && !alarm_passed(&a, DIFFERENCE_NEW, 100, 1));
	CHECK(alarm_parse(&a, "vanished=5%,site=0,cell=100%", &e) == 0);
	CHECK(
	    !alarm_passed(&a, DIFFERENCE_VANISHED, 5, 100) && alarm_passed(&a, DIFFERENCE_VANISHED, 6, 100));
	CHECK(!alarm_passed(&a, DIFFERENCE_VANISHED, 0, 0) && alarm_passed(&a, DIFFERENCE_VANISHED, 1, 0));
	CHECK(!alarm_passed(&a, ALARM_SITE, 0, 9) && alarm_passed(&a, ALARM_SITE, 1, 9));
	CHECK(!alarm_passed(&a, ALARM_CELL, 9, 9) && alarm_passed(&a, ALARM_CELL, 10, 9));
	CHECK(!alarm_passed(&a, DIFFERENCE_NEW, 9, 9));
	static const char *const bad[] = { "", "new", "new=", "new=%", "new=-1", "new=1%%", "=1", "gone=1",
		"new=1,", "new=9999999999999", "new=1=2" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(alarm_parse(&a, bad[i], &e) == -1);
}

static void
names(void)
{
	for (int d = 0; d < DIFFERENCES; d++)
		CHECK((int)difference_find(view_of(difference_name((enum difference)d))) == d);
	CHECK(difference_find(VIEW("")) == DIFFERENCES);
}

static void
rests(void)
{
	struct drift_cell c = { .count = { { 10, 4 }, { 12, 4 } } };
	c.came[DIFFERENCE_NEW][DRIFT_POPULATION] = 5;
	c.left[DIFFERENCE_VANISHED][DRIFT_POPULATION] = 2;
	CHECK(drift_rest(&c, DRIFT_POPULATION) == -1 && drift_rest(&c, DRIFT_FOCUS) == 0);
	CHECK(drift_cell_moved(&c));
	c.count[DRIFT_NOW][DRIFT_POPULATION] = 10;
	CHECK(!drift_cell_moved(&c));
}

int
main(void)
{
	alarms();
	names();
	rests();
	return check_status();
}
