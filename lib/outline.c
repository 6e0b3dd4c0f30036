#include "outline.h"

#include "fold.h"
#include "teaser.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A data table's row is short; what is longer is a page laid out in a table. Characters of a row, blocks in a cell. */
enum { ROW_TEXT = 6000, CELL_BLOCKS = 12 };

/* ---- what each node is ---- */

/* Of the words within a part of a name, relatedTags: the surer words that what is printed with an article goes by. */
static unsigned char
hump_flags(const struct words *aside, struct view part)
{
	unsigned char flags = 0;
	size_t from = 0;
	for (size_t i = 1; i <= part.len; i++) {
		if (i < part.len && !(part.at[i] >= 'A' && part.at[i] <= 'Z' && part.at[i - 1] >= 'a'))
			continue;
		if (words_have(aside, "apart", view_slice(part, from, i)))
			flags |= OUTLINE_APART;
		from = i;
	}
	return flags;
}

/* What a class or an id says of its element: it is a word of the table, or one of its parts between - and _ is one of the surer words. */
static unsigned char
name_flags(const struct words *aside, struct view name)
{
	unsigned char flags = 0;
	size_t from = 0;
	if (words_have(aside, "class", name))
		flags |= OUTLINE_ASIDE;
	if (words_have(aside, "apart-name", name))
		flags |= OUTLINE_APART;
	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len && name.at[i] != '-' && name.at[i] != '_')
			continue;
		struct view part = view_slice(name, from, i);
		if (part.len > 0 && words_have(aside, "part", part))
			flags |= OUTLINE_ASIDE;
		flags |= hump_flags(aside, part);
		from = i + 1;
	}
	return flags;
}

/* What the classes of a page that were met last say: a page has few, and uses each many times. */
enum { MEMOS = 256 };
struct memo {
	struct view names;
	unsigned char flags;
};

static unsigned char
names_flags(const struct words *aside, struct view names)
{
	struct view name;
	unsigned char flags = 0;
	while (view_split(&names, ' ', &name))
		if (name.len > 0)
			flags |= name_flags(aside, name);
	return flags;
}

static unsigned char
remember_flags(const struct words *aside, struct view names, struct memo memos[MEMOS])
{
	uint32_t digest = 2166136261u;
	for (size_t i = 0; i < names.len; i++)
		digest = (digest ^ (unsigned char)names.at[i]) * 16777619u;
	struct memo *m = &memos[(digest ^ digest >> 16) % MEMOS];
	if (m->names.len == 0 || !view_equal(m->names, names))
		*m = (struct memo) { names, names_flags(aside, names) };
	return m->flags;
}

static unsigned char
own_flags(const struct html *h, uint32_t node, const struct words *aside, struct memo memos[MEMOS])
{
	enum tag t = h->nodes[node].tag;
	unsigned char flags = 0;
	if (t == TAG_A && html_value(h, node, HTML_HREF).len > 0)
		flags |= OUTLINE_LINK;
	if (t == TAG_TITLE)
		flags |= OUTLINE_HEAD;
	if (t == TAG_PRE)
		flags |= OUTLINE_LINES;
	if (t == TAG_NAV || t == TAG_FOOTER || t == TAG_ASIDE || t == TAG_BUTTON)
		flags |= OUTLINE_ASIDE;
	if (t == TAG_FIGCAPTION)
		flags |= OUTLINE_APART;
	if (h->nodes[node].attributes == 0 || t == TAG_BODY)
		return flags;
	if (html_value(h, node, HTML_HIDDEN).len > 0)
		flags |= OUTLINE_HIDDEN;
	struct view classes = html_value(h, node, HTML_CLASS), id = html_value(h, node, HTML_ID);
	unsigned char named = classes.len > 0 ? remember_flags(aside, classes, memos) : 0;
	named |= id.len > 0 ? names_flags(aside, id) : 0;
	if (t == TAG_ARTICLE || t == TAG_MAIN) /* its names are those of its subjects */
		named &= (unsigned char)~OUTLINE_APART;
	return flags | named;
}

/* Sentences in a piece of a page: where there are several in a cell, it holds a text, not a datum. */
static size_t
count_sentences(struct view text)
{
	size_t n = 0;
	for (size_t at = 0; (at = view_find(text, VIEW("。"), at)) != (size_t)-1; at += 3)
		n++;
	return n;
}

/* Does a table's row hold data? Then its cells belong on one line. */
static bool
is_data_row(const struct html *h, uint32_t row)
{
	const struct html_node *n = &h->nodes[row];
	size_t cells = 0, inner = 0;
	bool prose = false; /* the cell we are in holds sentences */
	if (n->text_end - n->text > ROW_TEXT)
		return false;
	for (uint32_t i = row + 1; i < n->end; i++) {
		enum tag t = h->nodes[i].tag;
		if (t == TAG_TABLE || t == TAG_UL || t == TAG_OL || t == TAG_H1 || t == TAG_H2 || t == TAG_H3)
			return false;
		if (t == TAG_TD || t == TAG_TH) {
			cells++;
			inner = 0;
			prose = count_sentences(html_text(h, i)) > 1;
		} else if ((t == TAG_BR || tag_is_block(t)) && ++inner > (prose ? 1 : CELL_BLOCKS))
			return false;
	}
	return cells > 1;
}

static int
reserve_nodes(struct outline *o, size_t count)
{
	if (count <= o->node_room)
		return 0;
	unsigned char *flags = realloc(o->flags, count);
	if (flags != NULL)
		o->flags = flags;
	uint32_t *block_of = realloc(o->block_of, count * sizeof *block_of);
	if (block_of != NULL)
		o->block_of = block_of;
	if (flags == NULL || block_of == NULL)
		return -1;
	o->node_room = count;
	return 0;
}

static void
mark_nodes(struct outline *o, const struct html *h, const struct words *aside)
{
	struct memo memos[MEMOS] = { 0 };
	o->flags[0] = 0;
	o->block_of[0] = 0;
	for (uint32_t i = 1; i < h->count; i++) {
		const struct html_node *n = &h->nodes[i];
		unsigned char above = o->flags[n->parent];
		bool in_row = above & OUTLINE_ROW;
		o->flags[i] = above | (n->tag == TAG_TEXT ? 0 : own_flags(h, i, aside, memos));
		if (above & OUTLINE_LINES) /* in a listing, classes name what words are in its language */
			o->flags[i] &= (unsigned char)(above | ~(OUTLINE_ASIDE | OUTLINE_APART));
		if (!in_row && n->tag == TAG_TR && is_data_row(h, i)) {
			o->flags[i] |= OUTLINE_ROW;
			o->block_of[i] = i;
		} else
			o->block_of[i] = !in_row && tag_is_block(n->tag) ? i : o->block_of[n->parent];
	}
}

/* ---- blocks ---- */

/* Punctuation that ends a sentence or a part of one: , ; . ! ? and 、 。 ！ ， ： ； ？. `u` has three bytes where its first is no ASCII. */
static bool
is_stop(const unsigned char *u)
{
	if (u[0] < 0x80)
		return u[0] == ',' || u[0] == ';' || u[0] == '.' || u[0] == '!' || u[0] == '?';
	if (u[0] == 0xE3)
		return u[1] == 0x80 && (u[2] == 0x81 || u[2] == 0x82);
	return u[0] == 0xEF && u[1] == 0xBC &&
	       (u[2] == 0x81 || u[2] == 0x8C || u[2] == 0x9A || u[2] == 0x9B || u[2] == 0x9F);
}

/* Characters but for blanks and marks. The text is well-formed UTF-8. */
static void
count_text(struct block *b, struct view text, bool linked)
{
	const unsigned char *u = (const unsigned char *)text.at;
	size_t chars = 0, stops = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (u[i] <= ' ' || (u[i] & 0xC0) == 0x80)
			continue;
		chars++;
		if (u[i] < 'A' || u[i] == 0xE3 || u[i] == 0xEF)
			stops += is_stop(u + i);
	}
	b->chars += (uint32_t)chars;
	b->linked += linked ? (uint32_t)chars : 0;
	b->stops += (uint32_t)stops;
}

static unsigned char
heading_of(const struct html *h, uint32_t node)
{
	enum tag t = h->nodes[node].tag;
	return t >= TAG_H1 && t <= TAG_H6 ? (unsigned char)(t - TAG_H1 + 1) : 0;
}

static struct block *
block_add(struct outline *o, uint32_t at)
{
	if (o->count == o->room) {
		size_t room = o->room ? o->room * 2 : 256;
		struct block *more = realloc(o->blocks, room * sizeof *more);
		if (more == NULL)
			return NULL;
		o->blocks = more;
		o->room = room;
	}
	fold_trim(&o->text);
	if (o->count > 0 && o->blocks[o->count - 1].to > o->text.len)
		o->blocks[o->count - 1].to = (uint32_t)o->text.len;
	if (o->text.len > 0)
		buffer_byte(&o->text, '\n');
	struct block *b = &o->blocks[o->count++];
	*b = (struct block) { .node = o->block_of[at],
		.at = at,
		.from = (uint32_t)o->text.len,
		.to = (uint32_t)o->text.len,
		.flags = o->flags[at],
		.heading = heading_of(o->html, o->block_of[at]) };
	return b;
}

static bool
is_blank(struct view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != ' ' && (text.at[i] < '\t' || text.at[i] > '\r'))
			return false;
	return true;
}

static void
text_add(struct outline *o, struct block *b, uint32_t node, struct view text, char mark)
{
	if (mark != 0 && o->text.len > b->from)
		buffer_byte(&o->text, mark);
	size_t before = o->text.len;
	fold_line(text, &o->text);
	count_text(b, view_slice(buffer_view(&o->text), before, o->text.len), o->flags[node] & OUTLINE_LINK);
	b->to = (uint32_t)o->text.len;
	if (!(o->flags[node] & OUTLINE_LINK))
		b->flags &= (unsigned char)~OUTLINE_LINK;
}

/*
 * Text in <pre>: a block for each line. The first goes on with the line in *now, if that is of the same element (listings mark
 * the words of a line by elements); *now is the line that the text ends in, or NULL. False when there is no memory.
 */
static bool
lines_add(struct outline *o, uint32_t node, struct block **now)
{
	struct view text = html_text(o->html, node);
	for (size_t at = 0; at < text.len;) {
		size_t end = view_find(text, VIEW("\n"), at);
		struct view line = view_slice(text, at, end == (size_t)-1 ? text.len : end);
		bool more = *now != NULL && (*now)->node == o->block_of[node];
		if (more && is_blank(line)) {
			fold_line(line, &o->text);
		} else if (!is_blank(line)) {
			*now = more ? *now : block_add(o, node);
			if (*now == NULL)
				return false;
			text_add(o, *now, node, line, more ? OUTLINE_INLINE : 0);
		}
		if (end == (size_t)-1)
			break;
		*now = NULL;
		at = end + 1;
	}
	return true;
}

size_t
outline_weight(const struct block *b)
{
	if (b->linked * 2 > b->chars)
		return 0;
	return b->stops > 0 ? b->chars - b->linked : (b->chars - b->linked) / 4;
}

static size_t
weight_below(const struct outline *o, uint32_t node)
{
	size_t from, to, sum = 0;
	outline_range(o, node, &from, &to);
	for (; from < to; from++)
		sum += outline_weight(&o->blocks[from]);
	return sum;
}

/*
 * What holds most of a page's text is not beside it, whatever its class says (an unclosed <div class="nav"> swallows the
 * page). Clears the flag there; parts within it keep theirs.
 */
static void
release(struct outline *o, const struct words *aside, unsigned char flag)
{
	const struct html *h = o->html;
	struct memo memos[MEMOS] = { 0 };
	size_t all = weight_below(o, 0);
	for (uint32_t i = 1; i < h->count; i++) {
		bool above = o->flags[h->nodes[i].parent] & flag;
		if (above || !(o->flags[i] & flag) || weight_below(o, i) * 5 < all * 2)
			continue;
		o->flags[i] &= (unsigned char)~flag;
		for (uint32_t k = i + 1; k < h->nodes[i].end; k++) {
			unsigned char parent = o->flags[h->nodes[k].parent] & flag;
			unsigned char own =
			    h->nodes[k].tag == TAG_TEXT ? 0 : own_flags(h, k, aside, memos) & flag;
			o->flags[k] = (unsigned char)((o->flags[k] & ~flag) | parent | own);
		}
	}
	for (size_t i = 0; i < o->count; i++)
		o->blocks[i].flags =
		    (unsigned char)((o->blocks[i].flags & ~flag) | (o->flags[o->blocks[i].at] & flag));
}

int
outline_make(struct outline *o, const struct html *h, const struct words *aside, struct error *e)
{
	o->html = h;
	o->count = 0;
	buffer_reset(&o->text);
	if (reserve_nodes(o, h->count) != 0)
		return error_set(e, "no memory for a page of %zu elements", h->count);
	mark_nodes(o, h, aside);
	struct block *now = NULL;
	char mark = 0;
	for (uint32_t i = 1; i < h->count; i++) {
		enum tag t = h->nodes[i].tag;
		bool in_row = o->flags[h->nodes[i].parent] & OUTLINE_ROW;
		bool lines = (o->flags[i] & (OUTLINE_LINES | OUTLINE_ROW)) == OUTLINE_LINES;
		if (t == TAG_TEXT && lines) {
			if (!lines_add(o, i, &now))
				return error_set(e, "no memory for a page of %zu elements", h->count);
		} else if (t == TAG_TEXT && is_blank(html_text(h, i))) {
			if (now != NULL && o->text.len > now->from && o->block_of[i] == now->node)
				fold_line(html_text(h, i), &o->text);
		} else if (t == TAG_TEXT) {
			if (now == NULL || o->block_of[i] != now->node)
				now = block_add(o, i);
			if (now == NULL)
				return error_set(e, "no memory for a page of %zu elements", h->count);
			text_add(o, now, i, html_text(h, i),
			    mark == OUTLINE_CELL ? mark
			    : i > now->at        ? OUTLINE_INLINE
			                         : 0);
			mark = 0;
		} else if (in_row && (t == TAG_BR || tag_is_block(t)))
			mark = OUTLINE_CELL;
		else if (t == TAG_BR || tag_is_block(t))
			now = NULL;
	}
	release(o, aside, OUTLINE_ASIDE);
	release(o, aside, OUTLINE_APART);
	teaser_mark(o, weight_below(o, 0));
	return o->text.failed ? error_set(e, "no memory for a page's text") : 0;
}

void
outline_free(struct outline *o)
{
	free(o->blocks);
	free(o->flags);
	free(o->block_of);
	buffer_free(&o->text);
	*o = (struct outline) { 0 };
}

struct view
outline_text(const struct outline *o, size_t block)
{
	return view_slice(buffer_view(&o->text), o->blocks[block].from, o->blocks[block].to);
}

void
outline_plain(struct view marked, struct buffer *out)
{
	size_t start = out->len;
	for (size_t i = 0; i < marked.len; i++) {
		size_t from = i;
		while (i < marked.len && (unsigned char)marked.at[i] > ' ')
			i++;
		buffer_append(out, view_slice(marked, from, i));
		if (i == marked.len)
			break;
		char c = marked.at[i] == OUTLINE_CELL ? ' ' : marked.at[i];
		if (c == OUTLINE_INLINE || (c == ' ' && (out->len == start || out->at[out->len - 1] == ' ')))
			continue;
		buffer_byte(out, c);
	}
	while (out->len > start && out->at[out->len - 1] == ' ')
		out->len--;
}

struct view
outline_plain_text(const struct outline *o, size_t block, struct buffer *scratch)
{
	struct view text = outline_text(o, block);
	if (text.len > 0 && memchr(text.at, OUTLINE_INLINE, text.len) == NULL &&
	    memchr(text.at, OUTLINE_CELL, text.len) == NULL) { /* it is folded already */
		while (text.len > 0 && text.at[text.len - 1] == ' ')
			text.len--;
		return text;
	}
	buffer_reset(scratch);
	outline_plain(text, scratch);
	return buffer_view(scratch);
}

/* The first block whose text begins at or behind a node. */
static size_t
first_block(const struct outline *o, uint32_t node)
{
	size_t low = 0, high = o->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (o->blocks[middle].at < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
outline_range(const struct outline *o, uint32_t node, size_t *from, size_t *to)
{
	*from = first_block(o, node);
	*to = first_block(o, o->html->nodes[node].end);
}
