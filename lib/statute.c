#include "statute.h"

#include "authority.h"

#define NOWHERE ((size_t)-1)

enum { SIGNED = 40 * 3 }; /* most bytes between the last sentence of an order and its date */

/* Where the articles begin, or the head's cap. */
static struct view
head(struct view text)
{
	static const struct view articles[] = { VIEW_INIT("第一条"), VIEW_INIT("第一章") };
	struct view top = view_slice(text, 0, STATUTE_HEAD);
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		size_t hit = view_find(top, articles[i], 0);
		if (hit != NOWHERE)
			top = view_slice(top, 0, hit);
	}
	return top;
}

static bool
later(struct date a, struct date b)
{
	return a.year * 400 + a.month * 31 + a.day > b.year * 400 + b.month * 31 + b.day;
}

/* Before the number of a meeting: 第十九次会议, 2016年第21次部务会议. The whole where there is none. */
static struct view
without_meeting(struct view v)
{
	size_t times = view_find(v, VIEW("次"), 0), at = NOWHERE;
	for (size_t hit = 0; (hit = view_find(v, VIEW("第"), hit)) != NOWHERE && hit < times; hit++)
		at = hit;
	if (times == NOWHERE || at == NOWHERE)
		return v;
	for (size_t i = 0; i < at; i++)
		if (v.at[i] >= '0' && v.at[i] <= '9')
			return view_slice(v, 0, i);
	return view_slice(v, 0, at);
}

/* An authority that a statement begins with, or nothing. */
static struct view
maker_of(struct view clause, const struct words *words)
{
	static const struct view marks[] = { VIEW_INIT("《"), VIEW_INIT("关于"), VIEW_INIT("通过"),
		VIEW_INIT("审议"), VIEW_INIT("修正"), VIEW_INIT("修订"), VIEW_INIT("公布"), VIEW_INIT("发布"),
		VIEW_INIT("会议") };
	struct view v = view_trim(clause);
	if (view_starts(v, VIEW("《"))) /* 根据…《某某关于修改…的决定》修订 */
		v = view_slice(v, VIEW("《").len, v.len);
	v = without_meeting(v);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t hit = view_find(v, marks[i], 0);
		if (hit != NOWHERE)
			v = view_slice(v, 0, hit);
	}
	v = view_trim(v);
	return authority_is(v, words, AUTHORITY_NAME) ? v : VIEW("");
}

/* ---- the history: dates and what was done on them ---- */

/* The clause without the titles that it quotes, which may run over lines, up to the end of sentence, clause or line. */
static void
deed_of(struct view clause, struct buffer *out)
{
	static const struct view ends[] = { VIEW_INIT("。"), VIEW_INIT("，"), VIEW_INIT("\n") };
	size_t depth = 0;
	buffer_reset(out);
	for (size_t i = 0; i < clause.len;) {
		struct view rest = view_slice(clause, i, clause.len);
		bool open = view_starts(rest, VIEW("《")), close = view_starts(rest, VIEW("》"));
		for (size_t k = 0; depth == 0 && k < sizeof ends / sizeof *ends; k++)
			if (view_starts(rest, ends[k]))
				return;
		depth += open;
		if (depth == 0)
			buffer_byte(out, clause.at[i]);
		depth -= close && depth > 0;
		i += open || close ? VIEW("《").len : 1;
	}
}

/* 公布 as what was done on that day, not as what leads to a title: 根据2000年2月28日某部发布的《办法》. */
static bool
is_told(struct view done, const struct words *words)
{
	size_t hit = words_first(words, "told", done);
	return hit != NOWHERE && !view_starts(view_slice(done, hit + VIEW("公布").len, done.len), VIEW("的"));
}

/* A history's date begins a line or a bracket, or follows another event. */
static bool
begins_event(struct view before)
{
	static const struct view marks[] = { VIEW_INIT("（"), VIEW_INIT("("), VIEW_INIT("根据"),
		VIEW_INIT("通过"), VIEW_INIT("批准"), VIEW_INIT("修正"), VIEW_INIT("修订"), VIEW_INIT("公布"),
		VIEW_INIT("发布"), VIEW_INIT("施行"), VIEW_INIT("）"), VIEW_INIT(")"), VIEW_INIT("\n"),
		VIEW_INIT("批准的"), VIEW_INIT("，"), VIEW_INIT("；"), VIEW_INIT("—") };
	while (before.len > 0 && before.at[before.len - 1] == ' ')
		before.len--;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_ends(before, marks[i]))
			return true;
	return before.len == 0;
}

static bool
read_history(struct view top, const struct words *words, int last, struct statute *s)
{
	struct date d, next, told = { 0 }, approved = { 0 };
	struct buffer deed = { 0 };
	size_t start, end, next_start = 0, next_end = 0;
	for (bool more = date_find(top, 0, last, &d, &start, &end); more;
	     d = next, start = next_start, end = next_end) {
		more = date_find(top, end, last, &next, &next_start, &next_end);
		struct view clause = view_slice(top, end, more ? next_start : top.len);
		if (d.day == 0 || !begins_event(view_slice(top, 0, start)))
			continue;
		deed_of(clause, &deed);
		struct view done = buffer_view(&deed);
		struct docno number;
		if (words_in(words, "approved", done)) {
			approved = later(d, approved) ? d : approved;
		} else if (words_in(words, "made", done)) {
			if (!later(s->date, d)) {
				s->date = d;
				s->maker = maker_of(clause, words);
			}
		} else if (is_told(done, words)) {
			if (later(d, told) && docno_find(clause, 0, &number)) {
				s->number = number;
				s->numbered = true;
			}
			told = later(d, told) ? d : told;
		}
	}
	buffer_free(&deed);
	s->numbered = s->numbered && !later(s->date, told);
	if (s->date.year == 0)
		s->date = told.year > 0 ? told : approved;
	return s->date.year > 0;
}

/* ---- the order ---- */

/* Whose meeting passed it: 已经2018年7月13日省人民政府第9次常务会议通过, 已由…第十八次会议于2015年12月27日通过. */
static struct view
passed_by(struct view before, const struct words *words, int last)
{
	static const struct view leads[] = { VIEW_INIT("已由"), VIEW_INIT("已经"), VIEW_INIT("已于"),
		VIEW_INIT("业经") };
	size_t at = NOWHERE, start, end;
	struct date d;
	for (size_t i = 0; i < sizeof leads / sizeof *leads && at == NOWHERE; i++)
		if ((at = view_find(before, leads[i], 0)) != NOWHERE)
			at += leads[i].len;
	if (at == NOWHERE)
		return VIEW("");
	struct view clause = view_slice(before, at, before.len);
	if (date_find(clause, 0, last, &d, &start, &end) && start == 0)
		clause = view_slice(clause, end, clause.len);
	if (view_starts(clause, VIEW("经")))
		clause = view_slice(clause, VIEW("经").len, clause.len);
	return maker_of(clause, words);
}

static bool
read_order(struct view top, const struct words *words, int last, struct statute *s)
{
	size_t decree = words_first(words, "decree", top), start, end = decree;
	struct date d;
	if (decree == NOWHERE)
		return false;
	while (date_find(top, end, last, &d, &start, &end)) {
		size_t from = decree;
		for (size_t hit = decree; (hit = view_find(top, VIEW("。"), hit)) != NOWHERE && hit < start;
		     hit++)
			from = hit;
		if (d.day == 0 || start - from > SIGNED ||
		    !words_in(words, "office", view_slice(top, from, start)))
			continue;
		s->date = d;
		s->maker = passed_by(view_slice(top, 0, decree), words, last);
		return true;
	}
	return false;
}

bool
statute_read(struct view text, const struct words *words, int last, struct statute *s)
{
	*s = (struct statute) { .maker = { "", 0 } };
	return read_order(view_slice(text, 0, STATUTE_HEAD), words, last, s) ||
	       read_history(head(text), words, last, s);
}

/* Where the term that ends at `to` begins: 第十三届, 十三届, 第13届. */
static size_t
term_start(struct view maker, size_t to)
{
	static const struct view parts[] = { VIEW_INIT("十"), VIEW_INIT("一"), VIEW_INIT("二"),
		VIEW_INIT("三"), VIEW_INIT("四"), VIEW_INIT("五"), VIEW_INIT("六"), VIEW_INIT("七"),
		VIEW_INIT("八"), VIEW_INIT("九"), VIEW_INIT("第") };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
			if (view_ends(view_slice(maker, 0, to), parts[i])) {
				to -= parts[i].len;
				again = true;
			}
	}
	return to;
}

void
statute_maker(struct view maker, struct buffer *out)
{
	size_t term = view_find(maker, VIEW("届"), 0);
	if (term == NOWHERE) {
		buffer_append(out, maker);
		return;
	}
	struct view place = view_slice(maker, 0, term_start(maker, term));
	if (!view_equal(place, VIEW("中华人民共和国")))
		buffer_append(out, place);
	buffer_append(out, view_slice(maker, term + VIEW("届").len, maker.len));
}
