#include "genre.h"

#include "table.h"

#include <stdlib.h>
#include <string.h>

struct genres {
	struct table table;
	int kind, word, genre;
};

struct genres *
genres_load(const char *path, struct error *e)
{
	struct genres *g = calloc(1, sizeof *g);
	if (g == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	if (table_load(&g->table, path, e) == 0 && (g->kind = table_need(&g->table, "kind", e)) >= 0 &&
	    (g->word = table_need(&g->table, "word", e)) >= 0 &&
	    (g->genre = table_need(&g->table, "genre", e)) >= 0)
		return g;
	genres_free(g);
	return NULL;
}

void
genres_free(struct genres *g)
{
	if (g == NULL)
		return;
	table_free(&g->table);
	free(g);
}

/* A title without what may follow its kind: （试行）, (2018年修订), quotation marks and dots. */
static struct view
bare(struct view title)
{
	static const struct view open[] = { VIEW_INIT("（"), VIEW_INIT("("), VIEW_INIT("〔"),
		VIEW_INIT("[") };
	static const struct view close[] = { VIEW_INIT("）"), VIEW_INIT(")"), VIEW_INIT("〕"),
		VIEW_INIT("]") };
	static const struct view marks[] = { VIEW_INIT("》"), VIEW_INIT("”"), VIEW_INIT("。"), VIEW_INIT(" "),
		VIEW_INIT("\xe2\x80\x8b"), VIEW_INIT("\xc2\xa0"), VIEW_INIT("\xef\xbb\xbf"),
		VIEW_INIT("\xee\x80\x83"), VIEW_INIT("\xee\x80\x84") /* a word processor's own marks */ };
	enum { MARKS = sizeof marks / sizeof *marks };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < MARKS; i++)
			if (view_ends(title, marks[i])) {
				title.len -= marks[i].len;
				again = true;
			}
		for (size_t i = 0; i < 4; i++) {
			size_t at = (size_t)-1;
			if (!view_ends(title, close[i]))
				continue;
			for (size_t o = 0; o < 4; o++) /* typists mix widths: （试行) */
				for (size_t k = 0; (k = view_find(title, open[o], k)) != (size_t)-1; k++)
					at = at == (size_t)-1 || k > at ? k : at;
			if (at != (size_t)-1 && at > 0) {
				title.len = at;
				again = true;
			}
		}
	}
	return title;
}

static bool
holds(struct view text, struct view word)
{
	return view_find(text, word, 0) != (size_t)-1;
}

/* The words that a text begins with, up to the first blank or mark. */
static struct view
first_words(struct view text)
{
	static const struct view marks[] = { VIEW_INIT("\n"), VIEW_INIT(" "), VIEW_INIT("，"),
		VIEW_INIT("。"), VIEW_INIT("："), VIEW_INIT("《") };
	text = view_slice(text, 0, GENRE_REPORTER);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t at = view_find(text, marks[i], 0);
		text = at == (size_t)-1 ? text : view_slice(text, 0, at);
	}
	return text;
}

/* A newspaper prints a document in full behind a dateline of its own. */
static bool
holds_document(struct view opening)
{
	return holds(opening, VIEW("全文如下")) || holds(opening, VIEW("第一条")) ||
	       holds(opening, VIEW("第一章"));
}

static bool
applies(struct view kind, struct view word, const struct genre_signs *s, struct view end)
{
	if (view_equal(kind, VIEW("title")))
		return holds(s->title, word);
	if (view_equal(kind, VIEW("ending")))
		return view_ends(end, word);
	if (view_equal(kind, VIEW("cut")))
		return (view_ends(s->title, VIEW("...")) || view_ends(s->title, VIEW("…"))) &&
		       holds(s->title, word);
	if (view_equal(kind, VIEW("column")))
		return holds(s->column, word);
	if (view_equal(kind, VIEW("source")))
		return holds(s->source, word);
	if (view_equal(kind, VIEW("numbered")))
		return s->docno.len > 0;
	struct view opening = view_slice(s->text, 0, GENRE_OPENING);
	if (view_equal(kind, VIEW("dateline")))
		return view_starts(s->text, word) && !holds_document(opening);
	if (view_equal(kind, VIEW("reporter")))
		return holds(first_words(s->text), word) && !holds_document(opening);
	if (view_equal(kind, VIEW("byline")))
		return holds(view_slice(s->text, s->text.len > GENRE_BYLINE ? s->text.len - GENRE_BYLINE : 0,
		                 s->text.len),
		    word);
	return view_equal(kind, VIEW("opening")) && holds(opening, word);
}

/* The first rule that applies, from row `row` on; t.rows: none. */
static size_t
next_rule(const struct genres *g, const struct genre_signs *signs, size_t row)
{
	struct view end = bare(signs->title);
	while (row < g->table.rows &&
	       !applies(table_cell(&g->table, row, g->kind), table_cell(&g->table, row, g->word), signs, end))
		row++;
	return row;
}

struct view
genre_decide(const struct genres *g, const struct genre_signs *signs)
{
	size_t row = next_rule(g, signs, 0);
	return row < g->table.rows ? table_cell(&g->table, row, g->genre) : VIEW("other");
}

void
genre_note(const struct genres *g, const struct genre_signs *signs, struct trials *t)
{
	const char *verdict = TRIALS_TAKEN;
	for (size_t row = 0; (row = next_rule(g, signs, row)) < g->table.rows; row++) {
		struct buffer place = { 0 };
		buffer_format(&place, "%s %s", table_cell(&g->table, row, g->kind).at,
		    table_cell(&g->table, row, g->word).at);
		struct view kept = arena_copy(t->memory, buffer_view(&place));
		if (kept.at != NULL)
			trials_note(t, "genre", table_cell(&g->table, row, g->genre), kept.at, verdict);
		buffer_free(&place);
		verdict = "a later rule";
	}
	if (strcmp(verdict, TRIALS_TAKEN) == 0)
		trials_note(t, "genre", VIEW("other"), "no rule", TRIALS_TAKEN);
}
