#include "grouping.h"

#include <string.h>

static enum kind
kind_of(struct view name)
{
	static const struct {
		struct view name;
		enum kind kind;
	} kinds[] = { { VIEW_INIT("level"), KIND_LEVEL }, { VIEW_INIT("province"), KIND_PROVINCE },
		{ VIEW_INIT("region"), KIND_REGION }, { VIEW_INIT("city"), KIND_CITY },
		{ VIEW_INIT("county"), KIND_COUNTY }, { VIEW_INIT("year"), KIND_YEAR } };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (view_equal(name, kinds[i].name))
			return kinds[i].kind;
	return KIND_OTHER;
}

int
grouping_parse(struct grouping *g, const char *list, struct error *e)
{
	struct view rest = view_of(list), name;
	*g = (struct grouping) { .level = -1 };
	while (view_split(&rest, ',', &name)) {
		if (name.len == 0)
			return error_set(e, "\"%.200s\" has an empty name", list);
		if (g->count == GROUPING_COLUMNS)
			return error_set(e, "more than %d columns", GROUPING_COLUMNS);
		for (size_t i = 0; i < g->count; i++)
			if (view_equal(g->columns[i].name, name))
				return error_set(e, "\"%.*s\" stands twice", VIEW_ARGS(name));
		g->columns[g->count++] = (struct group_column) { .name = name, .kind = kind_of(name) };
	}
	return 0;
}

int
grouping_kind(const struct grouping *g, enum kind kind)
{
	for (size_t i = 0; i < g->count; i++)
		if (g->columns[i].kind == kind)
			return (int)i;
	return -1;
}

static int
bind_year(struct group_column *c, const struct tsv *t, const char *clock, struct error *e)
{
	bool issued = view_equal(view_of(clock), VIEW("issued"));
	c->derived = true;
	c->index = tsv_column(t, clock);
	c->other = tsv_column(t, issued ? "published" : "issued");
	return c->index >= 0 || c->other >= 0 ? 0 : tsv_need(t, clock, e);
}

static int
bind_group(struct group_column *c, const struct tsv *t, const struct membership *m, struct error *e)
{
	struct view of = m->table.names[0];
	c->derived = true;
	c->kind = KIND_GROUP;
	c->of = kind_of(of);
	c->index = tsv_find(t, of);
	return c->index >= 0 ? 0
	                     : error_set(e, "%s:1: no column \"%.*s\", which %s groups", tsv_file(t),
	                           VIEW_ARGS(of), m->table.file);
}

static int
bind_column(struct group_column *c, const struct tsv *t, const char *clock, const struct membership *groups,
    struct error *e)
{
	c->index = tsv_find(t, c->name);
	if (c->index >= 0)
		return 0;
	c->groups = groups ? membership_column(groups, c->name) : -1;
	if (c->groups >= 0)
		return bind_group(c, t, groups, e);
	if (c->kind == KIND_YEAR)
		return bind_year(c, t, clock, e);
	if (c->kind != KIND_REGION)
		return error_set(e, "%s:1: no column \"%.*s\"", tsv_file(t), VIEW_ARGS(c->name));
	c->derived = true;
	c->index = tsv_need(t, "province", e);
	return c->index >= 0 ? 0 : -1;
}

int
grouping_bind(
    struct grouping *g, const struct tsv *t, const char *clock, const struct places *places, struct error *e)
{
	g->level = tsv_column(t, "level");
	g->places = places;
	for (size_t i = 0; i < g->count; i++)
		if (bind_column(&g->columns[i], t, clock, g->groups, e) != 0)
			return -1;
	g->adjacent = g->count > 0;
	for (size_t i = 0; i < g->count; i++)
		if (g->columns[i].derived || g->columns[i].index != g->columns[0].index + (int)i)
			g->adjacent = false;
	return 0;
}

/* How many of province, city, county a level has; -1 where nothing is known of it. */
static int
level_depth(struct view level)
{
	static const struct view names[] = { VIEW_INIT("national"), VIEW_INIT("province"), VIEW_INIT("city"),
		VIEW_INIT("county"), VIEW_INIT("township") };
	for (int i = 0; i < 5; i++)
		if (view_equal(level, names[i]))
			return i;
	return -1;
}

/* What stands for an empty place: nothing where the row's level has no such place, else `unplaced`. */
static struct view
no_place(const struct grouping *g, const struct view *fields, enum kind kind)
{
	int needs = kind == KIND_CITY ? 2 : kind == KIND_COUNTY ? 3 : 1;
	int depth = g->level < 0 ? 1 : level_depth(fields[g->level]);
	return kind == KIND_LEVEL || depth < 0 || depth >= needs ? VIEW("unplaced") : VIEW("");
}

static bool
take_year(const struct view *fields, int column, struct view *year)
{
	unsigned long long n;
	if (column < 0 || fields[column].len < 4)
		return false;
	*year = view_slice(fields[column], 0, 4);
	return view_number(*year, &n) == 0;
}

static struct view
year_of(struct grouping *g, const struct group_column *c, const struct view *fields)
{
	struct view year;
	if (take_year(fields, c->index, &year))
		return year;
	if (!take_year(fields, c->other, &year))
		return VIEW("undated");
	g->fallback = true;
	return year;
}

static struct view
value_of(struct grouping *g, const struct group_column *c, const struct view *fields)
{
	if (c->kind == KIND_YEAR && c->derived)
		return year_of(g, c, fields);
	struct view v = fields[c->index];
	if (c->kind == KIND_GROUP && (v.len > 0 || c->of == KIND_OTHER))
		return membership_group(g->groups, v, c->groups);
	if (c->kind == KIND_GROUP)
		return no_place(g, fields, c->of);
	if (c->kind == KIND_OTHER || c->kind == KIND_YEAR)
		return v;
	if (c->derived && v.len > 0) {
		const struct place *province = places_province(g->places, v);
		v = province ? province->region : VIEW("");
		return v.len > 0 ? v : VIEW("unplaced");
	}
	return v.len > 0 ? v : no_place(g, fields, c->kind);
}

/* Short pieces are copied without a call: a key is made for every row. */
static inline char *
put(char *to, struct view v)
{
	if (v.len >= 8 && v.len <= 16) {
		memcpy(to, v.at, 8);
		memcpy(to + v.len - 8, v.at + v.len - 8, 8);
	} else if (v.len >= 4 && v.len < 8) {
		memcpy(to, v.at, 4);
		memcpy(to + v.len - 4, v.at + v.len - 4, 4);
	} else if (v.len > 0) {
		memcpy(to, v.at, v.len);
	}
	return to + v.len;
}

static int
join(const struct grouping *g, const struct view *parts, struct buffer *out)
{
	size_t len = g->count;
	for (size_t i = 0; i < g->count; i++)
		len += parts[i].len;
	if (buffer_reserve(out, len) != 0)
		return -1;
	char *to = out->at + out->len;
	for (size_t i = 0; i < g->count; i++) {
		to = put(to, parts[i]);
		*to++ = '\t';
	}
	out->len += len - 1;
	return 0;
}

static bool
all_filled(const struct grouping *g, const struct view *fields)
{
	const struct view *first = &fields[g->columns[0].index];
	for (size_t i = 0; i < g->count; i++)
		if (first[i].len == 0)
			return false;
	return true;
}

/* Where the columns stand side by side in the stream, as the key's parts do, the key is a piece of the line. */
static int
join_adjacent(const struct grouping *g, const struct view *fields, struct buffer *out)
{
	const struct view *first = &fields[g->columns[0].index], *last = first + g->count - 1;
	size_t len = (size_t)(last->at - first->at) + last->len;
	if (out->room - out->len < len && buffer_reserve(out, len) != 0)
		return -1;
	put(out->at + out->len, (struct view) { first->at, len });
	out->len += len;
	return 0;
}

/* Apart, so that the quick way needs no room for parts. */
__attribute__((noinline)) static int
join_parts(struct grouping *g, const struct view *fields, struct buffer *out)
{
	struct view parts[GROUPING_COLUMNS];
	for (size_t i = 0; i < g->count; i++) {
		const struct group_column *c = &g->columns[i];
		parts[i] =
		    c->derived || fields[c->index].len == 0 ? value_of(g, c, fields) : fields[c->index];
	}
	return join(g, parts, out);
}

int
grouping_append(struct grouping *g, const struct view *fields, struct buffer *out)
{
	g->fallback = false;
	return g->adjacent && all_filled(g, fields) ? join_adjacent(g, fields, out)
	                                            : join_parts(g, fields, out);
}

struct view
grouping_key(struct grouping *g, const struct view *fields)
{
	buffer_reset(&g->key);
	return grouping_append(g, fields, &g->key) == 0 ? buffer_view(&g->key) : (struct view) { NULL, 0 };
}

struct view
grouping_join(struct grouping *g, const struct view *parts)
{
	buffer_reset(&g->key);
	return join(g, parts, &g->key) == 0 ? buffer_view(&g->key) : (struct view) { NULL, 0 };
}

void
grouping_split(const struct grouping *g, struct view key, struct view *parts)
{
	for (size_t i = 0; i < g->count; i++)
		if (!view_split(&key, '\t', &parts[i]))
			parts[i] = VIEW("");
}

/* Known values first, then what is missing, then totals. */
static int
rank(const struct grouping *g, enum kind kind, struct view v)
{
	if ((kind == KIND_OTHER && !g->totals) || (v.len > 0 && v.at[0] < 'a')) /* a code or a year */
		return 0;
	if (view_equal(v, VIEW("total")))
		return 2;
	return kind != KIND_OTHER && (view_equal(v, VIEW("unplaced")) || view_equal(v, VIEW("undated")) ||
	                                 view_equal(v, VIEW("unlisted")));
}

int
grouping_compare(const struct grouping *g, const struct view *a, const struct view *b)
{
	for (size_t i = 0; i < g->count; i++) {
		enum kind kind = g->columns[i].kind;
		int c = rank(g, kind, a[i]) - rank(g, kind, b[i]);
		if (c == 0 && kind == KIND_LEVEL)
			c = level_depth(a[i]) - level_depth(b[i]);
		if (c == 0)
			c = view_compare(a[i], b[i]);
		if (c != 0)
			return c;
	}
	return 0;
}

void
grouping_free(struct grouping *g)
{
	buffer_free(&g->key);
}
