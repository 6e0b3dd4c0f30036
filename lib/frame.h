/*
 * What a sample of documents is drawn from: every document that was read, once for each tag, in strata of cell, tag and
 * state.
 *
 * States: `hit` (the tag counts at least one match), `near` (it counts none, but the ledger holds one that a guard
 * cancelled), `none`. A document that wasn't read, or whose tag was stopped at a limit, is in no stratum.
 *
 * Or a sample of matches: the ledger's rows about these documents, with the states `hit` (counted) and `near` (cancelled).
 */
#ifndef FRAME_H
#define FRAME_H

#include "cells.h"
#include "draw.h"
#include "expression.h"
#include "grouping.h"
#include "keymap.h"

enum { FRAME_TAGS = 64 };

struct frame_settings {
	const char *tags;  /* names of columns, joined by commas */
	const char *by;    /* columns that make a cell, or NULL */
	const char *where; /* condition, or NULL */
	const char *seed;
	const char *data; /* folder of tables, or NULL: the programs' own */
	size_t size;      /* items of each stratum */
	bool matches;     /* an item is a match, and not a document */
};

struct frame {
	const struct tsv *in;
	struct view seed;
	struct view tags[FRAME_TAGS];
	size_t tag_count;
	struct draw *draw;
	struct grouping by;
	struct expression where;
	struct places places;
	struct keymap misses; /* id TAB tag of cancelled matches */
	bool matches;
	struct keymap documents; /* of matches: id -> the cell's index */
	struct cells *cells;
	struct buffer name, stratum, data;
	int id, title, issued, url, columns[FRAME_TAGS];
	struct reading reading;
	unsigned long long unread; /* documents that can't be drawn */
	char divisions[4096];
};

/* The parts of a stratum's key, in front of the cell's columns. */
enum frame_key { FRAME_TAG, FRAME_STATE, FRAME_CELL };
/* The fields of an item's data (raw, with TABs between them). */
enum frame_data { FRAME_ID, FRAME_TITLE, FRAME_ISSUED, FRAME_URL, FRAME_SENTENCE, FRAME_PLACE, FRAME_DATA };

/* Settings are borrowed. NULL settings: nothing but an empty frame that can be freed. 0 or -1; free it also then. */
int frame_start(struct frame *f, const struct frame_settings *settings, struct error *e);
void frame_free(struct frame *f);
/* Reads which tags were cancelled in which documents out of a ledger (columns id, tag, counted). Before frame_bind. */
int frame_misses(struct frame *f, const char *ledger, struct error *e);
/* Finds the columns (id is needed; title, issued, url). `in` is borrowed for as long as rows are added. */
int frame_bind(struct frame *f, const struct tsv *in, struct error *e);
/*
 * Offers the matches of the documents that were added (columns id tag paragraph offset sentence match counted). Of an item's
 * data the sentence is filled, with the match between 【 and 】, and the place (paragraph:offset); title, issued and url are
 * empty. 0 or -1.
 */
int frame_offer_matches(struct frame *f, const char *ledger, struct error *e);
/* Offers the document of a row (of matches: notes it). 0 or -1. */
int frame_add(struct frame *f, const struct view *fields, struct error *e);

#endif
