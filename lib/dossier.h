/*
 * The documents behind a figure, each with its hits out of the ledger: what trace.h prints and cellpages.h lays out.
 *
 * Documents are grouped into units as docaggregate counts them: a unit is a document, or a repost family, which stands in the
 * cell of the row whose `id` it bears (of its first row, where that row isn't in the stream).
 *
 * Memory grows with the documents that satisfy the condition, with their hits, and with the families.
 */
#ifndef DOSSIER_H
#define DOSSIER_H

#include "expression.h"
#include "grouping.h"
#include "keymap.h"
#include "placement.h"
#include "study.h"

enum dossier_field {
	DOSSIER_ID,
	DOSSIER_LEVEL,
	DOSSIER_PROVINCE,
	DOSSIER_ISSUED,
	DOSSIER_TITLE,
	DOSSIER_ISSUER,
	DOSSIER_DOCNO,
	DOSSIER_URL,
	DOSSIER_PUBLISHED,
	DOSSIER_GENRE,
	DOSSIER_BASIS,
	DOSSIER_EVIDENCE,
	DOSSIER_RECORD,
	DOSSIER_ERROR,
	DOSSIER_COMPLETENESS,
	DOSSIER_LINK_TEXT,
	DOSSIER_FAMILY,
	DOSSIER_MEDIA,
	DOSSIER_FETCHED,
	DOSSIER_FIELDS
};

/* A row of the ledger. */
struct dossier_hit {
	struct view tag, sentence, match;
	struct view by; /* the words of the guard that cancelled or saved it */
	struct view paragraph_text;
	unsigned long long paragraph, offset; /* as in the ledger: the title is paragraph 0 */
	bool counted, focus;                  /* focus: of the study's focus, else of its population */
	size_t place; /* where the match begins in the sentence; (size_t)-1: it isn't found there */
	size_t occurrence;
	struct dossier_hit *before, *next;
};

struct dossier_document {
	struct view fields[DOSSIER_FIELDS]; /* decoded; a column that isn't there is empty */
	enum truth is;                      /* of the condition: true, or unknown */
	bool held;                          /* it was read */
	bool focus;                         /* it was read and hits the focus */
	struct dossier_hit *first, *last;
	struct dossier_document *next; /* of the same unit */
	struct dossier_document *same,
	    *further; /* of a joint document in a further place: the first, and the next such */
};

enum dossier_class { DOSSIER_FOCUS, DOSSIER_POPULATION, DOSSIER_POSSIBLE, DOSSIER_NONE };

struct dossier_unit {
	struct view parts[2]; /* level and province of its cell, as docaggregate names them */
	enum dossier_class class
	    ; /* in the population and hits; in it and doesn't; may be in it; nothing of it can */
	struct dossier_document *first, *last;
};

struct dossier {
	const struct study *study;
	struct dossier_document **list;
	size_t count, room;
	unsigned long long unknown; /* documents of which the condition can't be decided */
	struct dossier_unit **units;
	size_t unit_count, unit_room;
	struct keymap ids, families;
	struct grouping by;
	struct placements placements;
	struct dossier_document *further; /* joint documents in further places */
	struct arena memory;
	/* population, focus: the columns that are counted, and the tags of their matches in the ledger */
	struct view columns[2], tags[2];
};

enum dossier_units {
	DOSSIER_PLAIN, /* no units: the stream needs no columns but `id` */
	DOSSIER_BY_DOCUMENT,
	DOSSIER_BY_FAMILY,
};

/*
 * Reads documents.tsv and hits.tsv of the study: the documents of which `condition` is true or unknown, in the order of the
 * file, and the hits of the study's population and focus. 0, or -1 with a `file:line: what`. Free with dossier_free, also after
 * a failure.
 */
int dossier_read(struct dossier *d, const struct study *study, const char *condition,
    enum dossier_units units, struct error *e);
/* The same for what the study counted: its settings `condition` (default: the tag of the population) and `unit`. */
int dossier_counted(struct dossier *d, const struct study *study, struct error *e);
void dossier_free(struct dossier *d);

#endif
