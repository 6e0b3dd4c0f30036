#include "catalogue.h"

#include "citation.h"
#include "matchkey.h"

#include <stdlib.h>

/* Keys of numbers and of titles are told apart by their first byte. */
static int
number_key(struct catalogue *c, struct view docno)
{
	buffer_reset(&c->key);
	buffer_byte(&c->key, 'n');
	buffer_append(&c->key, docno);
	return c->key.failed ? -1 : 0;
}

static int
title_key(struct catalogue *c, struct view title)
{
	buffer_reset(&c->key);
	buffer_byte(&c->key, 't');
	return matchkey(title, &c->key) != 0 || c->key.failed ? -1 : 0;
}

static int
grow(struct catalogue *c)
{
	size_t room = c->room ? c->room * 2 : 64;
	struct catalogued *list = realloc(c->list, room * sizeof *list);
	if (list == NULL)
		return -1;
	c->list = list;
	c->room = room;
	return 0;
}

/* A document under the key at hand. */
static int
add_key(struct catalogue *c, struct view id, struct view family)
{
	bool added;
	if (c->key.len < 2) /* a title of punctuation alone */
		return 0;
	size_t *index = keymap_put(&c->map, buffer_view(&c->key), c->count, &added);
	if (index == NULL)
		return -1;
	if (!added) {
		struct catalogued *x = &c->list[*index];
		x->documents++;
		x->unclear = x->unclear || !view_equal(x->family, family);
		return 0;
	}
	struct catalogued x = { arena_copy(&c->memory, id), arena_copy(&c->memory, family), 1, false };
	if (x.id.at == NULL || x.family.at == NULL || (c->count == c->room && grow(c) != 0))
		return -1;
	c->list[c->count++] = x;
	return 0;
}

/* The title inside a title, where a word of issuing stands right before its bracket; empty: there is none. */
static struct view
annex_of(struct view title, const struct words *issuing)
{
	struct citations all;
	struct citation c;
	citations_start(&all, title);
	while (citations_next(&all, &c))
		if (c.kind == CITATION_NAMED &&
		    words_end(issuing, "issue", view_slice(title, 0, c.start)) > 0)
			return c.title;
	return VIEW("");
}

int
catalogue_add(struct catalogue *c, struct view id, struct view family, struct view docno, struct view title,
    const struct words *issuing, struct error *e)
{
	struct view group = family.len > 0 ? family : id, annex = annex_of(title, issuing);
	bool bad = docno.len > 0 && (number_key(c, docno) != 0 || add_key(c, id, group) != 0);
	bad = bad || (title.len > 0 && (title_key(c, title) != 0 || add_key(c, id, group) != 0));
	bad = bad || (annex.len > 0 && (title_key(c, annex) != 0 || add_key(c, id, group) != 0));
	return bad ? error_set(e, "no memory") : 0;
}

static const struct catalogued *
find(struct catalogue *c)
{
	size_t *index = keymap_get(&c->map, buffer_view(&c->key));
	return index ? &c->list[*index] : NULL;
}

const struct catalogued *
catalogue_number(struct catalogue *c, struct view docno)
{
	return number_key(c, docno) == 0 ? find(c) : NULL;
}

const struct catalogued *
catalogue_title(struct catalogue *c, struct view title)
{
	return title_key(c, title) == 0 ? find(c) : NULL;
}

void
catalogue_free(struct catalogue *c)
{
	keymap_free(&c->map);
	arena_free(&c->memory);
	buffer_free(&c->key);
	free(c->list);
}
