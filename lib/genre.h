/*
 * What kind of document it is: policy, announcement, explainer, news, reply, speech, draft, personnel, tender, other.
 * Decided by words, from a table of rules read from the top: `kind`, `word`, `genre`. Kinds:
 *   title   the word stands anywhere in the title
 *   ending  the title ends in it; brackets and quotation marks may follow
 *   cut     it stands anywhere in a title that ends in dots
 *   column  it stands in the name of the column that the site files the document under
 *   source  it stands in the name of where a page says it has the text from
 *   opening it stands in the text's first GENRE_OPENING bytes
 *   dateline the text begins with it, and no document follows in full (全文如下, 第一条)
 *   reporter it stands among the text's first words, in its first GENRE_REPORTER bytes, and no document follows in full: 某某日报记者
 *   numbered the document has a number of its own, whatever the word
 *   byline  it stands in the text's last GENRE_BYLINE bytes
 */
#ifndef GENRE_H
#define GENRE_H

#include "error.h"
#include "trials.h"
#include "view.h"

enum { GENRE_OPENING = 1200, GENRE_BYLINE = 60, GENRE_REPORTER = 30 };

struct genres;

/* What the rules look at; each may be empty. */
struct genre_signs {
	struct view title, column, source, text, docno;
};

struct genres *genres_load(const char *path, struct error *e); /* NULL: see `e` */
void genres_free(struct genres *g);
/* The genre, valid as long as `g`; "other" when no rule applies. */
struct view genre_decide(const struct genres *g, const struct genre_signs *signs);

/* Notes what each rule that applies says, in their order: the first is taken. */
void genre_note(const struct genres *g, const struct genre_signs *signs, struct trials *t);

#endif
