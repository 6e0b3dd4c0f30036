/*
 * The items about which coders disagree with each other, or all of them with us: a sheet for an adjudicator.
 */
#ifndef DISPUTES_H
#define DISPUTES_H

#include "coders.h"
#include "tsv.h"

/*
 * Columns: item tag title issued url sentence codes kind id ours code remark. `kind` is `coders` where they disagree, `ours`
 * where what is true (coders_settle) differs from our judgement; `code` and `remark` are empty, to be filled. 0 or -1.
 */
int disputes_write(const struct coders *c, struct tsv_writer *w, struct error *e);

#endif
