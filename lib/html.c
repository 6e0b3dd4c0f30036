#include "html.h"

#include "markup.h"

#include <stdlib.h>

int
html_parse(struct html *h, struct view page, struct error *e)
{
	h->count = h->attribute_count = 0;
	h->seen = (struct html_seen) { 0 };
	buffer_reset(&h->text);
	buffer_reset(&h->values);
	if (page.len > UINT32_MAX / 4)
		return error_set(e, "a page of %zu bytes is too long", page.len);
	if (markup_read(page, h) == 0)
		return 0;
	return error_set(e, "more than %d elements, or no memory for them", HTML_NODES);
}

void
html_free(struct html *h)
{
	free(h->nodes);
	free(h->attributes);
	buffer_free(&h->text);
	buffer_free(&h->values);
	*h = (struct html) { 0 };
}

bool
html_attribute_add(struct html *h, enum html_name name, size_t value)
{
	struct html_node *n = &h->nodes[h->count - 1];
	if (h->attribute_count == h->attribute_room) {
		size_t room = h->attribute_room ? h->attribute_room * 2 : 1024;
		struct html_attribute *more = realloc(h->attributes, room * sizeof *more);
		if (more == NULL)
			return false;
		h->attributes = more;
		h->attribute_room = room;
	}
	h->attributes[h->attribute_count++] =
	    (struct html_attribute) { name, (uint32_t)value, (uint32_t)h->values.len };
	n->attributes++;
	n->names = (uint16_t)(n->names | 1u << name);
	return true;
}

struct view
html_value(const struct html *h, uint32_t node, enum html_name name)
{
	const struct html_node *n = &h->nodes[node];
	if (!(n->names >> name & 1))
		return (struct view) { "", 0 };
	const struct html_attribute *a = &h->attributes[n->attribute];
	while (a->name != name)
		a++;
	return view_slice(buffer_view(&h->values), a->value, a->end);
}

struct view
html_text(const struct html *h, uint32_t node)
{
	return view_slice(buffer_view(&h->text), h->nodes[node].text, h->nodes[node].text_end);
}
