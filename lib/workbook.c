#define _GNU_SOURCE
#include "workbook.h"

#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { CELL_CHARACTERS = 32767 }; /* what Excel takes in a cell */

struct workbook {
	lxw_workbook *file;
	lxw_format *head, *number, *share, *title, *wrapped;
	const struct report *r;
	struct arena memory;
	bool failed;
};

/* Sound UTF-8 with a NUL behind it. */
static const char *
text_of(struct workbook *w, struct view v)
{
	struct buffer b = { 0 };
	utf8_repair(v, &b);
	struct view kept = arena_copy(&w->memory, buffer_view(&b));
	w->failed |= b.failed || kept.at == NULL || utf8_count(buffer_view(&b)) > CELL_CHARACTERS;
	buffer_free(&b);
	return kept.at ? kept.at : "";
}

static void
put_text(struct workbook *w, lxw_worksheet *s, size_t row, size_t column, struct view v, lxw_format *format)
{
	if (v.len > 0)
		w->failed |= worksheet_write_string(
		                 s, (lxw_row_t)row, (lxw_col_t)column, text_of(w, v), format) != LXW_NO_ERROR;
}

static void
put_number(struct workbook *w, lxw_worksheet *s, size_t row, size_t column, double n, lxw_format *format)
{
	w->failed |= worksheet_write_number(s, (lxw_row_t)row, (lxw_col_t)column, n, format) != LXW_NO_ERROR;
}

/* A worksheet; printed pages of an invented study say so. */
static lxw_worksheet *
add_sheet(struct workbook *w, const char *name)
{
	lxw_worksheet *s = workbook_add_worksheet(w->file, name);
	w->failed |= s == NULL;
	if (s != NULL && w->r->synthetic.len > 0)
		worksheet_set_header(s, "&CSYNTHETIC");
	return s;
}

/* ---- tables ---- */

static struct view
heading(struct workbook *w, const struct sheet *t, size_t column)
{
	struct view v = sheet_heading(t, column, &w->memory);
	return v.len > 0 ? v : view_of(t->columns[column].id);
}

static void
put_heads(struct workbook *w, lxw_worksheet *s, const struct sheet *t)
{
	size_t at = 0;
	for (size_t c = 0; c < t->count; c++) {
		bool words = t->columns[c].kind == SHEET_WORDS;
		put_text(w, s, 0, at, heading(w, t, c), w->head);
		worksheet_set_column(s, (lxw_col_t)at, (lxw_col_t)at, words ? 26 : 12, NULL);
		at++;
		if (sheet_has_interval(&t->columns[c])) {
			put_text(w, s, 0, at++, report_word(w->r, "head_low"), w->head);
			put_text(w, s, 0, at++, report_word(w->r, "head_high"), w->head);
		}
	}
}

static size_t
put_cell(struct workbook *w, lxw_worksheet *s, size_t row, size_t at, const struct sheet_column *c,
    const struct sheet_cell *x)
{
	bool interval = sheet_has_interval(c);
	if (x->fill == SHEET_FILLED && c->kind == SHEET_WORDS)
		put_text(w, s, row, at, x->words, NULL);
	if (x->fill == SHEET_FILLED && c->kind == SHEET_NUMBER)
		put_number(w, s, row, at, (double)x->number, w->number);
	if (x->fill == SHEET_FILLED && c->kind == SHEET_SHARE) {
		put_number(w, s, row, at, x->share.share / 10.0, w->share);
		if (interval) {
			put_number(w, s, row, at + 1, x->share.low / 10.0, w->share);
			put_number(w, s, row, at + 2, x->share.high / 10.0, w->share);
		}
	}
	return at + (interval ? 3 : 1);
}

static void
put_table(struct workbook *w, const char *name, const struct sheet *t)
{
	lxw_worksheet *s = t->rows > 0 ? add_sheet(w, name) : NULL;
	if (s == NULL)
		return;
	put_heads(w, s, t);
	worksheet_freeze_panes(s, 1, 0);
	for (size_t row = 0; row < t->shown; row++)
		for (size_t c = 0, at = 0; c < t->count; c++)
			at = put_cell(w, s, row + 1, at, &t->columns[c], &t->cells[row * t->count + c]);
}

/* ---- what the report says, and what the columns mean ---- */

static void
put_sayings(struct workbook *w)
{
	const struct report *r = w->r;
	lxw_worksheet *s = add_sheet(w, "report");
	size_t row = 0;
	if (s == NULL)
		return;
	worksheet_set_column(s, 0, 0, 100, NULL);
	put_text(w, s, row++, 0, r->title, w->title);
	put_text(w, s, row++, 0, r->synthetic, w->head);
	if (r->figure_count == 0)
		put_text(w, s, row++, 0, r->lead, w->wrapped);
	for (size_t i = 0; i < r->figure_count; i++)
		put_text(w, s, row++, 0, r->figures[i].sentence, w->wrapped);
	for (size_t i = 0; i < r->block_count; i++)
		if (r->blocks[i].kind == BLOCK_TEXT || r->blocks[i].kind == BLOCK_GOOD ||
		    r->blocks[i].kind == BLOCK_BAD)
			put_text(w, s, row++, 0, r->blocks[i].text, w->wrapped);
}

static void
put_codebook(struct workbook *w, const struct codebook *codebook)
{
	const struct table *t = &codebook->columns;
	const int column[] = { codebook->column, codebook->stage, codebook->form, codebook->meaning };
	lxw_worksheet *s = add_sheet(w, "codebook");
	if (s == NULL)
		return;
	worksheet_freeze_panes(s, 1, 0);
	worksheet_set_column(s, 0, 2, 18, NULL);
	worksheet_set_column(s, 3, 3, 90, NULL);
	for (size_t c = 0; c < sizeof column / sizeof *column; c++) {
		put_text(w, s, 0, c, t->names[column[c]], w->head);
		for (size_t row = 0; row < t->rows; row++)
			put_text(w, s, row + 1, c, table_cell(t, row, column[c]), NULL);
	}
}

/* ---- the file ---- */

static lxw_format *
add_format(struct workbook *w, bool bold, const char *number)
{
	lxw_format *f = workbook_add_format(w->file);
	w->failed |= f == NULL;
	if (f != NULL && bold)
		format_set_bold(f);
	if (f != NULL && number != NULL)
		format_set_num_format(f, number);
	return f;
}

/* The file's own date is fixed: equal reports give equal bytes. */
static void
put_properties(struct workbook *w)
{
	char title[256], author[] = "shidian";
	snprintf(title, sizeof title, "%.250s", text_of(w, w->r->title));
	lxw_doc_properties properties = { .title = title, .author = author, .created = 946684800 };
	w->failed |= workbook_set_properties(w->file, &properties) != LXW_NO_ERROR;
}

static void
fill_workbook(struct workbook *w, const struct codebook *codebook)
{
	const struct report *r = w->r;
	w->head = add_format(w, true, NULL);
	w->title = add_format(w, true, NULL);
	w->number = add_format(w, false, "#,##0");
	w->share = add_format(w, false, "0.0");
	w->wrapped = add_format(w, false, NULL);
	if (w->failed)
		return;
	format_set_font_size(w->title, 14);
	format_set_text_wrap(w->wrapped);
	put_properties(w);
	put_sayings(w);
	put_table(w, "table", &r->table);
	put_table(w, "differences", &r->differences);
	put_table(w, "levels", &r->levels);
	put_table(w, "steps", &r->steps);
	put_table(w, "unread", &r->unread);
	put_table(w, "unplaced", &r->unplaced);
	put_table(w, "settings", &r->origin);
	put_codebook(w, codebook);
}

static int
read_back(struct buffer *out, const char *path, struct error *e)
{
	FILE *f = fopen(path, "rb");
	char block[65536];
	size_t n;
	if (f == NULL)
		return error_system(e, "%s", path);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buffer_append(out, (struct view) { block, n });
	int got = ferror(f) ? error_system(e, "%s", path) : 0;
	fclose(f);
	return got;
}

/* What a workbook is filled with. */
struct contents {
	const struct report *report;
	const struct codebook *codebook;
	const char *name; /* of a form's sheet; NULL: it is a report */
	const struct workbook_column *columns;
	size_t width;
	const struct workbook_rows *rows;
};

/* ---- a form ---- */

enum { FORM_ROWS = 1048576, LINKS = 65530 /* what Excel takes in a sheet */ };

/* Text of a cell that can be followed, if it is an address that Excel takes. */
static void
put_link(struct workbook *w, lxw_worksheet *s, size_t row, size_t column, struct view v)
{
	bool web = view_starts(v, VIEW("http://")) || view_starts(v, VIEW("https://"));
	if (!web || row > LINKS ||
	    worksheet_write_url(s, (lxw_row_t)row, (lxw_col_t)column, text_of(w, v), NULL) != LXW_NO_ERROR)
		put_text(w, s, row, column, v, NULL);
}

/* libxlsxwriter wants texts that could be written to. */
static void
put_choices(struct workbook *w, lxw_worksheet *s, size_t at, const struct workbook_column *c, size_t rows)
{
	char texts[WORKBOOK_CHOICES][16], *list[WORKBOOK_CHOICES + 1] = { NULL }, prompt[256];
	lxw_data_validation v = {
		.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list, .input_message = prompt
	};
	for (size_t i = 0; i < WORKBOOK_CHOICES && c->choices[i] != NULL; i++) {
		snprintf(texts[i], sizeof texts[i], "%s", c->choices[i]);
		list[i] = texts[i];
	}
	snprintf(prompt, sizeof prompt, "%s", c->prompt);
	w->failed |= rows > 0 && worksheet_data_validation_range(
	                             s, 1, (lxw_col_t)at, (lxw_row_t)rows, (lxw_col_t)at, &v) != LXW_NO_ERROR;
}

static void
put_form_row(struct workbook *w, lxw_worksheet *s, const struct contents *c, size_t i, struct view *fields,
    struct arena *a)
{
	w->failed |= c->rows->row(c->rows->context, i, fields, a) != 0;
	for (size_t k = 0; !w->failed && k < c->width; k++) {
		if (c->columns[k].links)
			put_link(w, s, i + 1, k, fields[k]);
		else
			put_text(w, s, i + 1, k, fields[k], c->columns[k].wrapped ? w->wrapped : NULL);
	}
}

static void
fill_form(struct workbook *w, const struct contents *c)
{
	struct arena row = { 0 };
	struct view *fields = arena_take(&w->memory, (c->width + 1) * sizeof *fields);
	lxw_doc_properties properties = { .created = 946684800 };
	lxw_worksheet *s = workbook_add_worksheet(w->file, c->name);
	w->head = add_format(w, true, NULL);
	w->wrapped = add_format(w, false, NULL);
	w->failed |= s == NULL || fields == NULL || c->rows->count >= FORM_ROWS ||
	             workbook_set_properties(w->file, &properties) != LXW_NO_ERROR;
	if (w->failed)
		return;
	format_set_text_wrap(w->wrapped);
	worksheet_freeze_panes(s, 1, 0);
	for (size_t k = 0; k < c->width; k++) {
		worksheet_set_column(s, (lxw_col_t)k, (lxw_col_t)k, c->columns[k].width, NULL);
		put_text(w, s, 0, k, c->columns[k].name, w->head);
		if (c->columns[k].choices != NULL)
			put_choices(w, s, k, &c->columns[k], c->rows->count);
	}
	for (size_t i = 0; !w->failed && i < c->rows->count; i++) {
		arena_reset(&row);
		put_form_row(w, s, c, i, fields, &row);
	}
	arena_free(&row);
}

/* ---- writing ---- */

static int
write_workbook(const char *path, const struct contents *c, struct error *e)
{
	struct workbook w = { .file = workbook_new(path), .r = c->report };
	if (w.file == NULL)
		return error_set(e, "%s: no memory for the workbook", path);
	if (c->name == NULL)
		fill_workbook(&w, c->codebook);
	else
		fill_form(&w, c);
	lxw_error closed = workbook_close(w.file);
	arena_free(&w.memory);
	if (closed != LXW_NO_ERROR)
		return error_set(e, "%s: %s", path, lxw_strerror(closed));
	return w.failed ? error_set(e, "%s: a cell of the workbook can't be written", path) : 0;
}

static int
make_workbook(struct buffer *out, const struct contents *c, struct error *e)
{
	const char *folder = getenv("TMPDIR");
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/shidian-XXXXXX", folder && *folder ? folder : "/tmp");
	if (n < 0 || (size_t)n >= sizeof path)
		return error_set(e, "TMPDIR is too long");
	int fd = mkstemp(path);
	if (fd < 0)
		return error_system(e, "%s", path);
	close(fd);
	int got = write_workbook(path, c, e);
	if (got == 0)
		got = read_back(out, path, e);
	unlink(path);
	return got;
}

int
workbook_report(struct buffer *out, const struct report *r, const struct codebook *codebook, struct error *e)
{
	struct contents c = { .report = r, .codebook = codebook };
	return make_workbook(out, &c, e);
}

int
workbook_form(struct buffer *out, const char *name, const struct workbook_column *columns, size_t width,
    const struct workbook_rows *rows, struct error *e)
{
	struct contents c = { .name = name, .columns = columns, .width = width, .rows = rows };
	return make_workbook(out, &c, e);
}
