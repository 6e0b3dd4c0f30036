/*
 * A study's tables described as a Frictionless Data Package (specification 1.0): every file with its size and digest, every
 * column with its type and meaning.
 */
#ifndef DATAPACKAGE_H
#define DATAPACKAGE_H

#include "codebook.h"
#include "study.h"

/* Appends the text of datapackage.json. A study's folder without table.tsv is described without it. 0, or -1 with what is
 * wrong. */
int datapackage_study(
    struct buffer *out, const struct study *study, const struct codebook *codebook, struct error *e);

#endif
