#include "prose.h"

void
prose_line(
    struct buffer *out, const struct prose *p, const char *before, struct view text, const char *behind)
{
	buffer_append(out, view_of(before));
	p->put(out, text);
	buffer_append(out, view_of(behind));
}

static void
put_block(struct buffer *out, const struct prose *p, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
		prose_line(out, p, p->heading[0], b->text, p->heading[1]);
		break;
	case BLOCK_TEXT:
		prose_line(out, p, p->text[0], b->text, p->text[1]);
		break;
	case BLOCK_GOOD:
	case BLOCK_BAD:
		prose_line(out, p, p->bold[0], b->text, p->bold[1]);
		break;
	case BLOCK_SHEET:
		p->sheet(out, b->sheet);
		break;
	case BLOCK_LINK:
	case BLOCK_TILES:
	case BLOCK_CHART:
		break;
	}
}

void
prose_blocks(struct buffer *out, const struct prose *p, const struct report *r)
{
	for (size_t i = 0; i < r->block_count; i++)
		put_block(out, p, &r->blocks[i]);
}
