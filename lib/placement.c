#include "placement.h"

#include <stdlib.h>
#include <string.h>

void
placement_write(const struct placement *p, struct buffer *out)
{
	if (out->len > 0)
		buffer_byte(out, ' ');
	for (size_t i = 0; i < PLACEMENT_PARTS; i++) {
		if (i > 0)
			buffer_byte(out, '/');
		buffer_append(out, p->part[i]);
	}
}

bool
placement_read(struct view *rest, struct placement *p)
{
	struct view place;
	if (!view_split(rest, ' ', &place))
		return false;
	for (size_t i = 0; i < PLACEMENT_PARTS; i++)
		if (!view_split(&place, '/', &p->part[i]))
			p->part[i] = VIEW("");
	return true;
}

int
placements_bind(struct placements *p, const struct tsv *in, struct grouping *by, struct error *e)
{
	static const char *const names[PLACEMENT_PARTS] = { "level", "province", "city", "county" };
	p->by = by;
	p->joint = tsv_column(in, "joint");
	p->id = tsv_column(in, "id");
	p->family = tsv_column(in, "family");
	p->width = tsv_width(in);
	for (size_t i = 0; i < PLACEMENT_PARTS; i++)
		p->columns[i] = tsv_column(in, names[i]);
	if (p->joint < 0)
		return 0;
	by->adjacent = false; /* the parts of a further place do not lie side by side */
	free(p->fields);
	p->fields = calloc(p->width, sizeof *p->fields);
	return p->fields ? 0 : error_set(e, "no memory");
}

/* Is the key that ends p->keys one of those before it? Each ends in LF, which no key holds. */
static bool
seen(const struct placements *p, size_t from)
{
	struct view key = view_slice(buffer_view(&p->keys), from, p->keys.len);
	for (size_t at = 0; at < from; at++)
		if ((at == 0 || p->keys.at[at - 1] == '\n') &&
		    view_starts(view_slice(buffer_view(&p->keys), at, from), key))
			return true;
	return false;
}

/* The part of its family that a document is in a further place: the family's id and the place. */
static void
name_part(struct placements *p, const struct placement *place)
{
	const int columns[] = { p->id, p->family };
	for (size_t i = 0; i < 2; i++) {
		if (columns[i] < 0 || p->row[columns[i]].len == 0)
			continue;
		buffer_reset(&p->names[i]);
		buffer_append(&p->names[i], p->row[columns[i]]);
		placement_write(place, &p->names[i]);
		p->fields[columns[i]] = buffer_view(&p->names[i]);
	}
}

void
placements_row(struct placements *p, const struct view *fields)
{
	p->row = fields;
	p->taken = 0;
	p->rest = p->joint < 0 ? VIEW("") : fields[p->joint];
	p->single = p->rest.len == 0;
	if (!p->single)
		memcpy(p->fields, fields, p->width * sizeof *fields);
	buffer_reset(&p->keys);
}

bool
placements_next(struct placements *p, const struct view **fields)
{
	struct placement place;
	*fields = p->row;
	if (p->single)
		return p->taken++ == 0;
	while (p->taken < PLACEMENTS && placement_read(&p->rest, &place)) {
		size_t from = p->keys.len;
		for (size_t i = 0; i < PLACEMENT_PARTS; i++)
			if (p->columns[i] >= 0)
				p->fields[p->columns[i]] = place.part[i];
		if (grouping_append(p->by, p->fields, &p->keys) != 0)
			return false;
		buffer_byte(&p->keys, '\n');
		if (p->taken++ > 0 && seen(p, from))
			continue;
		if (from > 0)
			name_part(p, &place);
		*fields = p->fields;
		return true;
	}
	return false;
}

void
placements_free(struct placements *p)
{
	free(p->fields);
	buffer_free(&p->keys);
	buffer_free(&p->names[0]);
	buffer_free(&p->names[1]);
}
