#include "implement.h"

/* Behind the last mark that ends a clause before `end`. */
static size_t
clause_start(struct view sentence, size_t end)
{
	static const struct view marks[] = { VIEW_INIT("，"), VIEW_INIT("。"), VIEW_INIT("；"),
		VIEW_INIT("："), VIEW_INIT("！"), VIEW_INIT("？"), VIEW_INIT(","), VIEW_INIT(";"),
		VIEW_INIT(":") };
	struct view before = view_slice(sentence, 0, end);
	size_t start = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		for (size_t at = 0; (at = view_find(before, marks[i], at)) != (size_t)-1;) {
			at += marks[i].len;
			start = at > start ? at : start;
		}
	return start;
}

bool
implement_sentence(const struct words *w, struct view sentence, struct view match)
{
	size_t at = match.len > 0 ? view_find(sentence, match, 0) : (size_t)-1;
	if (at == (size_t)-1)
		return false;
	struct view clause = view_trim(view_slice(sentence, clause_start(sentence, at), at));
	struct view behind = view_slice(sentence, at + match.len, sentence.len);
	if (words_begin(w, "purpose", clause) && words_in(w, "implement", clause))
		return true;
	return words_in(w, "basis", clause) && words_in(w, "enact", behind);
}
