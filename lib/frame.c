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
	f->draw = draw_new(f->seed, s->size);
	if (f->draw == NULL)
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

static int
offer(struct frame *f, const struct view *fields, size_t tag, struct view cell, struct error *e)
{
	struct view name = name_of(f, fields[f->id], f->tags[tag]), count = fields[f->columns[tag]];
	unsigned long long matches;
	if (view_number(count, &matches) != 0)
		return error_set(e, "%s:%llu: column \"%.*s\": \"%.*s\" is no count", tsv_file(f->in),
		    tsv_line(f->in), VIEW_ARGS(f->tags[tag]), VIEW_ARGS(count));
	bool hit = matches > 0;
	buffer_reset(&f->stratum);
	buffer_append(&f->stratum, f->tags[tag]);
	buffer_byte(&f->stratum, '\t');
	buffer_append(&f->stratum, hit                                    ? VIEW("hit")
	                           : keymap_get(&f->misses, name) != NULL ? VIEW("near")
	                                                                  : VIEW("none"));
	if (f->by.count > 0) {
		buffer_byte(&f->stratum, '\t');
		buffer_append(&f->stratum, cell);
	}
	buffer_reset(&f->data);
	append_cell(&f->data, fields, f->id, '\t');
	append_cell(&f->data, fields, f->title, '\t');
	append_cell(&f->data, fields, f->issued, '\t');
	append_cell(&f->data, fields, f->url, '\0');
	if (f->name.failed || f->stratum.failed || f->data.failed)
		return error_set(e, "no memory");
	return draw_offer(f->draw, buffer_view(&f->stratum), name, buffer_view(&f->data), e);
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
		else if (offer(f, fields, i, cell, e) != 0)
			return -1;
	}
	f->unread += missing;
	return 0;
}
