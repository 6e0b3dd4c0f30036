/*
 * What is found out about a document, each fact from the first place that states it in a form that can be one: places
 * are asked in order of trust, and what is known is never overwritten.
 */
#ifndef FACTS_H
#define FACTS_H

#include "arena.h"
#include "trials.h"
#include "view.h"

enum fact {
	FACT_TITLE,     /* 标题 */
	FACT_DOCNO,     /* 发文字号, in canonical form */
	FACT_ISSUER,    /* 发文机关 */
	FACT_ISSUED,    /* 成文日期 */
	FACT_PUBLISHED, /* 发布日期 */
	FACT_SITE,      /* the site's code, 网站标识码 */
	FACT_COLUMN,    /* the column or kind that a site files it under, 栏目 */
	FACT_SOURCE, /* 来源: where a page says it has the text from; an issuer only if nothing else is */
	FACT_GENRE,
	FACT_CHARSET,
	FACTS
};

enum { FACT_LENGTH = 1200 }; /* bytes; a longer value is text that ran into a label, and none */

struct facts {
	struct view value[FACTS];
	const char *source[FACTS]; /* where it is from: "meta ArticleTitle", "header", "text" … */
	struct arena *memory;      /* holds the values */
	int last;                  /* no date is later than this year */
	struct trials *trials;     /* keeps every offer, or NULL */
};

/* The name of a fact ("docno"), and the fact of a name, or FACTS. */
const char *fact_name(enum fact f);
enum fact fact_find(struct view name);

/*
 * Takes `value` if the fact is not known and the value can be one: a document number and dates are parsed and written
 * canonically, texts are folded. True when it was taken.
 */
bool facts_offer(struct facts *f, enum fact which, struct view value, const char *source);
/* Offers a better form of a fact that is known: true when it took the other's place. */
bool facts_replace(struct facts *f, enum fact which, struct view value, const char *source);
/* Takes `value`, borrowed as long as the facts are, for a fact as it is: what a row states, or rules decide. */
void facts_set(struct facts *f, enum fact which, struct view value, const char *source);
/* A place with what it is called there, "header 成文日期"; where no offers are kept it is the place alone. */
const char *facts_place(const struct facts *f, const char *place, const char *label);

#endif
