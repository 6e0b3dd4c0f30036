#include "records.h"

#include "csv.h"
#include "spreadsheet.h"

#include <stdlib.h>

struct records {
	struct csv *csv;
	struct spreadsheet *sheet;
	size_t width; /* of a sheet's first row */
};

bool
records_named(const char *path, enum records_form *form)
{
	struct view name = view_of(path);
	bool sheet = view_ends(name, VIEW(".xlsx")) || view_ends(name, VIEW(".XLSX"));
	*form = sheet ? RECORDS_XLSX : RECORDS_CSV;
	return sheet || view_ends(name, VIEW(".csv")) || view_ends(name, VIEW(".CSV"));
}

struct records *
records_open(const char *path, enum records_form form, struct charset *charset, struct error *e)
{
	struct records *r = calloc(1, sizeof *r);
	if (r == NULL) {
		error_set(e, "no memory");
		return NULL;
	}
	if (form == RECORDS_CSV)
		r->csv = csv_open(path, charset, e);
	else
		r->sheet = spreadsheet_open(path, e);
	if (r->csv != NULL || r->sheet != NULL)
		return r;
	free(r);
	return NULL;
}

void
records_close(struct records *r)
{
	if (r == NULL)
		return;
	csv_close(r->csv);
	spreadsheet_close(r->sheet);
	free(r);
}

int
records_next(struct records *r, struct view **fields, size_t *count, struct error *e)
{
	if (r->csv != NULL)
		return csv_next(r->csv, fields, count, e);
	int got = spreadsheet_next(r->sheet, fields, count, e);
	if (got == 1 && r->width == 0)
		r->width = *count;
	while (got == 1 && *count < r->width)
		(*fields)[(*count)++] = VIEW("");
	return got;
}

unsigned long long
records_line(const struct records *r)
{
	return r->csv != NULL ? csv_line(r->csv) : spreadsheet_line(r->sheet);
}

unsigned long long
records_wrong(const struct records *r)
{
	return r->csv != NULL ? csv_charset(r->csv)->wrong : 0;
}
