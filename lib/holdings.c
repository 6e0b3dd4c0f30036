#include "holdings.h"

#include "address.h"
#include "keymap.h"
#include "tsv.h"

#include <stdio.h>
#include <stdlib.h>

enum { CHUNK = 1 << 16, DATE = 10 };

struct columns {
	int url, error, completeness, issued, fetched;
};

struct reading {
	struct holdings *h;
	struct arena *memory;
	struct keymap pairs;
	struct buffer key;
	size_t room;
	struct error *e;
};

static struct view
field(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

/* Keeps the earlier and the later of what was seen. */
static int
widen(struct reading *r, struct view range[2], struct view v)
{
	if (v.len < DATE)
		return 0;
	bool first = range[0].len == 0 || view_compare(v, range[0]) < 0;
	bool last = range[1].len == 0 || view_compare(v, range[1]) > 0;
	struct view kept = first || last ? arena_copy(r->memory, v) : v;
	if (kept.at == NULL)
		return error_set(r->e, "no memory");
	range[0] = first ? kept : range[0];
	range[1] = last ? kept : range[1];
	return 0;
}

static struct holding *
new_holding(struct reading *r, struct view site, struct view reason)
{
	struct holdings *h = r->h;
	if (h->count == r->room) {
		size_t more = r->room ? r->room * 2 : 64;
		struct holding *list = arena_clear(r->memory, more, sizeof *list);
		for (size_t i = 0; list != NULL && i < h->count; i++)
			list[i] = h->list[i];
		if (list == NULL)
			return NULL;
		h->list = list;
		r->room = more;
	}
	struct holding *x = &h->list[h->count++];
	*x = (struct holding) { arena_copy(r->memory, site), arena_copy(r->memory, reason), 0 };
	return x->site.at && x->reason.at ? x : NULL;
}

static int
note(struct reading *r, struct view site, struct view reason)
{
	bool added;
	if (r->h->count >= HOLDINGS_MOST)
		site = VIEW("");
	buffer_reset(&r->key);
	buffer_append(&r->key, site);
	buffer_byte(&r->key, '\t');
	buffer_append(&r->key, reason);
	size_t *index =
	    r->key.failed ? NULL : keymap_put(&r->pairs, buffer_view(&r->key), r->h->count, &added);
	if (index == NULL || (added && new_holding(r, site, reason) == NULL))
		return error_set(r->e, "no memory for the sites");
	r->h->list[*index].documents++;
	return 0;
}

static int
take_row(struct reading *r, const struct view *fields, const struct columns *c)
{
	struct view reason = field(fields, c->error), complete = field(fields, c->completeness);
	if (reason.len == 0 && complete.len > 0 && !view_equal(complete, VIEW("full")))
		reason = complete;
	if (reason.len > 0 && note(r, address_site(field(fields, c->url)), reason) != 0)
		return -1;
	return widen(r, r->h->issued, field(fields, c->issued)) == 0
	           ? widen(r, r->h->fetched, field(fields, c->fetched))
	           : -1;
}

static int
compare(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;
	if (x->documents != y->documents)
		return x->documents > y->documents ? -1 : 1;
	int by = view_compare(x->site, y->site);
	return by != 0 ? by : view_compare(x->reason, y->reason);
}

static int
digest_file(struct holdings *h, const char *path, struct error *e)
{
	char piece[CHUNK];
	size_t n;
	FILE *f = fopen(path, "rb");
	struct digest *d = digest_new();
	int got = f == NULL ? error_system(e, "%s", path) : d == NULL ? error_set(e, "no memory") : 0;
	while (got == 0 && (n = fread(piece, 1, sizeof piece, f)) > 0)
		digest_add(d, (struct view) { piece, n });
	if (got == 0 && ferror(f))
		got = error_system(e, "%s", path);
	if (got == 0 && digest_take(d, h->sha256) != 0)
		got = error_set(e, "%s: no digest", path);
	digest_free(d);
	if (f != NULL)
		fclose(f);
	return got;
}

int
holdings_read(struct holdings *h, const char *path, struct arena *a, struct error *e)
{
	struct reading r = { .h = h, .memory = a, .e = e };
	char *paths[] = { (
	    char *)(uintptr_t)path }; /* tsv_open takes what main has: it doesn't write there */
	struct view *fields;
	*h = (struct holdings) { 0 };
	struct tsv *in = tsv_open(paths, 1, e);
	int got = in == NULL ? -1 : 1;
	struct columns c = { -1, -1, -1, -1, -1 };
	if (got == 1)
		c = (struct columns) { tsv_column(in, "url"), tsv_column(in, "error"),
			tsv_column(in, "completeness"), tsv_column(in, "issued"), tsv_column(in, "fetched") };
	while (got == 1 && (got = tsv_next(in, &fields, e)) == 1)
		if (take_row(&r, fields, &c) != 0)
			got = -1;
	tsv_close(in);
	keymap_free(&r.pairs);
	buffer_free(&r.key);
	if (got == 0 && h->count > 1)
		qsort(h->list, h->count, sizeof *h->list, compare);
	return got == 0 ? digest_file(h, path, e) : -1;
}
