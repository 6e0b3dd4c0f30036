/*
 * Applies a ruleset to documents: which tags, how often, and where.
 *
 * A pattern is matched within one paragraph at a time (a line of the text; the title is paragraph 0), so a match never
 * crosses from one to the next. Of the hits of one tag that overlap only one is kept: one that counts before one that is
 * cancelled, then the longest, then the first. A guard (unless, keep, ambiguous) is looked for from CLASSIFIER_REACH
 * characters before the hit; at each place the pattern's first way to match counts, so the longer alternative goes first.
 */
#ifndef CLASSIFIER_H
#define CLASSIFIER_H

#include "ruleset.h"

enum {
	CLASSIFIER_REACH = 64,     /* characters */
	CLASSIFIER_HITS = 1 << 20, /* most hits of a document; beyond it the tag counts as limited */
};

struct hit {
	size_t rule;
	unsigned long long paragraph; /* 0 = the title */
	struct view in;               /* the paragraph */
	size_t from, to;              /* bytes within it */
	struct view by;               /* what cancelled or saved it; empty where no guard spoke */
	bool counted, ambiguous;
};

struct classifier;

enum classifier_use {
	CLASSIFIER_KEEP, /* counts and hits */
	CLASSIFIER_COUNT, /* counts alone: of tags whose rules are plain strings without guards no hits are kept */
};

/* The rules are borrowed until classifier_free. NULL: no memory. */
struct classifier *classifier_new(const struct ruleset *rules, enum classifier_use use);
void classifier_free(struct classifier *c); /* NULL is allowed */

/*
 * Reads a document, given as raw (escaped) fields; they are decoded only where a literal of the rules stands in them.
 * 0, or -1 when there is no memory. The results below are valid until the next call.
 */
int classifier_read(struct classifier *c, struct view title, struct view text, struct error *e);

enum classifier_state {
	CLASSIFIER_COUNTED,
	CLASSIFIER_UNREAD, /* there was no text; a tag whose rules look at titles alone asks for a title or a text */
	CLASSIFIER_LIMITED, /* a search reached a limit */
};

/* What is known of a tag. Only where it is counted has it a count, and hits. */
enum classifier_state classifier_state(const struct classifier *c, size_t tag);
/* Hits of a tag that count. */
unsigned long long classifier_count(const struct classifier *c, size_t tag);
/* The same for all tags, or NULL where one of them is not counted. */
const unsigned long long *classifier_counts(const struct classifier *c);
/* The hits of all tags, counted and cancelled, by paragraph, place and rule. For CLASSIFIER_KEEP. */
const struct hit *classifier_hits(const struct classifier *c, size_t *count);
/* The tag that a hit is one of. */
size_t classifier_tag(const struct classifier *c, const struct hit *h);
/* The document's title, decoded if there are hits. */
struct view classifier_title(const struct classifier *c);
/* Whether the document's text is known to consist of paragraphs: it has a line break. Some sources have lost theirs. */
bool classifier_has_paragraphs(const struct classifier *c);
/* In how many documents so far a search of the rule reached a limit. */
unsigned long long classifier_limits(const struct classifier *c, size_t rule);

#endif
