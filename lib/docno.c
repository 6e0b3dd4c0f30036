#include "docno.h"

#include "date.h"
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

/* Characters of which prefixes are made. */
static bool
is_word(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0x20000 && c <= 0x3FFFF) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_glued(uint32_t c)
{
	return is_word(c);
}

/* Words after which a number begins anew: ends of titles, verbs that cite, names of organs. None occurs within a prefix. */
static const struct view breaks[] = {
	VIEW_INIT("号"),
	VIEW_INIT("通知"),
	VIEW_INIT("意见"),
	VIEW_INIT("决定"),
	VIEW_INIT("批复"),
	VIEW_INIT("通告"),
	VIEW_INIT("通报"),
	VIEW_INIT("办法"),
	VIEW_INIT("规定"),
	VIEW_INIT("方案"),
	VIEW_INIT("细则"),
	VIEW_INIT("条例"),
	VIEW_INIT("的函"),
	VIEW_INIT("的公告"),
	VIEW_INIT("的报告"),
	VIEW_INIT("的请示"),
	VIEW_INIT("的复函"),
	VIEW_INIT("的规划"),
	VIEW_INIT("的计划"),
	VIEW_INIT("按照"),
	VIEW_INIT("根据"),
	VIEW_INIT("依据"),
	VIEW_INIT("转发"),
	VIEW_INIT("印发"),
	VIEW_INIT("贯彻"),
	VIEW_INIT("落实"),
	VIEW_INIT("执行"),
	VIEW_INIT("参照"),
	VIEW_INIT("依照"),
	VIEW_INIT("以及"),
	VIEW_INIT("关于"),
	VIEW_INIT("同意"),
	VIEW_INIT("废止"),
	VIEW_INIT("详见"),
	VIEW_INIT("原文"),
	VIEW_INIT("下达"),
	VIEW_INIT("字号"),
	VIEW_INIT("文号"),
	VIEW_INIT("文件"),
	VIEW_INIT("编号"),
	VIEW_INIT("试行"),
	VIEW_INIT("人民政府"),
	VIEW_INIT("国务院"),
	VIEW_INIT("办公厅"),
	VIEW_INIT("办公室"),
	VIEW_INIT("委员会"),
};

/* Single characters that lead to a number, unless they begin a place's name: 和苏政发, but 和政发 (of 和县). */
static bool
leads_in(struct view prefix, size_t *len)
{
	static const struct view leads[] = { VIEW_INIT("和"), VIEW_INIT("及"), VIEW_INIT("与"),
		VIEW_INIT("见"), VIEW_INIT("按"), VIEW_INIT("以"), VIEW_INIT("由"), VIEW_INIT("对"),
		VIEW_INIT("将"), VIEW_INIT("即"), VIEW_INIT("从"), VIEW_INIT("的") };
	static const struct view organs[] = { VIEW_INIT("政"), VIEW_INIT("府"), VIEW_INIT("委"),
		VIEW_INIT("办"), VIEW_INIT("发"), VIEW_INIT("党"), VIEW_INIT("人"), VIEW_INIT("县"),
		VIEW_INIT("市"), VIEW_INIT("区"), VIEW_INIT("州"), VIEW_INIT("地"), VIEW_INIT("行"),
		VIEW_INIT("署"), VIEW_INIT("田") };
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		if (!view_starts(prefix, leads[i]))
			continue;
		struct view rest = view_slice(prefix, leads[i].len, prefix.len);
		for (size_t k = 0; k < sizeof organs / sizeof *organs; k++)
			if (view_starts(rest, organs[k]))
				return false;
		*len = leads[i].len;
		return utf8_count(rest) >= 2;
	}
	return false;
}

/* Where the prefix that ends at `end` begins, or `end` when there is none that could be believed. */
static size_t
prefix_start(struct view text, size_t end)
{
	size_t start = end;
	for (int i = 0; i < 80 && back_character(text, &start, is_glued); i++)
		;
	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
		for (size_t hit = start;
		     (hit = view_find(view_slice(text, 0, end), breaks[i], hit)) != (size_t)-1;)
			start = hit += breaks[i].len;
	for (size_t len; leads_in(view_slice(text, start, end), &len);)
		start += len;
	size_t size = utf8_count(view_slice(text, start, end));
	return size >= 2 && size <= DOCNO_PREFIX ? start : end;
}

/* The part before a serial that begins at `at`: prefix, bracket, year, bracket. */
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
	d->start = prefix_start(text, at);
	d->prefix = view_slice(text, d->start, at);
	d->year = (int)year;
	return d->prefix.len > 0;
}

/* 国务院令, 苏州市人民政府令: an authority and 令, glued before 第. */
static bool
read_order(struct view text, size_t at, struct docno *d)
{
	static const struct view ends[] = { VIEW_INIT("政府令"), VIEW_INIT("国务院令"), VIEW_INIT("部令"),
		VIEW_INIT("委员会令"), VIEW_INIT("总局令"), VIEW_INIT("主席令"), VIEW_INIT("总署令"),
		VIEW_INIT("人民银行令") };
	back_blanks(text, &at);
	struct view before = view_slice(text, 0, at);
	bool known = false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		known = known || view_ends(before, ends[i]);
	if (!known)
		return false;
	d->start = at;
	for (int i = 0; i < 24 && back_character(text, &d->start, is_word); i++)
		;
	d->prefix = view_slice(text, d->start, at);
	d->year = 0;
	return utf8_count(d->prefix) < 24;
}

/* The number whose serial ends at `at`. */
static bool
read_back(struct view text, size_t at, struct docno *d)
{
	back_blanks(text, &at);
	if (back_number(text, &at, 6, &d->serial) == 0 || d->serial == 0 || d->serial > 99999)
		return false;
	back_blanks(text, &at);
	size_t ordinal = at;
	bool numbered = back_character(text, &ordinal, is_ordinal);
	if (numbered && read_order(text, ordinal, d))
		return true;
	if (numbered)
		back_blanks(text, &ordinal);
	return read_year(text, numbered ? ordinal : at, d);
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
		buffer_format(out, "〔%d〕%u号", d->year, d->serial);
	else
		buffer_format(out, "第%u号", d->serial);
}
