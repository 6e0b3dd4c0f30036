#include "portal.h"

#include "keymap.h"
#include "table.h"

#include <stdlib.h>

struct portals {
	struct table table;
	int code;
	struct keymap exact, below; /* host -> row */
};

static int
add(struct portals *p, size_t row, int host, int match, struct error *e)
{
	struct view how = table_cell(&p->table, row, match);
	bool added;
	if (!view_equal(how, VIEW("exact")) && !view_equal(how, VIEW("below")))
		return error_set(e, "%s:%llu: match \"%.*s\" is neither exact nor below", p->table.file,
		    p->table.lines[row], VIEW_ARGS(how));
	struct keymap *map = view_equal(how, VIEW("exact")) ? &p->exact : &p->below;
	if (keymap_put(map, table_cell(&p->table, row, host), row, &added) == NULL)
		return error_set(e, "%s: no memory", p->table.file);
	return 0;
}

struct portals *
portals_open(const char *path, struct error *e)
{
	struct portals *p = calloc(1, sizeof *p);
	if (p == NULL) {
		error_set(e, "%s: no memory", path);
		return NULL;
	}
	int host = -1, match = -1, bad = table_load(&p->table, path, e);
	if (bad == 0)
		bad = (host = table_need(&p->table, "host", e)) < 0 ||
		      (match = table_need(&p->table, "match", e)) < 0 ||
		      (p->code = table_need(&p->table, "code", e)) < 0;
	for (size_t row = 0; bad == 0 && row < p->table.rows; row++)
		bad = add(p, row, host, match, e);
	if (bad == 0)
		return p;
	portals_close(p);
	return NULL;
}

void
portals_close(struct portals *p)
{
	if (p == NULL)
		return;
	keymap_free(&p->exact);
	keymap_free(&p->below);
	table_free(&p->table);
	free(p);
}

struct view
portals_find(const struct portals *p, struct view host, bool *below)
{
	const size_t *row = host.len > 0 ? keymap_get(&p->exact, host) : NULL;
	struct view rest = host;
	*below = false;
	while (row == NULL && rest.len > 0) {
		struct view label;
		row = keymap_get(&p->below, rest);
		if (row != NULL)
			break;
		view_split(&rest, '.', &label);
		*below = !view_equal(label, VIEW("www"));
	}
	return row == NULL ? VIEW("") : table_cell(&p->table, *row, p->code);
}

/* RFC 3986 §3.2, as far as a host needs it. */
struct view
portal_host(struct view url)
{
	size_t at = view_find(url, VIEW("://"), 0);
	if (at == (size_t)-1)
		return VIEW("");
	struct view scheme = view_slice(url, 0, at), rest = view_slice(url, at + 3, url.len), part;
	if (view_equal(scheme, VIEW("file")) && view_starts(rest, VIEW("/")))
		rest = view_slice(rest, 1, rest.len);
	struct view host = rest;
	for (size_t i = 0; i < host.len; i++)
		if (host.at[i] == '/' || host.at[i] == '?' || host.at[i] == '#')
			host.len = i;
	if ((at = view_find(host, VIEW("@"), 0)) != (size_t)-1)
		host = view_slice(host, at + 1, host.len);
	return view_split(&host, ':', &part) ? part : VIEW("");
}
