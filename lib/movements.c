#include "movements.h"

void
movements_columns(struct movements *f, const struct tsv *has, const struct tsv *lacks, const char *difference)
{
	for (size_t i = 0; i < tsv_width(has); i++) {
		struct view name = tsv_name(has, i);
		if (tsv_find(lacks, name) >= 0)
			continue;
		diffrows_put(&f->rows, "column", name, difference, VIEW(""), VIEW(""), VIEW(""));
		buffer_format(&f->changes.columns, "column %.*s: %s\n", VIEW_ARGS(name), difference);
	}
}

static void
ring(struct movements *f, int name, struct view who, unsigned long long count, unsigned long long before)
{
	if (!alarm_passed(&f->alarm, name, count, before))
		return;
	const struct threshold *t = &f->alarm.thresholds[name];
	f->passed = true;
	buffer_format(&f->changes.alarms, "  %s%s%.*s: %llu of %llu is more than %llu%s\n", alarm_name(name),
	    who.len > 0 ? " " : "", VIEW_ARGS(who), count, before, t->limit, t->per_cent ? "%" : "");
	diffrows_counts(&f->rows, "alarm", who.len > 0 ? who : view_of(alarm_name(name)), alarm_name(name),
	    "", before, count);
}

static unsigned long long
distance(unsigned long long a, unsigned long long b)
{
	return a > b ? a - b : b - a;
}

static void
put_cells(struct movements *f, const struct drift_cell *cells, size_t count)
{
	struct buffer b = { 0 };
	for (size_t i = 0; i < count; i++) {
		const unsigned long long *old = cells[i].count[DRIFT_OLD], *now = cells[i].count[DRIFT_NOW];
		if (!drift_cell_moved(&cells[i]))
			continue;
		struct view name = diffrows_cell(&f->rows, &cells[i], &b);
		ring(f, ALARM_CELL, name, distance(old[DRIFT_POPULATION], now[DRIFT_POPULATION]),
		    old[DRIFT_POPULATION]);
	}
	buffer_free(&b);
}

static void
put_sites(struct movements *f, const struct drift_site *sites, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const unsigned long long *old = sites[i].count[DRIFT_OLD], *now = sites[i].count[DRIFT_NOW];
		diffrows_site(&f->rows, &sites[i]);
		if (old[SITE_READ] > now[SITE_READ]) /* a site that grows is no reason for alarm */
			ring(f, ALARM_SITE, sites[i].host, old[SITE_READ] - now[SITE_READ], old[SITE_READ]);
	}
}

static void
put_totals(struct movements *f)
{
	const struct changes *c = &f->changes;
	diffrows_counts(
	    &f->rows, "total", VIEW("documents"), "", "", c->documents[DRIFT_OLD], c->documents[DRIFT_NOW]);
	for (int d = 0; d < DIFFERENCES; d++) {
		const char *name = difference_name((enum difference)d);
		diffrows_counts(
		    &f->rows, "total", view_of(name), name, "", c->documents[DRIFT_OLD], c->count[d]);
		ring(f, d, VIEW(""), c->count[d], c->documents[DRIFT_OLD]);
	}
}

int
movements_write(struct movements *f, struct drift *d, struct buffer *text, struct error *e)
{
	struct arena memory = { 0 };
	size_t cell_count, site_count;
	const struct drift_cell *cells = drift_cells(d, &memory, &cell_count);
	const struct drift_site *sites = drift_sites(d, &memory, &site_count);
	bool failed = cells == NULL || sites == NULL;
	if (!failed) {
		put_totals(f);
		put_cells(f, cells, cell_count);
		put_sites(f, sites, site_count);
		if (!f->rows.on)
			changes_text(&f->changes, cells, cell_count, sites, site_count, text);
		failed = text->failed || changes_failed(&f->changes);
	}
	arena_free(&memory);
	return failed ? error_set(e, "no memory") : 0;
}
