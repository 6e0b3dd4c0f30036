#include "citation.h"

#include <string.h>

/* Where the bracket that opens at `open` closes, or (size_t)-1. */
static size_t
closing(struct view text, size_t open)
{
	struct view begin = VIEW("《"), end = VIEW("》");
	struct view near = view_slice(text, 0, open + CITATION_TITLE);
	size_t line = view_find(near, VIEW("\n"), open);
	if (line != (size_t)-1)
		near = view_slice(near, 0, line);
	int depth = 0;
	for (size_t at = open; at < near.len; at++) {
		struct view rest = view_slice(near, at, near.len);
		if (near.at[at] != begin.at[0]) /* both brackets begin with the same byte */
			continue;
		if (view_starts(rest, begin) && ++depth > CITATION_DEPTH)
			return (size_t)-1;
		if (view_starts(rest, end) && --depth == 0)
			return at;
	}
	return (size_t)-1;
}

static bool
find_title(struct view text, size_t from, struct citation *c)
{
	struct view mark = VIEW("《");
	for (size_t at = from; (at = view_find(text, mark, at)) != (size_t)-1; at += mark.len) {
		size_t end = closing(text, at);
		if (end == (size_t)-1)
			continue;
		c->kind = CITATION_NAMED;
		c->start = at;
		c->end = end + strlen("》");
		c->title = view_trim(view_slice(text, at + mark.len, end));
		return true;
	}
	return false;
}

void
citations_start(struct citations *s, struct view text)
{
	*s = (struct citations) { .text = text };
}

bool
citations_next(struct citations *s, struct citation *c)
{
	struct docno number;
	if (!s->looked)
		s->found = find_title(s->text, s->at, &s->named);
	s->looked = true;
	/* a number stands in front of the next title, or it is none of the text's own */
	struct view before = view_slice(s->text, 0, s->found ? s->named.start : s->text.len);
	if (s->at < before.len && docno_find(before, s->at, &number) && number.start >= s->at) {
		*c = (struct citation) {
			.kind = CITATION_NUMBER, .number = number, .start = number.start, .end = number.end
		};
		s->at = c->end;
		return true;
	}
	if (!s->found)
		return false;
	*c = s->named;
	s->at = c->end;
	s->looked = false;
	return true;
}
