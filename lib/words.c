#include "words.h"

#include "nameset.h"
#include "table.h"

#include <stdlib.h>

/* The words of one kind. */
struct kind {
	struct view name;
	struct nameset set;
	struct view *words; /* in the table's order */
	size_t rows, count; /* of the table; of the words so far */
	uint64_t first[64]; /* a bit for how each of them begins, see first_bit */
	uint64_t last[4];   /* a bit for each byte that one of them ends in */
	bool ascii;         /* one of them begins with a character of fewer than three bytes */
};

enum { KINDS = 48 };

struct words {
	struct table table;
	struct kind kinds[KINDS];
	size_t count;
};

/*
 * Of the 4096 bits, the one that a text goes by for its beginning: of a Chinese character the low bits of its second and third
 * byte, which is where they differ; else the first byte.
 */
static unsigned
first_bit(struct view v)
{
	const unsigned char *u = (const unsigned char *)v.at;
	return u[0] < 0xE0 || v.len < 3 ? u[0] : (u[1] & 63u) << 6 | (u[2] & 63u);
}

static bool
has_bit(const uint64_t *bits, unsigned bit)
{
	return bits[bit / 64] >> bit % 64 & 1;
}

static struct kind *
find_kind(struct words *w, struct view name)
{
	for (size_t i = 0; i < w->count; i++)
		if (view_equal(w->kinds[i].name, name))
			return &w->kinds[i];
	return NULL;
}

/* Counts the kinds and their words. */
static int
count_kinds(struct words *w, const char *path, int column, struct error *e)
{
	for (size_t row = 0; row < w->table.rows; row++) {
		struct view name = table_cell(&w->table, row, column);
		struct kind *k = find_kind(w, name);
		if (k == NULL && w->count == KINDS)
			return error_set(e, "%s:%llu: more than %d kinds", path, w->table.lines[row], KINDS);
		if (k == NULL) {
			k = &w->kinds[w->count++];
			k->name = name;
		}
		k->rows++;
	}
	return 0;
}

static void
add_word(struct kind *k, struct view word)
{
	k->words[k->count++] = word;
	if (word.len > 0) {
		unsigned first = first_bit(word), last = (unsigned char)word.at[word.len - 1];
		k->ascii = k->ascii || (unsigned char)word.at[0] < 0xE0;
		k->first[first / 64] |= (uint64_t)1 << first % 64;
		k->last[last / 64] |= (uint64_t)1 << last % 64;
	}
	nameset_add(&k->set, word);
}

static int
load(struct words *w, const char *path, struct error *e)
{
	int kind, word;
	if (table_load(&w->table, path, e) != 0 || (kind = table_need(&w->table, "kind", e)) < 0 ||
	    (word = table_need(&w->table, "word", e)) < 0 || count_kinds(w, path, kind, e) != 0)
		return -1;
	for (size_t i = 0; i < w->count; i++) {
		struct kind *k = &w->kinds[i];
		k->words = arena_take(&w->table.memory, k->rows * sizeof *k->words);
		if (k->words == NULL || nameset_make(&k->set, k->rows, &w->table.memory) != 0)
			return error_set(e, "%s: no memory for its words", path);
	}
	for (size_t row = 0; row < w->table.rows; row++) {
		struct kind *k = find_kind(w, table_cell(&w->table, row, kind));
		if (k != NULL) /* count_kinds has seen them all */
			add_word(k, table_cell(&w->table, row, word));
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
	static const struct kind none = { .name = { "", 0 } };
	struct view wanted = view_of(name);
	for (size_t i = 0; i < w->count; i++)
		if (w->kinds[i].name.len == wanted.len && w->kinds[i].name.at[0] == wanted.at[0] &&
		    view_equal(w->kinds[i].name, wanted))
			return &w->kinds[i];
	return &none;
}

bool
words_have(const struct words *w, const char *kind, struct view v)
{
	return nameset_find(&find(w, kind)->set, v) != NAMESET_NONE;
}

bool
words_begin(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	if (v.len == 0 || !has_bit(k->first, first_bit(v)))
		return false;
	for (size_t i = 0; i < k->count; i++)
		if (view_starts(v, k->words[i]))
			return true;
	return false;
}

/* Where the first of the words of a kind stands in a text, when all begin with a Chinese character: the text is looked through once. */
static size_t
first_chinese(const struct kind *k, struct view v)
{
	for (size_t i = 0; i + 2 < v.len; i++) {
		if ((unsigned char)v.at[i] < 0xC0)
			continue;
		struct view rest = { v.at + i, v.len - i };
		if (!has_bit(k->first, first_bit(rest)))
			continue;
		for (size_t n = 0; n < k->count; n++)
			if (view_starts(rest, k->words[n]))
				return i;
	}
	return (size_t)-1;
}

bool
words_in(const struct words *w, const char *kind, struct view v)
{
	return words_first(w, kind, v) != (size_t)-1;
}

size_t
words_first(const struct words *w, const char *kind, struct view v)
{
	const struct kind *k = find(w, kind);
	size_t first = (size_t)-1;
	if (!k->ascii)
		return first_chinese(k, v);
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
	if (v.len == 0 || !has_bit(k->last, (unsigned char)v.at[v.len - 1]))
		return 0;
	for (size_t i = 0; i < k->count; i++)
		if (k->words[i].len > longest && view_ends(v, k->words[i]))
			longest = k->words[i].len;
	return longest;
}
