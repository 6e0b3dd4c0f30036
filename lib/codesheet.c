#define _GNU_SOURCE
#include "codesheet.h"

#include "csv.h"
#include "digest.h"
#include "workbook.h"

#include <stdlib.h>
#include <string.h>

enum { ITEM = 12, COLUMNS = 9, KEY_COLUMNS = 16 + GROUPING_COLUMNS };

struct codesheet_line {
	char item[ITEM + 1], order[DIGEST_HEX + 1];
	struct view data[FRAME_DATA]; /* raw fields */
	struct view name, sentence;
	size_t stratum;
	size_t next;  /* the next line of the same document, or (size_t)-1 */
	bool counted; /* the sentence is of a counted match */
};

/* Digest of the purpose, the seed, and what it is about. */
static int
digest_for(
    const char *purpose, struct view seed, struct view more, struct view name, char hex[DIGEST_HEX + 1])
{
	struct buffer b = { 0 };
	buffer_format(&b, "%s\n", purpose);
	buffer_append(&b, seed);
	buffer_byte(&b, '\n');
	buffer_append(&b, more);
	buffer_byte(&b, '\n');
	buffer_append(&b, name);
	int bad = b.failed ? -1 : digest_of(buffer_view(&b), hex);
	buffer_free(&b);
	return bad;
}

static int
take(struct codesheet *s, const struct draw_item *drawn)
{
	struct codesheet_line *l = &s->lines[s->count];
	struct view data = arena_copy(&s->memory, drawn->data);
	char hex[DIGEST_HEX + 1];
	*l = (struct codesheet_line) { .name = arena_copy(&s->memory, drawn->name),
		.stratum = drawn->stratum };
	for (size_t i = 0; i < FRAME_DATA; i++)
		if (!view_split(&data, '\t', &l->data[i]))
			l->data[i] = VIEW("");
	l->sentence = l->data[FRAME_SENTENCE];
	if (l->name.at == NULL || digest_for("item", s->frame->seed, VIEW(""), l->name, hex) != 0 ||
	    digest_for("order", s->frame->seed, s->coder, l->name, l->order) != 0)
		return -1;
	/* A letter in front: a spreadsheet would take 012e45678901 for a number, and save another one. */
	l->item[0] = 'i';
	memcpy(l->item + 1, hex, ITEM - 1);
	s->count++;
	return 0;
}

static int
by_order(const void *a, const void *b)
{
	const struct codesheet_line *x = a, *y = b;
	return memcmp(x->order, y->order, DIGEST_HEX);
}

static int
by_item(const void *a, const void *b)
{
	const struct codesheet_line *x = *(const struct codesheet_line *const *)a,
	                            *y = *(const struct codesheet_line *const *)b;
	return memcmp(x->item, y->item, ITEM);
}

int
codesheet_make(struct codesheet *s, const struct frame *f, struct view coder, struct error *e)
{
	size_t room = 1;
	bool added;
	*s = (struct codesheet) { .frame = f, .coder = coder };
	for (size_t i = 0; i < draw_strata(f->draw); i++)
		room += draw_drawn(f->draw, i);
	s->lines = calloc(room, sizeof *s->lines);
	if (s->lines == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < draw_strata(f->draw); i++)
		for (size_t k = 0; k < draw_drawn(f->draw, i); k++) {
			struct draw_item drawn = draw_item(f->draw, i, k);
			if (take(s, &drawn) != 0)
				return error_set(e, "no memory");
		}
	qsort(s->lines, s->count, sizeof *s->lines, by_order);
	for (size_t i = 0; i < s->count; i++) {
		if (keymap_put(&s->names, s->lines[i].name, i, &added) == NULL)
			return error_set(e, "no memory");
		if (!added)
			return error_set(
			    e, "the id %.*s stands twice", VIEW_ARGS(s->lines[i].data[FRAME_ID]));
	}
	return 0;
}

void
codesheet_free(struct codesheet *s)
{
	free(s->lines);
	keymap_free(&s->names);
	arena_free(&s->memory);
}

static int
add_sentence(struct codesheet *s, struct view name, struct view sentence, bool counted)
{
	size_t *at = keymap_get(&s->names, name);
	struct codesheet_line *l = at != NULL ? &s->lines[*at] : NULL;
	if (l == NULL || (l->sentence.len > 0 && (l->counted || !counted)))
		return 0;
	l->sentence = arena_copy(&s->memory, sentence);
	l->counted = counted;
	return l->sentence.at != NULL ? 0 : -1;
}

int
codesheet_sentences(struct codesheet *s, const char *ledger, struct error *e)
{
	static const char *const wanted[] = { "id", "tag", "sentence", "counted" };
	enum { ID, TAG, SENTENCE, COUNTED, WANTED };
	char *path = (char *)(uintptr_t)ledger;
	struct tsv *in = tsv_open(&path, 1, e);
	struct buffer name = { 0 };
	struct view *fields;
	int column[WANTED] = { 0 }, got = in == NULL ? -1 : 0;
	for (size_t i = 0; got == 0 && i < WANTED; i++)
		got = (column[i] = tsv_need(in, wanted[i], e)) < 0 ? -1 : 0;
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		buffer_reset(&name);
		buffer_append(&name, fields[column[ID]]);
		buffer_byte(&name, '\t');
		buffer_append(&name, fields[column[TAG]]);
		bool counted = view_equal(fields[column[COUNTED]], VIEW("1"));
		got = 0;
		if (name.failed ||
		    add_sentence(s, buffer_view(&name), fields[column[SENTENCE]], counted) != 0)
			got = error_set(e, "no memory");
	}
	buffer_free(&name);
	tsv_close(in);
	return got;
}

static int
add_titles(struct codesheet *s, size_t first, const struct view *values)
{
	struct view copies[3];
	for (size_t k = 0; k < 3; k++)
		if ((copies[k] = arena_copy(&s->memory, values[k])).at == NULL)
			return -1;
	for (size_t i = first; i != (size_t)-1; i = s->lines[i].next)
		memcpy(&s->lines[i].data[FRAME_TITLE], copies, sizeof copies);
	return 0;
}

/* Strings the lines of each document together. `*first`: id -> its first line. */
static int
chain_lines(struct codesheet *s, struct keymap *first)
{
	bool added;
	for (size_t i = s->count; i-- > 0;) {
		size_t *at = keymap_put(first, s->lines[i].data[FRAME_ID], i, &added);
		if (at == NULL)
			return -1;
		s->lines[i].next = added ? (size_t)-1 : *at;
		*at = i;
	}
	return 0;
}

int
codesheet_titles(struct codesheet *s, const char *documents, struct error *e)
{
	static const char *const names[] = { "title", "issued", "url" }; /* as FRAME_TITLE and behind */
	char *path = (char *)(uintptr_t)documents;
	struct keymap first = { 0 };
	struct tsv *in = tsv_open(&path, 1, e);
	struct view *fields;
	int id = in == NULL ? -1 : tsv_need(in, "id", e), got = id < 0 ? -1 : 0;
	if (got == 0 && chain_lines(s, &first) != 0)
		got = error_set(e, "no memory");
	while (got == 0 && (got = tsv_next(in, &fields, e)) == 1) {
		size_t *line = keymap_get(&first, fields[id]);
		struct view values[3];
		for (size_t k = 0; k < 3; k++) {
			int column = tsv_column(in, names[k]);
			values[k] = column < 0 ? VIEW("") : fields[column];
		}
		got = line != NULL && add_titles(s, *line, values) != 0 ? error_set(e, "no memory") : 0;
	}
	keymap_free(&first);
	tsv_close(in);
	return got;
}

/* The stratum's key taken apart: tag, state, and the cell's columns. */
static void
split_stratum(const struct codesheet *s, size_t stratum, struct view *parts)
{
	struct view rest = draw_stratum(s->frame->draw, stratum);
	for (size_t i = 0; i < FRAME_CELL + s->frame->by.count; i++)
		if (!view_split(&rest, '\t', &parts[i]))
			parts[i] = VIEW("");
}

static void
sheet_names(struct view names[COLUMNS])
{
	static const char *const all[COLUMNS] = { "item", "tag", "title", "issued", "url", "sentence",
		"coder", "code", "remark" };
	for (size_t i = 0; i < COLUMNS; i++)
		names[i] = view_of(all[i]);
}

/* The decoded fields of a row, in memory of `a`. */
static int
sheet_fields(const struct codesheet *s, size_t i, struct view fields[COLUMNS], struct arena *a)
{
	const struct codesheet_line *l = &s->lines[i];
	struct view parts[FRAME_CELL + GROUPING_COLUMNS];
	split_stratum(s, l->stratum, parts);
	const struct view raw[] = { { l->item, ITEM }, parts[FRAME_TAG], l->data[FRAME_TITLE],
		l->data[FRAME_ISSUED], l->data[FRAME_URL], l->sentence };
	enum { RAW = sizeof raw / sizeof *raw };
	for (size_t k = 0; k < COLUMNS; k++) {
		fields[k] = k < RAW ? tsv_decode(raw[k], a) : k == RAW ? s->coder : VIEW("");
		if (fields[k].len > 0 && fields[k].at == NULL)
			return -1;
	}
	return 0;
}

int
codesheet_write(const struct codesheet *s, struct tsv_writer *w, struct error *e)
{
	struct view fields[COLUMNS];
	struct arena memory = { 0 };
	bool failed = false;
	sheet_names(fields);
	tsv_write(w, fields, COLUMNS);
	for (size_t i = 0; !failed && i < s->count; i++) {
		arena_reset(&memory);
		failed = sheet_fields(s, i, fields, &memory) != 0;
		for (size_t k = 0; !failed && k < COLUMNS; k++)
			failed = (fields[k] = tsv_encode(fields[k], &memory)).at == NULL;
		tsv_write(w, fields, COLUMNS);
	}
	arena_free(&memory);
	return failed ? error_set(e, "no memory") : 0;
}

int
codesheet_csv(const struct codesheet *s, struct buffer *out, struct error *e)
{
	struct view fields[COLUMNS];
	struct arena memory = { 0 };
	bool failed = false;
	buffer_append(out, VIEW("\xEF\xBB\xBF"));
	sheet_names(fields);
	csv_append(out, fields, COLUMNS);
	for (size_t i = 0; !failed && i < s->count; i++) {
		arena_reset(&memory);
		failed = sheet_fields(s, i, fields, &memory) != 0;
		if (!failed)
			csv_append(out, fields, COLUMNS);
	}
	arena_free(&memory);
	return failed || out->failed ? error_set(e, "no memory") : 0;
}

static int
form_row(const void *context, size_t i, struct view *fields, struct arena *a)
{
	return sheet_fields(context, i, fields, a);
}

int
codesheet_xlsx(const struct codesheet *s, struct buffer *out, struct error *e)
{
	static const char *const codes[] = { "1", "0", "?", NULL };
	static const double widths[COLUMNS] = { 15, 12, 44, 11, 30, 80, 10, 7, 30 };
	enum { TITLE = 2, URL = 4, SENTENCE = 5, CODE = 7, REMARK = 8 };
	struct workbook_column columns[COLUMNS] = { { .width = 0 } };
	struct view names[COLUMNS];
	struct workbook_rows rows = { s->count, form_row, s };
	sheet_names(names);
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = (struct workbook_column) { .name = names[i], .width = widths[i] };
	columns[TITLE].wrapped = columns[SENTENCE].wrapped = columns[REMARK].wrapped = true;
	columns[URL].links = true;
	columns[CODE].choices = codes;
	columns[CODE].prompt = "1: the tag is right; 0: it isn't; ?: looked at, can't be decided";
	return workbook_form(out, "sheet", columns, COLUMNS, &rows, e);
}

static size_t
key_names(const struct codesheet *s, struct view *names, struct error *e)
{
	static const char *const before[] = { "item", "id", "tag" }, *const behind[] = { "state", "hit",
		"listed", "drawn", "probability", "weight" };
	size_t n = 0, first = sizeof before / sizeof *before;
	for (size_t i = 0; i < first; i++)
		names[n++] = view_of(before[i]);
	for (size_t i = 0; i < s->frame->by.count; i++)
		names[n++] = s->frame->by.columns[i].name;
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		names[n++] = view_of(behind[i]);
	if (s->frame->matches)
		names[n++] = VIEW("place");
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++)
			if (view_equal(names[i], names[k])) {
				error_set(e, "--by %.*s: the key has a column of that name already",
				    VIEW_ARGS(names[i]));
				return 0;
			}
	return n;
}

static void
key_row(
    const struct codesheet *s, const struct codesheet_line *l, struct buffer *numbers, struct tsv_writer *w)
{
	struct view row[KEY_COLUMNS], parts[FRAME_CELL + GROUPING_COLUMNS];
	size_t n = 0;
	unsigned long long listed = draw_listed(s->frame->draw, l->stratum);
	size_t drawn = draw_drawn(s->frame->draw, l->stratum);
	split_stratum(s, l->stratum, parts);
	row[n++] = (struct view) { l->item, ITEM };
	row[n++] = l->data[FRAME_ID];
	row[n++] = parts[FRAME_TAG];
	for (size_t i = 0; i < s->frame->by.count; i++)
		row[n++] = parts[FRAME_CELL + i];
	row[n++] = parts[FRAME_STATE];
	row[n++] = view_equal(parts[FRAME_STATE], VIEW("hit")) ? VIEW("1") : VIEW("0");
	buffer_reset(numbers);
	buffer_format(numbers, "%llu\t%zu\t%.6g\t%.6g", listed, drawn, (double)drawn / (double)listed,
	    (double)listed / (double)drawn);
	struct view rest = buffer_view(numbers);
	while (view_split(&rest, '\t', &row[n]))
		n++;
	if (s->frame->matches)
		row[n++] = l->data[FRAME_PLACE];
	tsv_write(w, row, n);
}

int
codesheet_key(const struct codesheet *s, struct tsv_writer *w, struct error *e)
{
	struct view names[KEY_COLUMNS];
	struct buffer numbers = { 0 };
	const struct codesheet_line **order = malloc((s->count + 1) * sizeof *order);
	size_t width = key_names(s, names, e);
	if (order == NULL)
		error_set(e, "no memory");
	if (order == NULL || width == 0) {
		free(order);
		return -1;
	}
	for (size_t i = 0; i < s->count; i++)
		order[i] = &s->lines[i];
	qsort(order, s->count, sizeof *order, by_item);
	tsv_write(w, names, width);
	for (size_t i = 0; i < s->count; i++)
		key_row(s, order[i], &numbers, w);
	free(order);
	buffer_free(&numbers);
	return 0;
}
