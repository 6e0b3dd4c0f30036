#include "clues.h"

#include "date.h"
#include "docno.h"
#include "utf8.h"

#include <string.h>

#define NOWHERE ((size_t)-1)

/* Lines above the text proper in which a number may stand; bytes of an export's start; characters of an authority's name, and of
 * several that lost what stood between them; lines of a signature. */
enum { TOP_LINES = 24, TOP_BYTES = 1500, NAME = 40, NAMES = 150, SIGNERS = 8 };

static bool
is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007;
}

static bool
is_authority(struct view v, const struct words *words, size_t most)
{
	size_t chars = 0;
	for (size_t i = 0; i < v.len;) {
		uint32_t c = 0;
		size_t len = utf8_decode(v.at + i, v.len - i, &c);
		if (len == 0 ||
		    !(is_han(c) || c == ' ' || c == 0xFF08 || c == 0xFF09 || c == '(' || c == ')'))
			return false;
		i += len;
		chars += c != ' ';
	}
	return chars >= 3 && chars <= most && words_end(words, "organ", v) > 0;
}

bool
clues_is_authority(struct view v, const struct words *words)
{
	return is_authority(v, words, NAME);
}

/* A line without the marks that Markdown puts before headings, and without brackets around all of it. */
static struct view
bare_line(struct view line)
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

/* ---- the number ---- */

static void
offer_number(struct facts *f, const struct docno *d, const char *source)
{
	struct buffer out = { 0 };
	docno_write(d, &out);
	facts_offer(f, FACT_DOCNO, buffer_view(&out), source);
	buffer_free(&out);
}

/* A line of its own, above the text. */
static void
number_line(struct view text, struct facts *f)
{
	struct view line;
	struct docno d;
	for (int n = 0; n < TOP_LINES && view_split(&text, '\n', &line); n++)
		if (docno_parse(bare_line(line), &d)) {
			offer_number(f, &d, "number line");
			return;
		}
}

/* Are they the same but for blanks? */
static bool
same_words(struct view a, struct view b)
{
	size_t i = 0, k = 0;
	for (;; i++, k++) {
		while (i < a.len && (a.at[i] == ' ' || a.at[i] == '\n'))
			i++;
		while (k < b.len && (b.at[k] == ' ' || b.at[k] == '\n'))
			k++;
		if (i >= a.len || k >= b.len)
			return i >= a.len && k >= b.len;
		if (a.at[i] != b.at[k])
			return false;
	}
}

/* Could what stands before a number, from the start of the text, be the title, or nothing? */
static bool
is_heading(struct view before, struct view title, const struct words *words)
{
	static const char *const sentence[] = { "。", "：", "；", "，" };
	while (before.len > 0 && (before.at[before.len - 1] == ' ' || before.at[before.len - 1] == '\n'))
		before.len--;
	if (before.len == 0 || same_words(before, title))
		return true;
	for (size_t i = 0; i < sizeof sentence / sizeof *sentence; i++)
		if (view_find(before, view_of(sentence[i]), 0) != NOWHERE)
			return false;
	return utf8_count(before) <= 120 && words_end(words, "kind", before) > 0;
}

/* At the very start, or behind the title that begins the text, or at the title's end in brackets. */
static void
number_glued(struct view text, const struct words *words, struct facts *f)
{
	struct docno d;
	struct view title = f->value[FACT_TITLE], top = view_slice(text, 0, TOP_BYTES);
	if (docno_find(top, 0, &d) && is_heading(view_slice(top, 0, d.start), title, words))
		offer_number(f, &d, "number behind the title");
	if (docno_find(title, 0, &d) && d.end + 3 >= title.len && d.end < title.len)
		offer_number(f, &d, "number in the title");
}

/* ---- the title ---- */

/* 关于…的通知 on one line near the top, or on two that were broken for their looks. */
static void
title_line(struct view text, const struct words *words, struct facts *f)
{
	struct view line, rest = text;
	size_t begin = 0;
	for (int n = 0; n < 6 && view_split(&rest, '\n', &line); n++) {
		size_t offset = (size_t)(line.at - text.at);
		if (line.len > 400 || view_ends(line, VIEW("：")) ||
		    view_find(line, VIEW("。"), 0) != NOWHERE)
			return;
		if (view_find(line, VIEW("关于"), 0) != NOWHERE ||
		    view_find(line, VIEW("印发"), 0) != NOWHERE)
			begin = begin ? begin : offset + 1;
		size_t kind = begin ? words_end(words, "kind", line) : 0;
		if (kind == 0 || !view_ends(view_slice(line, 0, line.len - kind), VIEW("的")))
			continue;
		struct buffer joined = { 0 };
		struct view part, piece = view_slice(text, begin - 1, offset + line.len);
		while (view_split(&piece, '\n', &part))
			buffer_append(&joined, part);
		facts_offer(f, FACT_TITLE, buffer_view(&joined), "title line");
		buffer_free(&joined);
		return;
	}
}

/*
 * The document as a file, named by its number and its title: 某政发〔2013〕26号 某市人民政府关于…的通知.doc. A link to an annex
 * has neither the number nor, where the page has no title, is it the only one that is named like a document.
 */
static void
file_line(struct view text, const struct words *words, struct facts *f)
{
	struct view line;
	while (view_split(&text, '\n', &line)) {
		struct docno d;
		struct view name = line;
		size_t dot = name.len;
		while (dot > 0 && name.len - dot < 5 && name.at[dot - 1] != '.')
			dot--;
		if (line.len > 600 || dot == 0 || !words_have(words, "file", view_slice(name, dot, name.len)))
			continue;
		name = view_slice(name, 0, dot - 1);
		if (view_ends(name, VIEW(")")) && name.len > 3) /* a download's (1) */
			name.len -=
			    view_find(view_slice(name, name.len - 3, name.len), VIEW("("), 0) == 0 ? 3 : 0;
		if (docno_find(name, 0, &d) && d.start == 0) {
			offer_number(f, &d, "file name");
			name = view_trim(view_slice(name, d.end, name.len));
		}
		if (view_starts(name, VIEW("附件")))
			continue;
		size_t kind = words_end(words, "kind", name);
		if (kind > 0 && view_ends(view_slice(name, 0, name.len - kind), VIEW("的")))
			facts_offer(f, FACT_TITLE, name, "file name");
	}
}

/* ---- the issuer in the title: 某市人民政府办公室关于… ---- */

static void
title_issuer(const struct words *words, struct facts *f)
{
	static const char *const marks[] = { "关于", "印发", "转发", "批转" };
	struct view title = f->value[FACT_TITLE];
	size_t first = NOWHERE;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t hit = view_find(title, view_of(marks[i]), 0);
		first = hit < first ? hit : first;
	}
	if (first == NOWHERE || first == 0)
		return;
	struct view name = view_trim(view_slice(title, 0, first));
	if (utf8_count(name) <= 80 && words_end(words, "organ", name) > 0 &&
	    view_find(name, VIEW("《"), 0) == NOWHERE)
		facts_offer(f, FACT_ISSUER, name, "title");
}

/* ---- the signature ---- */

struct signature {
	struct date date;
	struct view issuer; /* one name, or several lines */
	size_t end;         /* behind the date */
	bool signed_;       /* an authority stands with the date */
};

/* A line that is a date, with at most an authority before it. */
static bool
signature_line(struct view line, const struct words *words, int last, struct date *d, struct view *before)
{
	size_t start, end;
	struct view bare = bare_line(line);
	if (bare.len > 200 || !date_find(bare, 0, last, d, &start, &end) || end != bare.len)
		return false;
	*before = view_trim(view_slice(bare, 0, start));
	return before->len == 0 || clues_is_authority(*before, words);
}

/* The first date line that an authority's line stands above, or on. */
static bool
find_signature(struct view text, const struct words *words, int last, struct signature *s)
{
	struct view line, rest = text, above[SIGNERS];
	size_t signers = 0;
	while (view_split(&rest, '\n', &line)) {
		struct view before;
		if (!signature_line(line, words, last, &s->date, &before)) {
			if (!clues_is_authority(line, words))
				signers = 0;
			else if (signers < SIGNERS)
				above[signers++] = line;
			continue;
		}
		s->end = (size_t)(line.at - text.at) + line.len;
		if (before.len > 0)
			s->issuer = before;
		else if (signers > 0) {
			const char *end = above[signers - 1].at + above[signers - 1].len;
			s->issuer = (struct view) { above[0].at, (size_t)(end - above[0].at) };
		} else
			continue;
		return true;
	}
	return false;
}

/* What may follow the date of a signature in a text without line breaks. */
static bool
ends_letter(struct view behind)
{
	static const struct view marks[] = { VIEW_INIT("\n"), VIEW_INIT("（"), VIEW_INIT("("),
		VIEW_INIT("附"), VIEW_INIT("抄送"), VIEW_INIT("—"), VIEW_INIT("公开"), VIEW_INIT("扫"),
		VIEW_INIT("更多信息") };
	while (behind.len > 0 && behind.at[0] == ' ')
		behind = view_slice(behind, 1, behind.len);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(behind, marks[i]))
			return true;
	return behind.len == 0;
}

/* The authorities that stand right before `end`, with blanks between them; empty when there is none. */
static struct view
signers_before(struct view text, size_t end, const struct words *words)
{
	size_t from = end;
	while (from > 0 && text.at[from - 1] == ' ')
		from--;
	end = from;
	for (size_t at = end, len; at > 0;) {
		uint32_t c = 0;
		while ((len = utf8_before(text, at, &c)) > 0 && is_han(c) && end - at < (size_t)3 * NAMES)
			at -= len;
		if (!is_authority(view_slice(text, at, from), words, NAMES))
			break;
		from = at;
		if (at == 0 || text.at[at - 1] != ' ')
			break;
		at--;
		if (end - at >= (size_t)3 * NAMES)
			break;
		struct view piece = view_slice(text, 0, at);
		size_t start = at;
		while (
		    (len = utf8_before(piece, start, &c)) > 0 && is_han(c) && at - start < (size_t)3 * NAMES)
			start -= len;
		if (!is_authority(view_slice(text, start, at), words, NAMES))
			break;
		from = start;
		at = start;
	}
	return view_slice(text, from, end);
}

/* In a text without line breaks: 。某市人民政府 2014年9月19日 before the end, a remark in brackets or an annex. */
static bool
find_glued(struct view text, const struct words *words, int last, struct signature *s)
{
	size_t start, end = 0;
	while (date_find(text, end, last, &s->date, &start, &end)) {
		if (s->date.day == 0 || !ends_letter(view_slice(text, end, end + 30)))
			continue;
		s->issuer = signers_before(text, start, words);
		s->end = end;
		if (s->issuer.len > 0)
			return true;
	}
	return false;
}

/* Does a sentence end, or a telephone number or an address, right before `at`? */
static bool
behind_sentence(struct view text, size_t at)
{
	static const uint32_t ends[] = { 0x3002, 0xFF01, 0xFF09, 0x300B, ')', '\n' };
	uint32_t c = 0;
	while (at > 0 && text.at[at - 1] == ' ')
		at--;
	if (utf8_before(text, at, &c) == 0)
		return at == 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (c == ends[i])
			return true;
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Where the line break behind the signature is lost too, and the annex follows at once: 。某市人民政府2019年6月2日某市工作要点.
 * A sentence that begins with an authority and a date goes on with a verb or a comma.
 */
static bool
find_inside(struct view text, const struct words *words, int last, struct signature *s)
{
	size_t start, end = 0;
	while (date_find(text, end, last, &s->date, &start, &end)) {
		struct view behind = view_slice(text, end, end + 60);
		if (s->date.day == 0 || words_begin(words, "act", behind))
			continue;
		s->issuer = signers_before(text, start, words);
		s->end = end;
		if (s->issuer.len > 0 && !words_begin(words, "lead", s->issuer) &&
		    behind_sentence(text, (size_t)(s->issuer.at - text.at)))
			return true;
	}
	return false;
}

/* A date that closes the text behind its last sentence, with no authority before it. */
static bool
find_closing(struct view text, int last, struct signature *s)
{
	size_t start, end = text.len > 600 ? text.len - 600 : 0;
	while (end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	while (date_find(text, end, last, &s->date, &start, &end)) {
		struct view before = view_slice(text, 0, start);
		while (before.len > 0 && before.at[before.len - 1] == ' ')
			before.len--;
		if (s->date.day == 0 || !ends_letter(view_slice(text, end, end + 30)) ||
		    !(view_ends(before, VIEW("。")) || view_ends(before, VIEW("\n"))))
			continue;
		s->issuer = (struct view) { "", 0 };
		return true;
	}
	return false;
}

/* 2011年11月17日 某会议通过, or （2015年3月1日某令公布）: the last such date near the top is that of this version. */
static void
adoption_note(struct view text, struct facts *f)
{
	static const char *const acts[] = { "通过", "公布", "修正", "修订", "发布", "批准", "修改",
		"会议上" };
	struct view line, rest = text;
	struct date d, latest = { 0 };
	for (int n = 0; n < 14 && view_split(&rest, '\n', &line); n++) {
		size_t start, end;
		line = bare_line(line);
		if (line.len > 900 || !date_find(line, 0, f->last, &d, &start, &end) || start > 12 ||
		    d.day == 0)
			continue;
		bool act = false;
		for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
			act = act || view_find(line, view_of(acts[i]), end) != NOWHERE;
		if (act && view_find(line, VIEW("。"), 0) == NOWHERE)
			do {
				if (d.day > 0 && d.year * 400 + d.month * 31 + d.day >
				                     latest.year * 400 + latest.month * 31 + latest.day)
					latest = d;
			} while (date_find(line, end, f->last, &d, &start, &end));
	}
	char out[DATE_ROOM];
	if (latest.year > 0)
		facts_offer(f, FACT_ISSUED, (struct view) { out, date_write(latest, out) }, "adoption note");
}

/* The authorities of a signature, a blank between those that stand on lines of their own. */
static void
offer_signers(struct facts *f, struct view lines)
{
	struct buffer joined = { 0 };
	struct view line;
	while (view_split(&lines, '\n', &line)) {
		if (joined.len > 0)
			buffer_byte(&joined, ' ');
		buffer_append(&joined, line);
	}
	facts_offer(f, FACT_ISSUER, buffer_view(&joined), "signature");
	buffer_free(&joined);
}

/* A line under the title that is only a date: of issue, or of publication where it tells the time of day too. */
static void
date_line(struct view text, struct facts *f)
{
	struct view line;
	struct date d;
	for (int n = 0; n < 5 && view_split(&text, '\n', &line); n++) {
		line = bare_line(line);
		if (!date_parse(line, f->last, &d) || d.day == 0)
			continue;
		bool time = view_find(line, VIEW(":"), 0) != NOWHERE;
		facts_offer(f, time ? FACT_PUBLISHED : FACT_ISSUED, line, "date line");
		return;
	}
}

void
clues_offer(struct view text, const struct words *words, struct facts *f)
{
	title_line(text, words, f);
	number_line(text, f);
	number_glued(text, words, f);
	file_line(text, words, f);
	adoption_note(text, f);
	struct signature s = { 0 };
	bool found = find_signature(text, words, f->last, &s) || find_glued(text, words, f->last, &s) ||
	             find_inside(text, words, f->last, &s) || find_closing(text, f->last, &s);
	if (found) {
		char out[DATE_ROOM];
		facts_offer(f, FACT_ISSUED, (struct view) { out, date_write(s.date, out) }, "signature");
	}
	title_issuer(words, f);
	if (found)
		offer_signers(f, s.issuer);
	date_line(text, f);
	if (clues_is_authority(f->value[FACT_SOURCE], words))
		facts_offer(f, FACT_ISSUER, f->value[FACT_SOURCE], f->source[FACT_SOURCE]);
}

/* ---- completeness ---- */

const char *
clues_completeness(struct view text, struct view title)
{
	static const char *const elsewhere[] = { "全文见附件", "（全文见", "详见附件全文", "阅读全文",
		"查看全文", "未完待续" };
	static const char *const passing[] = { "印发给你们", "现予印发", "转发给你们", "现印发", "现转发" };
	struct view tail = view_slice(text, text.len > 300 ? text.len - 300 : 0, text.len);
	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		if (view_find(tail, view_of(elsewhere[i]), 0) != NOWHERE)
			return "partial";
	if (view_ends(text, VIEW("……")) || view_ends(text, VIEW("...")))
		return "partial";
	bool notice =
	    view_find(title, VIEW("印发"), 0) != NOWHERE || view_find(title, VIEW("转发"), 0) != NOWHERE;
	for (size_t i = 0; notice && i < sizeof passing / sizeof *passing; i++) {
		size_t hit = view_find(view_slice(text, 0, 4000), view_of(passing[i]), 0);
		/* behind it the letter's last sentence, its signature and a list of annexes take no more than this */
		if (hit != NOWHERE && utf8_count(view_slice(text, hit, text.len)) < 300)
			return "cover";
	}
	return "full";
}
