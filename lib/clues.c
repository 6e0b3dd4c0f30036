#include "clues.h"

#include "authority.h"
#include "date.h"
#include "docno.h"
#include "fold.h"
#include "signature.h"
#include "statute.h"
#include "utf8.h"

#include <string.h>

#define NOWHERE ((size_t)-1)

/* Lines above the text proper in which a number may stand; bytes of an export's start; characters of a letter behind 印发给你们. */
enum { TOP_LINES = 24, TOP_BYTES = 1500, LETTER = 300 };

/* ---- the number ---- */

static void
offer_number(struct facts *f, const struct docno *d, const char *source)
{
	struct buffer out = { 0 };
	docno_write(d, &out);
	facts_offer(f, FACT_DOCNO, buffer_view(&out), source);
	buffer_free(&out);
}

/* What an explainer names is what it explains. */
static bool
explains(const struct facts *f, const struct words *words)
{
	return words_in(words, "explains", f->value[FACT_TITLE]);
}

/* A line of its own, above the text. */
static void
number_line(struct view text, const struct words *words, struct facts *f)
{
	struct view line;
	struct docno d;
	if (explains(f, words))
		return;
	for (int n = 0; n < TOP_LINES && view_split(&text, '\n', &line); n++)
		if (docno_parse(fold_bare(line), &d)) {
			offer_number(f, &d, "number line");
			return;
		}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* Where `text` goes on behind `words` that it begins with, blanks and line breaks aside; NOWHERE where it begins otherwise. */
static size_t
behind_words(struct view text, struct view words)
{
	size_t i = 0, k = 0;
	for (;; i++, k++) {
		while (i < text.len && is_blank(text.at[i]))
			i++;
		while (k < words.len && is_blank(words.at[k]))
			k++;
		if (k >= words.len)
			return i;
		if (i >= text.len || text.at[i] != words.at[k])
			return NOWHERE;
	}
}

/* Bytes of the opening bracket that `text` ends in. */
static size_t
open_bracket(struct view text)
{
	return view_ends(text, VIEW("（")) ? VIEW("（").len : view_ends(text, VIEW("("));
}

/* Without a date in brackets at its end, as it stands below the titles of decisions. */
static struct view
without_note(struct view before, int last)
{
	struct date d;
	size_t start, end;
	struct view bare = fold_bare(before);
	struct view close = view_ends(bare, VIEW("）")) ? VIEW("）") : VIEW(")");
	size_t from = bare.len > 60 ? bare.len - 60 : 0;
	if (!view_ends(bare, close) || !date_find(bare, from, last, &d, &start, &end) ||
	    end + close.len != bare.len)
		return before;
	return view_slice(bare, 0, start - open_bracket(view_slice(bare, 0, start)));
}

/* Could what stands before a number, from the start of the text, be the title, or nothing? */
static bool
is_heading(struct view before, struct view title, const struct words *words)
{
	static const char *const sentence[] = { "。", "：", "；", "，" };
	while (before.len > 0 && (before.at[before.len - 1] == ' ' || before.at[before.len - 1] == '\n'))
		before.len--;
	if (view_ends(before, VIEW("》")))
		before.len -= VIEW("》").len;
	if (before.len == 0 || behind_words(before, title) == before.len ||
	    authority_is(before, words, AUTHORITY_NAMES))
		return true; /* an authority alone is the masthead (发文机关标志) */
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
	if (docno_find(top, 0, &d) &&
	    is_heading(without_note(view_slice(top, 0, d.start), f->last), title, words))
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
	if (explains(f, words))
		return;
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

/* ---- the issuer ---- */

static void
title_issuer(const struct words *words, struct facts *f)
{
	facts_offer(f, FACT_ISSUER, authority_of_title(f->value[FACT_TITLE], words), "title");
}

/* What stands before 印发《, whose title the page's is: 中共中央办公厅 国务院办公厅印发《. */
static struct view
without_verb(struct view before, const struct words *words)
{
	if (!view_ends(before, VIEW("《")))
		return before;
	size_t verb = words_first(words, "matter", before);
	return verb == NOWHERE ? before : view_trim(view_slice(before, 0, verb));
}

/* The whole heading above the text, where the page's title leaves the issuer out: 某省人民政府关于… above, 关于… as the title. */
static void
heading_issuer(struct view text, const struct words *words, struct facts *f)
{
	enum { BEFORE = 400, SHORTEST = 6 * 3 };
	struct view title = f->value[FACT_TITLE], before;
	struct docno d;
	if (title.len < SHORTEST)
		return;
	for (size_t at = 3; at < BEFORE && at + title.len <= text.len; at++) {
		if (text.at[at] != title.at[0] ||
		    behind_words(view_slice(text, at, text.len), title) == NOWHERE)
			continue;
		before = view_slice(text, 0, at);
		if (docno_find(before, 0, &d))
			before = view_slice(before, d.end, before.len);
		before = without_verb(fold_bare(before), words);
		while (view_starts(before, VIEW("）")) || view_starts(before, VIEW(" ")))
			before = view_slice(
			    before, view_starts(before, VIEW(" ")) ? 1 : VIEW("）").len, before.len);
		if (authority_is(before, words, AUTHORITY_NAMES) && !words_begin(words, "short", before))
			facts_offer(f, FACT_ISSUER, before, "heading");
		return;
	}
}

/* ---- what stands above a statute ---- */

static void
statute_facts(struct view text, const struct words *words, struct facts *f)
{
	struct statute s;
	struct buffer maker = { 0 };
	char out[DATE_ROOM];
	if (!statute_read(text, words, f->last, &s))
		return;
	facts_offer(f, FACT_ISSUED, (struct view) { out, date_write(s.date, out) }, "adoption note");
	if (s.numbered)
		offer_number(f, &s.number, "adoption note");
	statute_maker(s.maker, &maker);
	facts_offer(f, FACT_ISSUER, buffer_view(&maker), "adoption note");
	buffer_free(&maker);
}

/* 题注: a date alone in brackets right below the title: (2016年7月10日). */
static void
note_date(struct view text, const struct words *words, struct facts *f)
{
	struct date d;
	size_t start, end;
	struct view top = view_slice(text, 0, TOP_BYTES), title = f->value[FACT_TITLE];
	if (!date_find(top, 0, f->last, &d, &start, &end) || d.day == 0)
		return;
	struct view before = view_slice(top, 0, start), behind = view_slice(top, end, top.len);
	size_t open = open_bracket(before);
	if (open == 0 || !(view_starts(behind, VIEW("）")) || view_starts(behind, VIEW(")"))))
		return;
	char out[DATE_ROOM];
	if (before.len > open && is_heading(view_slice(before, 0, before.len - open), title, words))
		facts_offer(
		    f, FACT_ISSUED, (struct view) { out, date_write(d, out) }, "note below the title");
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
		line = fold_bare(line);
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
	number_line(text, words, f);
	number_glued(text, words, f);
	file_line(text, words, f);
	statute_facts(text, words, f);
	note_date(text, words, f);
	struct signature s;
	bool found = signature_find(text, f->value[FACT_TITLE], words, f->last, &s);
	if (found) {
		char out[DATE_ROOM];
		facts_offer(f, FACT_ISSUED, (struct view) { out, date_write(s.date, out) }, "signature");
	}
	title_issuer(words, f);
	heading_issuer(text, words, f);
	if (found)
		offer_signers(f, s.issuer);
	date_line(text, f);
	if (authority_is(f->value[FACT_SOURCE], words, AUTHORITY_NAME))
		facts_offer(f, FACT_ISSUER, f->value[FACT_SOURCE], f->source[FACT_SOURCE]);
}

/* ---- completeness ---- */

const char *
clues_completeness(struct view text, struct view title, const struct words *words, const char **why)
{
	const char *unused, **reason = why ? why : &unused;
	struct view tail = view_slice(text, text.len > 300 ? text.len - 300 : 0, text.len);
	*reason = "the text says that it goes on elsewhere";
	if (words_in(words, "elsewhere", tail))
		return "partial";
	*reason = "the text ends in dots";
	if (view_ends(text, VIEW("……")) || view_ends(text, VIEW("...")))
		return "partial";
	*reason = "nothing says that it is not whole";
	if (!words_in(words, "passes", title))
		return "full";
	/* behind it the letter's last sentence, its signature and a list of annexes take no more than LETTER */
	size_t hit = words_first(words, "passing", view_slice(text, 0, 4000));
	bool bare = hit != NOWHERE && utf8_count(view_slice(text, hit, text.len)) < LETTER;
	*reason = bare ? "it passes on what isn't in the text" : "what it passes on is in the text";
	return bare ? "cover" : "full";
}
