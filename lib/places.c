#include "places.h"

static int
find_columns(struct places *p, int *name, int *name_en, int *region, struct error *e)
{
	const struct table *t = &p->divisions;
	struct {
		const char *name;
		int *column;
	} needed[] = { { "code", &p->code }, { "level", &p->level }, { "parent", &p->parent },
		{ "last", &p->last }, { "name", name }, { "name_en", name_en }, { "region", region } };
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		*needed[i].column = table_need(t, needed[i].name, e);
		if (*needed[i].column < 0)
			return -1;
	}
	return 0;
}

static struct place *
find_province(const struct places *p, struct view code)
{
	for (size_t i = 0; i < p->count; i++)
		if (view_equal(p->provinces[i].code, code))
			return &p->provinces[i];
	return NULL;
}

int
places_load(struct places *p, const char *path, struct error *e)
{
	int name, name_en, region;
	*p = (struct places) { 0 };
	struct table *t = &p->divisions;
	if (table_load(t, path, e) != 0 || find_columns(p, &name, &name_en, &region, e) != 0)
		return -1;
	p->provinces = arena_clear(&t->memory, t->rows, sizeof *p->provinces);
	if (p->provinces == NULL)
		return error_set(e, "%s: no memory", path);
	for (size_t r = 0; r < t->rows; r++) {
		struct view part_of = table_cell(t, r, region);
		if (part_of.len > 0 && view_equal(table_cell(t, r, p->level), VIEW("province")))
			p->provinces[p->count++] = (struct place) { .code = table_cell(t, r, p->code),
				.name = table_cell(t, r, name),
				.name_en = table_cell(t, r, name_en),
				.region = part_of };
	}
	for (size_t r = 0; r < t->rows; r++) {
		struct place *of = find_province(p, table_cell(t, r, p->parent));
		if (of != NULL && view_equal(table_cell(t, r, p->level), VIEW("city")))
			of->cities = true;
	}
	return p->count > 0 ? 0 : error_set(e, "%s: no division of level province has a region", path);
}

void
places_free(struct places *p)
{
	table_free(&p->divisions);
}

const struct place *
places_province(const struct places *p, struct view code)
{
	return find_province(p, code);
}

bool
places_city(const struct places *p, size_t *at, struct view *city, struct view *province)
{
	const struct table *t = &p->divisions;
	for (; *at < t->rows; ++*at) {
		if (table_cell(t, *at, p->last).len > 0 ||
		    !view_equal(table_cell(t, *at, p->level), VIEW("city")))
			continue;
		*city = table_cell(t, *at, p->code);
		*province = table_cell(t, *at, p->parent);
		++*at;
		return true;
	}
	return false;
}
