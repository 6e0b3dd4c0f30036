#include "totals.h"

#include <string.h>

int
totals_read(const char *name, enum totals *kind, struct error *e)
{
	bool cube = strcmp(name, "cube") == 0;
	*kind = cube ? TOTALS_CUBE_ALL : TOTALS_ROLLUP;
	return cube || strcmp(name, "rollup") == 0 ? 0 : error_set(e, "neither rollup nor cube: %s", name);
}

static unsigned
place_columns(const struct grouping *g)
{
	unsigned columns = 0;
	for (size_t i = 0; i < g->count; i++)
		if (g->columns[i].kind == KIND_PROVINCE || g->columns[i].kind == KIND_CITY)
			columns |= 1U << i;
	return columns;
}

/* Is this the set of columns (a bit each) that some kind of total puts together? */
static bool
is_wanted(const struct grouping *g, unsigned kinds, unsigned columns)
{
	unsigned all = (1U << g->count) - 1;
	bool closing = ((columns ^ all) & ((columns ^ all) + 1)) == 0; /* the last columns, without a gap */
	return (kinds >> TOTALS_CUBE_ALL & 1) || ((kinds >> TOTALS_ROLLUP & 1) && closing) ||
	       ((kinds >> TOTALS_PLACES & 1) && columns == place_columns(g));
}

static int
add(struct tally *t, size_t cells, unsigned columns)
{
	struct view parts[GROUPING_COLUMNS];
	for (size_t i = 0; i < cells; i++) {
		grouping_split(t->by, cells_key(t->cells, i), parts);
		for (size_t c = 0; c < t->by->count; c++)
			if (columns >> c & 1)
				parts[c] = VIEW("total");
		struct view key = grouping_join(t->by, parts);
		if (key.at == NULL || tally_sum(t, i, key) != 0)
			return -1;
	}
	return 0;
}

int
totals_add(struct tally *t, unsigned kinds, struct error *e)
{
	size_t cells = cells_count(t->cells);
	if ((kinds >> TOTALS_CUBE_ALL & 1) && t->by->count > TOTALS_CUBE)
		return error_set(e, "a cube has at most %d columns", TOTALS_CUBE);
	t->by->totals = true;
	for (unsigned columns = 1; columns < 1U << t->by->count; columns++)
		if (is_wanted(t->by, kinds, columns) && add(t, cells, columns) != 0)
			return error_set(e, "no memory for the totals");
	return 0;
}
