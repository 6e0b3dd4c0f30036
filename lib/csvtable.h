/*
 * A table (table.h) out of what a spreadsheet saved (records.h): comma-separated values, or a workbook's first sheet.
 */
#ifndef CSVTABLE_H
#define CSVTABLE_H

#include "table.h"

/*
 * Loads `path` as table_load does, also its names: *.csv is read as comma-separated values, *.xlsx as a workbook,
 * anything else as TSV. Blank
 * records are passed over. 0, or -1 with a `file:line: what`. Free with table_free, also after a failure.
 */
int csvtable_load(struct table *t, const char *path, struct error *e);

#endif
