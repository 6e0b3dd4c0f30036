/*
 * The report as an Excel workbook (XLSX, ISO/IEC 29500), by libxlsxwriter: what it says, a sheet for each table with typed cells
 * and a frozen header, and the codebook.
 */
#ifndef WORKBOOK_H
#define WORKBOOK_H

#include "codebook.h"
#include "report.h"

/*
 * Appends the workbook's file to `out`; equal reports give equal bytes. It is built in a file below TMPDIR (or /tmp), which is
 * removed. 0, or -1 with what is wrong.
 */
int workbook_report(
    struct buffer *out, const struct report *r, const struct codebook *codebook, struct error *e);

#endif
