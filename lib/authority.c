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

struct view
authority_before(struct view text, size_t end, const struct words *words)
{
	end = without_blanks(text, end);
	size_t from = end;
	for (size_t at = end; at > 0 && end - at <= (size_t)3 * AUTHORITY_NAMES;
	     at = without_blanks(text, from)) {
		size_t start = run_start(text, at);
		if (!authority_is(view_slice(text, start, at), words, AUTHORITY_NAMES))
			break;
		from = start;
		if (start == 0 || text.at[start - 1] != ' ')
			break;
	}
	return view_slice(text, from, end);
}
