#include "addressset.h"

#include "address.h"
#include "tsv.h"

void
addressset_protect(struct addressset *s)
{
	keymap_protect(&s->map);
}

void
addressset_free(struct addressset *s)
{
	keymap_free(&s->map);
	buffer_free(&s->canonical);
}

static struct view
key(struct addressset *s, struct view url)
{
	return address_canonical(url, &s->canonical) == 0 ? buffer_view(&s->canonical) : url;
}

int
addressset_add(struct addressset *s, struct view url)
{
	bool added;
	return keymap_put(&s->map, key(s, url), 0, &added) == NULL ? -1 : added;
}

bool
addressset_have(struct addressset *s, struct view url)
{
	return s->map.count > 0 && keymap_get(&s->map, key(s, url)) != NULL;
}

int
addressset_load(struct addressset *s, const char *path, struct error *e)
{
	char *paths[] = { (char *)(size_t)path };
	struct tsv *t = tsv_open(paths, 1, e);
	int column = t ? tsv_need(t, "url", e) : -1, more = column < 0 ? -1 : 1;
	struct arena row = { 0 };
	struct view *fields;
	while (more > 0 && (more = tsv_next(t, &fields, e)) > 0) {
		if (addressset_add(s, tsv_decode(fields[column], &row)) < 0)
			more = error_set(
			    e, "%s:%llu: no memory for so many addresses", tsv_file(t), tsv_line(t));
		arena_reset(&row);
	}
	arena_free(&row);
	tsv_close(t);
	return more;
}
