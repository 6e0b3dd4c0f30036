/*
 * The names of organs: whole names of national ones (国务院办公厅), and how names of local ones end (人民政府, 厅). From issuers.tsv, columns
 * name kind type formal; `formal` is the full name of a short one (科技部: 科学技术部).
 */
#ifndef ORGANNAME_H
#define ORGANNAME_H

#include "error.h"
#include "view.h"

enum organname_kind {
	ORGANNAME_NATIONAL,
	ORGANNAME_START,         /* how names of other national organs begin: 国家…办公室 */
	ORGANNAME_BRANCH,        /* a national organ with local branches */
	ORGANNAME_BARE,          /* short forms that joint documents use, of any level */
	ORGANNAME_ENDING,        /* how a local organ's name ends */
	ORGANNAME_BRANCH_ENDING, /* how a local branch's name ends */
	ORGANNAME_KINDS
};

struct organname {
	struct view type;   /* party government department vertical congress court */
	struct view formal; /* empty: the name itself */
};

struct organnames;

struct organnames *organnames_open(const char *path, struct error *e); /* NULL: see `e` */
void organnames_close(struct organnames *n);                           /* NULL is allowed */
/* Bytes of the longest name of `kind` that begins at `at`, with what the table says of it; or 0. */
size_t organname_at(const struct organnames *n, enum organname_kind kind, struct view text, size_t at,
    struct organname *found);
/* Bytes of the longest name of `kind` that ends at `end` and begins at `from` or behind; or 0. */
size_t organname_ending(const struct organnames *n, enum organname_kind kind, struct view text, size_t from,
    size_t end, struct organname *found);

#endif
