#include "held.h"

#include "message.h"

int
held_find(struct held *h, struct store *s, struct archive *a, struct view id, struct error *e)
{
	struct message m;
	struct view block;
	*h = (struct held) { .http = false };
	int got = store_find(s, id, h->row, e);
	if (got != 1 || h->row[STORE_RECORD].len == 0 || h->row[STORE_ERROR].len > 0)
		return got < 0 ? -1 : 0;
	if (archive_record(a, h->row[STORE_RECORD], &h->head, &block, e) != 0)
		return -1;
	h->body = block;
	h->etag = h->modified = VIEW("");
	if (!view_equal(h->head.type, VIEW("response")) || message_split(block, &m) != 0)
		return 1;
	h->http = true;
	h->body = m.block;
	h->etag = message_field(&m, "ETag");
	h->modified = message_field(&m, "Last-Modified");
	return 1;
}

static void
condition(struct buffer *fields, struct view name, struct view value)
{
	if (value.len == 0)
		return;
	buffer_append(fields, name);
	buffer_append(fields, value);
	buffer_append(fields, VIEW("\r\n"));
}

void
held_conditions(const struct held *h, struct buffer *fields)
{
	condition(fields, VIEW("If-None-Match: "), h->etag);
	condition(fields, VIEW("If-Modified-Since: "), h->modified);
}
