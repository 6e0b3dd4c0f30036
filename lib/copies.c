#include "copies.h"

#include "date.h"
#include "keymap.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	struct sketch sketch;
	size_t row;
	struct view title;                                /* its match key */
	uint64_t title_hash, docno, issuer, place, genre; /* hashes of match keys; 0 = unknown */
	long day;                                         /* of issue, else publication; 0 = unknown */
	char issued[DATE_ROOM];
	bool transmits;
};

struct copies {
	struct entry *entries;
	size_t count, room;
	struct arena memory;
};

struct copies *
copies_new(void)
{
	struct copies *c = calloc(1, sizeof *c);
	if (c != NULL)
		c->memory.limit = (size_t)8 << 30;
	return c;
}

void
copies_free(struct copies *c)
{
	if (c == NULL)
		return;
	free(c->entries);
	arena_free(&c->memory);
	free(c);
}

static uint64_t
known_hash(struct view key)
{
	return key.len > 0 ? keymap_hash(key, 0) | 1 : 0;
}

/* Days since a fixed one; 0 where no day is known. */
static long
day_number(struct view iso)
{
	struct date d;
	if (iso.len != strlen("YYYY-MM-DD") || !date_parse(iso, DATE_LAST, &d))
		return 0;
	long y = d.month > 2 ? d.year : d.year - 1, m = d.month > 2 ? d.month - 3 : d.month + 9;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + d.day;
}

static struct entry *
next_entry(struct copies *c)
{
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 1024;
		struct entry *wider = realloc(c->entries, room * sizeof *wider);
		if (wider == NULL)
			return NULL;
		c->entries = wider;
		c->room = room;
	}
	return memset(&c->entries[c->count], 0, sizeof *c->entries);
}

int
copies_add(struct copies *c, size_t row, const struct copies_row *r, const struct sketch *s)
{
	if (s->letters < COPIES_LETTERS)
		return 0;
	struct entry *e = next_entry(c);
	if (e == NULL)
		return -1;
	e->sketch = *s;
	e->row = row;
	e->title = arena_copy(&c->memory, r->title);
	e->title_hash = known_hash(r->title);
	e->docno = known_hash(r->docno);
	e->issuer = known_hash(r->issuer);
	e->place = known_hash(r->place);
	e->genre = keymap_hash(r->genre, 0);
	e->transmits = r->transmits.len > 0;
	e->day = day_number(r->issued.len > 0 ? r->issued : r->published);
	if (r->issued.len < sizeof e->issued && r->issued.len > 0)
		memcpy(e->issued, r->issued.at, r->issued.len);
	if (e->title.at == NULL)
		return -1;
	c->count++;
	return 0;
}

static bool
differ(uint64_t a, uint64_t b)
{
	return a != 0 && b != 0 && a != b;
}

/* 2017-03 and 2017-03-24 don't contradict each other, nor does an unknown date. */
static bool
dates_differ(const struct entry *a, const struct entry *b)
{
	size_t n = strlen(a->issued), m = strlen(b->issued);
	return memcmp(a->issued, b->issued, n < m ? n : m) != 0;
}

static bool
contradict(const struct entry *a, const struct entry *b)
{
	bool placed = a->place != 0 && b->place != 0;
	return a->genre != b->genre || a->transmits != b->transmits || differ(a->docno, b->docno) ||
	       dates_differ(a, b) || differ(a->place, b->place) || (!placed && differ(a->issuer, b->issuer));
}

/* Is one the other, or a part of it, and the rest nothing that makes it another document? */
static bool
titles_agree(const struct entry *a, const struct entry *b)
{
	static const char *const other[] = { "修正", "修改", "修订", "废止", "解读", "转发", "补充", "征求" };
	struct view whole = a->title.len >= b->title.len ? a->title : b->title;
	struct view part = a->title.len >= b->title.len ? b->title : a->title;
	size_t at = part.len < strlen("甲乙丙丁戊己") ? (size_t)-1 : view_find(whole, part, 0);
	if (at == (size_t)-1)
		return false;
	struct view before = view_slice(whole, 0, at), behind = view_slice(whole, at + part.len, whole.len);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (view_find(before, view_of(other[i]), 0) != (size_t)-1 ||
		    view_find(behind, view_of(other[i]), 0) != (size_t)-1)
			return false;
	return true;
}

static bool
are_copies(const struct entry *a, const struct entry *b)
{
	double like = sketch_likeness(&a->sketch, &b->sketch);
	if (like < COPIES_WITHIN_LEAST || contradict(a, b))
		return false;
	if (!titles_agree(a, b) && (a->docno == 0 || a->docno != b->docno))
		return false;
	bool near = a->day != 0 && b->day != 0 && labs(a->day - b->day) <= COPIES_DAYS;
	return like >= COPIES_LIKE || (near && like >= COPIES_LIKE_NEAR) ||
	       (near && sketch_containment(&a->sketch, &b->sketch) >= COPIES_WITHIN);
}

static int
by_row(const void *key, const void *entry)
{
	size_t a = *(const size_t *)key, b = ((const struct entry *)entry)->row;
	return (a > b) - (a < b);
}

bool
copies_unlike(const struct copies *c, size_t a, size_t b)
{
	if (c->count == 0)
		return false;
	const struct entry *x = bsearch(&a, c->entries, c->count, sizeof *c->entries, by_row);
	const struct entry *y = bsearch(&b, c->entries, c->count, sizeof *c->entries, by_row);
	return x != NULL && y != NULL && !titles_agree(x, y) &&
	       sketch_containment(&x->sketch, &y->sketch) < COPIES_SHARED;
}

/* A row under what it is sorted by. */
struct seat {
	uint64_t band;
	uint32_t title, entry;
};

static int
by_band(const void *left, const void *right)
{
	const struct seat *a = left, *b = right;
	if (a->band != b->band)
		return a->band < b->band ? -1 : 1;
	if (a->title != b->title)
		return a->title < b->title ? -1 : 1;
	return (a->entry > b->entry) - (a->entry < b->entry);
}

/* Compares the rows of each band: all with all, or in a crowd each with those next to it. */
static int
visit_bands(
    const struct copies *c, const struct seat *seats, int (*visit)(void *, size_t, size_t), void *context)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = i + 1;
		     j < c->count && j - i <= COPIES_CROWD && seats[j].band == seats[i].band; j++) {
			const struct entry *a = &c->entries[seats[i].entry], *b = &c->entries[seats[j].entry];
			if (are_copies(a, b) && visit(context, a->row, b->row) != 0)
				return -1;
		}
	return 0;
}

int
copies_find(struct copies *c, int (*visit)(void *context, size_t a, size_t b), void *context)
{
	struct seat *seats = malloc((c->count + 1) * sizeof *seats);
	int bad = seats == NULL || c->count > UINT32_MAX ? -1 : 0;
	for (size_t band = 0; bad == 0 && band <= SKETCH_WORDS; band++) {
		for (size_t i = 0; i < c->count; i++) {
			const struct entry *e = &c->entries[i];
			uint64_t key = band < SKETCH_WORDS ? e->sketch.bins[band] : e->title_hash;
			seats[i] = (struct seat) { key, (uint32_t)(e->title_hash >> 32), (uint32_t)i };
		}
		qsort(seats, c->count, sizeof *seats, by_band);
		bad = visit_bands(c, seats, visit, context);
	}
	free(seats);
	return bad;
}
