#include "partlist.h"

#include "date.h"

#include <stdlib.h>

static int
add(struct partlist *l, struct view url, const char *kind, unsigned long long part, struct view parent)
{
	if (l->count == l->room) {
		size_t room = l->room ? l->room * 2 : 64;
		struct sourcelist_row *more = realloc(l->rows, room * sizeof *more);
		if (more == NULL)
			return -1;
		l->rows = more;
		l->room = room;
	}
	struct view number = tsv_number(part, &l->memory), kept = arena_copy(&l->memory, url);
	struct view of = arena_copy(&l->memory, parent);
	l->rows[l->count++] = (struct sourcelist_row) { kept, view_of(kind), VIEW(""), VIEW(""), of, number };
	return kept.at && of.at && number.at ? 0 : -1;
}

static int
add_all(struct partlist *l, const struct reading *r, unsigned number, struct view parent)
{
	struct view rest = r->attachments, url;
	unsigned long long n = 0;
	int bad = 0;
	for (size_t i = 0; i < r->pages.count && bad == 0; i++)
		bad = add(l, r->pages.pages[i].url, "page", r->pages.pages[i].number, parent);
	while (bad == 0 && view_split(&rest, ' ', &url) && url.len > 0) {
		if (n++ < PARTLIST_ATTACHMENTS)
			bad = add(l, url, "attachment", number * 1000ULL + n, parent);
		else
			l->cut = true;
	}
	return bad;
}

int
partlist_read(struct partlist *l, struct page *page, const struct page_source *source, struct view parent,
    struct error *e)
{
	struct arena a = { 0 };
	struct facts f = { .memory = &a, .last = DATE_LAST };
	struct reading r;
	int bad = page_read(page, source, &f, &r, e);
	if (bad == 0 && r.html && r.error == NULL &&
	    add_all(l, &r, source->number ? source->number : 1, parent) != 0)
		bad = error_set(e, "no memory for a document's parts");
	arena_free(&a);
	return bad;
}

void
partlist_reset(struct partlist *l)
{
	l->count = 0;
	l->cut = false;
	arena_reset(&l->memory);
}

void
partlist_free(struct partlist *l)
{
	free(l->rows);
	arena_free(&l->memory);
}
