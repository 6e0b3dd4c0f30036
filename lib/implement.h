/*
 * Does a sentence say that its document implements the one that it names? Told by the words of implementing.tsv (columns kind,
 * word, source):
 *
 *   - the clause that names it opens with a word of kind `purpose` and has, before the name, one of kind `implement`:
 *     为贯彻落实《…》，…; or
 *   - that clause has a word of kind `basis` before the name, and the sentence, behind the name, one of kind `enact`:
 *     根据《…》，…制定本方案.
 *
 * A sentence that only speaks of implementation (各地深入实施《…》) is a mention. Clauses end in ，。；：！？ and their half-width forms.
 */
#ifndef IMPLEMENT_H
#define IMPLEMENT_H

#include "words.h"

/* `match` is the name as it stands in `sentence`; its first place counts. False also where it isn't there. */
bool implement_sentence(const struct words *w, struct view sentence, struct view match);

#endif
