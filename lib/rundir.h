/*
 * One run of a study, as it is given to docdiff: an output folder, or a documents.tsv alone.
 *
 * In a folder lie documents.tsv, and perhaps study.tsv, counts.tsv and fetched.tsv. The history of a document isn't in documents.tsv (it
 * would change every night), so the ids of withdrawn ones come from fetched.tsv: its rows whose `withdrawn` is filled.
 */
#ifndef RUNDIR_H
#define RUNDIR_H

#include "error.h"
#include "keymap.h"

enum { RUNDIR_PATH = 4096 };

struct rundir {
	char documents[RUNDIR_PATH];
	char counts[RUNDIR_PATH]; /* empty: there is none */
	struct keymap withdrawn;  /* ids */
	/* what study.tsv says of how it was counted, each NULL where it doesn't; `focus` is the column of the preset */
	const char *condition, *unit, *focus, *clock;
	struct arena memory;
};

/* 0, or -1 with what is wrong. Free with rundir_free in any case. */
int rundir_open(struct rundir *r, const char *path, struct error *e);
bool rundir_withdrawn(const struct rundir *r, struct view id);
void rundir_free(struct rundir *r);

#endif
