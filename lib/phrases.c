#include "phrases.h"

int
phrases_load(struct phrases *w, const char *path, const char *language, struct error *e)
{
	*w = (struct phrases) { 0 };
	if (table_load(&w->strings, path, e) != 0)
		return -1;
	w->key = table_need(&w->strings, "key", e);
	if (w->key < 0)
		return -1;
	w->language = table_column(&w->strings, language);
	if (w->language < 0 || w->language == w->key)
		return error_set(e, "no language \"%.20s\" in %s", language, path);
	for (size_t r = 0; r < w->strings.rows; r++)
		if (table_cell(&w->strings, r, w->language).len == 0)
			return error_set(
			    e, "%s:%llu: nothing in \"%.20s\"", path, w->strings.lines[r], language);
	return 0;
}

void
phrases_free(struct phrases *w)
{
	table_free(&w->strings);
}

static struct view
find(const struct phrases *w, const char *key, int column)
{
	for (size_t r = 0; r < w->strings.rows; r++)
		if (view_equal(table_cell(&w->strings, r, w->key), view_of(key)))
			return table_cell(&w->strings, r, column);
	return view_of(key);
}

struct view
phrases_get(const struct phrases *w, const char *key)
{
	return find(w, key, w->language);
}

struct view
phrases_in(const struct phrases *w, const char *key, const char *language)
{
	return find(w, key, table_column(&w->strings, language));
}

/* The filling whose name begins at `at` in the string and is closed by a brace, or NULL. */
static const struct filling *
named(struct view text, size_t at, const struct filling *f, size_t count)
{
	size_t end = view_find(text, VIEW("}"), at);
	struct view name = view_slice(text, at, end == (size_t)-1 ? at : end);
	for (size_t i = 0; i < count; i++)
		if (name.len > 0 && view_equal(name, view_of(f[i].name)))
			return &f[i];
	return NULL;
}

struct view
phrases_fill(const struct phrases *w, struct arena *a, const char *key, const struct filling *f, size_t count)
{
	struct view text = phrases_get(w, key), kept;
	struct buffer b = { 0 };
	for (size_t i = 0; i < text.len; i++) {
		const struct filling *value = text.at[i] == '{' ? named(text, i + 1, f, count) : NULL;
		if (value == NULL) {
			buffer_byte(&b, text.at[i]);
			continue;
		}
		buffer_append(&b, value->value);
		i = view_find(text, VIEW("}"), i);
	}
	kept = b.failed ? (struct view) { NULL, 0 } : arena_copy(a, buffer_view(&b));
	buffer_free(&b);
	return kept;
}
