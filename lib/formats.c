#include "formats.h"

#include "citationfile.h"
#include "command.h"
#include "csvsheet.h"
#include "database.h"
#include "datapackage.h"
#include "latex.h"
#include "markdown.h"
#include "terminal.h"
#include "webpage.h"
#include "wholefile.h"
#include "workbook.h"

#include <string.h>

enum { PART_BYTES = 256 * 1024 };

/* What a format is written from. */
struct job {
	struct buffer *out;
	struct report *r;
	const char *data;
	struct error *e;
};

struct format {
	const char *name;
	int (*write)(const struct job *j);
	bool binary;
};

/* ---- parts of pages ---- */

int
page_part_read(struct buffer *out, const char *data, const char *name, struct error *e)
{
	char path[4096];
	if (command_data(data, name, path, sizeof path, e) != 0)
		return -1;
	return wholefile_read(path, PART_BYTES, out, e);
}

int
page_parts_read(struct page_parts *p, const char *data, struct error *e)
{
	*p = (struct page_parts) { 0 };
	return page_part_read(&p->style, data, "report.css", e) == 0
	           ? page_part_read(&p->script, data, "report.js", e)
	           : -1;
}

void
page_parts_free(struct page_parts *p)
{
	buffer_free(&p->style);
	buffer_free(&p->script);
}

/* ---- formats ---- */

static int
write_text(const struct job *j)
{
	terminal_report(j->out, j->r);
	return 0;
}

static int
write_tsv(const struct job *j)
{
	sheet_tsv(j->out, &j->r->table);
	return 0;
}

static int
write_csv(const struct job *j)
{
	csvsheet_write(j->out, &j->r->table);
	return 0;
}

static int
write_html(const struct job *j)
{
	struct page_parts parts;
	int got = page_parts_read(&parts, j->data, j->e);
	if (got == 0)
		webpage_report(j->out, j->r, buffer_view(&parts.style), buffer_view(&parts.script));
	page_parts_free(&parts);
	return got;
}

static int
write_markdown(const struct job *j)
{
	markdown_report(j->out, j->r);
	return 0;
}

static int
write_latex(const struct job *j)
{
	latex_report(j->out, j->r);
	return 0;
}

static int
write_cff(const struct job *j)
{
	citationfile_report(j->out, j->r);
	return 0;
}

/* The formats that say what each column means. */
static int
with_codebook(const struct job *j, int (*write)(const struct job *j, const struct codebook *b))
{
	struct codebook b = { 0 };
	char path[4096];
	int got = command_data(j->data, "columns.tsv", path, sizeof path, j->e);
	if (got == 0)
		got = codebook_load(&b, path, j->e);
	if (got == 0)
		got = write(j, &b);
	codebook_free(&b);
	return got;
}

static int
put_workbook(const struct job *j, const struct codebook *b)
{
	return workbook_report(j->out, j->r, b, j->e);
}

static int
put_database(const struct job *j, const struct codebook *b)
{
	return database_study(j->out, j->r->study, b, j->e);
}

static int
put_datapackage(const struct job *j, const struct codebook *b)
{
	return datapackage_study(j->out, j->r->study, b, j->e);
}

static int
write_xlsx(const struct job *j)
{
	return with_codebook(j, put_workbook);
}

static int
write_sqlite(const struct job *j)
{
	return with_codebook(j, put_database);
}

static int
write_datapackage(const struct job *j)
{
	return with_codebook(j, put_datapackage);
}

static const struct format formats[] = {
	{ "text", write_text, false },
	{ "tsv", write_tsv, false },
	{ "csv", write_csv, false },
	{ "html", write_html, false },
	{ "markdown", write_markdown, false },
	{ "latex", write_latex, false },
	{ "xlsx", write_xlsx, true },
	{ "sqlite", write_sqlite, true },
	{ "datapackage", write_datapackage, false },
	{ "cff", write_cff, false },
};

const struct format *
formats_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(name, formats[i].name) == 0)
			return &formats[i];
	return NULL;
}

bool
formats_binary(const struct format *f)
{
	return f->binary;
}

int
formats_write(const struct format *f, struct buffer *out, struct report *r, const char *data, struct error *e)
{
	struct job j = { .out = out, .r = r, .data = data, .e = e };
	return f->write(&j);
}
