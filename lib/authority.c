#include "authority.h"

#include "utf8.h"

static bool
is_han(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007;
}

bool
authority_is(struct view v, const struct words *words, size_t most)
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

/* Where the run of Chinese characters begins that ends at `end`. */
static size_t
run_start(struct view text, size_t end)
{
	size_t at = end, len;
	uint32_t c = 0;
	while ((len = utf8_before(text, at, &c)) > 0 && is_han(c) && end - at <= (size_t)3 * AUTHORITY_NAMES)
		at -= len;
	return at;
}

static size_t
without_blanks(struct view text, size_t end)
{
	while (end > 0 && text.at[end - 1] == ' ')
		end--;
	return end;
}

/* Could the run before `start` be the first line of a name that a line break cut: 中国银行保险监督管理 | 委员会某省监管局? */
static bool
is_cut(struct view text, size_t start, size_t end, const struct words *words)
{
	enum { LINE = 8, SIGN = 3 };
	static const uint32_t ends[] = { 0x3002, 0xFF01, 0xFF1B, '\n' };
	uint32_t c = 0;
	size_t before = without_blanks(text, start);
	if (utf8_count(view_slice(text, start, end)) < LINE)
		return false;
	if (before < start &&
	    authority_is(view_slice(text, run_start(text, before), before), words, AUTHORITY_NAMES))
		return true;
	if (utf8_before(text, before, &c) < SIGN)
		return c == '\n';
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (c == ends[i])
			return before < start;
	return false;
}

struct view
authority_before(struct view text, size_t end, const struct words *words)
{
	end = without_blanks(text, end);
	size_t from = end;
	for (size_t at = end; at > 0 && end - at <= (size_t)3 * AUTHORITY_NAMES;
	     at = without_blanks(text, from)) {
		size_t start = run_start(text, at);
		bool name = authority_is(view_slice(text, start, at), words, AUTHORITY_NAMES);
		if (!name && (at == end || !is_cut(text, start, at, words)))
			break;
		from = start;
		if (start == 0 || text.at[start - 1] != ' ')
			break;
	}
	return view_slice(text, from, end);
}

struct view
authority_of_title(struct view title, const struct words *words)
{
	enum { NAMES = 80 };
	size_t first = words_first(words, "matter", title);
	if (first == (size_t)-1 || first == 0)
		return VIEW("");
	struct view name = view_trim(view_slice(title, 0, first));
	bool is = utf8_count(name) <= NAMES && words_end(words, "organ", name) > 0 &&
	          view_find(name, VIEW("《"), 0) == (size_t)-1;
	return is ? name : VIEW("");
}
