#include "context.h"

#include <string.h>

static bool
one_of(struct view v, size_t at, const char *const marks[], size_t *len)
{
	for (size_t i = 0; marks[i] != NULL; i++)
		if (view_starts(view_slice(v, at, v.len), view_of(marks[i]))) {
			*len = strlen(marks[i]);
			return true;
		}
	return false;
}

static bool
ends_sentence(struct view v, size_t at, size_t *len)
{
	static const char *const marks[] = { "。", "！", "？", "!", "?", NULL };
	if (at >= v.len || strchr("\xE3\xEF!?", v.at[at]) == NULL) /* no mark begins so */
		return false;
	return one_of(v, at, marks, len);
}

bool
context_sentence_ends(struct view text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at++)
		if (ends_sentence(text, at, &len))
			return true;
	return false;
}

static bool
closes(struct view v, size_t at, size_t *len)
{
	static const char *const marks[] = { "”", "’", "」", "』", "）", "》", "\"", ")", NULL };
	return one_of(v, at, marks, len);
}

static bool
is_first_byte(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* Where the character before byte `at` begins. */
static size_t
before(struct view v, size_t at)
{
	do
		at--;
	while (at > 0 && !is_first_byte(v.at[at]));
	return at;
}

/* Where the character behind the one at byte `at` begins. */
static size_t
behind(struct view v, size_t at)
{
	do
		at++;
	while (at < v.len && !is_first_byte(v.at[at]));
	return at;
}

/* Past a sentence's end at byte `at`, and what closes behind it. */
static size_t
past_end(struct view v, size_t at)
{
	size_t len;
	while (ends_sentence(v, at, &len))
		at += len;
	while (closes(v, at, &len))
		at += len;
	return at;
}

struct view
context_sentence(struct view paragraph, size_t from, size_t to)
{
	size_t start = from, end = to, len;
	for (int n = 0; start > 0 && n < CONTEXT_SENTENCE; n++) {
		size_t at = before(paragraph, start);
		if (ends_sentence(paragraph, at, &len)) {
			size_t past = past_end(paragraph, at);
			start = past < from ? past : from;
			break;
		}
		start = at;
	}
	for (int n = 0; end < paragraph.len && n < CONTEXT_SENTENCE; n++) {
		if (ends_sentence(paragraph, end, &len)) {
			end = past_end(paragraph, end);
			break;
		}
		end = behind(paragraph, end);
	}
	return view_trim(view_slice(paragraph, start, end));
}

static bool
at_mark(struct view v, size_t at, const char *mark)
{
	return at < v.len && v.at[at] == mark[0] && view_starts(view_slice(v, at, v.len), view_of(mark));
}

/* The text between the 《 and 》 around from .. to; an empty view where there are none. */
static struct view
inside_brackets(struct view v, size_t from, size_t to)
{
	size_t start = from, end = to;
	int depth = 1;
	for (int n = 0; depth > 0; n++) {
		if (start == 0 || n == CONTEXT_TITLE)
			return VIEW("");
		start = before(v, start);
		depth += at_mark(v, start, "》") - at_mark(v, start, "《");
	}
	for (int n = 0; !at_mark(v, end, "》") || depth > 0; n++) {
		if (end >= v.len || n == CONTEXT_TITLE)
			return VIEW("");
		depth += at_mark(v, end, "《") - at_mark(v, end, "》");
		end = behind(v, end);
	}
	return view_slice(v, start + strlen("《"), end);
}

/* Whether the document issues what is called `name`: it is the document's own name, or its title says 印发《name》. */
static bool
is_own(struct view title, struct view name)
{
	static const char *const verbs[] = { "印发", "发布", "公布", "颁布", "颁发", "下发", NULL };
	size_t len;
	if (view_equal(view_trim(title), name))
		return true;
	for (size_t at = 0; at < title.len; at = behind(title, at)) {
		if (!one_of(title, at, verbs, &len))
			continue;
		struct view rest = view_slice(title, at + len, title.len);
		if (view_starts(rest, VIEW("《")))
			rest = view_slice(rest, strlen("《"), rest.len);
		if (view_starts(rest, name))
			return true;
	}
	return false;
}

enum quoted
context_quoted(struct view paragraph, size_t from, size_t to, struct view title)
{
	struct view name = inside_brackets(paragraph, from, to);
	if (name.len == 0)
		return QUOTED_NOT;
	if (is_own(title, name))
		return QUOTED_OWN;
	return view_equal(name, view_slice(paragraph, from, to)) ? QUOTED_NAME : QUOTED_OTHER;
}
