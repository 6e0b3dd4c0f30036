#include "header.h"

#include "date.h"
#include "table.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LONGEST = 900, /* bytes of a labelled block */
	NEAR = 20,     /* blocks between two labels of one table */
	HEADER = 3,    /* a header table's least labels */
	PLAIN = 12,    /* bytes of a label that says what its date is of: four characters */
	OPEN = 16,     /* labels side by side whose values stand below them */
};

struct label {
	struct view text;
	enum fact field; /* FACTS: nothing is taken from it (索引号) */
	size_t row;      /* of the table */
	unsigned next;   /* number of the next one with the same first_bit, and 1; 0 ends */
};

/* The labels of one `where`. */
struct place {
	struct view name;
	struct label *labels;
	size_t count;
	unsigned firsts
	    [4096]; /* number of the first label that begins so, see first_bit, and 1; 0: there is none */
};

enum { PLACES = 5 };

struct labels {
	struct table table;
	struct place places[PLACES];
	size_t count;
};

/* What the character at the start of a text goes by, of 4096: the low bits of its second and third byte. */
static unsigned
first_bit(struct view text)
{
	unsigned second = text.len > 1 ? (unsigned char)text.at[1] & 63u : 0;
	return second << 6 | (text.len > 2 ? (unsigned char)text.at[2] & 63u : 0);
}

static struct place *
place_of(struct labels *l, struct view name)
{
	for (size_t i = 0; i < l->count; i++)
		if (view_equal(l->places[i].name, name))
			return &l->places[i];
	if (l->count == PLACES)
		return NULL;
	struct place *p = &l->places[l->count++];
	p->name = name;
	p->labels = arena_take(&l->table.memory, l->table.rows * sizeof *p->labels);
	return p->labels ? p : NULL;
}

/* Behind those that begin alike. */
static void
add_label(struct place *p, struct label label)
{
	unsigned *end = &p->firsts[first_bit(label.text)];
	while (*end != 0)
		end = &p->labels[*end - 1].next;
	p->labels[p->count++] = label;
	*end = (unsigned)p->count;
}

static int
load(struct labels *l, const char *path, struct error *e)
{
	int where, label, field;
	if (table_load(&l->table, path, e) != 0 || (where = table_need(&l->table, "where", e)) < 0 ||
	    (label = table_need(&l->table, "label", e)) < 0 ||
	    (field = table_need(&l->table, "field", e)) < 0)
		return -1;
	for (size_t row = 0; row < l->table.rows; row++) {
		struct place *p = place_of(l, table_cell(&l->table, row, where));
		if (p == NULL)
			return error_set(e, "%s:%llu: more than %d places, or no memory for them", path,
			    l->table.lines[row], PLACES);
		add_label(p, (struct label) { table_cell(&l->table, row, label),
		                 fact_find(table_cell(&l->table, row, field)), row, 0 });
	}
	return 0;
}

static const struct place *
find(const struct labels *l, const char *name)
{
	static const struct place none = { .name = { "", 0 } };
	for (size_t i = 0; i < l->count; i++)
		if (view_equal(l->places[i].name, view_of(name)))
			return &l->places[i];
	return &none;
}

struct labels *
labels_load(const char *path, struct error *e)
{
	struct labels *l = calloc(1, sizeof *l);
	if (l == NULL) {
		error_set(e, "no memory for %s", path);
		return NULL;
	}
	if (load(l, path, e) == 0)
		return l;
	labels_free(l);
	return NULL;
}

void
labels_free(struct labels *l)
{
	if (l == NULL)
		return;
	table_free(&l->table);
	free(l);
}

static bool
same(struct view a, struct view b)
{
	return a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

/* ---- metas ---- */

void
header_metas(const struct labels *l, const char *where, const struct html *h, struct facts *f)
{
	const struct place *p = find(l, where);
	for (uint32_t i = 1; i < h->count; i++) {
		if (h->nodes[i].tag != TAG_META)
			continue;
		struct view name = html_value(h, i, HTML_NAME), property = html_value(h, i, HTML_PROPERTY);
		for (size_t k = 0; k < p->count; k++)
			if (p->labels[k].field != FACTS &&
			    (same(name, p->labels[k].text) || same(property, p->labels[k].text)))
				facts_offer(f, p->labels[k].field, html_value(h, i, HTML_CONTENT),
				    p->labels[k].text.at);
	}
}

/* ---- labelled blocks ---- */

static bool
is_gap(uint32_t c)
{
	return c == ' ' || c == OUTLINE_INLINE || c == OUTLINE_CELL || c == 0x3000;
}

static bool
is_colon(uint32_t c)
{
	return c == ':' || c == 0xFF1A || c == 0xFE55;
}

/* Characters that stand around labels: 【发文机关】, [来源:…]. */
static bool
is_frame(uint32_t c)
{
	return c == 0x3010 || c == 0x3011 || c == '[' || c == ']' || c == 0x3016 || c == 0x3017 ||
	       c == 0xB7 || c == 0x2022 || c == '|';
}

/* Between a value and the next label: 来源: 某报 | 发布时间: … */
static bool
is_bar(uint32_t c)
{
	return c == '|' || c == 0xFF5C;
}

static uint32_t
character(struct view v, size_t at, size_t *len)
{
	uint32_t c = 0;
	*len = at < v.len ? utf8_decode(v.at + at, v.len - at, &c) : 0;
	return *len ? c : 0;
}

static size_t
skip(struct view v, size_t at, bool wanted(uint32_t))
{
	size_t len;
	if (at < v.len && (unsigned char)v.at[at] >= 0xE4 && (unsigned char)v.at[at] <= 0xE9)
		return at; /* a Chinese character, which nobody wants */
	for (uint32_t c; (c = character(v, at, &len)) != 0 && wanted(c);)
		at += len;
	return at;
}

/* Does `label`, perhaps spaced out, stand at `at`? Returns where it ends, or 0. */
static size_t
match_label(struct view text, size_t at, struct view label)
{
	if (!view_starts(view_slice(text, at, text.len),
	        view_slice(label, 0, 3))) /* nearly always: the first character differs */
		return 0;
	for (size_t i = 0; i < label.len;) {
		size_t len, other;
		if (i > 0)
			at = skip(text, at, is_gap);
		uint32_t wanted = character(label, i, &len);
		if (character(text, at, &other) != wanted)
			return 0;
		i += len;
		at += other;
	}
	return at;
}

struct match {
	enum fact field; /* FACTS: a label of which nothing is taken (索引号) */
	size_t row;      /* of the label table */
	struct view label;
	size_t value; /* where the value begins */
	bool closed;  /* nothing stands behind the label in its cell: the value is in the next */
};

/* The label at `at`, closed by a colon, a cell, an element or the end. */
static bool
read_label(const struct place *p, struct view text, size_t at, struct match *m)
{
	at = skip(text, at, is_frame);
	size_t best = 0;
	if (at >= text.len)
		return false;
	for (unsigned next = p->firsts[first_bit(view_slice(text, at, text.len))]; next != 0;
	     next = p->labels[next - 1].next) {
		size_t i = next - 1, end = match_label(text, at, p->labels[i].text);
		if (end <= best)
			continue;
		size_t after = skip(text, skip(text, end, is_frame), is_gap), len;
		bool colon = is_colon(character(text, after, &len));
		bool marked =
		    end < text.len && (text.at[end] == OUTLINE_INLINE || text.at[end] == OUTLINE_CELL);
		if (!colon && !marked && after < text.len && !(after > end && text.at[end] != ' '))
			continue;
		best = end;
		m->row = p->labels[i].row;
		m->label = p->labels[i].text;
		m->field = p->labels[i].field;
		m->value = skip(text, colon ? skip(text, after, is_colon) : after, is_gap);
		m->closed = m->value >= text.len;
	}
	return best > 0;
}

/* Where the value that begins at `at` ends: at the next label, or with the text. */
static size_t
value_end(const struct place *p, struct view text, size_t at)
{
	struct match m;
	for (size_t i = at; i < text.len;) {
		size_t len;
		unsigned char first = (unsigned char)text.at[i];
		if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9') ||
		    (first >= 0xE4 && first <= 0xE9)) { /* letters and Chinese characters: neither */
			i += first < 0x80 ? 1 : 3;
			continue;
		}
		uint32_t c = character(text, i, &len);
		i += len ? len : 1;
		if ((is_gap(c) || is_frame(c)) && read_label(p, text, skip(text, i, is_gap), &m))
			return i - len;
	}
	return text.len;
}

static struct view
trim_frames(struct view v)
{
	uint32_t c;
	size_t len, from = skip(v, skip(v, 0, is_gap), is_frame);
	v = view_slice(v, from, v.len);
	while ((len = utf8_before(v, v.len, &c)) > 0 && (is_gap(c) || is_frame(c)))
		v.len -= len;
	return v;
}

struct search {
	const struct place *place;
	const char *where;
	struct outline *outline;
	struct facts *facts;
	bool
	    late; /* behind running text, where only labels that can mean nothing else count: 发布时间, not 时间 */
	bool taking; /* the second pass takes values; the first only counts labels */
	size_t distinct, last;
	unsigned char *seen; /* per row of the label table */
};

static void
take(struct search *s, const struct match *m, struct view marked)
{
	struct buffer plain = { 0 };
	outline_plain(trim_frames(marked), &plain);
	/* a title or an issuer needs the company of other labels: the words alone stand in many tables */
	bool sure = strcmp(s->where, "line") == 0 || s->distinct >= HEADER || m->field == FACT_DOCNO ||
	            m->field == FACT_ISSUED || m->field == FACT_PUBLISHED;
	if (m->field == FACT_ISSUER && view_find(buffer_view(&plain), VIEW("关于"), 0) != (size_t)-1)
		sure = false; /* an empty cell, and the title below it */
	if (m->field != FACTS && sure)
		facts_offer(
		    s->facts, m->field, buffer_view(&plain), facts_place(s->facts, s->where, m->label.at));
	buffer_free(&plain);
}

static bool
is_table(const struct search *s)
{
	return s->taking && s->distinct >= HEADER && strcmp(s->where, "header") == 0;
}

static void
count_label(struct search *s, const struct match *m, size_t at)
{
	if (s->taking)
		return;
	s->distinct += !s->seen[m->row];
	s->seen[m->row] = 1;
	s->last = at;
}

/*
 * All labels of one block that begins with one, and the values that stand behind them. Returns how many labels are left at
 * its end without a value (in `open`): theirs is in the next block.
 */
static size_t
read_block(struct search *s, size_t at, struct view text, struct match *m, struct match open[OPEN])
{
	size_t waiting = 0;
	for (;;) {
		count_label(s, m, at);
		if (waiting < OPEN)
			open[waiting++] = *m;
		if (m->closed)
			return waiting;
		if (read_label(s->place, text, m->value,
		        m)) /* the next label at once: an empty cell, or a row of labels */
			continue;
		size_t end = value_end(s->place, text, m->value);
		if (s->taking)
			take(s, &open[waiting - 1], view_slice(text, m->value, end));
		waiting = 0;
		if (!read_label(
		        s->place, text, skip(text, skip(text, skip(text, end, is_gap), is_bar), is_gap), m))
			return 0;
	}
}

/* The values of labels that stood above: as many cells as labels. */
static void
take_below(struct search *s, const struct match open[], size_t count, struct view row)
{
	struct view rest = row, cell;
	size_t cells = 1;
	for (size_t i = 0; i < row.len; i++)
		cells += row.at[i] == OUTLINE_CELL;
	if (count == 1)
		take(s, &open[0], row);
	else if (cells == count)
		for (size_t i = 0; view_split(&rest, OUTLINE_CELL, &cell); i++)
			take(s, &open[i], cell);
}

/* The table or list that a block's text is in ends with it: an empty cell at its end has no value in what follows. */
static bool
is_last_of_list(const struct outline *o, size_t at)
{
	const struct html *h = o->html;
	for (uint32_t i = o->blocks[at].at; i > 0; i = h->nodes[i].parent) {
		enum tag t = h->nodes[i].tag;
		if (t == TAG_TABLE || t == TAG_UL || t == TAG_OL || t == TAG_DL)
			return o->blocks[at + 1].at >= h->nodes[i].end;
	}
	return false;
}

static void
search_block(struct search *s, size_t at)
{
	struct outline *o = s->outline;
	struct view text = outline_text(o, at);
	struct match m, open[OPEN];
	if (text.len > LONGEST || !read_label(s->place, text, skip(text, 0, is_gap), &m))
		return;
	if (s->late && m.label.len < PLAIN)
		return;
	if (is_table(s))
		o->blocks[at].flags |= OUTLINE_FIELD;
	size_t waiting = read_block(s, at, text, &m, open);
	if (!s->taking || waiting == 0 || at + 1 >= o->count || is_last_of_list(o, at))
		return;
	struct view next = outline_text(o, at + 1);
	if (next.len > LONGEST || read_label(s->place, next, skip(next, 0, is_gap), &m))
		return;
	take_below(s, open, waiting, next);
	if (is_table(s) && o->blocks[at + 1].heading == 0)
		o->blocks[at + 1].flags |= OUTLINE_FIELD;
}

/* Running text: labels that stand behind two such paragraphs are its own. */
static bool
is_prose(const struct block *b)
{
	return b->chars >= 40 && b->stops >= 2 && b->linked * 2 < b->chars;
}

void
header_blocks(const struct labels *l, const char *where, struct outline *o, struct facts *f)
{
	struct search s = { .place = find(l, where), .where = where, .outline = o, .facts = f };
	s.seen = arena_clear(f->memory, l->table.rows ? l->table.rows : 1, 1);
	if (s.seen == NULL)
		return;
	for (s.taking = false;; s.taking = true) {
		size_t prose = 0;
		s.late = false;
		for (size_t i = 0;
		     i < o->count && (s.taking ? i <= s.last : s.distinct == 0 || i <= s.last + NEAR); i++) {
			if (o->blocks[i].flags & OUTLINE_HEAD)
				continue;
			search_block(&s, i);
			prose += is_prose(&o->blocks[i]);
			s.late = prose >= 2;
		}
		if (s.taking || s.distinct == 0)
			return;
	}
}

/* What may stand behind an unlabelled date: a time of day, nothing, or the first label. */
static bool
is_line_behind(const struct place *p, struct view text, size_t at)
{
	struct match m;
	while (at < text.len &&
	       ((text.at[at] >= '0' && text.at[at] <= ':') || is_gap((unsigned char)text.at[at])))
		at++;
	return at >= text.len || read_label(p, text, at, &m);
}

/* The block that is the title, where that is known; 0 where it stands nowhere. A date above it is the site's clock. */
static size_t
title_block(const struct outline *o, const struct facts *f)
{
	struct view title = f->value[FACT_TITLE];
	struct buffer plain = { 0 };
	size_t found = 0;
	for (size_t i = 0; title.len > 0 && found == 0 && i < o->count; i++) {
		if ((o->blocks[i].flags & OUTLINE_HEAD) || outline_text(o, i).len > LONGEST)
			continue;
		if (view_equal(view_trim(outline_plain_text(o, i, &plain)), title))
			found = i;
	}
	buffer_free(&plain);
	return found;
}

void
header_dates(const struct labels *l, const struct outline *o, struct facts *f)
{
	const struct place *p = find(l, "line");
	struct date d;
	char out[DATE_ROOM];
	if (f->value[FACT_PUBLISHED].len > 0 && f->trials == NULL)
		return;
	for (size_t i = title_block(o, f), prose = 0; i < o->count && prose < 2; i++) {
		const struct block *b = &o->blocks[i];
		prose += is_prose(b);
		struct view text = outline_text(o, i);
		size_t len = b->linked > 0 || text.len > LONGEST || (b->flags & OUTLINE_ASIDE)
		                 ? 0
		                 : date_at(text, 0, f->last, &d);
		if (len == 0 || d.day == 0 || !is_line_behind(p, text, len))
			continue;
		/* a day alone under the title may as well be that of issue */
		if (len < text.len)
			facts_offer(f, FACT_PUBLISHED, (struct view) { out, date_write(d, out) }, "line");
		return;
	}
}
