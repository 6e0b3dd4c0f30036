#include "changes.h"

#include "interval.h"
#include "utf8.h"

static struct view
title_of(const struct pairing_side *s)
{
	int column = tsv_column(s->in, "title");
	return column < 0 ? VIEW("") : s->fields[column];
}

/* At most 200 bytes, whole characters. */
static void
append_value(struct buffer *out, struct view v)
{
	enum { MOST = 200 };
	struct view part = view_slice(v, 0, MOST);
	part.len = utf8_check(part);
	buffer_append(out, part);
	if (part.len < v.len)
		buffer_append(out, VIEW("…"));
}

void
changes_describe(const struct pairing *p, const struct comparer *c, struct buffer *out)
{
	const struct pairing_side *side = p->used & PAIRING_NEW ? &p->now : &p->old;
	buffer_reset(out);
	buffer_append(out, side->fields[side->id]);
	buffer_append(out, VIEW("  "));
	buffer_append(out, title_of(side));
	for (size_t i = 0; p->used == PAIRING_BOTH && i < c->count; i++) {
		const struct compared *x = &c->columns[i];
		/* digests and texts are no reading for a mail */
		if (x->what == DIFFERENCE_CHANGED || view_equal(x->name, VIEW("text")) ||
		    !comparer_differs(c, x, p->old.fields, p->now.fields))
			continue;
		buffer_format(out, "; %.*s: ", VIEW_ARGS(x->name));
		append_value(out, p->old.fields[x->old]);
		buffer_append(out, VIEW(" > "));
		append_value(out, p->now.fields[x->now]);
	}
}

void
changes_document(struct changes *c, unsigned differences, struct view what)
{
	for (int d = 0; d < DIFFERENCES; d++) {
		if (!(differences & 1U << d))
			continue;
		if (c->count[d]++ < c->list) {
			buffer_append(&c->lines[d], VIEW("  "));
			buffer_append(&c->lines[d], what);
			buffer_byte(&c->lines[d], '\n');
		}
	}
}

bool
changes_any(const struct changes *c)
{
	for (int d = 0; d < DIFFERENCES; d++)
		if (c->count[d] > 0)
			return true;
	return c->columns.len > 0;
}

bool
changes_failed(const struct changes *c)
{
	bool failed = c->columns.failed || c->alarms.failed;
	for (int d = 0; d < DIFFERENCES; d++)
		failed = failed || c->lines[d].failed;
	return failed;
}

static void
write_documents(const struct changes *c, struct buffer *out)
{
	buffer_format(out, "%-14s%llu before, %llu now\n", "documents", c->documents[DRIFT_OLD],
	    c->documents[DRIFT_NOW]);
	for (int d = 0; d < DIFFERENCES; d++)
		if (c->count[d] > 0)
			buffer_format(out, "%-14s%llu\n", difference_name((enum difference)d), c->count[d]);
	buffer_append(out, buffer_view(&c->columns));
	for (int d = 0; d < DIFFERENCES && c->list > 0; d++) {
		if (c->count[d] == 0)
			continue;
		buffer_format(out, "\n%s\n", difference_name((enum difference)d));
		buffer_append(out, buffer_view(&c->lines[d]));
		if (c->count[d] > c->list)
			buffer_format(out, "  ... and %llu more\n", c->count[d] - c->list);
	}
}

/* Keys have TABs between their parts; an empty part at the end (a nation's province) isn't shown. */
static void
write_key(struct view key, struct buffer *out)
{
	while (key.len > 0 && key.at[key.len - 1] == '\t')
		key.len--;
	for (size_t i = 0; i < key.len; i++)
		buffer_byte(out, key.at[i] == '\t' ? ' ' : key.at[i]);
}

static void
write_share(const unsigned long long count[DRIFT_MEASURES], struct buffer *out)
{
	if (count[DRIFT_POPULATION] == 0)
		buffer_byte(out, '-');
	else
		interval_write(out, interval_share(count[DRIFT_FOCUS], count[DRIFT_POPULATION]));
}

static void
write_causes(const struct drift_cell *c, int measure, const char *name, struct buffer *out)
{
	size_t begin = out->len;
	for (int d = 0; d < DIFFERENCES; d++) {
		if (c->came[d][measure] > 0)
			buffer_format(
			    out, " +%llu %s", c->came[d][measure], difference_name((enum difference)d));
		if (c->left[d][measure] > 0)
			buffer_format(
			    out, " -%llu %s", c->left[d][measure], difference_name((enum difference)d));
	}
	long long rest = drift_rest(c, measure);
	if (rest != 0)
		buffer_format(out, " %+lld not by these documents", rest);
	if (out->len == begin)
		return;
	buffer_byte(out, '\n');
	struct buffer line = { 0 };
	buffer_format(&line, "    %s:", name);
	buffer_append(&line, view_slice(buffer_view(out), begin, out->len));
	out->len = begin;
	buffer_append(out, buffer_view(&line));
	out->failed = out->failed || line.failed;
	buffer_free(&line);
}

static void
write_cells(const struct drift_cell *cells, size_t count, struct buffer *out)
{
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		const struct drift_cell *c = &cells[i];
		if (!drift_cell_moved(c))
			continue;
		if (!any)
			buffer_append(out, VIEW("\ncells that moved (population, focus, share)\n"));
		any = true;
		buffer_append(out, VIEW("  "));
		write_key(c->key, out);
		buffer_format(out, "  %llu > %llu  %llu > %llu  ", c->count[DRIFT_OLD][DRIFT_POPULATION],
		    c->count[DRIFT_NOW][DRIFT_POPULATION], c->count[DRIFT_OLD][DRIFT_FOCUS],
		    c->count[DRIFT_NOW][DRIFT_FOCUS]);
		write_share(c->count[DRIFT_OLD], out);
		buffer_append(out, VIEW(" > "));
		write_share(c->count[DRIFT_NOW], out);
		buffer_byte(out, '\n');
		write_causes(c, DRIFT_POPULATION, "population", out);
		write_causes(c, DRIFT_FOCUS, "focus", out);
	}
}

static void
write_sites(const struct drift_site *sites, size_t count, struct buffer *out)
{
	static const char *const names[] = { "documents", "read", "dated", "placed", "population" };
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		const struct drift_site *s = &sites[i];
		if (!drift_site_moved(s))
			continue;
		if (!any)
			buffer_append(out, VIEW("\nsites that drifted\n"));
		any = true;
		buffer_append(out, VIEW("  "));
		buffer_append(out, s->host.len > 0 ? s->host : VIEW("(no address)"));
		for (int m = 0; m < SITE_MEASURES; m++)
			if (s->count[DRIFT_OLD][m] != s->count[DRIFT_NOW][m])
				buffer_format(out, "  %s %llu > %llu", names[m], s->count[DRIFT_OLD][m],
				    s->count[DRIFT_NOW][m]);
		buffer_byte(out, '\n');
	}
}

void
changes_text(const struct changes *c, const struct drift_cell *cells, size_t cell_count,
    const struct drift_site *sites, size_t site_count, struct buffer *out)
{
	write_documents(c, out);
	write_cells(cells, cell_count, out);
	write_sites(sites, site_count, out);
	if (c->alarms.len > 0) {
		buffer_append(out, VIEW("\nalarm\n"));
		buffer_append(out, buffer_view(&c->alarms));
	}
}

void
changes_free(struct changes *c)
{
	for (int d = 0; d < DIFFERENCES; d++)
		buffer_free(&c->lines[d]);
	buffer_free(&c->columns);
	buffer_free(&c->alarms);
}
