/*
 * Places as names of organs begin with them: 安徽省, 安徽省合肥市, 朝阳区, of which there are two, and which of them is meant where a
 * document was met, and in its year.
 */
#ifndef PLACENAME_H
#define PLACENAME_H

#include "gazetteer.h"

enum { PLACENAME_CHOICES = 8 };

/*
 * The place, with or without a further name inside it (安徽省合肥市), that `text` begins with at `at`. Returns its bytes, or 0.
 * The divisions that it may mean, at most PLACENAME_CHOICES, go to `found` and their number to `*count`: those valid in
 * `year` (0: any) and those within the place with the code `hint` (empty: none) are preferred.
 */
size_t placename_read(const struct gazetteer *g, struct view text, size_t at, struct view hint, int year,
    const struct division **found, size_t *count);
/* Is `name` the full name of `d`, or a usual other one, so that it says its level (合肥市, not 合肥)? */
bool placename_is_full(const struct division *d, struct view name);

#endif
