#include "fold.h"

#include "table.h"
#include "utf8.h"

#include <opencc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- white space and widths ---- */

static bool
is_white(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
	       c == 0x3000;
}

static bool
is_invisible(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c < 0x20 && !is_white(c));
}

/* Characters that are set without spaces between them. */
static bool
is_wide(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
	       (c >= 0x20000 && c <= 0x3FFFF) || c == 0x201C || c == 0x201D || c == 0x2014 || c == 0x2026;
}

static uint32_t
narrow(uint32_t c)
{
	bool letter = (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
	return letter || (c >= 0xFF10 && c <= 0xFF19) ? c - 0xFEE0 : c;
}

static bool
at_start(const struct buffer *out)
{
	return out->len == 0 || out->at[out->len - 1] == '\n' || out->at[out->len - 1] == ' ';
}

static void
put_blank(struct buffer *out, bool broken, uint32_t next)
{
	uint32_t before = 0;
	if (at_start(out))
		return;
	if (broken && is_wide(next) && utf8_before(buffer_view(out), out->len, &before) > 0 &&
	    is_wide(before))
		return;
	buffer_byte(out, ' ');
}

/* Where the characters from `at` on end that stay as they are: ASCII but for blanks and controls, U+4000 to U+9FFF. */
static size_t
plain_end(struct view text, size_t at)
{
	const unsigned char *u = (const unsigned char *)text.at;
	for (;;)
		if (at < text.len && u[at] > ' ' && u[at] < 0x7F)
			at++;
		else if (text.len - at >= 3 && u[at] >= 0xE4 && u[at] <= 0xE9)
			at += 3;
		else
			return at;
}

void
fold_line(struct view text, struct buffer *out)
{
	bool blank = false, broken = false;
	for (size_t i = 0; i < text.len;) {
		size_t end = blank ? i : plain_end(text, i);
		if (end > i) {
			buffer_append(out, view_slice(text, i, end));
			i = end;
			continue;
		}
		uint32_t c = 0;
		size_t len = utf8_decode(text.at + i, text.len - i, &c);
		if (len == 0) {
			i++;
			continue;
		}
		i += len;
		if (is_white(c)) {
			blank = true;
			broken = broken || c == '\n' || c == '\r';
			continue;
		}
		if (is_invisible(c))
			continue;
		if (blank)
			put_blank(out, broken, c);
		blank = broken = false;
		char bytes[4];
		buffer_append(out, (struct view) { bytes, utf8_encode(narrow(c), bytes) });
	}
	if (blank && !at_start(out))
		buffer_byte(out, ' ');
}

void
fold_trim(struct buffer *out)
{
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
}

void
fold_paragraphs(struct view text, struct buffer *out)
{
	struct view line;
	while (view_split(&text, '\n', &line)) {
		size_t before = out->len;
		if (before > 0)
			buffer_byte(out, '\n');
		fold_line(line, out);
		fold_trim(out);
		if (out->len == before + (before > 0))
			out->len = before;
	}
}

struct view
fold_bare(struct view line)
{
	while (line.len > 0 && (line.at[0] == '#' || line.at[0] == '*' || line.at[0] == ' '))
		line = view_slice(line, 1, line.len);
	while (line.len > 0 && (line.at[line.len - 1] == '*' || line.at[line.len - 1] == ' '))
		line.len--;
	if (view_starts(line, VIEW("（")) && view_ends(line, VIEW("）")) && line.len > 6)
		line = view_slice(line, 3, line.len - 3);
	else if (line.len > 2 && line.at[0] == '(' && line.at[line.len - 1] == ')')
		line = view_slice(line, 1, line.len - 1);
	return line;
}

/* ---- traditional and simplified ---- */

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, HAN = HAN_LAST - HAN_FIRST + 1 };

struct kept {
	struct view written, meant; /* 乾縣, 乾县 */
};

/* What a character may be; both bits where each script uses it in a sense of its own (后, 干). */
enum { TRADITIONAL = 1, SIMPLIFIED = 2 };

struct fold {
	unsigned char kind[HAN];
	struct view names; /* path of the table of names; empty: none */
	opencc_t
	    simplify; /* NULL until the first traditional text: most runs meet none, and it takes longer to open than 200 pages to read */
	struct kept *kept;
	size_t kept_count;
	uint64_t firsts[64]; /* a bit for how each of them begins */
	struct arena memory;
};

static bool
is_failed(opencc_t o)
{
	return o == NULL || o == (opencc_t)-1;
}

/* `text` converted, in the arena. `at` NULL: failed. */
static struct view
convert(opencc_t o, struct view text, struct arena *a)
{
	char *raw = opencc_convert_utf8(o, text.at, text.len);
	if (raw == NULL)
		return (struct view) { NULL, 0 };
	struct view copy = arena_copy(a, view_of(raw));
	opencc_convert_utf8_free(raw);
	return copy;
}

/* Of a character, what the bitmap of the names' beginnings goes by: the low bits of its second and third byte. */
static unsigned
name_bit(const char *at)
{
	const unsigned char *u = (const unsigned char *)at;
	return (u[1] & 63u) << 6 | (u[2] & 63u);
}

static void
keep(struct fold *f, struct view written, struct view meant)
{
	for (size_t k = 0; k < f->kept_count; k++)
		if (view_equal(f->kept[k].written, written))
			return;
	struct kept *more = written.at && written.len >= 3 && meant.at
	                        ? realloc(f->kept, (f->kept_count + 1) * sizeof *more)
	                        : NULL;
	if (more == NULL)
		return;
	f->kept = more;
	f->kept[f->kept_count++] =
	    (struct kept) { arena_copy(&f->memory, written), arena_copy(&f->memory, meant) };
	unsigned bit = name_bit(written.at);
	f->firsts[bit / 64] |= (uint64_t)1 << bit % 64;
}

/*
 * A document number begins with a character of the place (乾政发 of 乾县): the character that is spoiled is kept before
 * the words that follow it there.
 */
static void
keep_abbreviation(struct fold *f, opencc_t traditional, struct view name, struct arena *scratch)
{
	static const char *const organs[] = { "政", "府", "委", "办", "发", "人", "党" };
	for (size_t at = 0; at < name.len;) {
		uint32_t c = 0;
		size_t len = utf8_decode(name.at + at, name.len - at, &c);
		struct view one = view_slice(name, at, at + len);
		at += len ? len : name.len;
		bool spoiled = c >= HAN_FIRST && c <= HAN_LAST && (f->kind[c - HAN_FIRST] & TRADITIONAL);
		for (size_t i = 0; spoiled && i < sizeof organs / sizeof *organs; i++) {
			struct buffer pair = { 0 };
			buffer_append(&pair, one);
			buffer_append(&pair, view_of(organs[i]));
			struct view meant = arena_copy(scratch, buffer_view(&pair));
			buffer_reset(&pair);
			buffer_append(&pair, one);
			buffer_append(&pair, convert(traditional, view_of(organs[i]), scratch));
			keep(f, buffer_view(&pair), meant);
			buffer_free(&pair);
		}
	}
}

/* A name is kept when writing it traditionally and converting it back doesn't give it again. */
static void
keep_name(struct fold *f, opencc_t traditional, struct view name, struct arena *scratch)
{
	struct view written = convert(traditional, name, scratch);
	struct view back = written.at ? convert(f->simplify, written, scratch) : written;
	keep_abbreviation(f, traditional, name, scratch); /* OpenCC may know the name, but not that */
	if (back.at == NULL || view_equal(back, name))
		return;
	keep(f, written, name);
	keep(f, name, name);
}

/* Only names with a character of two readings can be spoiled: converting all 6,000 would cost more than it brings. */
static bool
could_change(const struct fold *f, struct view name)
{
	for (size_t i = 0; i < name.len;) {
		uint32_t c = 0;
		size_t len = utf8_decode(name.at + i, name.len - i, &c);
		i += len ? len : 1;
		if (c >= HAN_FIRST && c <= HAN_LAST && (f->kind[c - HAN_FIRST] & TRADITIONAL))
			return true;
	}
	return false;
}

static int
keep_names(struct fold *f, opencc_t traditional, const char *path, struct error *e)
{
	struct table t = { 0 };
	struct arena scratch = { 0 };
	int failed = table_load(&t, path, e);
	int column = failed ? -1 : table_need(&t, "name", e);
	for (size_t row = 0; column >= 0 && row < t.rows; row++)
		if (could_change(f, table_cell(&t, row, column)))
			keep_name(f, traditional, table_cell(&t, row, column), &scratch);
	arena_free(&scratch);
	table_free(&t);
	return column < 0 ? -1 : 0;
}

/* The conversion, when it is first wanted. */
static int
open_conversion(struct fold *f, struct error *e)
{
	if (f->simplify != NULL)
		return 0;
	opencc_t traditional = opencc_open("s2t.json"), simplify = opencc_open("t2s.json");
	int result = 0;
	if (!is_failed(simplify))
		f->simplify = simplify;
	if (is_failed(traditional) || is_failed(simplify))
		result = error_set(e, "OpenCC's dictionaries can't be opened: %s", opencc_error());
	if (result == 0 && f->names.len > 0)
		result = keep_names(f, traditional, f->names.at, e);
	if (!is_failed(traditional))
		opencc_close(traditional);
	return result;
}

/* A row of names that neither the gazetteer nor the conversion knows: written=meant, a blank between them. */
static int
keep_places(struct fold *f, const struct table *t, size_t row, struct view list, struct error *e)
{
	struct view pair;
	while (view_split(&list, ' ', &pair)) {
		size_t at = view_find(pair, VIEW("="), 0);
		if (at == (size_t)-1 || at < 3 || at + 4 > pair.len)
			return error_set(e, "%s:%llu: a name is written=meant", t->file, t->lines[row]);
		keep(f, view_slice(pair, 0, at), view_slice(pair, at + 1, pair.len));
	}
	return 0;
}

/* A row of the table: the characters that give a script away, or names. */
static int
mark_characters(struct fold *f, const struct table *t, size_t row, struct error *e)
{
	struct view script = table_cell(t, row, table_column(t, "script"));
	struct view list = table_cell(t, row, table_column(t, "characters"));
	unsigned char mark = view_equal(script, VIEW("traditional"))  ? TRADITIONAL
	                     : view_equal(script, VIEW("simplified")) ? SIMPLIFIED
	                                                              : 0;
	if (view_equal(script, VIEW("place")))
		return keep_places(f, t, row, list, e);
	if (mark == 0)
		return error_set(
		    e, "%s:%llu: script is traditional, simplified or place", t->file, t->lines[row]);
	for (size_t i = 0; i < list.len;) {
		uint32_t c = 0;
		size_t len = utf8_decode(list.at + i, list.len - i, &c);
		if (c < HAN_FIRST || c > HAN_LAST)
			return error_set(
			    e, "%s:%llu: a character that is no Unified Ideograph", t->file, t->lines[row]);
		f->kind[c - HAN_FIRST] |= mark;
		i += len;
	}
	return 0;
}

static int
load_scripts(struct fold *f, const char *path, struct error *e)
{
	struct table t = { 0 };
	int bad = table_load(&t, path, e);
	if (bad == 0 && (table_need(&t, "script", e) < 0 || table_need(&t, "characters", e) < 0))
		bad = -1;
	for (size_t row = 0; bad == 0 && row < t.rows; row++)
		bad = mark_characters(f, &t, row, e);
	table_free(&t);
	return bad;
}

struct fold *
fold_open(const char *scripts, const char *names, struct error *e)
{
	struct fold *f = calloc(1, sizeof *f);
	if (f != NULL)
		f->names = arena_copy(&f->memory, view_of(names));
	if (f == NULL || f->names.at == NULL)
		error_set(e, "no memory for the characters of %s", scripts);
	else if (load_scripts(f, scripts, e) == 0)
		return f;
	fold_close(f);
	return NULL;
}

void
fold_close(struct fold *f)
{
	if (f == NULL)
		return;
	if (f->simplify != NULL)
		opencc_close(f->simplify);
	free(f->kept);
	arena_free(&f->memory);
	free(f);
}

/* Eights of ASCII characters at the start of a text: how many characters. Markup is mostly these. */
static size_t
skip_ascii(struct view text)
{
	size_t n = 0;
	uint64_t eight;
	for (; n + sizeof eight <= text.len; n += sizeof eight) {
		memcpy(&eight, text.at + n, sizeof eight);
		if (eight & 0x8080808080808080u)
			break;
	}
	return n > 0 ? n - 1 : 0; /* the caller steps over the last one */
}

bool
fold_is_traditional(const struct fold *f, struct view text)
{
	size_t han = 0, kana = 0, kinds[4] = { 0 };
	for (size_t i = 0; i + 2 < text.len; i++) {
		const unsigned char *u = (const unsigned char *)text.at + i;
		if (u[0] < 0x80)
			i += skip_ascii(view_slice(text, i, text.len));
		if (u[0] < 0xE3 || u[0] > 0xE9)
			continue;
		unsigned c = (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
		if (c >= HAN_FIRST && c <= HAN_LAST) {
			han++;
			kinds[f->kind[c - HAN_FIRST]]++;
		} else
			kana += c >= 0x3041 && c <= 0x30FA;
		i += 2;
	}
	/* In running text a third of the characters differ; a quoted name or a stray variant doesn't make a page. Japanese is another matter. */
	return kinds[TRADITIONAL] >= 5 && kinds[TRADITIONAL] > han / 10 &&
	       kinds[TRADITIONAL] > kinds[SIMPLIFIED] * 2 && kana < han / 10;
}

static int
simplify_piece(struct fold *f, struct view text, struct buffer *out, struct error *e)
{
	if (text.len == 0)
		return 0;
	char *raw = opencc_convert_utf8(f->simplify, text.at, text.len);
	if (raw == NULL)
		return error_set(e, "OpenCC can't convert: %s", opencc_error());
	buffer_append(out, view_of(raw));
	opencc_convert_utf8_free(raw);
	return 0;
}

/* The first name to keep at or behind `from`. */
static const struct kept *
next_kept(const struct fold *f, struct view text, size_t from, size_t *at)
{
	for (*at = from; text.len - *at >= 3; ++*at) {
		unsigned bit = name_bit(text.at + *at);
		if ((unsigned char)text.at[*at] < 0xE0 || !(f->firsts[bit / 64] >> bit % 64 & 1))
			continue;
		for (size_t i = 0; i < f->kept_count; i++)
			if (view_starts(view_slice(text, *at, text.len), f->kept[i].written))
				return &f->kept[i];
	}
	*at = text.len;
	return NULL;
}

int
fold_simplify(struct fold *f, struct view text, struct buffer *out, struct error *e)
{
	size_t from = 0, at;
	if (open_conversion(f, e) != 0)
		return -1;
	for (const struct kept *k; (k = next_kept(f, text, from, &at)) != NULL; from = at + k->written.len) {
		if (simplify_piece(f, view_slice(text, from, at), out, e) != 0)
			return -1;
		buffer_append(out, k->meant);
	}
	if (simplify_piece(f, view_slice(text, from, text.len), out, e) != 0)
		return -1;
	return out->failed ? error_set(e, "no memory for a text of %zu bytes", text.len) : 0;
}
