/*
 * Thresholds that a comparison of two runs may be given: NAME=N or NAME=N%, joined by commas.
 *
 * A name is a difference (vanished, reattributed ...), `site` or `cell`. N% is a share of what there was before: of the
 * documents for a difference, of a site's read documents, of a cell's population. A threshold is passed by more than it.
 */
#ifndef ALARM_H
#define ALARM_H

#include "difference.h"

enum { ALARM_SITE = DIFFERENCES, ALARM_CELL, ALARMS };

struct threshold {
	bool set, per_cent;
	unsigned long long limit;
};

struct alarm {
	struct threshold thresholds[ALARMS];
};

/* `list` may be NULL. 0, or -1 with what is wrong. */
int alarm_parse(struct alarm *a, const char *list, struct error *e);
/* Is `count` more than the threshold allows, where there were `before`? False where none was set. */
bool alarm_passed(const struct alarm *a, int name, unsigned long long count, unsigned long long before);
/* "vanished", "site" ... */
const char *alarm_name(int name);

#endif
