/*
 * Co-mention: how often one tag occurs in the paragraphs, or in the sentences, that also hold another.
 * (That both occur in one document is seen from their own columns.)
 */
#ifndef SCOPE_H
#define SCOPE_H

#include "classifier.h"

enum scope_unit { SCOPE_PARAGRAPH, SCOPE_SENTENCE };

struct scope {
	const char *
	    name; /* as asked for, and of the column: FOCUS.POPULATION.paragraph or FOCUS.POPULATION.sentence */
	size_t focus, population; /* tags */
	enum scope_unit unit;
};

/* Reads `name`, which must stay valid. 0, or -1 with what is wrong with it. */
int scope_read(struct scope *s, const char *name, const struct ruleset *rules, struct error *e);

/*
 * What is known of the scope in the document that the classifier read last: of both tags, the less. Paragraphs are unread where the
 * text has no line break and holds both tags: it has lost its paragraphs, or is one; which, nobody knows.
 */
enum classifier_state scope_state(const struct scope *s, const struct classifier *c);
/* The focus's counted hits that share their unit with a counted hit of the population. The title is a paragraph. */
unsigned long long scope_count(const struct scope *s, const struct classifier *c);
/* Sets `marks` of those hits, by their place in classifier_hits; the others' marks stay as they are. */
void scope_mark(const struct scope *s, const struct classifier *c, bool *marks);

#endif
