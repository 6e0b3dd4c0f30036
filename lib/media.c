#define _GNU_SOURCE
#include "media.h"

#include <string.h>
#include <strings.h>

int
media_load(struct media *m, const char *path, struct error *e)
{
	if (table_load(&m->table, path, e) != 0)
		return -1;
	m->extension = table_need(&m->table, "extension", e);
	m->type = table_need(&m->table, "media", e);
	return m->extension < 0 || m->type < 0 ? -1 : 0;
}

void
media_free(struct media *m)
{
	table_free(&m->table);
}

static struct view
by_extension(const struct media *m, struct view name)
{
	const char *dot = name.len ? memrchr(name.at, '.', name.len) : NULL;
	struct view end = dot ? view_slice(name, (size_t)(dot - name.at) + 1, name.len) : VIEW("");
	for (size_t row = 0; end.len > 0 && row < m->table.rows; row++) {
		struct view known = table_cell(&m->table, row, m->extension);
		if (known.len == end.len && strncasecmp(known.at, end.at, end.len) == 0)
			return table_cell(&m->table, row, m->type);
	}
	return VIEW("");
}

struct view
media_guess(const struct media *m, struct view name, struct view body)
{
	if (view_starts(body, VIEW("%PDF-"))) /* sites serve PDF files under any name */
		return VIEW("application/pdf");
	struct view type = by_extension(m, name);
	if (type.len > 0)
		return type;
	if (view_starts(body, VIEW("\xEF\xBB\xBF")))
		body = view_slice(body, 3, body.len);
	return view_starts(view_trim(body), VIEW("<")) ? VIEW("text/html") : VIEW("application/octet-stream");
}
