/*
 * What a regulation's own text says of who made it: the congress or government whose meeting passed it, above its articles, and
 * where nothing else tells, the area in which it says that it holds (在中华人民共和国境内, 本省行政区域内). Only for titles of regulations
 * (…条例, …办法, …规定): other texts speak of many places.
 */
#ifndef TEXTCLAIM_H
#define TEXTCLAIM_H

#include "claims.h"

/* A title without remarks in brackets behind it: （试行）. */
struct view without_brackets(struct view title);
/* Does the title, without brackets behind it, end as a regulation's does? `congress`: as one that only congresses make (条例). */
bool regulation_title(struct view title, bool *congress);
/* Fills k->maker and k->maker_organ from k->d->text. 0, or -1: no memory. */
int textclaim_maker(struct claims *k, struct view title, struct arena *memory);
/* Fills k->scope, in the light of the title's place and of the publisher. */
void textclaim_scope(struct claims *k, struct view title);
/* The authority in the number of an order or announcement, without its term: 某省人民代表大会常务委员会公告第5号. Empty: none. */
struct view textclaim_numbered(struct view prefix, struct arena *memory);

#endif
