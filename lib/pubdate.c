#include "pubdate.h"

#include "address.h"
#include "date.h"

void
pubdate_element(const struct outline *o, struct facts *f)
{
	const struct html *h = o->html;
	for (uint32_t i = 1; i < h->count; i++) {
		struct view value = html_value(h, i, HTML_DATETIME);
		if (h->nodes[i].tag != TAG_INLINE || value.len == 0 ||
		    (o->flags[i] & (OUTLINE_ASIDE | OUTLINE_HIDDEN | OUTLINE_LINK)))
			continue;
		facts_offer(f, FACT_PUBLISHED, value, "time element");
		return;
	}
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits at `at`, `least` to `most` of them, behind which no other stands: their number, and `*end`. -1: they are not there. */
static int
number_at(struct view v, size_t at, size_t least, size_t most, size_t *end)
{
	unsigned long long n;
	size_t len = 0;
	while (at + len < v.len && len <= most && is_digit(v.at[at + len]))
		len++;
	if (len < least || len > most || view_number(view_slice(v, at, at + len), &n) != 0)
		return -1;
	*end = at + len;
	return (int)n;
}

/* 20170324 */
static bool
compact_at(struct view v, size_t at, struct date *d)
{
	size_t end;
	int n = number_at(v, at, 8, 8, &end);
	*d = (struct date) { n / 10000, n / 100 % 100, n % 100 };
	return n > 0;
}

/* 2017-03/24, 2017/3/24, 2017-03-24, each part ended by a mark */
static bool
spaced_at(struct view v, size_t at, struct date *d)
{
	size_t end;
	if ((d->year = number_at(v, at, 4, 4, &end)) < 0 || end >= v.len ||
	    (v.at[end] != '/' && v.at[end] != '-') || (d->month = number_at(v, end + 1, 1, 2, &end)) < 0 ||
	    end >= v.len || (v.at[end] != '/' && v.at[end] != '-') ||
	    (d->day = number_at(v, end + 1, 1, 2, &end)) < 0)
		return false;
	return end >= v.len || v.at[end] == '/' || v.at[end] == '.' || v.at[end] == '_' || v.at[end] == '-';
}

void
pubdate_address(struct view url, struct facts *f)
{
	struct view path = address_parse(url).path;
	struct date d;
	char out[DATE_ROOM];
	for (size_t i = 1; i < path.len; i++) {
		bool starts =
		    path.at[i - 1] == '/' || (i > 1 && path.at[i - 1] == 't' && path.at[i - 2] == '/');
		if (!starts || !(compact_at(path, i, &d) || spaced_at(path, i, &d)) ||
		    !date_valid(d, f->last) || d.day == 0)
			continue;
		facts_offer(f, FACT_PUBLISHED, (struct view) { out, date_write(d, out) }, "address");
		return;
	}
}
