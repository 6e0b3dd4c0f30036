/*
 * Which places a sentence names as those of a pilot: 在合肥市、芜湖市开展试点, 将杭州市列为试点城市.
 *
 * The rule errs on the side of silence. Within one clause (up to ，。；：！？ and their half-width forms) a list of places stands before the
 * match, and
 *   - directly before the list a word of kind `before` (siting.tsv), or
 *   - the list opens the clause, and directly behind the match stands a word of kind `site`;
 * between the list and the match stand at most SITING_GAP characters; and the clause has no word of kind `not`.
 *
 * A list is one name, or several with words of kind `between`. Of 江苏省南京市 the second counts. Names are full ones (合肥市), or a
 * province's short one (安徽), or a city's in a list whose last name is full or that a word of kind `all` closes (石家庄、保定等市). Which of several places of one name is meant is for the caller: names are returned, not places.
 */
#ifndef SITING_H
#define SITING_H

#include "gazetteer.h"
#include "words.h"

enum { SITING_NAMES = 64, SITING_GAP = 30 };

/* The names, up to SITING_NAMES, as views of `sentence`; returns their number. `match` is the pilot's word; all its places count. */
size_t siting_find(const struct words *w, const struct gazetteer *g, struct view sentence, struct view match,
    struct view names[SITING_NAMES]);
/*
 * The place that a name means in a document of that year (0: not known) by an issuer of `level` within `code` (a province's or city's;
 * empty: the nation): lower than the issuer and within it. NULL: none, or more than one.
 */
const struct division *siting_place(
    const struct gazetteer *g, struct view name, enum division_level level, struct view code, int year);

#endif
