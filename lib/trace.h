/*
 * From a figure down to its sentences: the documents of a study that satisfy a condition, each with its hits out of the
 * ledger (hits.tsv), the match marked.
 *
 * Memory grows with the documents that satisfy the condition and with their hits.
 */
#ifndef TRACE_H
#define TRACE_H

#include "phrases.h"
#include "places.h"
#include "study.h"

struct trace_options {
	const struct phrases *phrases;
	const struct places *places; /* names of provinces, in both languages */
	const char *condition;       /* an expression on the columns of documents.tsv */
	bool colour; /* for a terminal: titles and matches bold, cancelled matches crossed out */
};

/*
 * Appends them to `out`, in the order of documents.tsv. Hits are those of the study's population and focus, in the reading of its
 * preset. 0, or -1 with what is wrong.
 */
int trace_write(
    struct buffer *out, const struct study *study, const struct trace_options *o, struct error *e);

#endif
