#include "chunked.h"

/* A character of the line that tells a chunk's size. */
static enum chunked_state
size_step(struct chunked *c, char byte)
{
	int digit = view_hex(byte);
	if (digit >= 0 && c->digits < 15) {
		c->left = c->left * 16 + (unsigned)digit;
		c->digits++;
		return CHUNKED_SIZE;
	}
	if (c->digits == 0 || digit >= 0 || (byte != ';' && byte != '\r' && byte != '\n' && byte != ' '))
		return CHUNKED_BAD;
	c->any = true;
	return byte != '\n' ? CHUNKED_SKIP : c->left > 0 ? CHUNKED_DATA : CHUNKED_DONE;
}

/* A character behind a chunk's data: CR LF, or LF alone. */
static enum chunked_state
after_step(struct chunked *c, char byte)
{
	if (byte == '\r')
		return CHUNKED_AFTER;
	c->digits = 0;
	return byte == '\n' ? CHUNKED_SIZE : CHUNKED_BAD;
}

bool
chunked_next(struct chunked *c, struct view *in, struct view *piece)
{
	while (in->len > 0 && c->state < CHUNKED_DONE) {
		if (c->state == CHUNKED_DATA) {
			size_t n = in->len < c->left ? in->len : (size_t)c->left;
			*piece = view_slice(*in, 0, n);
			*in = view_slice(*in, n, in->len);
			c->left -= n;
			if (c->left == 0)
				c->state = CHUNKED_AFTER;
			return true;
		}
		char byte = in->at[0];
		*in = view_slice(*in, 1, in->len);
		if (c->state == CHUNKED_SIZE)
			c->state = size_step(c, byte);
		else if (c->state == CHUNKED_AFTER)
			c->state = after_step(c, byte);
		else if (byte == '\n')
			c->state = c->left > 0 ? CHUNKED_DATA : CHUNKED_DONE;
	}
	return false;
}

enum chunked_result
chunked_undo(struct view body, struct buffer *out)
{
	struct chunked c = { 0 };
	struct view piece;
	buffer_reset(out);
	while (chunked_next(&c, &body, &piece))
		buffer_append(out, piece);
	if (out->failed)
		return CHUNKED_NO_MEMORY;
	return c.state == CHUNKED_DONE ? CHUNKED_OK : c.any ? CHUNKED_CUT : CHUNKED_NOT;
}
