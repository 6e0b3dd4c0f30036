#include "diffrows.h"

void
diffrows_start(struct diffrows *r, int fd, bool header)
{
	static const struct view names[] = { VIEW_INIT("subject"), VIEW_INIT("name"), VIEW_INIT("difference"),
		VIEW_INIT("column"), VIEW_INIT("old"), VIEW_INIT("new") };
	tsv_start(&r->out, fd);
	if (r->on && header)
		tsv_write(&r->out, names, sizeof names / sizeof *names);
}

void
diffrows_put(struct diffrows *r, const char *subject, struct view name, const char *difference,
    struct view column, struct view old, struct view now)
{
	struct view row[] = { view_of(subject), name, view_of(difference), column, old, now };
	if (r->on)
		tsv_write(&r->out, row, sizeof row / sizeof *row);
}

void
diffrows_counts(struct diffrows *r, const char *subject, struct view name, const char *difference,
    const char *column, unsigned long long old, unsigned long long now)
{
	struct buffer b[2] = { { 0 } };
	buffer_format(&b[0], "%llu", old);
	buffer_format(&b[1], "%llu", now);
	diffrows_put(r, subject, name, difference, view_of(column), buffer_view(&b[0]), buffer_view(&b[1]));
	buffer_free(&b[0]);
	buffer_free(&b[1]);
}

static struct view
cell(const struct pairing_side *s, const char *name)
{
	int column = tsv_column(s->in, name);
	return column < 0 ? VIEW("") : s->fields[column];
}

/* What the difference has to show besides the columns that tell it. */
static void
put_own(struct diffrows *r, const struct pairing *p, struct view id, enum difference d)
{
	const char *name = difference_name(d);
	struct view none = VIEW("");
	if (d == DIFFERENCE_NEW)
		diffrows_put(r, "document", id, name, VIEW("title"), none, cell(&p->now, "title"));
	else if (d == DIFFERENCE_VANISHED)
		diffrows_put(r, "document", id, name, VIEW("title"), cell(&p->old, "title"), none);
	else if (d == DIFFERENCE_UNREAD || d == DIFFERENCE_READ)
		diffrows_put(
		    r, "document", id, name, VIEW("error"), cell(&p->old, "error"), cell(&p->now, "error"));
	else if (d == DIFFERENCE_WITHDRAWN)
		diffrows_put(r, "document", id, name, none, none, none);
}

void
diffrows_document(struct diffrows *r, const struct pairing *p, const struct comparer *c, unsigned differences)
{
	const struct pairing_side *side = p->used & PAIRING_NEW ? &p->now : &p->old;
	struct view id = side->fields[side->id];
	for (int d = 0; r->on && d < DIFFERENCES; d++) {
		if (!(differences & 1U << d))
			continue;
		put_own(r, p, id, (enum difference)d);
		for (size_t i = 0; p->used == PAIRING_BOTH && i < c->count; i++) {
			const struct compared *x = &c->columns[i];
			if ((int)x->what == d && comparer_differs(c, x, p->old.fields, p->now.fields))
				diffrows_put(r, "document", id, difference_name(x->what), x->name,
				    p->old.fields[x->old], p->now.fields[x->now]);
		}
	}
}

/* The parts of a key with slashes between them. */
static struct view
key_name(struct view key, struct buffer *b)
{
	buffer_reset(b);
	for (size_t i = 0; i < key.len; i++)
		buffer_byte(b, key.at[i] == '\t' ? '/' : key.at[i]);
	return buffer_view(b);
}

static void
put_causes(struct diffrows *r, struct view name, const struct drift_cell *c)
{
	static const char *const measures[] = { "population", "focus" };
	for (int m = 0; m < DRIFT_MEASURES; m++) {
		for (int d = 0; d < DIFFERENCES; d++)
			if (c->left[d][m] + c->came[d][m] > 0)
				diffrows_counts(r, "cause", name, difference_name((enum difference)d),
				    measures[m], c->left[d][m], c->came[d][m]);
		long long rest = drift_rest(c, m);
		if (rest != 0)
			diffrows_counts(r, "cause", name, "rest", measures[m],
			    rest < 0 ? (unsigned long long)-rest : 0,
			    rest > 0 ? (unsigned long long)rest : 0);
	}
}

struct view
diffrows_cell(struct diffrows *r, const struct drift_cell *c, struct buffer *b)
{
	const unsigned long long *old = c->count[DRIFT_OLD], *now = c->count[DRIFT_NOW];
	struct view name = key_name(c->key, b);
	diffrows_counts(r, "cell", name, "moved", "population", old[DRIFT_POPULATION], now[DRIFT_POPULATION]);
	diffrows_counts(r, "cell", name, "moved", "focus", old[DRIFT_FOCUS], now[DRIFT_FOCUS]);
	put_causes(r, name, c);
	return name;
}

void
diffrows_site(struct diffrows *r, const struct drift_site *s)
{
	static const char *const names[] = { "documents", "read", "dated", "placed", "population" };
	for (int m = 0; m < SITE_MEASURES; m++)
		if (s->count[DRIFT_OLD][m] != s->count[DRIFT_NOW][m])
			diffrows_counts(r, "site", s->host, "drifted", names[m], s->count[DRIFT_OLD][m],
			    s->count[DRIFT_NOW][m]);
}

int
diffrows_finish(struct diffrows *r, struct error *e)
{
	return tsv_finish(&r->out, e);
}
