#include "words.h"

#include "table.h"

#include <stdlib.h>
#include <strings.h>

/* The words of one kind, in the table's order. */
struct kind {
	struct view name;
	struct view *words;
	size_t count;
};

enum { KINDS = 48 };

struct words {
	struct table table;
	struct kind kinds[KINDS];
	size_t count;
};

static struct kind *
kind_of(struct words *w, struct view name)
{
	for (size_t i = 0; i < w->count; i++)
		if (view_equal(w->kinds[i].name, name))
			return &w->kinds[i];
	if (w->count == KINDS)
		return NULL;
	struct kind *k = &w->kinds[w->count++];
	k->name = name;
	k->words = arena_take(&w->table.memory, w->table.rows * sizeof *k->words);
	return k->words ? k : NULL;
}

static int
load(struct words *w, const char *path, struct error *e)
{
	int kind, word;
	if (table_load(&w->table, path, e) != 0 || (kind = table_need(&w->table, "kind", e)) < 0 ||
	    (word = table_need(&w->table, "word", e)) < 0)
		return -1;
	for (size_t row = 0; row < w->table.rows; row++) {
		struct kind *k = kind_of(w, table_cell(&w->table, row, kind));
		if (k == NULL)
			return error_set(e, "%s:%llu: more than %d kinds, or no memory for them", path,
			    w->table.lines[row], KINDS);
		k->words[k->count++] = table_cell(&w->table, row, word);
	}
	return 0;
}

struct words *
words_load(const char *path, struct error *e)
{
	struct words *w = calloc(1, sizeof *w);
	if (w == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	if (load(w, path, e) == 0)
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

static const struct kind *
find(const struct words *w, const char *name)
{
	static const struct kind none = { { "", 0 }, NULL, 0 };
	for (size_t i = 0; i < w->count; i++)
		if (view_equal(w->kinds[i].name, view_of(name)))
			return &w->kinds[i];
	return &none;
}

bool
words_have(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	for (size_t i = 0; i < k->count; i++)
		if (k->words[i].len == v.len && strncasecmp(k->words[i].at, v.at, v.len) == 0)
			return true;
	return false;
}

bool
words_begin(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	for (size_t i = 0; i < k->count; i++)
		if (view_starts(v, k->words[i]))
			return true;
	return false;
}

bool
words_in(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	for (size_t i = 0; i < k->count; i++)
		if (view_find(v, k->words[i], 0) != (size_t)-1)
			return true;
	return false;
}

size_t
words_first(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	size_t first = (size_t)-1;
	for (size_t i = 0; i < k->count; i++) {
		size_t hit = view_find(v, k->words[i], 0);
		first = hit < first ? hit : first;
	}
	return first;
}

size_t
words_end(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	size_t longest = 0;
	for (size_t i = 0; i < k->count; i++)
		if (k->words[i].len > longest && view_ends(v, k->words[i]))
			longest = k->words[i].len;
	return longest;
}
