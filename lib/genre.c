#include "genre.h"

#include "table.h"

#include <stdlib.h>

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
	static const struct view quotes[] = { VIEW_INIT("》"), VIEW_INIT("”"), VIEW_INIT("。"),
		VIEW_INIT(" ") };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < 4; i++)
			if (view_ends(title, quotes[i])) {
				title.len -= quotes[i].len;
				again = true;
			}
		for (size_t i = 0; i < 4; i++) {
			size_t at = (size_t)-1;
			if (!view_ends(title, close[i]))
				continue;
			for (size_t k = 0; (k = view_find(title, open[i], k)) != (size_t)-1; k++)
				at = k;
			if (at != (size_t)-1 && at > 0) {
				title.len = at;
				again = true;
			}
		}
	}
	return title;
}

struct view
genre_decide(const struct genres *g, struct view title, struct view column)
{
	struct view end = bare(title);
	for (size_t row = 0; row < g->table.rows; row++) {
		struct view kind = table_cell(&g->table, row, g->kind),
		            word = table_cell(&g->table, row, g->word);
		bool hit;
		if (view_equal(kind, VIEW("cut")))
			hit = (view_ends(title, VIEW("...")) || view_ends(title, VIEW("…"))) &&
			      view_find(title, word, 0) != (size_t)-1;
		else if (view_equal(kind, VIEW("ending")))
			hit = view_ends(end, word);
		else
			hit = view_find(view_equal(kind, VIEW("column")) ? column : title, word, 0) !=
			      (size_t)-1;
		if (hit)
			return table_cell(&g->table, row, g->genre);
	}
	return VIEW("other");
}
