#include "date.h"

#include "utf8.h"

#include <stdio.h>

enum { TIME = 24 }; /* most bytes of a time of day with its half of the day: 下午10时20分 */

/* Where the reader stands in the text. A failed step leaves it anywhere: the caller gives up or goes back. */
struct cursor {
	struct view text;
	size_t at;
};

static uint32_t
peek(const struct cursor *c, size_t *len)
{
	uint32_t character = 0;
	*len = c->at < c->text.len ? utf8_decode(c->text.at + c->at, c->text.len - c->at, &character) : 0;
	return *len ? character : 0;
}

/* Typists pad with blanks of every width: 2017 年 3 月 24 日. More than a few belong to a layout, not to a date. */
static void
skip_blanks(struct cursor *c)
{
	size_t len;
	for (int i = 0; i < 4; i++) {
		uint32_t x = peek(c, &len);
		if (x != ' ' && x != 0xA0 && x != 0x3000 && x != 0x2002 && x != 0x2003)
			return;
		c->at += len;
	}
}

static int
arabic(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* Value of a Chinese digit; letters and circles stand in for 〇 everywhere. */
static int
chinese(uint32_t c)
{
	static const uint32_t digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
		0x4E5D };
	static const uint32_t zeros[] = { 0x3007, 0x25CB, 0x25EF, 0xFF2F, 'O', 'o', 0x96F6, 0x39F, 0x41E, '0',
		0xFF10 };
	for (int i = 0; i < 9; i++)
		if (c == digits[i])
			return i + 1;
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (c == zeros[i])
			return 0;
	return -1;
}

/* One to `most` Arabic digits. Returns how many. */
static int
read_arabic(struct cursor *c, int most, int *value)
{
	int n = 0;
	*value = 0;
	for (size_t len; n < most; n++) {
		int digit = arabic(peek(c, &len));
		if (digit < 0)
			break;
		*value = *value * 10 + digit;
		c->at += len;
	}
	return n;
}

/* Four Chinese digits, of which the first is no zero. */
static bool
read_chinese_year(struct cursor *c, int *year)
{
	*year = 0;
	for (int i = 0; i < 4; i++) {
		size_t len;
		int digit = chinese(peek(c, &len));
		if (digit < 0 || (i == 0 && digit == 0))
			return false;
		*year = *year * 10 + digit;
		c->at += len;
	}
	return true;
}

/* 三, 十, 十二, 二十, 二十四, 三十一, 廿四, 卅一, 〇三, 元 (of a month). Returns false when there is none. */
static bool
read_chinese_number(struct cursor *c, int *value)
{
	int units = -1, tens = 0, n = 0;
	for (size_t len; n < 3; n++) {
		uint32_t x = peek(c, &len);
		int digit = chinese(x);
		if (x == 0x5341 && tens == 0) { /* 十 */
			tens = units > 0 ? units : 1;
			units = -1;
		} else if ((x == 0x5EFF || x == 0x5345) && n == 0) /* 廿 卅 */
			tens = x == 0x5EFF ? 2 : 3;
		else if (x == 0x5143 && n == 0) /* 元 */
			units = 1;
		else if (digit >= 0 && units <= 0)
			units = digit;
		else
			break;
		c->at += len;
	}
	*value = tens * 10 + (units > 0 ? units : 0);
	return n > 0 && *value > 0;
}

static bool
read_number(struct cursor *c, int *value)
{
	struct cursor begin = *c;
	if (read_arabic(c, 2, value) > 0)
		return true;
	*c = begin;
	return read_chinese_number(c, value);
}

static bool
read_mark(struct cursor *c, uint32_t mark)
{
	size_t len;
	skip_blanks(c);
	if (peek(c, &len) != mark)
		return false;
	c->at += len;
	skip_blanks(c);
	return true;
}

static bool
digit_follows(const struct cursor *c)
{
	size_t len;
	return arabic(peek(c, &len)) >= 0;
}

/* What stands behind 2017年: 3月24日, 3月24, 3月. */
static bool
read_named(struct cursor *c, struct date *d)
{
	if (!read_number(c, &d->month) || !read_mark(c, 0x6708)) /* 月 */
		return false;
	/* blanks that read_mark skipped belong to the date only when a day follows */
	struct cursor behind = *c;
	while (behind.at > 0 && behind.text.at[behind.at - 1] == ' ')
		behind.at--;
	struct cursor day = *c;
	size_t len;
	d->day = 0;
	if (!read_number(&day, &d->day) || d->day < 1 || d->day > 31 || digit_follows(&day)) {
		d->day = 0;
		*c = behind;
		return true;
	}
	struct cursor end = day;
	skip_blanks(&end);
	uint32_t x = peek(&end, &len);
	if (x == 0x65E5 || x == 0x53F7) /* 日 号 */
		day.at = end.at + len;
	*c = day;
	return true;
}

static uint32_t
separator(const struct cursor *c, size_t *len)
{
	uint32_t x = peek(c, len);
	return x == '-' || x == '/' || x == '.' || x == 0xFF0D || x == 0xFF0F || x == 0xFF0E ? x : 0;
}

/* What stands behind 2017: -03-24, /3/24, .3.24, or -03 where nothing number-like follows. */
static bool
read_marked(struct cursor *c, struct date *d)
{
	size_t len;
	uint32_t mark = separator(c, &len);
	if (mark == 0)
		return false;
	c->at += len;
	int digits = read_arabic(c, 2, &d->month);
	if (digits == 0 || digit_follows(c))
		return false;
	struct cursor day = *c;
	d->day = 0;
	if (separator(&day, &len) == mark) {
		day.at += len;
		if (read_arabic(&day, 2, &d->day) == 0 || digit_follows(&day))
			return false;
		*c = day;
		return true;
	}
	/* 2010-12年 is a span of years, 2015-08号 a number, 2017.5 a quantity */
	uint32_t next = peek(c, &len);
	return digits == 2 && (mark == '-' || mark == 0xFF0D) && next != 0x5E74 && next != 0x53F7 &&
	       next != '.';
}

bool
date_valid(struct date d, int last)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	if (d.year < DATE_FIRST || d.year > last || d.month < 1 || d.month > 12 || d.day < 0)
		return false;
	bool leap = d.month == 2 && d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
	return d.day <= days[d.month - 1] + (leap ? 1 : 0);
}

size_t
date_at(struct view text, size_t at, int last, struct date *d)
{
	struct cursor c = { text, at };
	struct date found = { 0 };
	bool numeric = read_arabic(&c, 4, &found.year) == 4;
	if (!numeric) {
		c.at = at;
		if (!read_chinese_year(&c, &found.year))
			return 0;
	}
	struct cursor year = c;
	if (!(read_mark(&c, 0x5E74) && read_named(&c, &found))) { /* 年 */
		c = year;
		if (!numeric || !read_marked(&c, &found))
			return 0;
	}
	if (!date_valid(found, last))
		return 0;
	*d = found;
	return c.at - at;
}

/* A number, a word or an address that ends right before `at`: what begins there is its tail, no date of its own. */
static bool
stands_alone(struct view text, size_t at)
{
	uint32_t x = 0;
	if (utf8_before(text, at, &x) == 0)
		return true;
	return arabic(x) < 0 && chinese(x) < 0 && x != '/' && x != '-' && x != '.' && x != '_' && x != '=' &&
	       !(x >= 'a' && x <= 'z') && !(x >= 'A' && x <= 'Z');
}

/* Behind the 》 of a title that opens at `at`, or `at` when it is not closed within 300 bytes. */
static size_t
behind_title(struct view text, size_t at)
{
	size_t end = view_find(view_slice(text, 0, at + 300), VIEW("》"), at);
	return end == (size_t)-1 ? at : end + 3;
}

bool
date_find(struct view text, size_t from, int last, struct date *d, size_t *start, size_t *end)
{
	for (size_t at = from; at < text.len;) {
		uint32_t x = 0;
		unsigned char byte = (unsigned char)text.at[at];
		if ((byte < 0x80 && byte != '1' && byte != '2') || (byte >= 0xE5 && byte <= 0xE9)) {
			at += byte < 0x80 ? 1 : 3; /* nothing that a date, or a title, begins with */
			continue;
		}
		size_t len = utf8_decode(text.at + at, text.len - at, &x);
		if (len == 0)
			len = 1;
		if (x == 0x300A && behind_title(text, at) > at) { /* 《 */
			at = behind_title(text, at);
			continue;
		}
		bool begins = arabic(x) == 1 || arabic(x) == 2 || x == 0x4E00 || x == 0x4E8C;
		size_t size = begins && stands_alone(text, at) ? date_at(text, at, last, d) : 0;
		if (size > 0) {
			*start = at;
			*end = at + size;
			return true;
		}
		at += len;
	}
	return false;
}

static bool
parse_compact(struct view field, int last, struct date *d)
{
	unsigned long long n;
	if (field.len != 8 || view_number(field, &n) != 0)
		return false;
	*d = (struct date) { (int)(n / 10000), (int)(n / 100 % 100), (int)(n % 100) };
	return d->day > 0 && date_valid(*d, last);
}

bool
date_parse(struct view field, int last, struct date *d)
{
	field = view_trim(field);
	if (parse_compact(field, last, d))
		return true;
	size_t len = date_at(field, 0, last, d);
	if (len == 0)
		return false;
	static const char *const halves[] = { "上午", "下午", "晚上", "中午" };
	struct view behind = view_trim(view_slice(field, len, field.len));
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
		if (view_starts(behind, view_of(halves[i])) && behind.len <= TIME)
			return true;
	for (size_t i = len; i < field.len; i++) /* what follows may only be a time of day */
		if ((field.at[i] < '0' || field.at[i] > ':') && field.at[i] != ' ' && field.at[i] != 'T' &&
		    field.at[i] != 'Z' && field.at[i] != '+' && field.at[i] != '.' && field.at[i] != '-')
			return false;
	return true;
}

size_t
date_write(struct date d, char out[DATE_ROOM])
{
	int n = d.day > 0
	            ? snprintf(out, DATE_ROOM, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100)
	            : snprintf(out, DATE_ROOM, "%04d-%02d", d.year % 10000, d.month % 100);
	return n > 0 ? (size_t)n : 0;
}

struct view
date_field(struct view field, char out[DATE_ROOM])
{
	struct date d;
	unsigned long long year;
	struct view bare = view_trim(field);
	bool parsed = date_parse(bare, DATE_LAST, &d);
	if (!parsed &&
	    (bare.len != 4 || view_number(bare, &year) != 0 || year < DATE_FIRST || year > DATE_LAST))
		return VIEW("");
	if (parsed)
		return (struct view) { out, date_write(d, out) };
	memcpy(out, bare.at, bare.len);
	return (struct view) { out, bare.len };
}

int
date_last(struct view time)
{
	unsigned long long year;
	bool said =
	    view_number(view_slice(time, 0, 4), &year) == 0 && year >= DATE_FIRST && year <= DATE_LAST;
	return said ? (int)year : DATE_LAST;
}
