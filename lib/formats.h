/*
 * The formats of a report, by name.
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "report.h"

struct format;

/* The format (text, tsv, csv, html, markdown, latex, xlsx, sqlite, datapackage, cff), or NULL. */
const struct format *formats_find(const char *name);
bool formats_binary(const struct format *f); /* it is nothing for a terminal */
/*
 * Appends the whole file. `data`: the folder of tables, as command_data has it. A page holds both languages where r->other is set.
 * 0, or -1 with what is wrong.
 */
int formats_write(
    const struct format *f, struct buffer *out, struct report *r, const char *data, struct error *e);

/* What a page takes from the folder of tables: report.css and report.js, so that an institute can have its own. */
struct page_parts {
	struct buffer style, script;
};
/* One of these files. 0, or -1: it can't be read, or is over 256 KiB. */
int page_part_read(struct buffer *out, const char *data, const char *name, struct error *e);
/* Both. 0, or -1: one can't be read, or is over 256 KiB. Free with page_parts_free in any case. */
int page_parts_read(struct page_parts *p, const char *data, struct error *e);
void page_parts_free(struct page_parts *p);

#endif
