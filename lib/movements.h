/*
 * What a comparison of two runs found, as rows or as the text of a mail, and which thresholds it passed.
 */
#ifndef MOVEMENTS_H
#define MOVEMENTS_H

#include "alarm.h"
#include "changes.h"
#include "diffrows.h"

struct movements {
	struct alarm alarm;     /* read by the caller */
	struct changes changes; /* of documents: counted by the caller */
	struct diffrows rows;   /* started by the caller; `on` where rows are written, else text */
	bool passed;            /* a threshold */
};

/* Tells the columns of `has` that the other run lacks: `difference` is "gone" or "added". */
void movements_columns(
    struct movements *f, const struct tsv *has, const struct tsv *lacks, const char *difference);
/* Behind the last document: tells totals, cells and sites, with what passed a threshold; the text is appended. 0, or -1: no memory. */
int movements_write(struct movements *f, struct drift *d, struct buffer *text, struct error *e);

#endif
