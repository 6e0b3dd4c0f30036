#include "signature.h"

#include "authority.h"
#include "fold.h"
#include "utf8.h"

enum { SIGNERS = 8 }; /* most lines of authorities */

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

/* A date that closes the text behind its last sentence, with no authority before it. */
static bool
find_closing(struct view text, const struct words *words, int last, struct signature *s)
{
	size_t start, end = text.len > 600 ? text.len - 600 : 0;
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
signature_find(struct view text, const struct words *words, int last, struct signature *s)
{
	*s = (struct signature) { .issuer = { "", 0 } };
	return find_signature(text, words, last, s) || find_glued(text, words, last, s) ||
	       find_inside(text, words, last, s) || find_closing(text, words, last, s);
}
