/*
 * What stands around a hit: its sentence, and whether it is quoted inside 《》.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "view.h"

enum {
	CONTEXT_SENTENCE = 150, /* characters shown on either side of a hit, where the sentence is longer */
	CONTEXT_TITLE = 200,    /* characters that a title inside 《》 may have on either side of a hit */
};

/*
 * The sentence of bytes from .. to of a paragraph. Sentences end in 。！？ or ! ? (the 句末点号 of GB/T 15834-2011), with the
 * quotation marks and brackets that close behind them. Cut CONTEXT_SENTENCE characters before and behind the hit.
 */
struct view context_sentence(struct view paragraph, size_t from, size_t to);

/* Whether a sentence ends within `text`. */
bool context_sentence_ends(struct view text);

enum quoted {
	QUOTED_NOT,
	QUOTED_OWN, /* in the name of the document itself, or of what it issues: 关于印发《…》的通知 */
	QUOTED_OTHER, /* in the name of another document */
	QUOTED_NAME,  /* the brackets hold nothing but the hit: a name, as 《中国制造2025》 */
};

/* How bytes from .. to of a paragraph are quoted. `title`: the document's. Inner brackets 〈〉 belong to the title they stand in. */
enum quoted context_quoted(struct view paragraph, size_t from, size_t to, struct view title);

#endif
