/*
 * Dates as Chinese official documents write them: 2017-03-24, 2017/3/24, 2017.03.24, 2017年3月24日, 二〇一七年三月二十四日
 * (with 〇 ○ ◯ Ｏ O 零 for zero), full-width digits, spaces between the parts, 2017年3月 where no day is said.
 *
 * A year alone is no date (中国制造2025, 2035年远景目标, 〔2015〕28号), nor is what can't be one (month 13, 30 February).
 * Offsets and lengths are in bytes.
 */
#ifndef DATE_H
#define DATE_H

#include "view.h"

struct date {
	int year, month, day; /* day 0: only the month is known */
};

enum { DATE_FIRST = 1949, DATE_LAST = 2099, DATE_ROOM = 11 };

/* The date that begins at `at`, in years DATE_FIRST to `last`. Returns its length, or 0. What stands before `at` is not looked at. */
size_t date_at(struct view text, size_t at, int last, struct date *d);
/*
 * The first date at or behind `from` that stands by itself (not within a longer number, a word or an address) and
 * not inside a title quoted with 《》. True with its place in `*start` and `*end`.
 */
bool date_find(struct view text, size_t from, int last, struct date *d, size_t *start, size_t *end);
/*
 * A whole field that is a date, perhaps with a time of day behind it ("2017-03-24 09:53", "2017-03-24T09:53:00+08:00")
 * or in the compact form 20170324.
 */
bool date_parse(struct view field, int last, struct date *d);
/* Writes `YYYY-MM-DD`, or `YYYY-MM`, and a NUL (ISO 8601). Returns the length. */
size_t date_write(struct date d, char out[DATE_ROOM]);
/*
 * A field of an export as the stream has dates: what date_parse knows, in ISO 8601, and a year alone, DATE_FIRST to DATE_LAST. Written into
 * `out`; the empty view where it is neither.
 */
struct view date_field(struct view field, char out[DATE_ROOM]);
/* The year of a UTC time (2017-03-24T09:53:00Z), which nothing that was read then can be later than; DATE_LAST where it is none. */
int date_last(struct view time);
/* Does a date stand for a day that exists? Day 0 is allowed. */
bool date_valid(struct date d, int last);

#endif
