#include "html.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

/* What the parser's callbacks fill. */
struct build {
	struct html *h;
	uint32_t now; /* innermost open node */
	bool failed;
};

static void *
grow(void *at, size_t *room, size_t count, size_t size)
{
	if (count < *room)
		return at;
	size_t more = *room ? *room * 2 : 1024;
	void *moved = realloc(at, more * size);
	if (moved != NULL)
		*room = more;
	return moved;
}

static struct html_node *
node_add(struct build *b, enum tag tag)
{
	struct html *h = b->h;
	struct html_node *nodes =
	    h->count < HTML_NODES ? grow(h->nodes, &h->room, h->count, sizeof *nodes) : NULL;
	if (nodes == NULL) {
		b->failed = true;
		return NULL;
	}
	h->nodes = nodes;
	struct html_node *n = &nodes[h->count++];
	*n = (struct html_node) { .tag = tag,
		.parent = b->now,
		.attribute = (uint32_t)h->attribute_count,
		.text = (uint32_t)h->text.len };
	return n;
}

static void
attribute_add(struct build *b, struct html_node *n, const xmlChar *name, const xmlChar *value)
{
	struct html *h = b->h;
	struct html_attribute *list =
	    grow(h->attributes, &h->attribute_room, h->attribute_count, sizeof *list);
	if (list == NULL) {
		b->failed = true;
		return;
	}
	h->attributes = list;
	struct html_attribute *a = &list[h->attribute_count++];
	a->name = (uint32_t)h->names.len;
	buffer_append(&h->names, view_of((const char *)name));
	a->value = (uint32_t)h->names.len;
	buffer_append(&h->names, view_of((const char *)value));
	a->end = (uint32_t)h->names.len;
	n->attributes++;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
	struct build *b = user;
	enum tag tag = tag_find(view_of((const char *)name));
	struct html_node *n = b->failed ? NULL : node_add(b, tag == TAG_NONE ? TAG_INLINE : tag);
	if (n == NULL)
		return;
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
		attribute_add(b, n, attributes[0], attributes[1]);
	b->now = (uint32_t)b->h->count - 1;
}

/* Closes the innermost open node of that name, and with it what is open inside it. */
static void
on_end(void *user, const xmlChar *name)
{
	struct build *b = user;
	struct html_node *nodes = b->h->nodes;
	enum tag tag = tag_find(view_of((const char *)name));
	uint32_t at = b->now;
	if (tag == TAG_NONE)
		tag = TAG_INLINE;
	while (at != 0 && nodes[at].tag != tag)
		at = nodes[at].parent;
	if (b->failed || at == 0)
		return;
	for (uint32_t i = b->now;; i = nodes[i].parent) {
		nodes[i].end = (uint32_t)b->h->count;
		nodes[i].text_end = (uint32_t)b->h->text.len;
		if (i == at)
			break;
	}
	b->now = nodes[at].parent;
}

/* Text comes in pieces of a thousand bytes: what follows a text node directly is part of it. */
static void
on_text(void *user, const xmlChar *text, int len)
{
	struct build *b = user;
	struct html *h = b->h;
	if (b->failed || len <= 0)
		return;
	struct html_node *last = &h->nodes[h->count - 1];
	if (last->tag != TAG_TEXT || last->parent != b->now)
		last = node_add(b, TAG_TEXT);
	if (last == NULL)
		return;
	buffer_append(&h->text, (struct view) { (const char *)text, (size_t)len });
	last->end = (uint32_t)h->count;
	last->text_end = (uint32_t)h->text.len;
}

static void
close_all(struct build *b)
{
	struct html *h = b->h;
	for (uint32_t i = b->now;; i = h->nodes[i].parent) {
		h->nodes[i].end = (uint32_t)h->count;
		h->nodes[i].text_end = (uint32_t)h->text.len;
		if (i == 0)
			break;
	}
}

static int
parse(struct build *b, struct view clean, struct error *e)
{
	htmlParserCtxtPtr context = clean.len <= INT32_MAX ? htmlNewParserCtxt() : NULL;
	if (context == NULL)
		return error_set(e, "no memory for the parser");
	memset(context->sax, 0, sizeof *context->sax);
	context->sax->startElement = on_start;
	context->sax->endElement = on_end;
	context->sax->characters = on_text;
	context->sax->ignorableWhitespace = on_text;
	context->sax->cdataBlock = on_text;
	context->userData = b;
	/* 4: HTML_PARSE_RECOVER comes with the parser anyway; no network, no messages */
	(void)htmlCtxtReadMemory(context, clean.at, (int)clean.len, NULL, "UTF-8",
	    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	if (context->myDoc != NULL)
		xmlFreeDoc(context->myDoc);
	htmlFreeParserCtxt(context);
	return 0;
}

int
html_parse(struct html *h, struct view page, struct error *e)
{
	struct build b = { .h = h };
	h->count = h->attribute_count = 0;
	buffer_reset(&h->text);
	buffer_reset(&h->names);
	buffer_reset(&h->clean);
	if (markup_clean(page, &h->clean, &h->seen) != 0)
		return error_set(e, "no memory for a page of %zu bytes", page.len);
	if (node_add(&b, TAG_HTML) == NULL)
		return error_set(e, "no memory for a page of %zu bytes", page.len);
	if (h->clean.len > 0 && parse(&b, buffer_view(&h->clean), e) != 0)
		return -1;
	close_all(&b);
	if (b.failed || h->text.failed || h->names.failed)
		return error_set(e, "more than %d elements, or no memory for them", HTML_NODES);
	return 0;
}

void
html_free(struct html *h)
{
	free(h->nodes);
	free(h->attributes);
	buffer_free(&h->text);
	buffer_free(&h->names);
	buffer_free(&h->clean);
	*h = (struct html) { 0 };
}

struct view
html_attribute(const struct html *h, uint32_t node, const char *name)
{
	const struct html_node *n = &h->nodes[node];
	struct view wanted = view_of(name), names = buffer_view(&h->names);
	for (uint32_t i = n->attribute; i < n->attribute + n->attributes; i++) {
		const struct html_attribute *a = &h->attributes[i];
		if (view_equal(view_slice(names, a->name, a->value), wanted))
			return view_slice(names, a->value, a->end);
	}
	return (struct view) { "", 0 };
}

struct view
html_text(const struct html *h, uint32_t node)
{
	return view_slice(buffer_view(&h->text), h->nodes[node].text, h->nodes[node].text_end);
}
