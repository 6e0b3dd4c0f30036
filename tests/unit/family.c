#include "check.h"
#include "family.h"
#include "keymap.h"
#include "matchkey.h"

#include <stdio.h>

static void
families(void)
{
	struct family_set *s = family_new();
	CHECK(family_add(s, VIEW("d"), 1, 0, VIEW("2015-01-01")) == 0 && family_key(s, VIEW("x")) == 0);
	CHECK(family_add(s, VIEW("c"), 0, 0, VIEW("")) == 0 && family_key(s, VIEW("y")) == 0);
	CHECK(family_add(s, VIEW("b"), 0, 0, VIEW("2016-01-01")) == 0 && family_key(s, VIEW("y")) == 0);
	CHECK(family_add(s, VIEW("a"), 0, 0, VIEW("2016-01-01")) == 0);
	CHECK(family_count(s) == 3);
	family_settle(s);
	CHECK(view_equal(family_head(s, 2), VIEW("b"))); /* dated before undated */
	CHECK(family_key(s, VIEW("x")) == 0 && family_key(s, VIEW("y")) == 0);
	CHECK(family_count(s) == 1);
	family_settle(s);
	for (size_t i = 0; i < 4; i++) /* complete before early, early before small id, small id last */
		CHECK(view_equal(family_head(s, i), VIEW("a")));
	family_free(s);
}

/* The full text represents the family, whatever a stub says of itself. */
static void
lengths(void)
{
	struct family_set *s = family_new();
	CHECK(family_add(s, VIEW("a"), 0, 49, VIEW("2015-01-01")) == 0 &&
	      family_add(s, VIEW("b"), 2, 100, VIEW("2015-01-03")) == 0 &&
	      family_add(s, VIEW("c"), 2, 51, VIEW("2015-01-02")) == 0 &&
	      family_add(s, VIEW("d"), 0, 0, VIEW("")) == 0);
	family_join(s, 0, 1);
	family_join(s, 2, 3);
	family_join(s, 3, 0);
	family_join(s, 0, 3);
	family_settle(s);
	CHECK(family_count(s) == 1);
	for (size_t i = 0; i < 4; i++)
		CHECK(view_equal(family_head(s, i), VIEW("c")));
	family_free(s);
}

static void
keys(void)
{
	struct keymap m = { 0 };
	bool added;
	char name[32];
	for (size_t i = 0; i < 5000; i++) {
		snprintf(name, sizeof name, "%zu", i);
		CHECK(*keymap_put(&m, view_of(name), i, &added) == i && added);
	}
	CHECK(*keymap_put(&m, VIEW("77"), 1, &added) == 77 && !added && m.count == 5000);
	CHECK(*keymap_get(&m, VIEW("4999")) == 4999 && keymap_get(&m, VIEW("5000")) == NULL);
	keymap_free(&m);
	CHECK(keymap_get(&m, VIEW("1")) == NULL);
}

static void
titles(void)
{
	struct buffer a = { 0 }, b = { 0 };
	CHECK(matchkey(VIEW("关于印发《“中国制造２０２５”实施方案（试行）》的通知"), &a) == 0);
	CHECK(matchkey(VIEW("关于印发 中国制造2025实施方案(试行)的通知"), &b) == 0);
	CHECK(view_equal(buffer_view(&a), VIEW("关于印发中国制造2025实施方案试行的通知")));
	CHECK(view_equal(buffer_view(&a), buffer_view(&b)));
	buffer_free(&a);
	buffer_free(&b);
}

int
main(void)
{
	families();
	lengths();
	keys();
	titles();
	return check_status();
}
