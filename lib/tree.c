#include "tree.h"

#include <stdlib.h>

#define NOT_OPEN (SIZE_MAX >> 1)

/* ---- what an element is to the others ---- */

enum {
	CLOSES_P = 1, /* an opening tag ends a paragraph */
	SPECIAL = 2,  /* bounds the search for what an end tag of an inline element, or an <li>, closes */
	SCOPE = 4,    /* no end tag of an element outside it is heard within it */
	IMPLIED = 8,  /* its end tag may be left out */
	HEADING = 16,
};

static unsigned
traits(enum tag t)
{
	switch (t) {
	case TAG_TABLE:
		return CLOSES_P | SPECIAL | SCOPE;
	case TAG_TD:
	case TAG_TH:
	case TAG_CAPTION:
	case TAG_OBJECT:
	case TAG_HTML:
		return SPECIAL | SCOPE;
	case TAG_LI:
	case TAG_DD:
	case TAG_DT:
	case TAG_P:
		return CLOSES_P | SPECIAL | IMPLIED;
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
	case TAG_H5:
	case TAG_H6:
		return CLOSES_P | SPECIAL | HEADING;
	case TAG_BODY:
	case TAG_TBODY:
	case TAG_TR:
	case TAG_BUTTON:
	case TAG_TITLE:
		return SPECIAL;
	default:
		return tag_is_block(t) && !tag_is_void(t) ? CLOSES_P | SPECIAL : 0;
	}
}

/* ---- nodes ---- */

static struct html_node *
node_add(struct tree *t, enum tag tag)
{
	struct html *h = t->html;
	if (h->count == h->room) {
		size_t room = h->room ? h->room * 2 : 1024;
		struct html_node *more =
		    h->count < HTML_NODES && !t->failed ? realloc(h->nodes, room * sizeof *more) : NULL;
		if (more == NULL) {
			t->failed = true;
			return NULL;
		}
		h->nodes = more;
		h->room = room;
	}
	struct html_node *n = &h->nodes[h->count++];
	*n = (struct html_node) { .tag = tag,
		.parent = t->depth > 0 ? t->stack[t->depth - 1].node : 0,
		.end = (uint32_t)h->count,
		.attribute = (uint32_t)h->attribute_count,
		.text = (uint32_t)h->text.len,
		.text_end = (uint32_t)h->text.len };
	return n;
}

static bool
push(struct tree *t, enum tag tag, uint64_t name)
{
	if (node_add(t, tag) == NULL)
		return false;
	t->stack[t->depth++] = (struct tree_open) { (uint32_t)t->html->count - 1, tag, name, false };
	return true;
}

static void
end_top(struct tree *t)
{
	struct html_node *n = &t->html->nodes[t->stack[--t->depth].node];
	n->end = (uint32_t)t->html->count;
	n->text_end = (uint32_t)t->html->text.len;
}

/* Closes everything down to the element at `at`, and those below it that only waited for that. */
static void
pop_to(struct tree *t, size_t at)
{
	while (t->depth > at)
		end_top(t);
	while (t->depth > 0 && t->stack[t->depth - 1].ended)
		end_top(t);
}

/* ---- searches, from the innermost open element outwards; NOT_OPEN: there is none ---- */

/* An element of a tag, not looking beyond elements with a trait, nor beyond `bound` and `bound2`. */
static size_t
find_tag(const struct tree *t, enum tag tag, unsigned beyond, enum tag bound, enum tag bound2)
{
	for (size_t i = t->depth; i-- > 0;) {
		enum tag open = t->stack[i].tag;
		if (open == tag && !t->stack[i].ended)
			return i;
		if (open == bound || open == bound2 || (traits(open) & beyond))
			break;
	}
	return NOT_OPEN;
}

static size_t
find_name(const struct tree *t, uint64_t name, unsigned beyond)
{
	for (size_t i = t->depth; i-- > 0;) {
		if (t->stack[i].name == name && !t->stack[i].ended)
			return i;
		if (traits(t->stack[i].tag) & beyond)
			break;
	}
	return NOT_OPEN;
}

/* Of the elements that tables are made of, the innermost. */
static size_t
find_table_part(const struct tree *t, enum tag a, enum tag b, enum tag c)
{
	for (size_t i = t->depth; i-- > 0;) {
		enum tag open = t->stack[i].tag;
		if (open == a || open == b || open == c)
			return i;
		if (open == TAG_TABLE)
			break;
	}
	return NOT_OPEN;
}

static bool
has_special(const struct tree *t, size_t above)
{
	for (size_t i = above + 1; i < t->depth; i++)
		if (traits(t->stack[i].tag) & SPECIAL)
			return true;
	return false;
}

/* ---- opening tags ---- */

static void
close_p(struct tree *t)
{
	size_t at = find_tag(t, TAG_P, SCOPE, TAG_BUTTON, TAG_BUTTON);
	if (at != NOT_OPEN)
		pop_to(t, at);
}

/* <li>, <dd>, <dt>: the item before it ends. */
static void
close_item(struct tree *t, enum tag tag)
{
	for (size_t i = t->depth; i-- > 0;) {
		enum tag open = t->stack[i].tag;
		bool same = open == tag || (tag != TAG_LI && (open == TAG_DD || open == TAG_DT));
		if (same) {
			pop_to(t, i);
			return;
		}
		if ((traits(open) & SPECIAL) && open != TAG_DIV && open != TAG_P)
			return;
	}
}

/* <a>, <button>: the one before it ends, unless there is a block between. */
static void
close_same(struct tree *t, enum tag tag)
{
	size_t at = find_tag(t, tag, SCOPE, TAG_NONE, TAG_NONE);
	if (at == NOT_OPEN)
		return;
	if (tag == TAG_BUTTON || !has_special(t, at))
		pop_to(t, at);
	else
		t->stack[at].ended = true;
}

/* A part of a table ends those beside it; in a piece of a table without <table> too. */
static void
close_table_parts(struct tree *t, enum tag tag)
{
	size_t at;
	switch (tag) {
	case TAG_TD:
	case TAG_TH:
		at = find_table_part(t, TAG_TR, TAG_TABLE, TAG_TBODY);
		if (at != NOT_OPEN)
			pop_to(t, at + 1);
		else if ((at = find_table_part(t, TAG_TD, TAG_TH, TAG_TD)) != NOT_OPEN)
			pop_to(t, at);
		if (t->depth > 0 && t->depth < TREE_DEPTH - 1 &&
		    (t->stack[t->depth - 1].tag == TAG_TABLE || t->stack[t->depth - 1].tag == TAG_TBODY))
			push(t, TAG_TR, 0);
		break;
	case TAG_TR:
		at = find_table_part(t, TAG_TABLE, TAG_TBODY, TAG_TBODY);
		if (at != NOT_OPEN)
			pop_to(t, at + 1);
		else if ((at = find_table_part(t, TAG_TR, TAG_TR, TAG_TR)) != NOT_OPEN ||
		         (at = find_table_part(t, TAG_TD, TAG_TH, TAG_TD)) != NOT_OPEN)
			pop_to(t, at);
		break;
	case TAG_TABLE: /* not in a cell: the table before it ends */
		at = find_table_part(t, TAG_TD, TAG_TH, TAG_CAPTION);
		if (at == NOT_OPEN && (at = find_table_part(t, TAG_TABLE, TAG_TABLE, TAG_TABLE)) != NOT_OPEN)
			pop_to(t, at);
		break;
	default: /* TAG_TBODY, TAG_CAPTION */
		at = find_table_part(t, TAG_TABLE, TAG_TABLE, TAG_TABLE);
		if (at != NOT_OPEN)
			pop_to(t, at + 1);
	}
}

static void
close_implied(struct tree *t, enum tag tag)
{
	unsigned what = traits(tag);
	if (t->stack[t->depth - 1].tag ==
	    TAG_TITLE) /* unclosed; a browser would show the page as its title */
		pop_to(t, t->depth - 1);
	if (tag == TAG_LI || tag == TAG_DD || tag == TAG_DT)
		close_item(t, tag);
	if (what & CLOSES_P)
		close_p(t);
	if ((what & HEADING) && t->depth > 0 && (traits(t->stack[t->depth - 1].tag) & HEADING))
		pop_to(t, t->depth - 1);
	if (tag == TAG_A || tag == TAG_BUTTON)
		close_same(t, tag);
	if (tag == TAG_TD || tag == TAG_TH || tag == TAG_TR || tag == TAG_TBODY || tag == TAG_CAPTION ||
	    tag == TAG_TABLE)
		close_table_parts(t, tag);
}

bool
tree_open(struct tree *t, enum tag tag, uint64_t name)
{
	if (tag == TAG_NONE)
		tag = TAG_INLINE;
	if (tag == TAG_VOID || tag == TAG_BR || tag == TAG_META)
		return node_add(t, tag) != NULL;
	if (tag != TAG_INLINE && tag != TAG_FORMAT)
		close_implied(t, tag);
	if (t->depth < TREE_DEPTH)
		return push(t, tag, name);
	t->dropped++;
	t->html->seen.capped = true;
	if (tag_is_block(tag))
		node_add(t, TAG_BR);
	return false;
}

/* ---- end tags ---- */

static void
close_heading(struct tree *t)
{
	for (size_t i = t->depth; i-- > 0;) {
		unsigned what = traits(t->stack[i].tag);
		if (what & HEADING) {
			pop_to(t, i);
			return;
		}
		if (what & SCOPE)
			return;
	}
}

/* </b>, </a>, </form>: a block within it that is still open goes on without it. */
static void
close_crossed(struct tree *t, uint64_t name)
{
	size_t at = find_name(t, name, SCOPE);
	if (at == NOT_OPEN)
		return;
	if (has_special(t, at))
		t->stack[at].ended = true;
	else
		pop_to(t, at);
}

void
tree_close(struct tree *t, enum tag tag, uint64_t name)
{
	size_t at = NOT_OPEN;
	if (t->dropped > 0) {
		t->dropped--;
		if (tag_is_block(tag))
			node_add(t, TAG_BR);
		return;
	}
	switch (tag) {
	case TAG_P:
		at = find_tag(t, TAG_P, SCOPE, TAG_BUTTON, TAG_BUTTON);
		if (at == NOT_OPEN)
			node_add(t, TAG_P);
		break;
	case TAG_LI:
		at = find_tag(t, TAG_LI, SCOPE, TAG_OL, TAG_UL);
		break;
	case TAG_H1:
	case TAG_H2:
	case TAG_H3:
	case TAG_H4:
	case TAG_H5:
	case TAG_H6:
		close_heading(t);
		return;
	case TAG_A:
	case TAG_FORMAT:
	case TAG_FORM:
		close_crossed(t, name);
		return;
	case TAG_NONE:
	case TAG_INLINE:
		at = find_name(t, name, SPECIAL);
		break;
	case TAG_TD:
	case TAG_TH:
	case TAG_TR:
	case TAG_TBODY:
	case TAG_CAPTION:
		at = find_tag(t, tag, 0, TAG_TABLE, TAG_TABLE);
		break;
	case TAG_TABLE:
		at = find_tag(t, tag, 0, TAG_NONE, TAG_NONE);
		break;
	default:
		at = find_name(t, name, SCOPE);
	}
	if (at != NOT_OPEN)
		pop_to(t, at);
}

/* ---- text, beginning and end ---- */

bool
tree_text(struct tree *t)
{
	const struct html_node *last = &t->html->nodes[t->html->count - 1];
	if (last->tag == TAG_TEXT && last->parent == t->stack[t->depth - 1].node)
		return true;
	return node_add(t, TAG_TEXT) != NULL;
}

void
tree_text_end(struct tree *t)
{
	t->html->nodes[t->html->count - 1].text_end = (uint32_t)t->html->text.len;
}

void
tree_begin(struct tree *t, struct html *h)
{
	t->html = h;
	t->depth = t->dropped = 0;
	t->failed = false;
	if (push(t, TAG_HTML, 0))
		push(t, TAG_BODY, 0);
}

void
tree_end(struct tree *t)
{
	while (t->depth > 0)
		end_top(t);
}
