#include "body.h"

#include "address.h"
#include "article.h"
#include "keymap.h"
#include "nameset.h"
#include "table.h"

#include <stdlib.h>

const struct body_limits body_limits = {
	.nearly = 92, .most = 60, .thin = 2, .held = 30, .elsewhere = 200, .within = 80, .beyond = 3
};

struct containers {
	struct table table;
	int attribute, value, family, kind;
	struct nameset values;
	uint32_t *first,
	    *next; /* row of each value; per row the next one with its value; NAMESET_NONE ends */
};

/* Rows by value. */
static int
index_values(struct containers *c)
{
	size_t rows = c->table.rows;
	struct arena *a = &c->table.memory;
	c->first = arena_clear(a, rows ? rows : 1, sizeof *c->first);
	c->next = arena_clear(a, rows ? rows : 1, sizeof *c->next);
	if (c->first == NULL || c->next == NULL || nameset_make(&c->values, rows, a) != 0)
		return -1;
	for (size_t row = rows; row-- > 0;) {
		struct view value = table_cell(&c->table, row, c->value);
		size_t count = c->values.count;
		nameset_add(&c->values, value);
		uint32_t number = nameset_find(&c->values, value);
		c->next[row] = c->values.count > count ? NAMESET_NONE : c->first[number];
		c->first[number] = (uint32_t)row;
	}
	return 0;
}

struct containers *
containers_load(const char *path, struct error *e)
{
	struct containers *c = calloc(1, sizeof *c);
	if (c == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	if (table_load(&c->table, path, e) == 0 &&
	    (c->attribute = table_need(&c->table, "attribute", e)) >= 0 &&
	    (c->value = table_need(&c->table, "value", e)) >= 0 &&
	    (c->family = table_need(&c->table, "family", e)) >= 0 &&
	    (c->kind = table_need(&c->table, "kind", e)) >= 0) {
		if (index_values(c) == 0)
			return c;
		error_set(e, "no memory for %s", path);
	}
	containers_free(c);
	return NULL;
}

void
containers_free(struct containers *c)
{
	if (c == NULL)
		return;
	table_free(&c->table);
	free(c);
}

/* ---- how much a block speaks for a document ---- */

struct sums {
	size_t *weight, *chars; /* of the blocks before the i-th */
};

static bool
sums_make(struct sums *s, const struct words *words, const struct outline *o)
{
	struct buffer scratch = { 0 };
	s->weight = calloc(o->count + 1, sizeof *s->weight);
	s->chars = calloc(o->count + 1, sizeof *s->chars);
	if (s->weight == NULL || s->chars == NULL)
		return false;
	for (size_t i = 0; i < o->count; i++) {
		const unsigned char not =
		    OUTLINE_ASIDE | OUTLINE_APART | OUTLINE_HIDDEN | OUTLINE_HEAD | OUTLINE_FIELD;
		size_t w = o->blocks[i].flags & not ? 0 : outline_weight(&o->blocks[i]);
		if (w > 0 && o->blocks[i].chars < 200) {
			struct view text = outline_plain_text(o, i, &scratch);
			if (words_begin(words, "begin", text) || words_begin(words, "begin-foot", text) ||
			    words_in(words, "foot", text))
				w = 0;
		}
		s->weight[i + 1] = s->weight[i] + w;
		s->chars[i + 1] =
		    s->chars[i] +
		    ((o->blocks[i].flags & (OUTLINE_HIDDEN | OUTLINE_HEAD)) ? 0 : o->blocks[i].chars);
	}
	buffer_free(&scratch);
	return true;
}

static void
sums_free(struct sums *s)
{
	free(s->weight);
	free(s->chars);
}

/* ---- the known containers ---- */

/* The first row of the table that one of an attribute's names is in, or `best` where that one is before it. */
static uint32_t
first_row(
    const struct containers *c, const struct html *h, uint32_t node, enum html_name attribute, uint32_t best)
{
	static const char *const written[HTML_NAMES] = {
		[HTML_ID] = "id", [HTML_CLASS] = "class", [HTML_ITEMPROP] = "itemprop"
	};
	struct view names = html_value(h, node, attribute), name;
	if (names.len == 0)
		return best;
	while (view_split(&names, ' ', &name)) {
		uint32_t number = name.len > 0 ? nameset_find(&c->values, name) : NAMESET_NONE;
		for (uint32_t row = number == NAMESET_NONE ? NAMESET_NONE : c->first[number]; row < best;
		     row = c->next[row])
			if (view_equal(table_cell(&c->table, row, c->attribute), view_of(written[attribute])))
				best = row;
	}
	return best;
}

/* The row of the table that an element's names are in, or -1. */
static int
row_of(const struct containers *c, const struct html *h, uint32_t node)
{
	uint32_t row = NAMESET_NONE;
	if (h->nodes[node].attributes == 0)
		return -1;
	row = first_row(c, h, node, HTML_ID, row);
	row = first_row(c, h, node, HTML_CLASS, row);
	row = first_row(c, h, node, HTML_ITEMPROP, row);
	return row == NAMESET_NONE ? -1 : (int)row;
}

const char *
containers_family(const struct containers *c, const struct html *h, uint32_t node)
{
	int row = row_of(c, h, node);
	return row < 0 ? NULL : table_cell(&c->table, (size_t)row, c->family).at;
}

static size_t
chars_of(const struct outline *o, size_t from, size_t to)
{
	size_t sum = 0;
	for (; from < to; from++)
		sum += o->blocks[from].chars;
	return sum;
}

/* The families of names that many templates share say less than those of one system. */
static bool
is_shared(const char *family)
{
	return view_equal(view_of(family), VIEW("templates")) ||
	       view_equal(view_of(family), VIEW("schema.org"));
}

/*
 * Does a container of `chars` characters displace one with `held`? An article's own frame lies within the page's, which may go by a
 * name that any template has, and of several articles one below the other (endless scrolling) the first is the page's,
 * unless it is a mere teaser.
 */
static bool
displaces(const struct body_limits *l, const struct body *held_by, size_t held, const struct body *next,
    size_t chars)
{
	bool within = next->from >= held_by->from && next->to <= held_by->to;
	if (within && chars >= l->elsewhere && is_shared(held_by->family) && !is_shared(next->family))
		return true;
	if (!held_by->article || !next->article)
		return chars > held;
	return within ? chars * 100 >= held * l->within : chars > held * l->beyond;
}

/*
 * Is the container from..to the next part of the article that ends at b->to? Advertisements part the frame of some articles; but
 * where a heading stands between two frames, or much text, the second is another article.
 */
static bool
continues(const struct body *b, const struct outline *o, const struct sums *s, size_t from)
{
	if (!b->article || from < b->to ||
	    (s->weight[from] - s->weight[b->to]) * 4 > s->weight[b->to] - s->weight[b->from])
		return false;
	for (size_t i = b->to; i < from; i++)
		if (o->blocks[i].heading == 1 ||
		    (o->blocks[i].heading == 2 && !(o->blocks[i].flags & (OUTLINE_ASIDE | OUTLINE_APART))))
			return false;
	return true;
}

/* The known container with most text. False when there is none at all. */
static bool
find_known(struct body *b, const struct body_limits *l, const struct containers *c, const struct outline *o,
    const struct sums *s, size_t *held)
{
	bool found = false;
	int held_row = -1;
	*held = 0;
	for (uint32_t i = 1; i < o->html->count; i++) {
		int row = row_of(c, o->html, i);
		if (row < 0)
			continue;
		struct body next = { .node = i,
			.family = table_cell(&c->table, (size_t)row, c->family).at,
			.article = view_equal(table_cell(&c->table, (size_t)row, c->kind), VIEW("article")) };
		outline_range(o, i, &next.from, &next.to);
		size_t chars = s->chars[next.to] - s->chars[next.from];
		if (o->flags[i] & OUTLINE_HIDDEN) /* a script will show it */
			chars = chars_of(o, next.from, next.to);
		if (row == held_row && continues(b, o, s, next.from)) {
			b->to = next.to;
			*held += chars;
			continue;
		}
		if (found && !displaces(l, b, *held, &next, chars))
			continue;
		*b = next;
		*held = chars;
		held_row = row;
		found = true;
	}
	return found;
}

/* ---- text density ---- */

static size_t
weight_below(const struct outline *o, const struct sums *s, uint32_t node)
{
	size_t from, to;
	outline_range(o, node, &from, &to);
	return s->weight[to] - s->weight[from];
}

static size_t
chars_below(const struct outline *o, const struct sums *s, uint32_t node)
{
	size_t from, to;
	outline_range(o, node, &from, &to);
	return s->chars[to] - s->chars[from];
}

/* A paragraph is no document: its neighbours belong to it (a signature has hardly any weight). */
static bool
is_leaf(const struct outline *o, uint32_t node)
{
	size_t from, to;
	outline_range(o, node, &from, &to);
	for (size_t i = from; i < to; i++)
		if (o->blocks[i].node != o->block_of[node] || o->block_of[node] != node)
			return o->html->nodes[node].tag == TAG_P || to - from < 3;
	return o->html->nodes[node].tag == TAG_P || to - from < 4;
}

/* Descends while one child holds the text: nearly all of it, or most of it where the rest is thin. */
static uint32_t
densest(const struct body_limits *l, const struct outline *o, const struct sums *s)
{
	const struct html *h = o->html;
	uint32_t now = 0;
	for (;;) {
		size_t all = weight_below(o, s, now), chars = chars_below(o, s, now), best = 0;
		uint32_t child = 0;
		for (uint32_t i = now + 1; i < h->nodes[now].end; i = h->nodes[i].end) {
			size_t w = h->nodes[i].tag == TAG_TEXT ? 0 : weight_below(o, s, i);
			if (w > best) {
				best = w;
				child = i;
			}
		}
		size_t rest = all - best, rest_chars = child ? chars - chars_below(o, s, child) : 0;
		bool nearly_all = best * 100 >= all * l->nearly;
		bool most = best * 100 >= all * l->most && rest * l->thin < rest_chars;
		if (child == 0 || !(nearly_all || most) || is_leaf(o, child))
			return now;
		now = child;
	}
}

void
body_find(struct body *b, const struct containers *c, const struct words *words, const struct outline *o)
{
	body_find_by(b, &body_limits, c, words, o);
}

void
body_find_by(struct body *b, const struct body_limits *l, const struct containers *c,
    const struct words *words, const struct outline *o)
{
	struct sums s = { 0 };
	*b = (struct body) { .article = true, .to = o->count };
	if (!sums_make(&s, words, o)) { /* out of memory: the whole page, which the writer will fail on too */
		sums_free(&s);
		return;
	}
	size_t held;
	bool known = find_known(b, l, c, o, &s, &held);
	if (!known || held < l->held) {
		uint32_t node = densest(l, o, &s);
		if (!known || weight_below(o, &s, node) >= l->elsewhere) {
			*b = (struct body) { .node = node, .article = true };
			outline_range(o, node, &b->from, &b->to);
		}
	}
	b->weight = s.weight[b->to] - s.weight[b->from];
	sums_free(&s);
}

/* ---- writing ---- */

static bool
is_file(const struct words *words, struct view address)
{
	for (size_t i = 0; i < address.len; i++)
		if (address.at[i] == '?' || address.at[i] == '#')
			address.len = i;
	for (size_t i = address.len; i > 0 && address.len - i < 6; i--)
		if (address.at[i - 1] == '.')
			return words_have(words, "file", view_slice(address, i, address.len));
	return false;
}

/* Does a block lead to a file? Then it stays, for the text names its annexes. */
static bool
leads_to_file(const struct words *words, const struct outline *o, size_t block)
{
	const struct html *h = o->html;
	uint32_t end = block + 1 < o->count ? o->blocks[block + 1].at : (uint32_t)h->count;
	for (uint32_t i = o->blocks[block].at; i > 0; i = h->nodes[i].parent)
		if (h->nodes[i].tag == TAG_A && is_file(words, html_value(h, i, HTML_HREF)))
			return true;
	for (uint32_t i = o->blocks[block].at; i < end; i++)
		if (h->nodes[i].tag == TAG_A && is_file(words, html_value(h, i, HTML_HREF)))
			return true;
	return false;
}

static bool
is_list_link(const struct block *b)
{
	return b->chars > 0 && b->linked * 5 >= b->chars * 4;
}

/*
 * A line that pages print around a text. In the frame of a government system that begins none of its own paragraphs: 分享到各县区的经验；
 * is a sentence, and 主办单位：某局 is part of a notice, while outside such a frame it is the page's foot.
 */
static bool
is_furniture(const struct body *b, const struct words *words, const struct block *block, struct view text)
{
	bool own = b->family != NULL && !b->article;
	bool sentence = block->linked == 0 && (view_ends(text, VIEW("。")) || view_ends(text, VIEW("；")));
	if (words_have(words, "whole", text))
		return true;
	return own ? !sentence && words_begin(words, "begin", text)
	           : words_begin(words, "begin", text) || words_begin(words, "begin-foot", text);
}

/* What stands among the paragraphs and is none. */
static bool
is_outside(
    const struct body *b, const struct words *words, const struct outline *o, size_t i, struct view text)
{
	const struct block *block = &o->blocks[i];
	unsigned char here = b->node ? o->flags[b->node] : 0;
	unsigned char added = (unsigned char)(block->flags & ~here);
	if (added & (OUTLINE_HIDDEN | OUTLINE_HEAD | OUTLINE_FIELD))
		return true;
	bool file = block->linked > 0 && leads_to_file(words, o, i);
	if ((added & OUTLINE_ASIDE) && !file)
		return true;
	if (b->article && !file && article_skips(words, o, i, text, here))
		return true;
	if (text.len < 300 && !file && is_furniture(b, words, block, text))
		return true;
	if (b->family == NULL && text.len < 600 && words_in(words, "foot", text))
		return true;
	if (!is_list_link(block) || file)
		return false;
	bool before = i > b->from && is_list_link(&o->blocks[i - 1]);
	bool behind = i + 1 < b->to && is_list_link(&o->blocks[i + 1]);
	return before || behind;
}

/* Of a block that is written: none of one that lies beside the text within its element. */
static size_t
own_weight(const struct body *b, const struct outline *o, size_t i)
{
	const unsigned char not = OUTLINE_ASIDE | OUTLINE_APART | OUTLINE_HIDDEN | OUTLINE_HEAD;
	unsigned char here = b->node ? o->flags[b->node] : 0;
	return o->blocks[i].flags & not &~here ? 0 : outline_weight(&o->blocks[i]);
}

static size_t
weight_of(const struct body *b, const struct outline *o, size_t from, size_t to)
{
	size_t sum = 0;
	for (; from < to; from++)
		sum += own_weight(b, o, from);
	return sum;
}

/* 相关链接, 附件下载: from here on it is no longer the document, unless most of the text is still to come. */
static bool
is_tail(const struct body *b, const struct words *words, size_t before, size_t behind, struct view text)
{
	while (text.len > 3 && (view_ends(text, VIEW("：")) || view_ends(text, VIEW("】"))))
		text.len -= 3;
	if (view_starts(text, VIEW("【")))
		text = view_slice(text, 3, text.len);
	/* the page's own list of files, below a text that names its annexes itself */
	if (words_have(words, "files", text) && behind == 0)
		return before > 0;
	if (b->article && (words_have(words, "article-tail", text) || words_begin(words, "last", text)))
		return before > 3 * behind;
	return before > behind && words_have(words, "tail", text);
}

void
body_write(struct body *b, const struct words *words, const struct outline *o, struct buffer *out)
{
	struct buffer scratch = { 0 };
	size_t start = out->len;
	b->chars = 0;
	if (b->article)
		article_trim(o, &b->from, &b->to);
	size_t before = 0,
	       rest = weight_of(b, o, b->from, b->to); /* of the blocks so far, and from this one on */
	for (size_t i = b->from; i < b->to; i++) {
		struct view text = outline_plain_text(o, i, &scratch);
		size_t own = own_weight(b, o, i);
		if (text.len > 0 && text.len < 100 && is_tail(b, words, before, rest - own, text))
			break;
		before += own;
		rest -= own;
		if (text.len == 0 || is_outside(b, words, o, i, text))
			continue;
		if (out->len > start)
			buffer_byte(out, '\n');
		buffer_append(out, text);
		b->chars += o->blocks[i].chars;
	}
	buffer_free(&scratch);
}

void
body_attachments(const struct body *b, const struct words *words, const struct outline *o, struct view url,
    struct buffer *out)
{
	const struct html *h = o->html;
	struct buffer whole = { 0 };
	struct keymap listed = { 0 };
	for (uint32_t i = b->node; i < h->nodes[b->node].end; i++) {
		struct view href = h->nodes[i].tag == TAG_A ? view_trim(html_value(h, i, HTML_HREF))
		                                            : (struct view) { "", 0 };
		if (href.len == 0 || !is_file(words, href) || address_join(url, href, &whole) != 0)
			continue;
		bool added = false;
		if (keymap_put(&listed, buffer_view(&whole), 0, &added) == NULL)
			out->failed = true;
		if (!added)
			continue;
		if (out->len > 0)
			buffer_byte(out, ' ');
		buffer_append(out, buffer_view(&whole));
	}
	keymap_free(&listed);
	buffer_free(&whole);
}
