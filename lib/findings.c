#include "findings.h"

#include "tsv.h"

#include <stdlib.h>
#include <string.h>

void
findings_free(struct findings *f)
{
	keymap_free(&f->ids);
	keymap_free(&f->originals);
	arena_free(&f->memory);
	free(f->sites);
	free(f->list);
}

int
findings_key(struct view text, findings_id id)
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(text, hex) != 0)
		return -1;
	memcpy(id, hex, SOURCE_ID);
	id[SOURCE_ID] = '\0';
	return 0;
}

int
findings_place(struct view url, const char *date, findings_id id)
{
	struct buffer both = { 0 };

	buffer_format(&both, "%s ", date);
	buffer_append(&both, url);
	int bad = both.failed ? -1 : findings_key(buffer_view(&both), id);
	buffer_free(&both);
	return bad;
}

/* Makes room for one more of a list's `size`-byte elements. NULL: no memory. */
static void *
grown(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	size_t more = *room ? *room * 2 : 256;
	void *new = realloc(list, more * size);
	if (new != NULL)
		*room = more;
	return new;
}

int
findings_site(struct findings *f, struct view url, size_t *site)
{
	findings_id id;
	bool added;
	struct arena raw = { 0 };
	struct findings_site *sites = grown(f->sites, f->site_count, &f->site_room, sizeof *sites);
	if (sites == NULL || findings_key(url, id) != 0)
		return -1;
	f->sites = sites;
	size_t *found = keymap_put(&f->ids, view_of(id), f->site_count, &added);
	if (found == NULL)
		return -1;
	*site = *found;
	if (!added)
		return 0;
	struct findings_site *s = &f->sites[f->site_count++];
	*s = (struct findings_site) { .url = arena_copy(&f->memory, tsv_encode(url, &raw)) };
	memcpy(s->id, id, sizeof id);
	arena_free(&raw);
	return s->url.at == NULL ? -1 : 0;
}

struct finding *
findings_add(struct findings *f)
{
	struct finding **list = grown(f->list, f->count, &f->room, sizeof *list);
	struct finding *c = list == NULL ? NULL : arena_clear(&f->memory, 1, sizeof *c);
	if (list != NULL)
		f->list = list;
	if (c != NULL)
		f->list[f->count++] = c;
	return c;
}

int
findings_original(struct findings *f, struct view digest, struct view url, const char *date)
{
	findings_id id;
	bool added;
	size_t capture = f->count - 1;
	if (digest.len > 0 &&
	    (findings_key(digest, id) != 0 || !keymap_put(&f->originals, view_of(id), capture, &added)))
		return -1;
	if (findings_place(url, date, id) != 0)
		return -1;
	return keymap_put(&f->originals, view_of(id), capture, &added) != NULL ? 0 : -1;
}

/* ---- deciding ---- */

static int
by_address_and_date(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	int dates = strcmp(x->date, y->date);
	if (dates != 0)
		return dates;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

static struct finding *
original_find(const struct findings *h, const findings_id k)
{
	const size_t *found = k[0] ? keymap_get(&h->originals, view_of(k)) : NULL;
	return found ? h->list[*found] : NULL;
}

/* The capture that `c` stands for, or NULL. */
static struct finding *
readable(const struct findings *h, const struct findings_site *s, struct finding *c)
{
	if (!c->revisit)
		return c->error == NULL ? c : NULL;
	struct finding *original = original_find(h, c->digest);
	if (original == NULL)
		original = original_find(h, c->refers);
	return original == NULL && c->unmodified ? s->best : original;
}

static void
decide(const struct findings *h, struct findings_site *s, struct finding *c)
{
	struct finding *original = readable(h, s, c);
	if (original != NULL) {
		s->best = original;
		s->first_seen = s->first_seen ? s->first_seen : c->date;
		s->last_seen = c->date;
		s->refresh = s->withdrawn = NULL;
		return;
	}
	if (c->revisit)
		c->error = "no-original";
	s->failed = c;
	if (s->best == NULL)
		return;
	s->refresh = c->error;
	if (s->withdrawn == NULL && strcmp(c->error, "not-found") == 0)
		s->withdrawn = c->date;
}

int
findings_settle(struct findings *h, struct error *e)
{
	if (h->count == 0)
		return 0;
	struct finding **sorted = malloc(h->count * sizeof *sorted);
	if (sorted == NULL)
		return error_set(e, "no memory for so many captures");
	memcpy(sorted, h->list, h->count * sizeof *sorted);
	qsort(sorted, h->count, sizeof *sorted, by_address_and_date);
	for (size_t i = 0; i < h->count; i++)
		decide(h, &h->sites[sorted[i]->address], sorted[i]);
	free(sorted);
	return 0;
}
