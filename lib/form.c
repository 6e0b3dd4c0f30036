#include "form.h"

#include <string.h>

static bool
all_of(struct view v, const char *set)
{
	for (size_t i = 0; i < v.len; i++)
		if (v.at[i] == '\0' || strchr(set, v.at[i]) == NULL)
			return false;
	return true;
}

/* Digits where `shape` has 0, else the same character: "0000-00-00". */
static bool
shaped(struct view v, const char *shape)
{
	if (v.len != strlen(shape))
		return false;
	for (size_t i = 0; i < v.len; i++)
		if (shape[i] == '0' ? v.at[i] < '0' || v.at[i] > '9' : v.at[i] != shape[i])
			return false;
	return true;
}

static bool
in_range(struct view v, unsigned low, unsigned high)
{
	unsigned long long n;
	return view_number(v, &n) == 0 && n >= low && n <= high;
}

static bool
is_date(struct view v)
{
	if (!shaped(v, "0000") && !shaped(v, "0000-00") && !shaped(v, "0000-00-00"))
		return false;
	return (v.len < 7 || in_range(view_slice(v, 5, 7), 1, 12)) &&
	       (v.len < 10 || in_range(view_slice(v, 8, 10), 1, 31));
}

static bool
is_record(struct view v)
{
	struct view part[3];
	unsigned long long n;
	for (int i = 0; i < 3; i++)
		if (!view_split(&v, ':', &part[i]))
			return false;
	return v.at == NULL && part[0].len > 0 && view_find(part[0], VIEW("/"), 0) == (size_t)-1 &&
	       view_number(part[1], &n) == 0 && view_number(part[2], &n) == 0;
}

static bool
is_share(struct view v)
{
	size_t dot = v.len >= 3 ? v.len - 2 : 0;
	return view_equal(v, VIEW("100.0")) ||
	       (dot > 0 && v.at[dot] == '.' && in_range(view_slice(v, 0, dot), 0, 99) &&
	           in_range(view_slice(v, dot + 1, v.len), 0, 9));
}

static bool
is_one_of(struct view v, struct view list)
{
	struct view word;
	while (view_split(&list, ' ', &word))
		if (view_equal(v, word))
			return true;
	return false;
}

bool
form_holds(struct view form, struct view v)
{
	unsigned long long n;
	if (v.len == 0 || view_equal(form, VIEW("text")))
		return true;
	if (view_equal(form, VIEW("id")))
		return v.len <= 64 && memchr(v.at, ' ', v.len) == NULL && memchr(v.at, '\\', v.len) == NULL;
	if (view_equal(form, VIEW("token")))
		return all_of(v, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (view_equal(form, VIEW("number")))
		return view_number(v, &n) == 0;
	if (view_equal(form, VIEW("date")))
		return is_date(v);
	if (view_equal(form, VIEW("time")))
		return is_date(v) || (shaped(v, "0000-00-00T00:00:00Z") && is_date(view_slice(v, 0, 10)));
	if (view_equal(form, VIEW("code")))
		return shaped(v, "000000");
	if (view_equal(form, VIEW("share")))
		return is_share(v);
	if (view_equal(form, VIEW("sha256")))
		return v.len == 64 && all_of(v, "0123456789abcdef");
	if (view_equal(form, VIEW("record")))
		return is_record(v);
	return is_one_of(v, view_slice(form, strlen("one of "), form.len));
}
