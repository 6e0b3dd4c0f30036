#include "charset.h"

#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uchardet.h>

enum { CONVERTERS = 4, SNIFF = 16384, DETECT = 65536, VOTE = 262144 };

struct converter {
	char name[CHARSET_NAME];
	iconv_t handle;
};

struct charset {
	struct converter open[CONVERTERS]; /* most recent first; an empty name ends the list */
	uchardet_t detector;
};

struct charset *
charset_new(struct error *e)
{
	struct charset *c = calloc(1, sizeof *c);
	if (c != NULL && (c->detector = uchardet_new()) != NULL)
		return c;
	free(c);
	error_set(e, "no memory for the charset detector");
	return NULL;
}

void
charset_free(struct charset *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < CONVERTERS && c->open[i].name[0]; i++)
		iconv_close(c->open[i].handle);
	uchardet_delete(c->detector);
	free(c);
}

/* ---- labels ---- */

static bool
is_label(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c == ':' || c == '.';
}

bool
charset_label(struct view label, char name[CHARSET_NAME])
{
	static const char *const meant[][2] = { { "utf8", "utf-8" }, { "unicode-1-1-utf-8", "utf-8" },
		{ "gb2312", "gb18030" }, { "gb_2312-80", "gb18030" }, { "gb_2312", "gb18030" },
		{ "gbk", "gb18030" }, { "x-gbk", "gb18030" }, { "cp936", "gb18030" }, { "ms936", "gb18030" },
		{ "csgb2312", "gb18030" }, { "chinese", "gb18030" }, { "euc-cn", "gb18030" },
		{ "gb-18030", "gb18030" }, { "big5", "big5-hkscs" }, { "big5hkscs", "big5-hkscs" },
		{ "cn-big5", "big5-hkscs" }, { "x-x-big5", "big5-hkscs" }, { "csbig5", "big5-hkscs" },
		{ "cp950", "big5-hkscs" }, { "iso-8859-1", "windows-1252" }, { "latin1", "windows-1252" },
		{ "ascii", "windows-1252" }, { "us-ascii", "windows-1252" }, { "shift_jis", "cp932" },
		{ "euc-kr", "cp949" } };
	size_t n = 0;
	label = view_trim(label);
	for (; n < label.len && n < CHARSET_NAME - 1 && is_label(label.at[n]); n++)
		name[n] = (char)(label.at[n] >= 'A' && label.at[n] <= 'Z' ? label.at[n] + 32 : label.at[n]);
	name[n] = '\0';
	for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
		if (strcmp(name, meant[i][0]) == 0)
			snprintf(name, CHARSET_NAME, "%s", meant[i][1]);
	return n > 0 && n == label.len;
}

/*
 * The label behind the first `charset=` (or an XML declaration's `encoding=`) near the start. Real metas lack quotes,
 * blanks or the http-equiv around it, so nothing more is asked for.
 */
struct view
charset_meta(struct view bytes)
{
	struct view head = view_slice(bytes, 0, SNIFF);
	for (size_t i = 0; i + 9 < head.len; i++) {
		size_t word = strncasecmp(head.at + i, "charset", 7) == 0    ? 7
		              : strncasecmp(head.at + i, "encoding", 8) == 0 ? 8
		                                                             : 0;
		if (word == 0)
			continue;
		size_t at = i + word, marks = 0;
		for (; at < head.len && strchr(" \t\r\n=\"'", head.at[at]) != NULL && head.at[at] != '\0';
		     at++)
			marks += head.at[at] == '=';
		size_t end = at;
		while (end < head.len && is_label(head.at[end]))
			end++;
		if (marks == 1 && end > at)
			return view_slice(head, at, end);
	}
	return (struct view) { "", 0 };
}

/* ---- what the bytes say ---- */

/* How many of the two-byte characters would be frequent ones (level 1 of GB 2312, level 1 of Big5), of how many. */
struct vote {
	size_t frequent, pairs;
};

static void
vote_both(struct view bytes, struct vote *gb, struct vote *big5)
{
	const unsigned char *u = (const unsigned char *)bytes.at;
	size_t len = bytes.len < VOTE ? bytes.len : VOTE;
	*gb = *big5 = (struct vote) { 0 };
	for (size_t i = 0; i + 1 < len; i++) {
		if (u[i] < 0x81)
			continue;
		unsigned char a = u[i], b = u[i + 1];
		gb->pairs++;
		big5->pairs++;
		bool marks = a >= 0xA1 && a <= 0xA3; /* punctuation in both */
		gb->frequent += b >= 0xA1 && ((a >= 0xB0 && a <= 0xD7) || marks);
		big5->frequent +=
		    (b >= 0xA1 || (b >= 0x40 && b <= 0x7E)) && ((a >= 0xA4 && a <= 0xC6) || marks);
		i++;
	}
}

/* Per cent of frequent characters. */
static unsigned
vote_share(struct vote v)
{
	return v.pairs ? (unsigned)(v.frequent * 100 / v.pairs) : 0;
}

/* Nearly all of it is UTF-8: a page that was cut in the middle of a character, or has a foreign piece in it. */
static bool
mostly_utf8(struct view bytes)
{
	size_t good = 0, bad = 0;
	for (size_t i = 0;
	     i < bytes.len && bad <= bytes.len / 40;) { /* there can't be enough good ones then */
		uint32_t c;
		size_t n = utf8_decode(bytes.at + i, bytes.len - i, &c);
		good += n > 1;
		bad += n == 0;
		i += n ? n : 1;
	}
	return good >= 10 && good / 20 >= bad;
}

/* UTF-16 without a mark: every other byte of an ASCII-rich text is NUL. */
static const char *
utf16_kind(struct view bytes)
{
	size_t even = 0, odd = 0, len = bytes.len < 4096 ? bytes.len : 4096;
	for (size_t i = 0; i < len; i++)
		if (bytes.at[i] == '\0')
			*(i % 2 ? &odd : &even) += 1;
	if (odd > len / 6 && even < odd / 8)
		return "utf-16le";
	return even > len / 6 && odd < even / 8 ? "utf-16be" : NULL;
}

/* ---- conversion ---- */

static iconv_t
converter_get(struct charset *c, const char *name)
{
	for (size_t i = 0; i < CONVERTERS && c->open[i].name[0]; i++)
		if (strcmp(c->open[i].name, name) == 0) {
			iconv(c->open[i].handle, NULL, NULL, NULL, NULL);
			return c->open[i].handle;
		}
	iconv_t handle = iconv_open("UTF-8", name);
	if (handle == (iconv_t)-1)
		return handle;
	if (c->open[CONVERTERS - 1].name[0])
		iconv_close(c->open[CONVERTERS - 1].handle);
	memmove(c->open + 1, c->open, (CONVERTERS - 1) * sizeof *c->open);
	snprintf(c->open[0].name, CHARSET_NAME, "%s", name);
	c->open[0].handle = handle;
	return handle;
}

/* One byte that `name` has no character for. Browsers read 0x80 as the euro sign in GBK. */
static void
put_wrong(const char *name, unsigned char byte, struct buffer *out, size_t *wrong)
{
	if (byte == 0x80 && strcmp(name, "gb18030") == 0) {
		buffer_append(out, VIEW("€"));
		return;
	}
	buffer_append(out, VIEW("\xEF\xBF\xBD"));
	++*wrong;
}

static int
convert(iconv_t handle, const char *name, struct view bytes, struct buffer *out, size_t *wrong)
{
	union { /* iconv takes a pointer to what it doesn't write */
		const char *in;
		char *out;
	} from = { .in = bytes.at };
	size_t left = bytes.len;
	*wrong = 0;
	while (left > 0) {
		if (buffer_reserve(out, left * 2 + 64) != 0)
			return -1;
		char *to = out->at + out->len;
		size_t room = out->room - out->len;
		size_t done = iconv(handle, &from.out, &left, &to, &room);
		out->len = (size_t)(to - out->at);
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		put_wrong(name, (unsigned char)*from.in, out, wrong);
		from.in++;
		left--;
	}
	return out->failed ? -1 : 0;
}

/* ---- decision ---- */

static void
decide(struct charset_result *r, const char *name, const char *why)
{
	snprintf(r->name, CHARSET_NAME, "%s", name);
	r->why = why;
}

static bool
is_double_byte(const char *name)
{
	return strcmp(name, "gb18030") == 0 || strcmp(name, "big5-hkscs") == 0;
}

/* A declaration that the bytes can live with. */
static bool
declared(struct charset *c, struct view label, const char *why, struct vote gb, struct vote big5,
    struct charset_result *r)
{
	char name[CHARSET_NAME];
	if (!charset_label(label, name) || strcmp(name, "utf-8") == 0 || strncmp(name, "utf-16", 6) == 0 ||
	    strncmp(name, "utf-7", 5) == 0)
		return false;
	unsigned own = vote_share(gb), other = vote_share(big5);
	if (strcmp(name, "big5-hkscs") == 0) {
		unsigned swap = own;
		own = other;
		other = swap;
	}
	if (is_double_byte(name) && gb.pairs >= 8 && other > own + 20)
		return false;
	if (!is_double_byte(name) && gb.pairs >= 8 && (own >= 80 || other >= 80))
		return false; /* Chinese that calls itself iso-8859-1 */
	if (converter_get(c, name) == (iconv_t)-1)
		return false;
	decide(r, name, why);
	return true;
}

static void
detect(struct charset *c, struct view bytes, struct vote gb, struct vote big5, struct charset_result *r)
{
	unsigned a = vote_share(gb), b = vote_share(big5);
	if (gb.pairs >= 8 && (a >= 85 || b >= 85)) {
		decide(r, b > a ? "big5-hkscs" : "gb18030", "bytes");
		return;
	}
	char name[CHARSET_NAME];
	uchardet_reset(c->detector);
	if (uchardet_handle_data(c->detector, bytes.at, bytes.len < DETECT ? bytes.len : DETECT) == 0) {
		uchardet_data_end(c->detector);
		if (charset_label(view_of(uchardet_get_charset(c->detector)), name) &&
		    converter_get(c, name) != (iconv_t)-1) {
			decide(r, name, "detector");
			return;
		}
	}
	decide(r, "gb18030", "detector"); /* what an undeclared Chinese page of two lines most likely is */
}

/* Cuts a byte order mark off `bytes` and says what it marks, or NULL. */
static const char *
mark_read(struct view *bytes)
{
	static const struct {
		struct view mark;
		const char *name;
	} marks[] = { { VIEW_INIT("\xEF\xBB\xBF"), "utf-8" }, { VIEW_INIT("\xFF\xFE"), "utf-16le" },
		{ VIEW_INIT("\xFE\xFF"), "utf-16be" } };
	for (size_t i = 0; i < 3; i++)
		if (view_starts(*bytes, marks[i].mark)) {
			*bytes = view_slice(*bytes, marks[i].mark.len, bytes->len);
			return marks[i].name;
		}
	return NULL;
}

/* Well-formed UTF-8 without NUL. */
static bool
is_clean(struct view bytes)
{
	return bytes.len == 0 ||
	       (memchr(bytes.at, '\0', bytes.len) == NULL && utf8_check(bytes) == bytes.len);
}

static void
choose(struct charset *c, struct view bytes, struct view http, struct charset_result *r)
{
	struct vote gb, big5;
	const char *utf16;
	if ((utf16 = utf16_kind(bytes)) != NULL)
		decide(r, utf16, "bytes");
	else if (mostly_utf8(bytes) || utf8_check(bytes) == bytes.len)
		decide(r, "utf-8", "bytes");
	else {
		vote_both(bytes, &gb, &big5);
		if (!declared(c, http, "http", gb, big5, r) &&
		    !declared(c, charset_meta(bytes), "meta", gb, big5, r))
			detect(c, bytes, gb, big5, r);
	}
}

/* Western text is mostly ASCII; what is not, and still passes for it, is no text at all (every byte is a character there). */
static bool
is_noise(const char *name, struct view bytes)
{
	size_t high = 0;
	if (strcmp(name, "windows-1252") != 0)
		return false;
	for (size_t i = 0; i < bytes.len; i++)
		high += (unsigned char)bytes.at[i] >= 0x80;
	return high * 3 > bytes.len;
}

int
charset_decode(struct charset *c, struct view bytes, struct view http, struct buffer *out,
    struct charset_result *r, struct error *e)
{
	*r = (struct charset_result) { .why = "bytes" };
	const char *mark = mark_read(&bytes);
	bool clean = is_clean(bytes);
	if (mark != NULL)
		decide(r, mark, "mark");
	else if (clean)
		decide(r, "utf-8", "bytes");
	else
		choose(c, bytes, http, r);
	size_t from = out->len;
	if (strcmp(r->name, "utf-8") == 0 && clean)
		buffer_append(out, bytes);
	else if (strcmp(r->name, "utf-8") == 0)
		r->wrong = utf8_repair(bytes, out);
	else {
		iconv_t handle = converter_get(c, r->name);
		if (handle == (iconv_t)-1)
			return error_set(e, "iconv has no converter for %s", r->name);
		struct buffer raw = { 0 };
		int failed = convert(handle, r->name, bytes, &raw, &r->wrong);
		r->wrong +=
		    failed ? 0
		           : utf8_repair(buffer_view(&raw), out); /* NUL, and what a converter let through */
		buffer_free(&raw);
		if (failed)
			return error_set(e, "no memory for a page of %zu bytes", bytes.len);
	}
	if (out->failed)
		return error_set(e, "no memory for a page of %zu bytes", bytes.len);
	r->characters = r->wrong == 0 ? 0 : utf8_count(view_slice(buffer_view(out), from, out->len));
	r->failed = (r->wrong > 3 && r->wrong > r->characters / 100) || is_noise(r->name, bytes);
	return 0;
}

int
charset_convert(struct charset *c, const char *name, struct view bytes, struct buffer *out)
{
	size_t wrong;
	iconv_t handle = converter_get(c, name);
	return handle == (iconv_t)-1 ? -1 : convert(handle, name, bytes, out, &wrong);
}
