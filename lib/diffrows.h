/*
 * A comparison of two runs as a stream for machines: the columns subject, name, difference, column, old, new.
 *
 *   column    name of a column that one run alone has; difference: gone, added
 *   document  its id; difference; for each column that tells it, both values (of a new or vanished document its title)
 *   total     documents: before and now; then each difference: documents before, documents with it
 *   cell      parts of its key with / between them; moved; population and focus: before and now
 *   cause     the same cell; difference, or `rest`; population and focus: documents that left and that came
 *   site      host; drifted; documents, read, dated, placed, population: before and now
 *   alarm     who passed the threshold whose name is the difference: what there was, what was counted
 */
#ifndef DIFFROWS_H
#define DIFFROWS_H

#include "drift.h"
#include "pairing.h"

struct diffrows {
	bool on; /* off: nothing is written */
	struct tsv_writer out;
};

/* Begins, with the header where `on` is set and `header` is true. */
void diffrows_start(struct diffrows *r, int fd, bool header);
void diffrows_put(struct diffrows *r, const char *subject, struct view name, const char *difference,
    struct view column, struct view old, struct view now);
void diffrows_counts(struct diffrows *r, const char *subject, struct view name, const char *difference,
    const char *column, unsigned long long old, unsigned long long now);
/* The document at hand of a pairing. */
void diffrows_document(
    struct diffrows *r, const struct pairing *p, const struct comparer *c, unsigned differences);
/* A cell that moved, and its causes. Returns its name, kept in `name`. */
struct view diffrows_cell(struct diffrows *r, const struct drift_cell *c, struct buffer *name);
void diffrows_site(struct diffrows *r, const struct drift_site *s);
/* 0, or -1 with what is wrong (a full disk shows here). */
int diffrows_finish(struct diffrows *r, struct error *e);

#endif
