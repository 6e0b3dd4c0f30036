/*
 * A set of addresses, each in its canonical form (address_canonical); what has none stands as it is.
 */
#ifndef ADDRESSSET_H
#define ADDRESSSET_H

#include "error.h"
#include "keymap.h"

struct addressset {
	struct keymap map;
	struct buffer canonical;
};

/* A struct of all zero bytes is an empty set. addressset_protect: keymap_protect, for one that is empty. */
void addressset_protect(struct addressset *s);
void addressset_free(struct addressset *s);
/* 1: it is new, 0: it was there, -1: no memory. */
int addressset_add(struct addressset *s, struct view url);
bool addressset_have(struct addressset *s, struct view url);
/* Adds the column `url` of a stream of rows. 0, or -1 with a `file:line: what`. */
int addressset_load(struct addressset *s, const char *path, struct error *e);

#endif
