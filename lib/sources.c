#include "sources.h"

#include "address.h"
#include "digest.h"

#include <stdlib.h>
#include <string.h>

static int
make_room(struct sources *s)
{
	if (s->count < s->room)
		return 0;
	size_t more = s->room ? s->room * 2 : 1024;
	struct source *list = realloc(s->list, more * sizeof *list);
	if (list == NULL)
		return -1;
	s->list = list;
	s->room = more;
	return 0;
}

static int
keep_fields(struct sources *s, struct source *source, const struct view *fields, size_t width)
{
	source->fields = arena_clear(&s->memory, width, sizeof *fields);
	if (source->fields == NULL)
		return -1;
	for (size_t i = 0; i < width; i++) {
		source->fields[i] = arena_copy(&s->memory, fields[i]);
		if (source->fields[i].at == NULL)
			return -1;
	}
	return 0;
}

int
source_id(struct view url, char id[SOURCE_ID + 1])
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(url, hex) != 0)
		return -1;
	memcpy(id, hex, SOURCE_ID);
	id[SOURCE_ID] = '\0';
	return 0;
}

static int
keep_address(struct sources *s, struct source *source, struct view url, struct buffer *joined)
{
	char id[SOURCE_ID + 1];
	if (source_id(url, id) != 0)
		return -1;
	source->id = arena_copy(&s->memory, view_of(id));
	source->url = VIEW("");
	if (address_join(VIEW(""), url, joined) == 0)
		source->url = arena_copy(&s->memory, buffer_view(joined));
	return source->id.at != NULL && source->url.at != NULL ? 0 : -1;
}

static int
add(struct sources *s, struct tsv *in, const struct view *fields, int column, struct buffer *joined,
    struct error *e)
{
	struct view url = tsv_decode(fields[column], &s->memory);
	bool added;
	if (url.len == 0)
		return error_set(e, "%s:%llu: empty url", tsv_file(in), tsv_line(in));
	if (url.at == NULL || make_room(s) != 0 ||
	    keep_fields(s, &s->list[s->count], fields, tsv_width(in)) != 0 ||
	    keep_address(s, &s->list[s->count], url, joined) != 0 ||
	    keymap_put(&s->ids, s->list[s->count].id, s->count, &added) == NULL)
		return error_set(e, "%s:%llu: no memory for so many sources", tsv_file(in), tsv_line(in));
	if (!added)
		return error_set(
		    e, "%s:%llu: url stands twice: %.*s", tsv_file(in), tsv_line(in), VIEW_ARGS(url));
	s->count++;
	return 0;
}

int
sources_read(struct sources *s, struct tsv *in, struct error *e)
{
	struct buffer joined = { 0 };
	struct view *fields;
	*s = (struct sources) { 0 };
	int column = tsv_need(in, "url", e), got = column < 0 ? -1 : 0;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1)
		got = add(s, in, fields, column, &joined, e);
	buffer_free(&joined);
	return got;
}

void
sources_free(struct sources *s)
{
	free(s->list);
	keymap_free(&s->ids);
	arena_free(&s->memory);
	*s = (struct sources) { 0 };
}
