/*
 * The output folder of a study, as the report reads it:
 *
 *   study.tsv      key, value: title, preset, population, focus, synthetic ...
 *   counts.tsv     docaggregate's counts by level and province, as a complete grid
 *   steps.tsv      step, level, population, focus, share: from one reading of "contains" to the other
 *   documents.tsv  one row per document
 *   corrections.tsv  if it is there: what became of the corrections that were made by hand (corrections.h)
 *   expected.tsv   if it is there: which of the documents that should be there are (expected.h)
 */
#ifndef STUDY_H
#define STUDY_H

#include "expression.h"
#include "holdings.h"
#include "table.h"

/* A share and its interval in tenths of a per cent. */
struct measure {
	bool known;
	unsigned share, low, high;
};

/* A cell of counts.tsv. */
struct count {
	struct view level, province, state;
	unsigned long long population, focus, held, listed;
	struct measure measure;
	bool bounded; /* min and max are there */
	unsigned min, max;
};

struct step {
	struct view name, level;
	unsigned long long population, focus;
	struct measure measure; /* of its own counts */
};

/* Documents that have the same value in a column, by level. */
struct reason {
	struct view value, level;
	unsigned long long documents;
};

struct reasons {
	struct reason *list; /* ordered by value, then level */
	size_t count;
};

struct study {
	const char *dir;
	struct table settings, counts_table, steps_table, corrections, expected;
	struct count *counts;
	size_t count_rows;
	struct step *steps;
	size_t step_rows;
	struct reasons errors;     /* documents that were not read, by `error` */
	struct holdings holdings;  /* sites, dates, digest */
	struct reasons incomplete; /* documents not read in full, by `completeness` */
	struct arena memory;
	char paths[6][4096];
};

/* Reads the folder. 0, or -1 with a `file:line: what`. `dir` is borrowed. Free with study_free, also after a failure. */
int study_load(struct study *s, const char *dir, struct error *e);
void study_free(struct study *s);
/* A setting; empty where study.tsv hasn't got it. */
struct view study_value(const struct study *s, const char *key);
/*
 * The column of documents.tsv that the study's preset counts for "population" or "focus": the setting `KEY_column`, else
 * the tag KEY itself. And the tag whose matches in the ledger stand behind a column: what is before its first dot
 * (docclassify's --scope names columns `tag.other.sentence`).
 */
struct view study_column(const struct study *s, const char *key);
struct view study_tag(struct view column);
bool study_synthetic(const struct study *s);
/* The cell, or NULL. */
const struct count *study_count(const struct study *s, struct view level, struct view province);
const struct step *study_step(const struct study *s, struct view name, struct view level);

/* The share of a count, with its Wilson interval; not known where the population is 0. */
struct measure measure_make(unsigned long long focus, unsigned long long population);
/* "55.8" as tenths. 0, or -1 where it is anything else. */
int measure_read(struct view v, unsigned *tenths);

#endif
