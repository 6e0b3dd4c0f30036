/*
 * Text as it is kept: white space folded, invisible characters dropped, full-width ASCII letters and digits narrowed;
 * nothing else, for text is evidence (NFKC would rewrite （），： and ①).
 *
 * And traditional characters to simplified, by OpenCC (t2s), only where a page is judged traditional; names of places
 * that such a conversion would spoil (乾安县 would become 干安县) are kept.
 */
#ifndef FOLD_H
#define FOLD_H

#include "arena.h"
#include "error.h"
#include "view.h"

/*
 * Appends `text` folded: every run of white space (Unicode White_Space, line breaks too) is one blank, none at the
 * start of a paragraph, that is where `out` is empty or ends in a line break or blank; a run with a line break
 * between two Chinese characters is nothing (CSS Text 3 §4.1.3); soft hyphens, zero-width and direction marks vanish;
 * Ａ-Ｚ ａ-ｚ ０-９ become ASCII. `text` is well-formed UTF-8.
 */
void fold_line(struct view text, struct buffer *out);
/* The same for text of several paragraphs: line breaks stay, empty paragraphs go, and there is none at the end. */
void fold_paragraphs(struct view text, struct buffer *out);
/* Drops blanks that `out` ends in. */
void fold_trim(struct buffer *out);

/* A line without the marks that Markdown puts before headings, and without brackets around all of it. */
struct view fold_bare(struct view line);

struct fold; /* which characters give a script away; the conversion's dictionaries, once they were needed */

/*
 * `scripts`: a TSV file with columns `script` (traditional, simplified: the characters that give it away; place: names that the
 * gazetteer lacks, written=meant) and `characters`. `names`: one with a column `name` of
 * place names to keep, or NULL; it is read when the first text is converted, as OpenCC's dictionaries are. NULL: see `e`.
 */
struct fold *fold_open(const char *scripts, const char *names, struct error *e);
void fold_close(struct fold *f); /* NULL is allowed */
/* Is it written in traditional characters? */
bool fold_is_traditional(const struct fold *f, struct view text);
/* Appends `text` in simplified characters. 0, or -1 in `e`: no memory, or dictionaries that can't be read. */
int fold_simplify(struct fold *f, struct view text, struct buffer *out, struct error *e);

#endif
