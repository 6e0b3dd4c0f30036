#include "docid.h"

#include "digest.h"

static void
identity(const struct docid_parts *p, struct buffer *out)
{
	buffer_reset(out);
	if (p->url.len > 0 || p->code.len > 0) {
		buffer_append(out, p->url.len > 0 ? p->url : p->code);
		return;
	}
	buffer_append(out, p->title);
	buffer_byte(out, '\t');
	buffer_append(out, p->issuer);
	buffer_byte(out, '\t');
	buffer_append(out, p->date);
}

enum docid_result
docid_give(struct keymap *ids, const struct docid_parts *parts, struct view *id, struct buffer *scratch,
    struct arena *a)
{
	char hex[DIGEST_HEX + 1];
	bool added = false;
	if (id->len > 0) {
		if (keymap_put(ids, *id, 0, &added) == NULL)
			return DOCID_NO_MEMORY;
		return added ? DOCID_GIVEN : DOCID_TWICE;
	}
	identity(parts, scratch);
	for (size_t again = 2; !added; again++) {
		if (scratch->failed || digest_of(buffer_view(scratch), hex) != 0 ||
		    keymap_put(ids, (struct view) { hex, DOCID_DIGITS }, 0, &added) == NULL)
			return DOCID_NO_MEMORY;
		buffer_format(scratch, "\t%zu", again);
	}
	*id = arena_copy(a, (struct view) { hex, DOCID_DIGITS });
	return id->at != NULL ? DOCID_GIVEN : DOCID_NO_MEMORY;
}
