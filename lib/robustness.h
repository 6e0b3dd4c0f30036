/*
 * How much a study's figures hang on: its choices (sensitivity.tsv), the comparison of cities with provinces (compare.tsv), the length of
 * texts (length.tsv). Each is a section of the report where the study's folder holds the table.
 */
#ifndef ROBUSTNESS_H
#define ROBUSTNESS_H

#include "report.h"

enum { ROBUSTNESS_TABLES = 3 };

struct robustness {
	struct table tables[ROBUSTNESS_TABLES];
	struct sheet choices, comparison, fifths, standard;
};

/* Adds headings, texts and sheets. A table that lacks a column sets the report's `problem`. Free with robustness_free when the report is freed. */
void robustness_make(struct robustness *b, struct report *r);
void robustness_free(struct robustness *b);

#endif
