#include "message.h"

#include <string.h>
#include <strings.h>

/* Cuts the first line off `*rest`. False when nothing is left, or the last line isn't ended. */
static bool
line_cut(struct view *rest, struct view *line)
{
	const char *end = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;
	if (end == NULL)
		return false;
	size_t len = (size_t)(end - rest->at);
	*line = (struct view) { rest->at, len > 0 && rest->at[len - 1] == '\r' ? len - 1 : len };
	*rest = view_slice(*rest, len + 1, rest->len);
	return true;
}

int
message_split(struct view whole, struct message *m)
{
	struct view rest = whole, line;
	if (!line_cut(&rest, &m->start) || m->start.len == 0)
		return -1;
	const char *fields = rest.at;
	for (const char *end = rest.at; line_cut(&rest, &line); end = rest.at) {
		if (line.len > 0)
			continue;
		m->fields = (struct view) { fields, (size_t)(end - fields) };
		m->block = rest;
		return 0;
	}
	return -1;
}

/* Offset behind the empty line that ends a head, looked for from `from` on; (size_t)-1: none yet. */
static size_t
head_end(struct view v, size_t from)
{
	for (size_t i = view_find(v, VIEW("\n"), from); i != (size_t)-1;
	     i = view_find(v, VIEW("\n"), i + 1)) {
		struct view rest = view_slice(v, i + 1, v.len);
		if (view_starts(rest, VIEW("\n")))
			return i + 2;
		if (view_starts(rest, VIEW("\r\n")))
			return i + 3;
	}
	return (size_t)-1;
}

bool
message_grow(struct buffer *head, struct view *piece)
{
	size_t before = head->len;
	buffer_append(head, *piece);
	if (head->failed)
		return false;
	size_t end = head_end(buffer_view(head), before > 2 ? before - 2 : 0);
	if (end == (size_t)-1) {
		*piece = view_slice(*piece, piece->len, piece->len);
		return false;
	}
	*piece = view_slice(*piece, end - before, piece->len);
	head->len = end;
	return true;
}

struct view
message_field(const struct message *m, const char *name)
{
	struct view rest = m->fields, line;
	size_t len = strlen(name);
	while (line_cut(&rest, &line))
		if (line.len > len && line.at[len] == ':' && strncasecmp(line.at, name, len) == 0)
			return view_trim(view_slice(line, len + 1, line.len));
	return VIEW("");
}

int
message_status(const struct message *m)
{
	unsigned long long number;
	struct view rest = m->start, part;
	if (!view_starts(rest, VIEW("HTTP/")) || !view_split(&rest, ' ', &part) ||
	    !view_split(&rest, ' ', &part))
		return -1;
	if (part.len != 3 || view_number(part, &number) != 0 || number < 100)
		return -1;
	return (int)number;
}

struct view
message_media(struct view content_type)
{
	struct view part = { "", 0 };
	view_split(&content_type, ';', &part);
	return view_trim(part);
}

struct view
message_charset(struct view content_type)
{
	struct view part, name = VIEW("charset=");
	view_split(&content_type, ';', &part);
	while (view_split(&content_type, ';', &part)) {
		part = view_trim(part);
		if (part.len <= name.len || strncasecmp(part.at, name.at, name.len) != 0)
			continue;
		part = view_trim(view_slice(part, name.len, part.len));
		if (part.len >= 2 && (part.at[0] == '"' || part.at[0] == '\'') &&
		    part.at[part.len - 1] == part.at[0])
			part = view_slice(part, 1, part.len - 1);
		return part;
	}
	return VIEW("");
}
