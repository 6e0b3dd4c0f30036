/*
 * Does a piece of text look like the name of an authority (机关)? By its characters and its ending, from the table of words:
 * which authority it is, is another module's question.
 */
#ifndef AUTHORITY_H
#define AUTHORITY_H

#include "words.h"

enum {
	AUTHORITY_NAME = 40,   /* most characters of one name */
	AUTHORITY_NAMES = 150, /* of several that lost what stood between them */
};

/* Only Chinese characters, blanks and brackets, 3 to `most` of them, ending in a word for an authority (`organ`). */
bool authority_is(struct view v, const struct words *words, size_t most);
/*
 * The names that stand right before `end`, a blank between them, each of them one (or several glued ones); empty when what
 * stands there is none.
 */
struct view authority_before(struct view text, size_t end, const struct words *words);
/* Who an official title names as its issuer, before 关于, 印发 …: 某市人民政府办公室关于…. Empty when there is none. */
struct view authority_of_title(struct view title, const struct words *words);

#endif
