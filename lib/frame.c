#define _GNU_SOURCE
#include "frame.h"

#include "command.h"

#include <string.h>

static int
in_option(const char *name, struct error *e)
{
	struct error inner = *e;
	return error_set(e, "--%s: %.900s", name, inner.text);
}

static int
read_tags(struct frame *f, const char *list, struct error *e)
{
	struct view rest = view_of(list), tag;
	while (view_split(&rest, ',', &tag)) {
		if (tag.len == 0)
			return error_set(e, "--tag: an empty name in \"%.100s\"", list);
		if (f->tag_count == FRAME_TAGS)
			return error_set(e, "--tag: more than %d names", FRAME_TAGS);
		f->tags[f->tag_count++] = tag;
	}
	return f->tag_count > 0 ? 0 : error_set(e, "--tag: no name");
}

int
frame_start(struct frame *f, const struct frame_settings *s, struct error *e)
{
	memset(f, 0, sizeof *f);
	if (s == NULL)
		return 0;
	f->seed = view_of(s->seed);
	f->matches = s->matches;
	f->cells = cells_new(1);
	f->draw = draw_new(f->seed, s->size);
	if (f->draw == NULL || f->cells == NULL)
		return error_set(e, "no memory");
	if (read_tags(f, s->tags, e) != 0)
		return -1;
	if (s->by != NULL && grouping_parse(&f->by, s->by, e) != 0)
		return in_option("by", e);
	if (expression_parse(&f->where, s->where, e) != 0)
		return in_option("where", e);
	if (grouping_kind(&f->by, KIND_REGION) < 0)
		return 0;
	if (command_data(s->data, "divisions.tsv", f->divisions, sizeof f->divisions, e) != 0)
		return -1;
	return places_load(&f->places, f->divisions, e);
}

void
frame_free(struct frame *f)
{
	draw_free(f->draw);
	grouping_free(&f->by);
	expression_free(&f->where);
	places_free(&f->places);
	keymap_free(&f->misses);
	keymap_free(&f->documents);
	cells_free(f->cells);
	buffer_free(&f->name);
	buffer_free(&f->stratum);
	buffer_free(&f->data);
}

static struct view
name_of(struct frame *f, struct view id, struct view tag)
{
	buffer_reset(&f->name);
	buffer_append(&f->name, id);
	buffer_byte(&f->name, '\t');
	buffer_append(&f->name, tag);
	return buffer_view(&f->name);
}

int
frame_misses(struct frame *f, const char *ledger, struct error *e)
{
	char *path = (char *)(uintptr_t)ledger; /* tsv_open takes what main has: it doesn't write there */
	struct tsv *in = tsv_open(&path, 1, e);
	if (in == NULL)
		return -1;
	int id = tsv_need(in, "id", e), tag = id < 0 ? -1 : tsv_need(in, "tag", e);
	int counted = tag < 0 ? -1 : tsv_need(in, "counted", e), got = counted < 0 ? -1 : 0;
	struct view *fields;
	bool added;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		got = 0;
		if (view_equal(fields[counted], VIEW("0")) &&
		    keymap_put(&f->misses, name_of(f, fields[id], fields[tag]), 0, &added) == NULL)
			got = error_set(e, "no memory");
	}
	tsv_close(in);
	return got;
}

int
frame_bind(struct frame *f, const struct tsv *in, struct error *e)
{
	f->in = in;
	f->id = tsv_need(in, "id", e);
	if (f->id < 0)
		return -1;
	f->title = tsv_column(in, "title");
	f->issued = tsv_column(in, "issued");
	f->url = tsv_column(in, "url");
	f->reading = reading_of(in);
	for (size_t i = 0; i < f->tag_count; i++) {
		char name[256];
		if (f->tags[i].len >= sizeof name)
			return error_set(e, "--tag: a name longer than %zu bytes", sizeof name - 1);
		memcpy(name, f->tags[i].at, f->tags[i].len);
		name[f->tags[i].len] = '\0';
		f->columns[i] = tsv_need(in, name, e);
		if (f->columns[i] < 0)
			return -1;
	}
	if (f->by.count > 0 && grouping_bind(&f->by, in, "issued", &f->places, e) != 0)
		return -1;
	return expression_bind(&f->where, in, "issued", e);
}

static void
append_cell(struct buffer *b, const struct view *fields, int column, char mark)
{
	if (column >= 0)
		buffer_append(b, fields[column]);
	if (mark != '\0')
		buffer_byte(b, mark);
}

static void
name_stratum(struct frame *f, struct view tag, const char *state, struct view cell)
{
	buffer_reset(&f->stratum);
	buffer_append(&f->stratum, tag);
	buffer_byte(&f->stratum, '\t');
	buffer_append(&f->stratum, view_of(state));
	if (f->by.count > 0) {
		buffer_byte(&f->stratum, '\t');
		buffer_append(&f->stratum, cell);
	}
}

static int
offer(struct frame *f, const struct view *fields, size_t tag, struct view cell, struct error *e)
{
	struct view name = name_of(f, fields[f->id], f->tags[tag]), count = fields[f->columns[tag]];
	unsigned long long matches;
	if (view_number(count, &matches) != 0)
		return error_set(e, "%s:%llu: column \"%.*s\": \"%.*s\" is no count", tsv_file(f->in),
		    tsv_line(f->in), VIEW_ARGS(f->tags[tag]), VIEW_ARGS(count));
	bool hit = matches > 0;
	name_stratum(f, f->tags[tag],
	    hit                                    ? "hit"
	    : keymap_get(&f->misses, name) != NULL ? "near"
	                                           : "none",
	    cell);
	buffer_reset(&f->data);
	append_cell(&f->data, fields, f->id, '\t');
	append_cell(&f->data, fields, f->title, '\t');
	append_cell(&f->data, fields, f->issued, '\t');
	append_cell(&f->data, fields, f->url, '\t');
	buffer_byte(&f->data, '\t'); /* neither sentence nor place */
	if (f->name.failed || f->stratum.failed || f->data.failed)
		return error_set(e, "no memory");
	return draw_offer(f->draw, buffer_view(&f->stratum), name, buffer_view(&f->data), e);
}

static int
note_document(struct frame *f, struct view id, struct view cell, struct error *e)
{
	bool added;
	size_t index = cells_find(f->cells, cell);
	if (index == CELLS_NONE || keymap_put(&f->documents, id, index, &added) == NULL)
		return error_set(e, "no memory");
	return added ? 0
	             : error_set(e, "%s:%llu: the id %.*s stands twice", tsv_file(f->in), tsv_line(f->in),
	                   VIEW_ARGS(id));
}

int
frame_add(struct frame *f, const struct view *fields, struct error *e)
{
	enum truth in = expression_test(&f->where, fields);
	struct view cell = { 0 };
	bool held = reading_held(&f->reading, fields), missing = false;
	if (in == TRUTH_FALSE)
		return 0;
	if (in == TRUTH_UNKNOWN || !held) {
		f->unread++;
		return 0;
	}
	if (f->by.count > 0 && (cell = grouping_key(&f->by, fields)).at == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < f->tag_count; i++) {
		if (fields[f->columns[i]].len == 0)
			missing = true;
		else if (!f->matches && offer(f, fields, i, cell, e) != 0)
			return -1;
	}
	f->unread += missing;
	return f->matches && !missing ? note_document(f, fields[f->id], cell, e) : 0;
}

/* ---- matches ---- */

enum { M_ID, M_TAG, M_PARAGRAPH, M_OFFSET, M_SENTENCE, M_MATCH, M_COUNTED, M_COLUMNS };

struct matches {
	int column[M_COLUMNS];
	struct buffer last; /* what the last row was about */
	size_t nth;         /* the how-manieth match of these words in this sentence it is */
};

static struct view
field(const struct matches *m, const struct view *fields, int which)
{
	return fields[m->column[which]];
}

/* Rows stand in the order of their places, so equal neighbours are the same words met again. */
static void
count_on(struct matches *m, const struct view *fields, struct buffer *now)
{
	static const int same[] = { M_ID, M_TAG, M_PARAGRAPH, M_SENTENCE, M_MATCH };
	buffer_reset(now);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		buffer_append(now, field(m, fields, same[i]));
		buffer_byte(now, '\t');
	}
	m->nth = view_equal(buffer_view(now), buffer_view(&m->last)) ? m->nth + 1 : 1;
	struct buffer held = m->last;
	m->last = *now;
	*now = held;
}

static void
append_marked(struct buffer *out, struct view sentence, struct view match, size_t nth)
{
	size_t at = (size_t)-1;
	for (size_t i = 0, from = 0; match.len > 0 && i < nth; i++, from = at + match.len)
		if ((at = view_find(sentence, match, from)) == (size_t)-1)
			break;
	if (at == (size_t)-1) {
		buffer_append(out, sentence);
		return;
	}
	buffer_append(out, view_slice(sentence, 0, at));
	buffer_append(out, VIEW("【"));
	buffer_append(out, match);
	buffer_append(out, VIEW("】"));
	buffer_append(out, view_slice(sentence, at + match.len, sentence.len));
}

static bool
is_wanted(const struct frame *f, struct view tag)
{
	for (size_t i = 0; i < f->tag_count; i++)
		if (view_equal(f->tags[i], tag))
			return true;
	return false;
}

static int
offer_match(struct frame *f, const struct matches *m, const struct view *fields, struct error *e)
{
	struct view id = field(m, fields, M_ID), tag = field(m, fields, M_TAG);
	size_t *cell = is_wanted(f, tag) ? keymap_get(&f->documents, id) : NULL;
	if (cell == NULL)
		return 0;
	name_stratum(f, tag, view_equal(field(m, fields, M_COUNTED), VIEW("1")) ? "hit" : "near",
	    cells_key(f->cells, *cell));
	name_of(f, id, tag);
	buffer_byte(&f->name, '\t');
	buffer_append(&f->name, field(m, fields, M_PARAGRAPH));
	buffer_byte(&f->name, ':');
	buffer_append(&f->name, field(m, fields, M_OFFSET));
	buffer_reset(&f->data);
	buffer_append(&f->data, id);
	buffer_append(&f->data, VIEW("\t\t\t\t")); /* title, issued and url are not the ledger's */
	append_marked(&f->data, field(m, fields, M_SENTENCE), field(m, fields, M_MATCH), m->nth);
	buffer_byte(&f->data, '\t');
	buffer_append(&f->data, field(m, fields, M_PARAGRAPH));
	buffer_byte(&f->data, ':');
	buffer_append(&f->data, field(m, fields, M_OFFSET));
	if (f->name.failed || f->stratum.failed || f->data.failed || m->last.failed)
		return error_set(e, "no memory");
	return draw_offer(f->draw, buffer_view(&f->stratum), buffer_view(&f->name), buffer_view(&f->data), e);
}

int
frame_offer_matches(struct frame *f, const char *ledger, struct error *e)
{
	static const char *const names[M_COLUMNS] = { "id", "tag", "paragraph", "offset", "sentence", "match",
		"counted" };
	char *path = (char *)(uintptr_t)ledger;
	struct tsv *in = tsv_open(&path, 1, e);
	struct matches m = { 0 };
	struct buffer now = { 0 };
	struct view *fields;
	int got = in == NULL ? -1 : 0;
	for (size_t i = 0; got == 0 && i < M_COLUMNS; i++)
		got = (m.column[i] = tsv_need(in, names[i], e)) < 0 ? -1 : 0;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		count_on(&m, fields, &now);
		got = offer_match(f, &m, fields, e);
	}
	buffer_free(&now);
	buffer_free(&m.last);
	tsv_close(in);
	return got;
}
