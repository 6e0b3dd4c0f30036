#include "siting.h"

#include "utf8.h"

enum { FOUND = 16 };

static bool
ends_clause(struct view v, size_t at)
{
	static const struct view marks[] = { VIEW_INIT("，"), VIEW_INIT("。"), VIEW_INIT("；"),
		VIEW_INIT("："), VIEW_INIT("！"), VIEW_INIT("？"), VIEW_INIT(","), VIEW_INIT(";"),
		VIEW_INIT(":"), VIEW_INIT("!"), VIEW_INIT("?") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(view_slice(v, at, v.len), marks[i]))
			return true;
	return false;
}

/* A name that says enough: a full one, or the short one of a province, or of a city in a list that calls all of its members cities. */
static bool
is_name(const struct division *d, struct view name)
{
	return view_equal(d->name, name) || (d->level <= DIVISION_CITY && view_equal(d->brief, name));
}

static bool
is_short(const struct division *d, struct view name)
{
	return d->level == DIVISION_CITY && !view_equal(d->name, name);
}

/* The length of the place's name that begins at `at`; `*first` is one of those called so. 0: none does. */
static size_t
name_at(const struct gazetteer *g, struct view v, size_t at, const struct division **first)
{
	const struct division *found[FOUND];
	size_t len = 0, count = gazetteer_at(g, v, at, VIEW(""), 0, found, FOUND, &len);
	for (size_t i = 0; i < count && i < FOUND; i++)
		if (is_name(found[i], view_slice(v, at, at + len))) {
			*first = found[i];
			return len;
		}
	return 0;
}

struct list {
	struct view *names;
	size_t count, from, end; /* where it begins and ends in the clause */
	bool some_short, last_short;
};

/* Length of the longest word between places that `v` begins with, or 0. */
static size_t
between(const struct words *w, struct view v)
{
	size_t longest = 0;
	for (size_t len = 1; len <= v.len && len <= 4 * 3; len++)
		if (words_have(w, "between", view_slice(v, 0, len)))
			longest = len;
	return longest;
}

/* Reads the list of places that begins at `at`. */
static void
read_list(const struct words *w, const struct gazetteer *g, struct view clause, size_t at, struct list *l)
{
	const struct division *place = NULL, *last = NULL;
	size_t len;
	bool joined = false; /* the name at hand follows the last one directly */
	l->from = l->end = at;
	while ((len = name_at(g, clause, at, &place)) > 0) {
		if (joined && l->count > 0 && place->level > last->level)
			l->count--; /* 江苏省南京市 */
		if (l->count == SITING_NAMES)
			return;
		l->names[l->count++] = view_slice(clause, at, at + len);
		l->last_short = is_short(place, view_slice(clause, at, at + len));
		l->some_short |= l->last_short;
		at = l->end = at + len;
		last = place;
		size_t gap = between(w, view_slice(clause, at, clause.len));
		joined = gap == 0;
		at += gap;
	}
}

static bool
fits(const struct words *w, struct view clause, const struct list *l, size_t match, size_t behind)
{
	bool led = words_end(w, "before", view_slice(clause, 0, l->from)) > 0;
	bool opens = l->from == 0 && words_begin(w, "site", view_slice(clause, behind, clause.len));
	bool called = !l->some_short || (!l->last_short && l->count > 1) ||
	              words_begin(w, "all", view_slice(clause, l->end, clause.len));
	return l->count > 0 && called && (led || opens) && match >= l->end &&
	       utf8_count(view_slice(clause, l->end, match)) <= SITING_GAP;
}

/* The places of a clause's match at `match`: those of the last list before it that fits. */
static size_t
find_in(const struct words *w, const struct gazetteer *g, struct view clause, size_t match, size_t behind,
    struct view *names, size_t room)
{
	struct view all[SITING_NAMES];
	for (size_t at = 0; at < match;) {
		const struct division *place;
		struct list l = { .names = all };
		if (name_at(g, clause, at, &place) > 0)
			read_list(w, g, clause, at, &l);
		if (fits(w, clause, &l, match, behind)) {
			size_t count = l.count < room ? l.count : room;
			for (size_t i = 0; i < count; i++)
				names[i] = all[i];
			return count;
		}
		at = l.end > at ? l.end : at + 1;
		while (at < match && ((unsigned char)clause.at[at] & 0xC0) == 0x80)
			at++;
	}
	return 0;
}

size_t
siting_find(const struct words *w, const struct gazetteer *g, struct view sentence, struct view match,
    struct view names[SITING_NAMES])
{
	size_t count = 0, from = 0;
	while (from < sentence.len && match.len > 0) {
		size_t to = from;
		while (to < sentence.len && !ends_clause(sentence, to))
			to++;
		struct view clause = view_slice(sentence, from, to);
		if (!words_in(w, "not", clause))
			for (size_t at = view_find(clause, match, 0); at != (size_t)-1;
			     at = view_find(clause, match, at + match.len))
				count += find_in(
				    w, g, clause, at, at + match.len, names + count, SITING_NAMES - count);
		from = to + 1;
		while (from < sentence.len && ((unsigned char)sentence.at[from] & 0xC0) == 0x80)
			from++;
	}
	return count;
}

const struct division *
siting_place(
    const struct gazetteer *g, struct view name, enum division_level level, struct view code, int year)
{
	const struct division *found[FOUND], *one = NULL;
	size_t count = gazetteer_name(g, name, code, year, found, FOUND);
	if (count > FOUND)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		if (!is_name(found[i], name) || found[i]->level <= level || found[i]->level > DIVISION_COUNTY)
			continue;
		if (one != NULL && !view_equal(one->code, found[i]->code))
			return NULL;
		one = found[i];
	}
	return one;
}
