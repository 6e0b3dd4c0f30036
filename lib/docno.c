#include "docno.h"

#include "date.h"
#include "docno-words.h" /* lib/data/docno-words.tsv */
#include "utf8.h"

#include <string.h>

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x3000 || c == '\t';
}

static int
digit_value(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

static bool
is_open(uint32_t c)
{
	static const uint32_t open[] = { 0x3014, '[', 0x3010, '(', 0xFF08, 0xFF3B, 0x3008, 0x300A, 0xFE5D,
		'<', 0x2329, 0xFF1C };
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (c == open[i])
			return true;
	return false;
}

static bool
is_close(uint32_t c)
{
	static const uint32_t close[] = { 0x3015, ']', 0x3011, ')', 0xFF09, 0xFF3D, 0x3009, 0x300B, 0xFE5E,
		'>', 0x232A, 0xFF1E };
	for (size_t i = 0; i < sizeof close / sizeof *close; i++)
		if (c == close[i])
			return true;
	return false;
}

/* The three steps backward from `*at`: each moves it only when it finds what it looks for. */
static void
back_blanks(struct view text, size_t *at)
{
	uint32_t c = 0;
	for (size_t len; (len = utf8_before(text, *at, &c)) > 0 && is_blank(c);)
		*at -= len;
}

static int
back_number(struct view text, size_t *at, int most, unsigned *value)
{
	unsigned scale = 1, sum = 0;
	int n = 0;
	uint32_t c = 0;
	for (size_t len; n < most && (len = utf8_before(text, *at, &c)) > 0 && digit_value(c) >= 0; n++) {
		sum += (unsigned)digit_value(c) * scale;
		scale *= 10;
		*at -= len;
	}
	*value = sum;
	return n;
}

static bool
back_character(struct view text, size_t *at, bool wanted(uint32_t))
{
	uint32_t c = 0;
	size_t len = utf8_before(text, *at, &c);
	if (len == 0 || !wanted(c))
		return false;
	*at -= len;
	return true;
}

static bool
is_ordinal(uint32_t c)
{
	return c == 0x7B2C; /* 第 */
}

static bool
is_year_mark(uint32_t c)
{
	return c == 0x5E74; /* 年 */
}

/* Characters of which prefixes are made. */
static bool
is_word(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0x20000 && c <= 0x3FFFF) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool
begins_with(struct view v, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_starts(v, words[i]))
			return true;
	return false;
}

static bool
ends_in(struct view v, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (view_ends(v, words[i]))
			return true;
	return false;
}

/* Behind the last of `words` in text[start..end). */
static size_t
behind_words(struct view text, size_t start, size_t end, const struct view *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t hit = start;
		     (hit = view_find(view_slice(text, 0, end), words[i], hit)) != (size_t)-1;)
			start = hit += words[i].len;
	return start;
}

/* Single characters that lead to a number, unless they begin a place's name: 和苏政发, but 和政发 (of 和县). */
static bool
leads_in(struct view prefix, size_t *len)
{
	for (size_t i = 0; i < COUNT(words_lead); i++) {
		if (!view_starts(prefix, words_lead[i]))
			continue;
		struct view rest = view_slice(prefix, words_lead[i].len, prefix.len);
		*len = words_lead[i].len;
		return !begins_with(rest, words_place, COUNT(words_place)) && utf8_count(rest) >= 2;
	}
	return false;
}

/* Where the prefix that ends at `end` begins, or `end` when there is none that could be believed. */
static size_t
prefix_start(struct view text, size_t end)
{
	size_t start = end;
	for (int i = 0; i < 80 && back_character(text, &start, is_word); i++)
		;
	start = behind_words(text, start, end, words_break, COUNT(words_break));
	start = behind_words(text, start, end, words_name, COUNT(words_name));
	for (size_t len; leads_in(view_slice(text, start, end), &len);)
		start += len;
	size_t size = utf8_count(view_slice(text, start, end));
	return size >= 2 && size <= DOCNO_PREFIX ? start : end;
}

/* 国务院令, 苏州市人民政府令, 国家税务总局公告: an authority of those `makers` and a word (令, 公告) that end at `at`. */
static bool
read_maker(
    struct view text, size_t at, struct view word, const struct view *makers, size_t count, struct docno *d)
{
	static const struct view dates[] = { VIEW_INIT("日"), VIEW_INIT("年"), VIEW_INIT("月") };
	struct view before = view_slice(text, 0, at);
	if (!view_ends(before, word) || !ends_in(view_slice(before, 0, at - word.len), makers, count))
		return false;
	d->start = at - word.len;
	for (int i = 0; i < 80 && back_character(text, &d->start, is_word); i++)
		;
	d->start = behind_words(text, d->start, at - word.len, words_break, COUNT(words_break));
	for (size_t len; leads_in(view_slice(text, d->start, at), &len);)
		d->start += len;
	if (begins_with(view_slice(text, d->start, at), dates, COUNT(dates)))
		d->start += dates[0].len;
	d->prefix = view_slice(text, d->start, at);
	return utf8_count(d->prefix) <= DOCNO_MAKER;
}

static bool
read_order(struct view text, size_t at, struct docno *d)
{
	back_blanks(text, &at);
	back_character(text, &at, is_open); /* 某某局局长令（第30号） */
	d->form = DOCNO_ORDER;
	return read_maker(text, at, VIEW("令"), words_order, COUNT(words_order), d);
}

/* 国家税务总局公告2015年第86号, 某市…常务委员会公告（十三届）第12号. */
static bool
read_notice(struct view text, size_t at, struct docno *d)
{
	size_t marked;
	unsigned year;
	back_blanks(text, &at);
	marked = at;
	d->year = 0;
	if (back_character(text, &marked, is_year_mark) && back_number(text, &marked, 5, &year) == 4 &&
	    year >= DATE_FIRST && year <= DATE_LAST) {
		d->year = (int)year;
		at = marked;
		back_blanks(text, &at);
	}
	d->form = DOCNO_NOTICE;
	return read_maker(text, at, VIEW("公告"), words_notice, COUNT(words_notice), d);
}

/* The part before a serial that begins at `at`: prefix, bracket, year, bracket. An order's is its authority and 令. */
static bool
read_year(struct view text, size_t at, struct docno *d)
{
	unsigned year;
	if (!back_character(text, &at, is_close))
		return false;
	back_blanks(text, &at);
	if (back_number(text, &at, 5, &year) != 4 || year < DATE_FIRST || year > DATE_LAST)
		return false;
	back_blanks(text, &at);
	if (!back_character(text, &at, is_open))
		return false;
	back_blanks(text, &at);
	d->year = (int)year;
	if (read_order(text, at, d))
		return true;
	d->form = DOCNO_LETTER;
	d->start = prefix_start(text, at);
	d->prefix = view_slice(text, d->start, at);
	return d->prefix.len > 0;
}

/* The value of a digit of a Chinese numeral, ten for 十 and a hundred for 百; -1: none. */
static int
numeral(uint32_t c)
{
	static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D };
	if (c == 0x96F6 || c == 0x25CB) /* 零 ○ */
		return 0;
	for (int i = 0; i < 10; i++)
		if (c == digits[i])
			return i;
	return c == 0x5341 ? 10 : c == 0x767E ? 100 : -1; /* 十 百 */
}

static bool
is_numeral(uint32_t c)
{
	return numeral(c) >= 0;
}

/* A serial in Chinese numerals, 三十八, 一百零二, 一〇二, that ends at `*at`, less than a thousand. */
static bool
back_numeral(struct view text, size_t *at, unsigned *value)
{
	size_t end = *at, len;
	unsigned sum = 0, digit = 0;
	bool scaled = false;
	uint32_t c = 0;
	for (int i = 0; i < 7 && back_character(text, at, is_numeral); i++) {
		utf8_decode(text.at + *at, end - *at, &c);
		scaled = scaled || numeral(c) >= 10;
	}
	for (size_t i = *at; i < end; i += len) {
		len = utf8_decode(text.at + i, end - i, &c);
		unsigned n = (unsigned)numeral(c);
		if (!scaled)
			sum = sum * 10 + n;
		else if (n >= 10)
			sum += (digit ? digit : 1) * n;
		digit = scaled && n < 10 ? n : 0;
	}
	*value = sum + digit;
	return *value > 0 && *value < 1000;
}

/* The number whose serial ends at `at`. */
static bool
read_back(struct view text, size_t at, struct docno *d)
{
	back_blanks(text, &at);
	bool figures = back_number(text, &at, 6, &d->serial) > 0;
	if (!figures && !back_numeral(text, &at, &d->serial))
		return false;
	if (d->serial == 0 || d->serial > 99999)
		return false;
	back_blanks(text, &at);
	bool numbered = back_character(text, &at, is_ordinal);
	d->year = 0;
	if (numbered && (read_order(text, at, d) || read_notice(text, at, d)))
		return true;
	if (numbered)
		back_blanks(text, &at);
	return figures && read_year(text, at, d);
}

bool
docno_find(struct view text, size_t from, struct docno *d)
{
	struct view mark = VIEW("号");
	for (size_t hit = from; (hit = view_find(text, mark, hit)) != (size_t)-1; hit += mark.len) {
		if (!read_back(text, hit, d))
			continue;
		d->end = hit + mark.len;
		return true;
	}
	return false;
}

bool
docno_parse(struct view field, struct docno *d)
{
	size_t end = field.len, from = 0;
	uint32_t c = 0;
	back_blanks(field, &end);
	field = view_slice(field, 0, end);
	for (size_t len; from < field.len && (len = utf8_decode(field.at + from, field.len - from, &c)) > 0 &&
	                 is_blank(c);)
		from += len;
	size_t serial = view_ends(field, VIEW("号")) ? field.len - strlen("号") : field.len;
	if (!read_back(field, serial, d) || d->start != from)
		return false;
	d->end = field.len;
	return true;
}

void
docno_write(const struct docno *d, struct buffer *out)
{
	buffer_append(out, d->prefix);
	if (d->year > 0)
		buffer_format(out, d->form == DOCNO_NOTICE ? "%d年" : "〔%d〕", d->year);
	buffer_format(out, d->form == DOCNO_LETTER ? "%u号" : "第%u号", d->serial);
}
