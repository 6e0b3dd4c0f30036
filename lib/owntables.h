/*
 * The tables that a study defines for itself (TABLES in study.mk): tables.tsv lists them (file, title, title_zh), and each is an
 * output of docaggregate in the study's folder. A report shows them as they are: the columns that make a cell, then population,
 * focus and share with its interval.
 */
#ifndef OWNTABLES_H
#define OWNTABLES_H

#include "report.h"

enum { OWNTABLES = 16 }; /* at most so many are shown */

struct owntables {
	struct table list;
	struct table tables[OWNTABLES];
	struct sheet sheets[OWNTABLES];
	char path[4096], paths[OWNTABLES][4096];
};

/* Adds their headings and sheets to the report; nothing where there is no tables.tsv. 0, or -1: a table that is listed and isn't
 * there, or isn't docaggregate's. Free with owntables_free when the report is freed, also after a failure. */
int owntables_make(struct owntables *o, struct report *r, struct error *e);
void owntables_free(struct owntables *o);

#endif
