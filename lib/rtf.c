#include "rtf.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH = 256, FONTS = 1024, WORD = 32 };

struct group {
	bool skipped, hidden; /* no text's destination; text that isn't shown */
	bool fonts;           /* in the table of fonts */
	const char *charset;  /* of the font; NULL: the file's */
	unsigned spare;       /* characters that stand behind \u for readers without Unicode */
};

struct font {
	long number;
	const char *charset;
};

struct reader {
	struct view text;
	size_t at, depth;
	struct group groups[DEPTH];
	struct font fonts[FONTS];
	size_t font_count;
	long font;               /* whose entry in the table is read */
	const char *file, *wide; /* charsets: the file's; of the last double-byte font that was named */
	bool in_row;
	unsigned left;     /* of the spare characters, still to pass over */
	uint32_t high;     /* the first half of a surrogate pair */
	struct buffer run; /* bytes that wait for their charset */
	struct charset *converters;
	struct buffer *out;
};

static struct group *
now(struct reader *r)
{
	return &r->groups[r->depth < DEPTH ? r->depth : DEPTH - 1];
}

/* ---- text ---- */

static bool
has_high(struct view bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.at[i] >= 0x80)
			return true;
	return false;
}

static void
flush(struct reader *r)
{
	const char *own = now(r)->charset;
	struct view bytes = buffer_view(&r->run);
	if (!has_high(bytes))
		buffer_append(r->out, bytes);
	else if (charset_convert(r->converters, own ? own : r->wide ? r->wide : r->file, bytes, r->out) != 0)
		buffer_append(r->out, VIEW("\xEF\xBF\xBD")); /* a charset that this machine can't read */
	buffer_reset(&r->run);
}

static bool
is_text(struct reader *r)
{
	const struct group *g = now(r);
	return !g->skipped && !g->hidden && !g->fonts;
}

/* A byte of text, or one of those that stand behind a Unicode character. */
static void
put_byte(struct reader *r, char c)
{
	if (r->left > 0)
		r->left--;
	else if (is_text(r))
		buffer_byte(&r->run, c);
}

static void
put_character(struct reader *r, uint32_t c)
{
	char bytes[4];
	if (!is_text(r))
		return;
	flush(r);
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = c;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000)
		c = r->high ? 0x10000 + ((r->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
	r->high = 0;
	size_t n = utf8_encode(c, bytes);
	buffer_append(r->out, n > 0 && c > 0 ? (struct view) { bytes, n } : VIEW("\xEF\xBF\xBD"));
}

/* ---- control words ---- */

static const char *
charset_of_font(long charset)
{
	return charset == 134   ? "gb18030"
	       : charset == 136 ? "big5-hkscs"
	       : charset == 128 ? "cp932"
	       : charset == 129 ? "cp949"
	                        : NULL;
}

static const char *
charset_of_page(long page)
{
	return page == 936 || page == 54936 ? "gb18030"
	       : page == 950                ? "big5-hkscs"
	       : page == 932                ? "cp932"
	       : page == 949                ? "cp949"
	       : page == 65001              ? "utf-8"
	                                    : "windows-1252";
}

static const char *
font_find(const struct reader *r, long number)
{
	for (size_t i = 0; i < r->font_count; i++)
		if (r->fonts[i].number == number)
			return r->fonts[i].charset;
	return NULL;
}

static void
use_font(struct reader *r, long number)
{
	r->font = number;
	if (now(r)->fonts)
		return;
	const char *charset = font_find(r, number);
	flush(r);
	now(r)->charset = charset;
}

static void
note_font(struct reader *r, long charset)
{
	if (now(r)->fonts && r->font_count < FONTS)
		r->fonts[r->font_count++] = (struct font) { r->font, charset_of_font(charset) };
}

static bool
word_is(struct view word, const char *const list[])
{
	for (size_t i = 0; list[i] != NULL; i++)
		if (view_equal(word, view_of(list[i])))
			return true;
	return false;
}

/* Words that stand for a character or end a line. False: it is none of them. */
static bool
put_word(struct reader *r, struct view word)
{
	static const struct {
		const char *word;
		uint32_t character;
	} characters[] = { { "tab", ' ' }, { "emdash", 0x2014 }, { "endash", 0x2013 }, { "lquote", 0x2018 },
		{ "rquote", 0x2019 }, { "ldblquote", 0x201C }, { "rdblquote", 0x201D }, { "bullet", 0x2022 },
		{ "emspace", ' ' }, { "enspace", ' ' }, { "cell", ' ' }, { "nestcell", ' ' }, { "row", '\n' },
		{ "nestrow", '\n' } };
	static const char *const ends[] = { "par", "line", "sect", "page", NULL };
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		if (view_equal(word, view_of(characters[i].word))) {
			put_character(r, characters[i].character);
			return true;
		}
	if (!word_is(word, ends))
		return false;
	put_character(r, r->in_row ? ' ' : '\n');
	return true;
}

static void
do_word(struct reader *r, struct view word, bool has_number, long number)
{
	static const char *const skipped[] = { "colortbl", "stylesheet", "info", "pict", "header", "headerl",
		"headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "nonshppict",
		"ftnsep", "ftnsepc", "objdata", "bkmkstart", "bkmkend", NULL };
	struct group *g = now(r);
	bool on = !has_number || number != 0;
	if (view_equal(word, VIEW("u"))) {
		put_character(r, (uint32_t)(number < 0 ? number + 65536 : number));
		r->left = g->spare;
	} else if (put_word(r, word)) {
		return;
	} else if (view_equal(word, VIEW("uc"))) {
		g->spare = number >= 0 && number < 16 ? (unsigned)number : 1;
	} else if (view_equal(word, VIEW("f"))) {
		use_font(r, number);
	} else if (view_equal(word, VIEW("af"))) {
		const char *charset = font_find(r, number);
		r->wide = charset ? charset : r->wide;
	} else if (view_equal(word, VIEW("fcharset"))) {
		note_font(r, number);
	} else if (view_equal(word, VIEW("ansicpg"))) {
		r->file = charset_of_page(number);
	} else if (view_equal(word, VIEW("fonttbl"))) {
		g->fonts = true;
	} else if (view_equal(word, VIEW("deleted")) || view_equal(word, VIEW("v"))) {
		flush(r);
		g->hidden = on;
	} else if (view_equal(word, VIEW("plain"))) {
		flush(r);
		g->hidden = false;
	} else if (view_equal(word, VIEW("intbl")) || view_equal(word, VIEW("pard"))) {
		r->in_row = view_equal(word, VIEW("intbl"));
	} else if (view_equal(word, VIEW("bin")) && number > 0) {
		size_t rest = r->text.len - r->at;
		r->at += (size_t)number < rest ? (size_t)number : rest;
	} else if (word_is(word, skipped)) {
		g->skipped = true;
	}
}

/* ---- reading ---- */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
byte_at(const struct reader *r)
{
	return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

/* A control word, its number, and the blank that ends it. */
static void
read_word(struct reader *r)
{
	size_t from = r->at;
	while (is_letter(byte_at(r)) && r->at - from < WORD)
		r->at++;
	struct view word = view_slice(r->text, from, r->at);
	bool minus = byte_at(r) == '-', has_number = false;
	long number = 0;
	r->at += minus;
	for (char c; (c = byte_at(r)) >= '0' && c <= '9'; r->at++) {
		number = number < 100000000 ? number * 10 + (c - '0') : number;
		has_number = true;
	}
	r->at += byte_at(r) == ' ';
	do_word(r, word, has_number, minus ? -number : number);
}

/* What stands behind a backslash. */
static void
read_control(struct reader *r)
{
	char c = byte_at(r);
	if (is_letter(c)) {
		read_word(r);
		return;
	}
	r->at++;
	if (c == '\'') {
		int a = view_hex(byte_at(r)),
		    b = r->at + 1 < r->text.len ? view_hex(r->text.at[r->at + 1]) : -1;
		if (a >= 0 && b >= 0) {
			put_byte(r, (char)(a * 16 + b));
			r->at += 2;
		}
	} else if (c == '*') {
		now(r)->skipped = true;
	} else if (c == '~' || c == '_') {
		put_byte(r, c == '~' ? ' ' : '-');
	} else if (c == '\n' || c == '\r') {
		put_character(r, r->in_row ? ' ' : '\n');
	} else if (c == '{' || c == '}' || c == '\\') {
		put_byte(r, c);
	}
}

static void
open_group(struct reader *r)
{
	flush(r);
	if (r->depth + 1 < DEPTH)
		r->groups[r->depth + 1] = r->groups[r->depth];
	r->depth++;
	r->left = 0;
}

static void
close_group(struct reader *r)
{
	flush(r);
	r->depth -= r->depth > 0;
	r->left = 0;
}

int
rtf_text(struct view rtf, struct charset *converters, struct buffer *out)
{
	struct reader *r = calloc(1, sizeof *r);
	if (r == NULL)
		return -1;
	*r = (struct reader) { .text = rtf, .file = "windows-1252", .converters = converters, .out = out };
	r->groups[0].spare = 1;
	while (r->at < rtf.len && !out->failed) {
		char c = rtf.at[r->at++];
		if (c == '\\')
			read_control(r);
		else if (c == '{')
			open_group(r);
		else if (c == '}')
			close_group(r);
		else if (c != '\n' && c != '\r' && c != '\0')
			put_byte(r, c);
	}
	flush(r);
	bool failed = out->failed || r->run.failed;
	buffer_free(&r->run);
	free(r);
	return failed ? -1 : 0;
}
