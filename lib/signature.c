#include "signature.h"

#include "authority.h"
#include "fold.h"
#include "utf8.h"

#define NOWHERE ((size_t)-1)

/* Most lines of authorities; bytes of a letter behind 现印发给你们, of a list of annexes, of the text's end. */
enum { SIGNERS = 8, LETTER = 600, ANNEXES = 900, CLOSING = 600, DATE = 64 };

/* A line that is a date, with at most an authority before it. */
static bool
signature_line(struct view line, const struct words *words, int last, struct date *d, struct view *before)
{
	size_t start, end;
	struct view bare = fold_bare(line);
	if (bare.len > 200 || !date_find(bare, 0, last, d, &start, &end) || end != bare.len)
		return false;
	*before = view_trim(view_slice(bare, 0, start));
	return before->len == 0 || authority_is(*before, words, AUTHORITY_NAME);
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
			if (!authority_is(line, words, AUTHORITY_NAME))
				signers = 0;
			else if (signers < SIGNERS)
				above[signers++] = line;
			continue;
		}
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
ends_letter(struct view behind, const struct words *words)
{
	while (behind.len > 0 && behind.at[0] == ' ')
		behind = view_slice(behind, 1, behind.len);
	return behind.len == 0 || behind.at[0] == '\n' || words_begin(words, "close", behind);
}

/* In a text without line breaks: 。某市人民政府 2014年9月19日 before the end, a remark in brackets or an annex. */
static bool
find_glued(struct view text, const struct words *words, int last, struct signature *s)
{
	size_t start, end = 0;
	while (date_find(text, end, last, &s->date, &start, &end)) {
		if (s->date.day == 0 || !ends_letter(view_slice(text, end, end + 30), words))
			continue;
		s->issuer = authority_before(text, start, words);
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

static struct view
without_lead(struct view v)
{
	static const struct view leads[] = { VIEW_INIT(" "), VIEW_INIT("\n"), VIEW_INIT("附件"),
		VIEW_INIT("附"), VIEW_INIT("："), VIEW_INIT("《"), VIEW_INIT("1."), VIEW_INIT("1．"),
		VIEW_INIT("1、") };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
			if (view_starts(v, leads[i])) {
				v = view_slice(v, leads[i].len, v.len);
				again = true;
			}
	}
	return v;
}

/* Do both begin with the same words, at least four characters of them, blanks and marks aside? */
static bool
same_beginning(struct view a, struct view b)
{
	enum { WORDS = 4 * 3 };
	a = without_lead(a);
	b = without_lead(b);
	return a.len >= WORDS && b.len >= WORDS &&
	       view_equal(view_slice(a, 0, WORDS), view_slice(b, 0, WORDS));
}

/* What a title says is passed on: 关于印发《某某规划》的通知, 关于印发某某规划的通知. */
static struct view
annex_of(struct view title, const struct words *words)
{
	size_t at = view_find(title, VIEW("《"), 0);
	if (at == NOWHERE && (at = words_first(words, "passes", title)) != NOWHERE)
		at += VIEW("印发").len;
	return at == NOWHERE ? VIEW("") : view_slice(title, at, title.len);
}

/* Does the annex begin here: by its name, or by its first article or heading? */
static bool
annex_begins(struct view behind, struct view annex)
{
	static const struct view parts[] = { VIEW_INIT("一、"), VIEW_INIT("第一条"), VIEW_INIT("第一章"),
		VIEW_INIT("总则") };
	if (same_beginning(behind, annex))
		return true;
	behind = without_lead(behind);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (view_starts(behind, parts[i]))
			return true;
	return false;
}

/* Where `name` begins when `text` ends in it, blanks and line breaks aside; NOWHERE when it doesn't. */
static size_t
ends_in_name(struct view text, struct view name)
{
	size_t at = text.len, n = name.len;
	while (n > 0) {
		while (n > 0 && name.at[n - 1] == ' ')
			n--;
		while (at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '\n'))
			at--;
		if (n == 0)
			break;
		if (at == 0 || text.at[at - 1] != name.at[n - 1])
			return NOWHERE;
		at--;
		n--;
	}
	return at;
}

/* The issuer that the title names, and a date: whatever stands before it, an annex's name perhaps, has lost its line break. */
static bool
find_own(struct view text, struct view title, const struct words *words, int last, struct signature *s)
{
	size_t start, end = 0;
	struct view own = authority_of_title(title, words), annex = annex_of(title, words);
	while (own.len > 0 && date_find(text, end, last, &s->date, &start, &end)) {
		struct view behind = view_slice(text, end, end + 60);
		size_t at = ends_in_name(view_slice(text, 0, start), own);
		bool acts = words_begin(words, "act", behind) && !annex_begins(behind, annex);
		if (at == NOWHERE || s->date.day == 0 || acts || view_starts(behind, VIEW("《")) ||
		    words_end(words, "lead", view_slice(text, 0, at)) > 0)
			continue;
		s->issuer = own;
		return true;
	}
	return false;
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
		s->issuer = authority_before(text, start, words);
		if (s->issuer.len > 0 && !words_begin(words, "lead", s->issuer) &&
		    behind_sentence(text, (size_t)(s->issuer.at - text.at)))
			return true;
	}
	return false;
}

/* 1990年7月27日某委印发的《某某规则》同时废止。 */
static bool
repeals(struct view behind)
{
	size_t end = view_find(behind, VIEW("。"), 0);
	return end != NOWHERE && view_find(view_slice(behind, 0, end), VIEW("同时废止"), 0) != NOWHERE;
}

/* A date alone right behind the sentence that passes an annex on: 现印发给你们，请执行。2021年11月5日 某某规划. */
static bool
find_passing(struct view text, struct view title, const struct words *words, int last, struct signature *s)
{
	size_t start, end = words_first(words, "passing", view_slice(text, 0, 4000)), from = end;
	if (end == NOWHERE)
		return false;
	while (date_find(text, end, last, &s->date, &start, &end) && start - from < LETTER) {
		struct view before = view_slice(text, from, start), behind = view_slice(text, end, end + 60);
		while (
		    before.len > 0 && (before.at[before.len - 1] == ' ' || before.at[before.len - 1] == '\n'))
			before.len--;
		bool acts =
		    words_begin(words, "act", behind) && !annex_begins(behind, annex_of(title, words));
		if (s->date.day == 0 || acts || repeals(view_slice(text, end, text.len)) ||
		    !view_ends(before, VIEW("。")))
			continue;
		s->issuer = VIEW("");
		return true;
	}
	return false;
}

/* A date alone behind the list of annexes, when the first of them follows at once: 附件：某某办法 2018年5月19日 某某办法 第一章. */
static bool
find_annexed(struct view text, const struct words *words, int last, struct signature *s)
{
	static const struct view marks[] = { VIEW_INIT("附件："), VIEW_INIT("附："), VIEW_INIT("附件:"),
		VIEW_INIT("附件1"), VIEW_INIT("附件１") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (size_t hit = 0, start, end; (hit = view_find(text, marks[i], hit)) != NOWHERE;
		     hit += marks[i].len) {
			struct view list = view_slice(text, hit + marks[i].len, text.len);
			struct view near = view_slice(text, 0, hit + ANNEXES + DATE);
			if (!date_find(near, hit, last, &s->date, &start, &end) || s->date.day == 0 ||
			    start - hit > ANNEXES ||
			    view_find(view_slice(text, hit, start), VIEW("。"), 0) != NOWHERE ||
			    !annex_begins(view_slice(text, end, text.len), list))
				continue;
			s->issuer = authority_before(text, start, words);
			return true;
		}
	return false;
}

/* A date that closes the text behind its last sentence, with no authority before it. */
static bool
find_closing(struct view text, const struct words *words, int last, struct signature *s)
{
	size_t start, end = text.len > CLOSING ? text.len - CLOSING : 0;
	while (end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
		end++;
	while (date_find(text, end, last, &s->date, &start, &end)) {
		struct view before = view_slice(text, 0, start);
		while (before.len > 0 && before.at[before.len - 1] == ' ')
			before.len--;
		if (s->date.day == 0 || !ends_letter(view_slice(text, end, end + 30), words) ||
		    !(view_ends(before, VIEW("。")) || view_ends(before, VIEW("\n"))))
			continue;
		s->issuer = (struct view) { "", 0 };
		return true;
	}
	return false;
}

bool
signature_find(struct view text, struct view title, const struct words *words, int last, struct signature *s)
{
	*s = (struct signature) { .issuer = { "", 0 } };
	return find_signature(text, words, last, s) || find_glued(text, words, last, s) ||
	       find_own(text, title, words, last, s) || find_inside(text, words, last, s) ||
	       find_annexed(text, words, last, s) || find_passing(text, title, words, last, s) ||
	       find_closing(text, words, last, s);
}
