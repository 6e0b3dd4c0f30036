/*
 * Who moved first: the provinces in the order in which they adopted the policy, out of timing.tsv (doctiming's places).
 */
#ifndef FIRSTS_H
#define FIRSTS_H

#include "report.h"

/* Adds the section; nothing where the study has no timing.tsv. */
void firsts_make(struct report *r);

#endif
