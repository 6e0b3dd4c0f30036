#include "proof.h"

#include "chunked.h"
#include "digest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A digest that is claimed, and what is reckoned. */
struct claim {
	struct view label;     /* empty: none is */
	struct digest *digest; /* NULL: of an unknown algorithm */
};

struct proof {
	const struct record_head *head;
	struct claim block, payload, joined; /* `joined`: the payload without its chunked coding */
	bool http, within;                   /* the block is an HTTP message; its head is behind */
	struct buffer http_head;
	struct chunked chunks;
};

struct proof *
proof_new(void)
{
	struct proof *p = calloc(1, sizeof *p);
	if (p != NULL)
		p->http_head.limit = RECORDHEAD_BYTES;
	return p;
}

void
proof_free(struct proof *p)
{
	if (p == NULL)
		return;
	digest_free(p->block.digest);
	digest_free(p->payload.digest);
	digest_free(p->joined.digest);
	buffer_free(&p->http_head);
	free(p);
}

static void
claim_start(struct claim *c, struct view label)
{
	struct view algorithm = VIEW("");
	digest_free(c->digest);
	c->label = label;
	view_split(&label, ':', &algorithm);
	c->digest = c->label.len > 0 ? digest_named(algorithm) : NULL;
}

static void
claim_add(struct claim *c, struct view piece)
{
	if (c->digest != NULL)
		digest_add(c->digest, piece);
}

static enum proof_verdict
claim_judge(struct claim *c)
{
	struct view algorithm, value = c->label;
	if (c->label.len == 0)
		return PROOF_NONE;
	if (c->digest == NULL)
		return PROOF_UNKNOWN;
	view_split(&value, ':', &algorithm);
	return digest_is(c->digest, value) ? PROOF_RIGHT : PROOF_WRONG;
}

void
proof_begin(struct proof *p, const struct record_head *h)
{
	struct view http = VIEW("application/http"), media = message_media(h->media), none = VIEW("");
	bool foreign =
	    view_equal(h->type, VIEW("revisit")) || message_field(&h->message, "WARC-Segment-Number").len > 0;
	struct view payload = foreign ? none : message_field(&h->message, "WARC-Payload-Digest");
	p->head = h;
	p->http = media.len == http.len && strncasecmp(media.at, http.at, http.len) == 0;
	p->within = !p->http;
	p->chunks = (struct chunked) { 0 };
	buffer_reset(&p->http_head);
	claim_start(&p->block, message_field(&h->message, "WARC-Block-Digest"));
	claim_start(&p->payload, payload);
	claim_start(&p->joined, none);
}

static void
payload_begin(struct proof *p)
{
	struct message m;
	p->within = true;
	if (message_split(buffer_view(&p->http_head), &m) != 0)
		return;
	struct view transfer = message_field(&m, "Transfer-Encoding");
	if (transfer.len == 7 && strncasecmp(transfer.at, "chunked", 7) == 0)
		claim_start(&p->joined, p->payload.label);
}

void
proof_add(struct proof *p, struct view piece)
{
	struct view part;
	claim_add(&p->block, piece);
	if (p->payload.digest == NULL || p->http_head.failed)
		return;
	if (!p->within && message_grow(&p->http_head, &piece))
		payload_begin(p);
	if (!p->within)
		return;
	claim_add(&p->payload, piece);
	while (p->joined.digest != NULL && chunked_next(&p->chunks, &piece, &part))
		claim_add(&p->joined, part);
}

struct proof_verdicts
proof_end(struct proof *p)
{
	struct proof_verdicts v = { claim_judge(&p->block), claim_judge(&p->payload) };
	if (v.payload != PROOF_NONE && !p->within)
		v.payload = PROOF_UNKNOWN;
	else if (v.payload == PROOF_WRONG && claim_judge(&p->joined) == PROOF_RIGHT)
		v.payload = PROOF_RIGHT;
	return v;
}
