#include "words.h"

#include "table.h"

#include <stdlib.h>
#include <strings.h>

struct words {
	struct table table;
	int kind, word;
};

struct words *
words_load(const char *path, struct error *e)
{
	struct words *w = calloc(1, sizeof *w);
	if (w == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	if (table_load(&w->table, path, e) == 0 && (w->kind = table_need(&w->table, "kind", e)) >= 0 &&
	    (w->word = table_need(&w->table, "word", e)) >= 0)
		return w;
	words_free(w);
	return NULL;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	table_free(&w->table);
	free(w);
}

/* The next word of a kind from `*row` on. */
static bool
next(const struct words *w, const char *kind, size_t *row, struct view *word)
{
	for (; *row < w->table.rows; ++*row)
		if (view_equal(table_cell(&w->table, *row, w->kind), view_of(kind))) {
			*word = table_cell(&w->table, (*row)++, w->word);
			return true;
		}
	return false;
}

bool
words_have(const struct words *w, const char *kind, struct view v)
{
	struct view word;
	for (size_t row = 0; next(w, kind, &row, &word);)
		if (word.len == v.len && strncasecmp(word.at, v.at, v.len) == 0)
			return true;
	return false;
}

bool
words_begin(const struct words *w, const char *kind, struct view v)
{
	struct view word;
	for (size_t row = 0; next(w, kind, &row, &word);)
		if (view_starts(v, word))
			return true;
	return false;
}

bool
words_in(const struct words *w, const char *kind, struct view v)
{
	struct view word;
	for (size_t row = 0; next(w, kind, &row, &word);)
		if (view_find(v, word, 0) != (size_t)-1)
			return true;
	return false;
}

size_t
words_end(const struct words *w, const char *kind, struct view v)
{
	struct view word;
	size_t longest = 0;
	for (size_t row = 0; next(w, kind, &row, &word);)
		if (word.len > longest && view_ends(v, word))
			longest = word.len;
	return longest;
}
