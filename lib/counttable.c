#include "counttable.h"

#include "interval.h"

enum { NUMBERS = 16 };

struct line {
	struct view fields[GROUPING_COLUMNS + NUMBERS];
	size_t count;
	struct buffer text[NUMBERS]; /* what the formatted fields point to */
	size_t used;
	const char *clock; /* NULL: no year comes from a date */
	bool exact;
};

static void
put(struct line *l, struct view v)
{
	l->fields[l->count++] = v;
}

static void
put_number(struct line *l, unsigned long long n)
{
	struct buffer *b = &l->text[l->used++];
	buffer_reset(b);
	buffer_number(b, n);
	put(l, buffer_view(b));
}

static void
put_share(struct line *l, bool known, unsigned tenths)
{
	struct buffer *b = &l->text[l->used++];
	buffer_reset(b);
	if (known)
		interval_write(b, tenths);
	put(l, known ? buffer_view(b) : VIEW(""));
}

static void
put_shares(struct line *l, unsigned long long all, unsigned long long hits, unsigned long long open,
    unsigned long long possible)
{
	struct interval i = { 0, 0 };
	unsigned long long widest = all + possible;
	if (all > 0)
		i = l->exact ? interval_exact(hits, all) : interval_wilson(hits, all);
	put_share(l, all > 0, all > 0 ? interval_share(hits, all) : 0);
	put_share(l, all > 0, interval_tenths(i.low));
	put_share(l, all > 0, interval_tenths(i.high));
	put_share(l, widest > 0, widest > 0 ? interval_share(hits, widest) : 0);
	put_share(l, widest > 0, widest > 0 ? interval_share(hits + open + possible, widest) : 0);
}

static struct view
state_of(const struct tally_row *r)
{
	if (r->na)
		return VIEW("na");
	if (r->population > 0)
		return VIEW("ok");
	return r->unread > 0 ? VIEW("unread") : VIEW("none");
}

/* The row of a cell and a focus; `f` is -1 where none was asked. */
static void
write_row(const struct tally *t, struct line *l, struct tsv_writer *w, const struct tally_row *r, int f)
{
	static const struct view empty = VIEW_INIT("");
	bool counted = !r->na, asked = f >= 0 && counted;
	l->count = l->used = 0;
	for (size_t i = 0; i < t->by->count; i++)
		put(l, r->parts[i]);
	if (t->count > 1)
		put(l, t->focuses[f].name);
	counted ? put_number(l, r->population) : put(l, empty);
	asked ? put_number(l, r->hits[f]) : put(l, empty);
	if (asked)
		put_shares(l, r->population, r->hits[f], r->open[f], r->possible);
	else
		for (int i = 0; i < 5; i++)
			put(l, empty);
	put_number(l, r->held);
	put_number(l, r->listed);
	put(l, state_of(r));
	if (l->clock != NULL) {
		put(l, view_of(l->clock));
		put_number(l, r->fallback);
	}
	tsv_write(w, l->fields, l->count);
}

static void
write_header(const struct tally *t, struct line *l, struct tsv_writer *w)
{
	static const char *const own[] = { "population", "focus", "share", "low", "high", "min", "max",
		"held", "listed", "state" };
	for (size_t i = 0; i < t->by->count; i++)
		put(l, t->by->columns[i].name);
	if (t->count > 1)
		put(l, VIEW("tag"));
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		put(l, view_of(own[i]));
	if (l->clock != NULL) {
		put(l, VIEW("clock"));
		put(l, VIEW("fallback"));
	}
	tsv_write(w, l->fields, l->count);
}

int
counttable_write(struct tally *t, const char *clock, bool exact, struct tsv_writer *out, struct error *e)
{
	struct arena memory = { 0 };
	struct line l = { .exact = exact };
	size_t count;
	int year = grouping_kind(t->by, KIND_YEAR);
	const struct tally_row *rows = tally_rows(t, &memory, &count);
	if (rows == NULL) {
		arena_free(&memory);
		return error_set(e, "no memory for %zu cells", count);
	}
	l.clock = year >= 0 && t->by->columns[year].derived ? clock : NULL;
	write_header(t, &l, out);
	for (size_t i = 0; i < count; i++)
		for (size_t f = 0; f == 0 || f < t->count; f++)
			write_row(t, &l, out, &rows[i], t->count > 0 ? (int)f : -1);
	for (size_t i = 0; i < NUMBERS; i++)
		buffer_free(&l.text[i]);
	arena_free(&memory);
	return 0;
}
