/*
 * What stands above a statute's articles: when and by whom this version was made (2010年7月30日 某省第十一届人民代表大会常务委员会第十九次会议
 * 通过), or the order that promulgates it (《…》已经…会议通过，现予公布。 省长 某某 2018年8月2日), and the number of order or announcement.
 *
 * Of several dates the latest adoption or amendment counts (通过, 修正, 修订: 立法法 (2023) §60): a higher congress only approves (批准), and
 * publication (公布) follows. An order's date is that of its signature.
 */
#ifndef STATUTE_H
#define STATUTE_H

#include "date.h"
#include "docno.h"
#include "words.h"

struct statute {
	struct date date; /* year 0: not said */
	struct view
	    maker; /* as it is written there, a piece of the text: 某省第十一届人民代表大会常务委员会; empty: not said */
	struct docno number; /* of the announcement or order, if `numbered` */
	bool numbered;
};

enum { STATUTE_HEAD = 3000 }; /* bytes that are looked at */

/* Reads the head of `text`. `words`: kinds made, approved, told, decree, office, organ. No date is later than the year `last`. False: nothing found. */
bool statute_read(struct view text, const struct words *words, int last, struct statute *s);
/* Appends the maker's lasting name, without its term: 某省人民代表大会常务委员会. */
void statute_maker(struct view maker, struct buffer *out);

#endif
