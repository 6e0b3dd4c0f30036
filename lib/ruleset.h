/*
 * A study's keyword rules, from a TSV file with the columns
 *
 *   tag        what the rule counts for; several rules may share one
 *   field      title, text, or any (both)
 *   pattern    what is looked for
 *   unless     optional: a match of it that covers the hit cancels it
 *   keep       optional: a match of it that covers the hit saves it from `unless`
 *   ambiguous  optional: the same, and the hit is flagged as one that the words don't decide
 *   set        optional: narrow (also when empty) or broad
 *   note, source  optional: for the reader
 *
 * Other columns are an error, since a misspelt "unless" would go unseen. Patterns: see pattern.h.
 */
#ifndef RULESET_H
#define RULESET_H

#include "arena.h"
#include "error.h"
#include "pattern.h"
#include "prefilter.h"
#include "view.h"

enum { RULESET_RULES = 4096, RULESET_TAGS = 256, RULESET_TAG = 64 /* most bytes in a tag */ };

enum rule_field { RULE_TITLE = 1, RULE_TEXT = 2, RULE_ANY = 3 };

struct rule {
	size_t tag; /* index in the ruleset's tags */
	enum rule_field field;
	bool broad;
	bool wraps; /* the pattern asks for a line break: it may match across the end of one paragraph */
	unsigned long long line; /* in the rules file; the ledger calls the rule by it */
	struct pattern *pattern;
	struct pattern *unless, *keep, *ambiguous; /* NULL: none */
	struct view literal;       /* the whole pattern, where it is a plain string; else empty */
	size_t *needs, need_count; /* numbers of the literals of which one is needed; 0: must always be run */
};

struct ruleset {
	const char *file; /* borrowed from the caller */
	struct rule *rules;
	size_t count;
	char **tags; /* in the order of their first rules */
	size_t tag_count;
	struct prefilter *filter;
	struct arena memory;
};

/* 0, or -1 with a `file:line: what`. Free with ruleset_free, also after a failure. */
int ruleset_load(struct ruleset *s, const char *path, struct error *e);
void ruleset_free(struct ruleset *s);
/* Index of the tag of that name, or tag_count where the rules have none. */
size_t ruleset_tag(const struct ruleset *s, struct view name);
/* The fields that the tag's rules look at. */
enum rule_field ruleset_fields(const struct ruleset *s, size_t tag);

#endif
