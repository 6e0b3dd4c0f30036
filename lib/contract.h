/*
 * The stream contract as a check: which columns a stage owes, what a value may look like, and how columns hang together.
 * The columns and their forms are the table columns.tsv (column, stage, form, meaning).
 * The forms are those of form.h; every form admits the empty field: unknown.
 */
#ifndef CONTRACT_H
#define CONTRACT_H

#include "error.h"
#include "table.h"
#include "tsv.h"

struct contract;

/*
 * Loads columns.tsv (`columns`), for the columns of `in`. `stage` names the stage whose output `in` is (one of import fetch
 * extract attribute classify hits dedup aggregate), or NULL for no stage; `rules` is the rules file whose tags a
 * classified stream owes, or NULL. `rules` and `in` are borrowed. Returns NULL with `e` set: unreadable table, unknown stage.
 */
struct contract *contract_open(
    const struct tsv *in, const char *columns, const char *stage, const char *rules, struct error *e);
void contract_close(struct contract *c);

/* Faults are told one at a time: `line` 0 stands for the stream as a whole. `what` needs no final newline. */
typedef void contract_fault(void *context, unsigned long long line, const char *what);

/* Columns that the stage owes and that are missing. Call once, before the rows. */
void contract_columns(struct contract *c, contract_fault *fault, void *context);
/* One row. Returns -1 only for lack of memory (ids are kept: they must be unique). */
int contract_row(struct contract *c, const struct view *fields, unsigned long long line,
    contract_fault *fault, void *context);
/* What only the whole stream shows: each family's representative is a row and represents itself. */
void contract_end(struct contract *c, contract_fault *fault, void *context);

#endif
