/*
 * A study's count under each of its choices (choices.h), by level and over all, in one pass over the documents and their ledger.
 *
 * Matches that a choice leaves out are taken from the tags' columns, document by document, as the ledger tells them; a tag that was
 * corrected by hand keeps its count.
 */
#ifndef SENSITIVITY_H
#define SENSITIVITY_H

#include "choices.h"
#include "tally.h"
#include "tsvout.h"

struct variant {
	const struct choice *choice;
	bool counted; /* the stream has its columns */
	struct grouping by;
	struct expression where;
	struct tally tally;
	struct placements placements;
	int population, focus; /* columns of the tags, -1: not there */
	unsigned long long out
	    [2]; /* matches of the document at hand that are left out: of the population's tag, of the focus */
};

struct sensitivity {
	struct variant *variants;
	size_t count, room, from; /* `from`: the first of the stream at hand */
	const char *clock;
	struct view *fields; /* of a row, `width` of them, with other counts */
	size_t width;
	struct tsv *ledger; /* NULL: none; then choices that leave matches out are not counted */
	struct view *hit;   /* its row at hand, NULL behind the last */
	int hit_id, hit_tag, hit_counted, hit_quoted, hit_ambiguous, hit_set;
	int id, corrected;
	struct arena memory; /* of the row */
};

/* Opens the ledger at `path` (borrowed; NULL: none), whose hits stand in the order of the documents. 0, or -1 with what is wrong. */
int sensitivity_open(struct sensitivity *s, char *path, const char *clock, struct error *e);
/* Begins a stream, to be counted under `count` choices, behind those that were counted before. Choices must live as long. 0, or -1 with what is wrong. */
int sensitivity_begin(
    struct sensitivity *s, const struct choice *choices, size_t count, const struct tsv *in, struct error *e);
/* Counts a row of it. 0, or -1 with what is wrong. */
int sensitivity_row(struct sensitivity *s, const struct view *fields, struct error *e);
/* Behind its last row. 0, or -1: no memory, or hits of a document that the stream hasn't got. */
int sensitivity_end(struct sensitivity *s, struct error *e);
/* Writes choice, level, population, focus, share, low, high, difference: the first choice is what the others are compared with. */
int sensitivity_write(struct sensitivity *s, struct tsv_writer *out, struct error *e);
void sensitivity_free(struct sensitivity *s);

#endif
