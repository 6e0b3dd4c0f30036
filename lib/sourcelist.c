#include "sourcelist.h"

#include "addressset.h"
#include "digest.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum own { URL, KIND, TEXT, DATE, PARENT, PART, ID, OWN };
static const char *const own_names[] = { "url", "kind", "link_text", "link_date", "parent", "part", "id" };

struct found {
	struct sourcelist_row row;
	const struct view *inherited; /* as many as there are input columns */
};

struct sourcelist {
	size_t width, input; /* columns of the output and of the input */
	size_t *from;        /* output column -> input column, or `input`: none */
	bool *inherits;      /* per output column */
	size_t own[OWN];     /* output columns; `width`: none */
	struct view *names, *fields;
	struct tsv_writer *out;
	struct found *list;
	size_t count, room;
	const struct view *parent;     /* of the rows that are added */
	struct addressset known, seen; /* of input rows, of found rows */
	struct arena memory;
};

static int
no_memory(const struct sourcelist *s, struct error *e)
{
	return error_set(e, "no memory for more than %zu sources", s->count);
}

/* ---- columns ---- */

/* The stage that fills a column (the first one named), or the empty view. */
static struct view
stage_of(const struct table *columns, struct view name)
{
	int column = table_column(columns, "column"), stage = table_column(columns, "stage");
	struct view first = VIEW(""), all;
	for (size_t r = 0; r < columns->rows && first.len == 0; r++) {
		all = table_cell(columns, r, stage);
		if (view_equal(table_cell(columns, r, column), name))
			view_split(&all, ' ', &first);
	}
	return first;
}

static void
add_column(struct sourcelist *s, struct view name, size_t from, bool inherits)
{
	for (int i = 0; i < OWN; i++)
		if (view_equal(name, view_of(own_names[i])))
			s->own[i] = s->width;
	s->names[s->width] = name;
	s->from[s->width] = from;
	s->inherits[s->width++] = inherits;
}

static void
choose_columns(struct sourcelist *s, const struct tsv *in, const struct table *columns)
{
	for (size_t i = 0; i < s->input; i++) {
		struct view name = tsv_name(in, i), stage = stage_of(columns, name);
		bool fetched = view_equal(stage, VIEW("fetch")) || view_equal(stage, VIEW("history"));
		bool inherits = stage.len == 0 || view_equal(stage, VIEW("attribute")) ||
		                view_equal(stage, VIEW("export"));
		if (!fetched)
			add_column(s, name, i, inherits);
	}
	for (int i = KIND; i <= PART; i++)
		if (tsv_column(in, own_names[i]) < 0)
			add_column(s, view_of(own_names[i]), s->input, false);
	for (int i = 0; i < OWN; i++)
		if (s->own[i] == (size_t)-1)
			s->own[i] = s->width;
}

struct sourcelist *
sourcelist_open(const struct tsv *in, const char *columns, struct tsv_writer *out, struct error *e)
{
	struct table t;
	struct sourcelist *s = calloc(1, sizeof *s);
	if (s == NULL) {
		error_set(e, "no memory for columns");
		return NULL;
	}
	addressset_protect(&s->known);
	addressset_protect(&s->seen);
	s->input = tsv_width(in);
	s->out = out;
	memset(s->own, 0xff, sizeof s->own);
	size_t most = s->input + OWN + 1;
	s->from = arena_clear(&s->memory, most, sizeof *s->from);
	s->inherits = arena_clear(&s->memory, most, sizeof *s->inherits);
	s->names = arena_clear(&s->memory, most, sizeof *s->names);
	s->fields = arena_clear(&s->memory, most, sizeof *s->fields);
	int bad = s->from && s->inherits && s->names && s->fields ? 0 : no_memory(s, e);
	if (bad == 0 && (bad = table_load(&t, columns, e)) == 0)
		choose_columns(s, in, &t);
	if (bad == 0)
		tsv_write(out, s->names, s->width);
	if (bad == 0)
		table_free(&t);
	if (bad == 0)
		return s;
	sourcelist_close(s);
	return NULL;
}

void
sourcelist_close(struct sourcelist *s)
{
	if (s == NULL)
		return;
	free(s->list);
	addressset_free(&s->known);
	addressset_free(&s->seen);
	arena_free(&s->memory);
	free(s);
}

/* ---- rows ---- */

int
sourcelist_id(struct view url, char id[21])
{
	char hex[DIGEST_HEX + 1];
	if (digest_of(url, hex) != 0)
		return -1;
	memcpy(id, hex, 20);
	id[20] = '\0';
	return 0;
}

int
sourcelist_know(struct sourcelist *s, struct view url, struct error *e)
{
	return addressset_add(&s->known, url) < 0 ? no_memory(s, e) : 0;
}

void
sourcelist_pass(struct sourcelist *s, const struct view *fields)
{
	for (size_t i = 0; i < s->width; i++)
		s->fields[i] = s->from[i] < s->input ? fields[s->from[i]] : VIEW("");
	tsv_write(s->out, s->fields, s->width);
}

int
sourcelist_parent(struct sourcelist *s, const struct view *fields, struct error *e)
{
	struct view *kept = arena_clear(&s->memory, s->input, sizeof *kept);
	s->parent = kept;
	for (size_t i = 0; i < s->width && kept != NULL; i++)
		if (s->inherits[i] && s->from[i] < s->input &&
		    (kept[s->from[i]] = arena_copy(&s->memory, fields[s->from[i]])).at == NULL)
			return no_memory(s, e);
	return kept == NULL ? no_memory(s, e) : 0;
}

static struct found *
new_found(struct sourcelist *s)
{
	if (s->count == s->room) {
		size_t more = s->room ? s->room * 2 : 1024;
		struct found *list = realloc(s->list, more * sizeof *list);
		if (list == NULL)
			return NULL;
		s->list = list;
		s->room = more;
	}
	return &s->list[s->count++];
}

int
sourcelist_add(struct sourcelist *s, const struct sourcelist_row *row, struct error *e)
{
	int added = addressset_add(&s->seen, row->url);
	struct found *f = added > 0 ? new_found(s) : NULL;
	if (f == NULL)
		return added ? no_memory(s, e) : 0;
	const struct view from[] = { row->url, row->kind, row->text, row->date, row->parent, row->part };
	struct view *to[] = { &f->row.url, &f->row.kind, &f->row.text, &f->row.date, &f->row.parent,
		&f->row.part };
	f->inherited = s->parent;
	for (size_t i = 0; i < sizeof to / sizeof *to; i++)
		if ((*to[i] = arena_copy(&s->memory, from[i])).at == NULL)
			return no_memory(s, e);
	return 0;
}

static int
write_found(struct sourcelist *s, const struct found *f, struct arena *row, struct error *e)
{
	char id[21];
	if (sourcelist_id(f->row.url, id) != 0)
		return error_set(e, "libcrypto cannot make a digest");
	const struct view own[] = { f->row.url, f->row.kind, f->row.text, f->row.date, f->row.parent,
		f->row.part, view_of(id) };
	for (size_t i = 0; i < s->width; i++)
		s->fields[i] = s->inherits[i] && s->from[i] < s->input ? f->inherited[s->from[i]] : VIEW("");
	for (int i = 0; i < OWN; i++)
		if (s->own[i] < s->width && (s->fields[s->own[i]] = tsv_encode(own[i], row)).at == NULL)
			return no_memory(s, e);
	tsv_write(s->out, s->fields, s->width);
	return 0;
}

int
sourcelist_put(struct sourcelist *s, const struct sourcelist_row *row, struct error *e)
{
	struct arena memory = { 0 };
	struct found f = { *row, s->parent };
	if (addressset_have(&s->known, row->url))
		return 0;
	int added = addressset_add(&s->seen, row->url);
	int bad = added < 0 ? no_memory(s, e) : added == 0 ? 0 : write_found(s, &f, &memory, e);
	arena_free(&memory);
	return bad;
}

bool
sourcelist_have(struct sourcelist *s, struct view url)
{
	return addressset_have(&s->seen, url);
}

int
sourcelist_finish(struct sourcelist *s, struct error *e)
{
	struct arena row = { 0 };
	int bad = 0;
	for (size_t i = 0; i < s->count && bad == 0; i++) {
		if (addressset_have(&s->known, s->list[i].row.url))
			continue;
		bad = write_found(s, &s->list[i], &row, e);
		arena_reset(&row);
	}
	arena_free(&row);
	return bad;
}
