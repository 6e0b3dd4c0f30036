#include "links.h"

#include "address.h"
#include "utf8.h"

#include <stdlib.h>

void
links_protect(struct links *l)
{
	keymap_protect(&l->seen);
}

void
links_start(struct links *l, struct view base, struct arena *memory)
{
	keymap_free(&l->seen);
	l->count = 0;
	l->cut = false;
	l->kind = "page";
	l->base = base;
	l->memory = memory;
}

void
links_free(struct links *l)
{
	free(l->list);
	keymap_free(&l->seen);
	buffer_free(&l->joined);
	buffer_free(&l->canonical);
	buffer_free(&l->text);
	*l = (struct links) { 0 };
}

/* `/HOST` of a file:///HOST/PATH address: what stands for the site there. */
static struct view
file_host(struct view base)
{
	struct address a = address_parse(base);
	if (!address_scheme(&a, "file") || a.path.len < 2)
		return (struct view) { "", 0 };
	size_t slash = view_find(a.path, VIEW("/"), 1);
	return view_slice(a.path, 0, slash == (size_t)-1 ? a.path.len : slash);
}

/* Is `reference` a path from the site's root, on a page that lies in a folder? */
static bool
below_host(struct view host, struct view reference)
{
	return host.len > 0 && view_starts(reference, VIEW("/")) && !view_starts(reference, VIEW("//"));
}

struct view
links_resolve(struct links *l, struct view reference)
{
	const struct view none = { NULL, 0 };
	struct view host = file_host(l->base);
	reference = view_trim(reference);
	if (below_host(host, reference)) {
		buffer_reset(&l->text);
		buffer_append(&l->text, host);
		buffer_append(&l->text, reference);
		reference = buffer_view(&l->text);
	}
	if (address_join(l->base, reference, &l->joined) != 0 ||
	    address_canonical(buffer_view(&l->joined), &l->canonical) != 0)
		return none;
	struct address from = address_parse(l->base), to = address_parse(buffer_view(&l->canonical));
	bool local = address_scheme(&to, "file");
	if ((local && !address_scheme(&from, "file")) || view_equal(buffer_view(&l->canonical), l->base))
		return none; /* a page of the web has no business among our files */
	return buffer_view(&l->canonical);
}

static bool
is_blank(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

/* One line, one blank between words, none at the ends; cut where it is too long. */
static struct view
fold_text(struct links *l, struct view text)
{
	bool gap = false;
	buffer_reset(&l->text);
	for (size_t at = 0; at < text.len && l->text.len < LINK_TEXT - 4;) {
		uint32_t c = 0;
		size_t n = utf8_decode(text.at + at, text.len - at, &c);
		if (n == 0 || is_blank(c))
			gap = gap || l->text.len > 0;
		else {
			if (gap)
				buffer_byte(&l->text, ' ');
			gap = false;
			buffer_append(&l->text, view_slice(text, at, at + n));
		}
		at += n ? n : 1;
	}
	return arena_copy(l->memory, buffer_view(&l->text));
}

static int
no_memory(const struct links *l, struct error *e)
{
	return error_set(e, "no memory for more than %zu links", l->count);
}

static struct link *
new_link(struct links *l)
{
	if (l->count == l->room) {
		size_t more = l->room ? l->room * 2 : 256;
		struct link *list = realloc(l->list, more * sizeof *list);
		if (list == NULL)
			return NULL;
		l->list = list;
		l->room = more;
	}
	struct link *added = &l->list[l->count++];
	*added = (struct link) { 0 };
	return added;
}

int
links_add(struct links *l, struct view url, struct view text, struct view date, struct error *e)
{
	bool added;
	if (l->count == LINKS && keymap_get(&l->seen, url) == NULL) {
		l->cut = true;
		return 0;
	}
	size_t *place = keymap_put(&l->seen, url, l->count, &added);
	struct link *link = place == NULL ? NULL : added ? new_link(l) : &l->list[*place];
	if (link == NULL)
		return no_memory(l, e);
	if (added) {
		link->url = arena_copy(l->memory, url);
		link->kind = l->kind;
	}
	if (link->text.len == 0)
		link->text = fold_text(l, text);
	if (link->date.len == 0)
		link->date = arena_copy(l->memory, date);
	return link->url.at && link->text.at && link->date.at ? 0 : no_memory(l, e);
}
