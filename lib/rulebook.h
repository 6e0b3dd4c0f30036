/*
 * The study's rules, with what each counted and cancelled: study/rules.tsv, of which the ledger names the lines.
 */
#ifndef RULEBOOK_H
#define RULEBOOK_H

#include "report.h"

/* Adds the section; nothing where the folder has no study/rules.tsv or no ledger. */
void rulebook_make(struct report *r);

#endif
