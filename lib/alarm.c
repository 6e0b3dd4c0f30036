#include "alarm.h"

#define ALARM_LIMIT 1000000000000ULL /* so that products stay within 64 bits */

const char *
alarm_name(int name)
{
	return name == ALARM_SITE   ? "site"
	       : name == ALARM_CELL ? "cell"
	                            : difference_name((enum difference)name);
}

static int
find_name(struct view name)
{
	int i = 0;
	while (i < ALARMS && !view_equal(name, view_of(alarm_name(i))))
		i++;
	return i;
}

int
alarm_parse(struct alarm *a, const char *list, struct error *e)
{
	struct view rest = view_of(list), item;
	*a = (struct alarm) { 0 };
	while (list != NULL && view_split(&rest, ',', &item)) {
		struct view name = VIEW("");
		view_split(&item, '=', &name);
		int i = find_name(name);
		if (i == ALARMS)
			return error_set(
			    e, "\"%.*s\" is neither a difference nor site nor cell", VIEW_ARGS(name));
		struct threshold *t = &a->thresholds[i];
		t->set = true;
		t->per_cent = view_ends(item, VIEW("%"));
		if (view_number(view_slice(item, 0, item.len - t->per_cent), &t->limit) != 0 ||
		    t->limit > ALARM_LIMIT)
			return error_set(e, "%s: give a number, or a number and %%", alarm_name(i));
	}
	return 0;
}

bool
alarm_passed(const struct alarm *a, int name, unsigned long long count, unsigned long long before)
{
	const struct threshold *t = &a->thresholds[name];
	if (!t->set)
		return false;
	return t->per_cent ? count * 100 > t->limit * before : count > t->limit;
}
