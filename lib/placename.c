#include "placename.h"

#include <string.h>

static size_t
keep(const struct division **found, size_t count, bool (*good)(const struct division *, const void *),
    const void *what)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (good(found[i], what))
			found[kept++] = found[i];
	return kept ? kept : count; /* a preference only: nothing is dropped when nothing fits */
}

static bool
good_year(const struct division *d, const void *year)
{
	return division_valid(d, *(const int *)year);
}

static struct view
place_code(const struct division *d)
{
	return d->code.len > 0 ? d->code : d->parent;
}

static bool
good_hint(const struct division *d, const void *hint)
{
	return division_within(place_code(d), *(const struct view *)hint);
}

/* Of places that share a name, a single province, or else a single city, is what the name means by itself. */
static size_t
prefer_higher(const struct division **found, size_t count)
{
	if (count > 1 && found[0]->level < found[1]->level && found[0]->level <= DIVISION_CITY)
		return 1;
	return count;
}

static size_t
narrow(const struct division **found, size_t count, struct view hint, int year)
{
	count = keep(found, count, good_year, &year);
	if (count > 1 && hint.len == 6) {
		char province[] = "000000";
		memcpy(province, hint.at, 2);
		struct view wide = { province, 6 };
		count = keep(found, count, good_hint, &wide);
		count = keep(found, count, good_hint, &hint);
	}
	return count;
}

bool
placename_is_full(const struct division *d, struct view name)
{
	return !view_equal(d->brief, name);
}

/* Those of `inner` that lie in one of `outer`. */
static size_t
inside(const struct division **inner, size_t inner_count, const struct division **outer, size_t outer_count)
{
	size_t kept = 0;
	for (size_t i = 0; i < inner_count; i++)
		for (size_t k = 0; k < outer_count; k++)
			if (inner[i]->level > outer[k]->level &&
			    division_within(place_code(inner[i]), place_code(outer[k]))) {
				inner[kept++] = inner[i];
				break;
			}
	return kept;
}

size_t
placename_read(const struct gazetteer *g, struct view text, size_t at, struct view hint, int year,
    const struct division **found, size_t *count)
{
	size_t len, end = at;
	size_t n = gazetteer_at(g, text, at, VIEW(""), 0, found, PLACENAME_CHOICES, &len);
	*count = 0;
	if (n == 0)
		return 0;
	/* More than fit: ask again where the document was met. */
	if (n > PLACENAME_CHOICES && hint.len == 6)
		n = gazetteer_name(
		    g, view_slice(text, at, at + len), view_slice(hint, 0, 6), 0, found, PLACENAME_CHOICES);
	if (n == 0)
		n = gazetteer_name(
		    g, view_slice(text, at, at + len), VIEW(""), year, found, PLACENAME_CHOICES);
	*count = n < PLACENAME_CHOICES ? n : PLACENAME_CHOICES;
	for (end += len; end < text.len;) {
		const struct division *inner[64];
		size_t m = gazetteer_at(g, text, end, VIEW(""), 0, inner, 64, &len);
		m = inside(inner, m < 64 ? m : 64, found, *count);
		if (m == 0 || !placename_is_full(inner[0], view_slice(text, end, end + len)))
			break;
		*count = m < PLACENAME_CHOICES ? m : PLACENAME_CHOICES;
		memcpy(found, inner, *count * sizeof *found);
		end += len;
	}
	*count = prefer_higher(found, narrow(found, *count, hint, year));
	return end - at;
}
