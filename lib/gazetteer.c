#include "gazetteer.h"

#include "keymap.h"
#include "table.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CODE = 6, NO_ROW = 0 };

/* Rows of one key, chained by index + 1 so that 0 ends the chain. */
struct link {
	size_t row, next;
};

struct gazetteer {
	struct division *rows;
	size_t count, room;
	struct link *links; /* links[0] is unused */
	size_t link_count, link_room;
	struct keymap names; /* name, short or alias -> first link */
	struct keymap codes; /* code -> first link, in the table's order */
	struct table tables[8];
	size_t table_count;
};

static const struct {
	struct view name;
	enum division_level level;
} level_names[] = {
	{ VIEW_INIT("national"), DIVISION_NATIONAL },
	{ VIEW_INIT("province"), DIVISION_PROVINCE },
	{ VIEW_INIT("city"), DIVISION_CITY },
	{ VIEW_INIT("county"), DIVISION_COUNTY },
	{ VIEW_INIT("township"), DIVISION_TOWNSHIP },
	{ VIEW_INIT("group"), DIVISION_GROUP },
};
enum { LEVELS = sizeof level_names / sizeof *level_names };

struct view
division_level_name(enum division_level level)
{
	for (size_t i = 0; i < LEVELS; i++)
		if (level_names[i].level == level && level != DIVISION_GROUP)
			return level_names[i].name;
	return VIEW("");
}

enum division_level
division_level_of(struct view name)
{
	for (size_t i = 0; i < LEVELS; i++)
		if (view_equal(level_names[i].name, name))
			return level_names[i].level;
	return DIVISION_UNKNOWN;
}

bool
division_valid(const struct division *d, int year)
{
	if (year == 0)
		return d->last == 0;
	return (d->first == 0 || d->first <= year) && (d->last == 0 || year <= d->last);
}

enum division_level
division_filed(const struct division *d, enum division_scheme scheme)
{
	return scheme == DIVISION_DATABASE ? d->filed : d->level;
}

bool
division_within(struct view code, struct view within)
{
	size_t digits = within.len;
	while (digits >= 2 && memcmp(within.at + digits - 2, "00", 2) == 0)
		digits -= 2;
	return view_starts(code, view_slice(within, 0, digits));
}

static bool
code_valid(struct view code)
{
	unsigned long long number;
	return code.len == CODE && view_number(code, &number) == 0;
}

/* ---- loading ----------------------------------------------------------------------------------------------------- */

/* Appends a row's index to the chain of `key`. */
static int
link_row(struct gazetteer *g, struct keymap *map, struct view key, size_t row)
{
	bool added;
	if (key.len == 0)
		return 0;
	if (g->link_count + 1 >= g->link_room) {
		size_t room = g->link_room ? g->link_room * 2 : 1024;
		struct link *links = realloc(g->links, room * sizeof *links);
		if (links == NULL)
			return -1;
		g->links = links;
		g->link_room = room;
	}
	size_t *first = keymap_put(map, key, NO_ROW, &added);
	if (first == NULL)
		return -1;
	size_t fresh = ++g->link_count;
	g->links[fresh] = (struct link) { row, 0 };
	if (*first == NO_ROW) {
		*first = fresh;
		return 0;
	}
	size_t last = *first;
	while (g->links[last].next != 0)
		last = g->links[last].next;
	g->links[last].next = fresh;
	return 0;
}

static int
add_row(struct gazetteer *g, const struct division *d)
{
	if (g->count == g->room) {
		size_t room = g->room ? g->room * 2 : 1024;
		struct division *rows = realloc(g->rows, room * sizeof *rows);
		if (rows == NULL)
			return -1;
		g->rows = rows;
		g->room = room;
	}
	size_t row = g->count++;
	g->rows[row] = *d;
	if (link_row(g, &g->codes, d->code, row) != 0 || link_row(g, &g->names, d->name, row) != 0 ||
	    link_row(g, &g->names, d->brief, row) != 0)
		return -1;
	struct view rest = d->alias, alias;
	while (view_split(&rest, ' ', &alias))
		if (link_row(g, &g->names, alias, row) != 0)
			return -1;
	return 0;
}

/* An empty cell is year 0. */
static int
read_year(struct view cell, int *year)
{
	unsigned long long number = 0;
	if (cell.len != 0 && (view_number(cell, &number) != 0 || number < 1900 || number > 2999))
		return -1;
	*year = (int)number;
	return 0;
}

/* The columns that both kinds of table have. */
static int
read_row(const struct table *t, size_t row, struct division *d, struct error *e)
{
	unsigned long long line = t->lines[row];
	*d = (struct division) {
		.code = table_cell(t, row, table_column(t, "code")),
		.name = table_cell(t, row, table_column(t, "name")),
		.brief = table_cell(t, row, table_column(t, "short")),
		.alias = table_cell(t, row, table_column(t, "alias")),
		.parent = table_cell(t, row, table_column(t, "parent")),
		.name_en = table_cell(t, row, table_column(t, "name_en")),
		.region = table_cell(t, row, table_column(t, "region")),
	};
	struct view parent = d->parent;
	if (d->code.len > 0 && !code_valid(d->code))
		return error_set(
		    e, "%s:%llu: code \"%.*s\" is not six digits", t->file, line, VIEW_ARGS(d->code));
	if (parent.len > 0 && !code_valid(parent))
		return error_set(
		    e, "%s:%llu: parent \"%.*s\" is not six digits", t->file, line, VIEW_ARGS(parent));
	if (read_year(table_cell(t, row, table_column(t, "first")), &d->first) != 0 ||
	    read_year(table_cell(t, row, table_column(t, "last")), &d->last) != 0)
		return error_set(e, "%s:%llu: first and last are years or empty", t->file, line);
	return 0;
}

static int
read_level(const struct table *t, size_t row, const char *column, enum division_level *level, struct error *e)
{
	struct view cell = table_cell(t, row, table_column(t, column));
	*level = division_level_of(cell);
	if (*level == DIVISION_UNKNOWN)
		return error_set(e, "%s:%llu: %s \"%.*s\" is none of national province city county township",
		    t->file, t->lines[row], column, VIEW_ARGS(cell));
	return 0;
}

/* A study's own name of a level: letters a to z, so that it can stand in a file's name and in an expression. */
static int
read_own(const struct table *t, size_t row, struct view *own, struct error *e)
{
	*own = table_cell(t, row, table_column(t, "level"));
	for (size_t i = 0; i < own->len; i++)
		if (own->at[i] < 'a' || own->at[i] > 'z')
			return error_set(e, "%s:%llu: level \"%.*s\" is not of letters a to z", t->file,
			    t->lines[row], VIEW_ARGS(*own));
	return 0;
}

/* Units right below a province stand in its group "directly administered" (xx9000). */
static bool
province_run(const struct division *d)
{
	return d->level == DIVISION_COUNTY && d->parent.len == CODE &&
	       memcmp(d->parent.at + 2, "9000", 4) == 0;
}

static int
read_table(struct gazetteer *g, const char *path, const char *const need[], struct table **t, struct error *e)
{
	if (g->table_count == sizeof g->tables / sizeof *g->tables)
		return error_set(e, "%s: too many tables of divisions", path);
	*t = &g->tables[g->table_count++];
	if (table_load(*t, path, e) != 0)
		return -1;
	for (size_t i = 0; need[i] != NULL; i++)
		if (table_need(*t, need[i], e) < 0)
			return -1;
	return 0;
}

static int
load_divisions(struct gazetteer *g, const char *path, struct error *e)
{
	static const char *const need[] = { "code", "name", "level", "parent", "first", "last", NULL };
	struct table *t;
	struct division d;
	if (read_table(g, path, need, &t, e) != 0)
		return -1;
	for (size_t row = 0; row < t->rows; row++) {
		if (read_row(t, row, &d, e) != 0 || read_level(t, row, "level", &d.level, e) != 0)
			return -1;
		d.filed = province_run(&d) ? DIVISION_CITY : d.level;
		if (d.code.len == 0)
			return error_set(e, "%s:%llu: no code", t->file, t->lines[row]);
		if (add_row(g, &d) != 0)
			return error_set(e, "%s: no memory", path);
	}
	return 0;
}

/* An area whose code the standard has changes that code's levels; any other is a row of its own. */
static int
add_area(struct gazetteer *g, const struct division *d)
{
	size_t *first = d->code.len > 0 ? keymap_get(&g->codes, d->code) : NULL;
	if (first == NULL)
		return add_row(g, d);
	for (size_t at = *first; at != 0; at = g->links[at].next) {
		struct division *old = &g->rows[g->links[at].row];
		if (view_equal(old->name, d->name)) {
			old->level = d->level;
			old->filed = d->filed;
			old->own = d->own;
		}
	}
	return 0;
}

int
gazetteer_overlay(struct gazetteer *g, const char *path, struct error *e)
{
	static const char *const need[] = { "code", "name", "parent", "gb", "database", NULL };
	struct table *t;
	struct division d;
	if (read_table(g, path, need, &t, e) != 0)
		return -1;
	for (size_t row = 0; row < t->rows; row++) {
		if (read_row(t, row, &d, e) != 0 || read_level(t, row, "gb", &d.level, e) != 0 ||
		    read_level(t, row, "database", &d.filed, e) != 0 || read_own(t, row, &d.own, e) != 0)
			return -1;
		if (add_area(g, &d) != 0)
			return error_set(e, "%s: no memory", path);
	}
	return 0;
}

struct gazetteer *
gazetteer_open(const char *divisions, const char *areas, struct error *e)
{
	struct gazetteer *g = calloc(1, sizeof *g);
	if (g == NULL) {
		error_set(e, "%s: no memory", divisions);
		return NULL;
	}
	if (load_divisions(g, divisions, e) != 0 || (areas != NULL && gazetteer_overlay(g, areas, e) != 0)) {
		gazetteer_close(g);
		return NULL;
	}
	return g;
}

void
gazetteer_close(struct gazetteer *g)
{
	if (g == NULL)
		return;
	keymap_free(&g->names);
	keymap_free(&g->codes);
	for (size_t i = 0; i < g->table_count; i++)
		table_free(&g->tables[i]);
	free(g->rows);
	free(g->links);
	free(g);
}

/* ---- looking up -------------------------------------------------------------------------------------------------- */

size_t
gazetteer_count(const struct gazetteer *g)
{
	return g->count;
}

const struct division *
gazetteer_row(const struct gazetteer *g, size_t i)
{
	return &g->rows[i];
}

const struct division *
gazetteer_last(const struct gazetteer *g, struct view code)
{
	const struct division *best = NULL;
	size_t *first = code.len > 0 ? keymap_get(&g->codes, code) : NULL;
	for (size_t at = first ? *first : 0; at != 0; at = g->links[at].next) {
		const struct division *d = &g->rows[g->links[at].row];
		if (best == NULL || d->last == 0 || (best->last != 0 && d->last >= best->last))
			best = d;
	}
	return best;
}

const struct division *
gazetteer_code(const struct gazetteer *g, struct view code, int year)
{
	const struct division *best = NULL;
	size_t *first = code.len > 0 ? keymap_get(&g->codes, code) : NULL;
	if (year == 0)
		return gazetteer_last(g, code);
	for (size_t at = first ? *first : 0; at != 0; at = g->links[at].next) {
		const struct division *d = &g->rows[g->links[at].row];
		if (division_valid(d, year) && (best == NULL || d->first >= best->first))
			best = d;
	}
	return best;
}

const struct division *
gazetteer_province(const struct gazetteer *g, struct view code)
{
	char province[CODE] = "000000";
	if (code.len != CODE)
		return NULL;
	memcpy(province, code.at, 2);
	return gazetteer_last(g, (struct view) { province, CODE });
}

const struct division *
gazetteer_parent(const struct gazetteer *g, const struct division *d, int year)
{
	for (int steps = 0; steps < 4 && d->parent.len > 0; steps++) {
		const struct division *up = gazetteer_code(g, d->parent, year);
		if (up == NULL)
			up = gazetteer_last(g, d->parent);
		if (up == NULL || up->level != DIVISION_GROUP)
			return up;
		d = up;
	}
	return NULL;
}

/* Inserts by level, then by the table's order: a province stands before the county that shares its name. */
static void
keep_sorted(const struct division **found, size_t room, size_t count, const struct division *d)
{
	size_t at = count < room ? count : room;
	while (at > 0 && found[at - 1]->level > d->level) {
		if (at < room)
			found[at] = found[at - 1];
		at--;
	}
	if (at < room)
		found[at] = d;
}

size_t
gazetteer_name(const struct gazetteer *g, struct view name, struct view within, int year,
    const struct division **found, size_t room)
{
	size_t count = 0;
	size_t *first = name.len > 0 ? keymap_get(&g->names, name) : NULL;
	for (size_t at = first ? *first : 0; at != 0; at = g->links[at].next) {
		const struct division *d = &g->rows[g->links[at].row];
		struct view place = d->code.len > 0 ? d->code : d->parent;
		if (d->level == DIVISION_GROUP || (year != 0 && !division_valid(d, year)) ||
		    !division_within(place, within))
			continue;
		keep_sorted(found, room, count++, d);
	}
	return count;
}

size_t
gazetteer_at(const struct gazetteer *g, struct view text, size_t at, struct view within, int year,
    const struct division **found, size_t room, size_t *len)
{
	struct view rest = view_slice(text, at, at + DIVISION_NAME);
	size_t ends[DIVISION_NAME], count = 0;
	for (size_t i = 0, n; i < rest.len; i += n) {
		uint32_t character;
		n = utf8_decode(rest.at + i, rest.len - i, &character);
		if (n == 0 || character < 0x2e80) /* names are written in Chinese characters alone */
			break;
		ends[count++] = i + n;
	}
	while (count-- > 1) { /* no name has one character */
		size_t n = gazetteer_name(g, view_slice(rest, 0, ends[count]), within, year, found, room);
		if (n > 0) {
			*len = ends[count];
			return n;
		}
	}
	*len = 0;
	return 0;
}
