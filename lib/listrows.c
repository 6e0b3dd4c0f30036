#include "listrows.h"

#include <stdio.h>

bool
listrows_is_list(struct view kind)
{
	return view_equal(kind, VIEW("list")) || view_equal(kind, VIEW("sitemap")) ||
	       view_equal(kind, VIEW("feed"));
}

static bool
all_known(struct listrows *l, const struct listpage_result *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (!addressset_have(&l->known, r->links[i].url))
			return false;
	return l->until_known;
}

int
listrows_links(struct listrows *l, const struct listpage_result *r, struct view id, struct error *e)
{
	int bad = 0;
	for (size_t i = 0; i < r->count && bad == 0; i++) {
		const struct link *link = &r->links[i];
		bool list = listrows_is_list(view_of(link->kind));
		struct sourcelist_row row = { link->url, view_of(link->kind), link->text, link->date,
			list ? id : VIEW(""), VIEW("") };
		if (!list || !l->pages)
			bad = sourcelist_add(l->sources, &row, e);
	}
	return bad;
}

int
listrows_next(struct listrows *l, const struct listpage_result *r, struct view first, unsigned long long part,
    struct error *e)
{
	char id[21], number[24];
	if (r->next.len == 0 || part > l->depth || l->pages || all_known(l, r))
		return 0;
	if (sourcelist_id(r->next, id) != 0)
		return error_set(e, "libcrypto cannot make a digest");
	if (view_equal(view_of(id), first))
		return 0; /* round and round */
	snprintf(number, sizeof number, "%llu", part + 1);
	struct sourcelist_row row = { r->next, view_of(r->next_kind), VIEW(""), VIEW(""), first,
		view_of(number) };
	return sourcelist_add(l->sources, &row, e);
}
