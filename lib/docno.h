/*
 * Document numbers (发文字号): 苏政发〔2015〕86号, in every bracket that is met ( 〔〕 [] 【】 () （） ［］ 〈〉 《》 ﹝﹞ ), with full-width
 * digits and stray blanks; numbers of orders: 国务院令第588号, 某省人民政府令〔2022〕第2号, 主席令第三十八号; and of announcements:
 * 国家税务总局公告2015年第86号. Canonical form, with figures: prefix〔year〕serial号 (GB/T 9704-2012 §7.2.5), prefix第serial号.
 *
 * The prefix is what stands glued before the bracket, without words that only lead to it (根据苏政发…) and without a title
 * that lost its line break (…的通知渝府发…). Those words are docno-words.tsv.
 */
#ifndef DOCNO_H
#define DOCNO_H

#include "arena.h"
#include "view.h"

enum docno_form { DOCNO_LETTER, DOCNO_ORDER, DOCNO_NOTICE };

struct docno {
	enum docno_form form;
	struct view prefix; /* 苏政发, 国务院令, 国家税务总局公告; a piece of the text that was read */
	int year;           /* 0 where an order's or announcement's number has none */
	unsigned serial;   /* at least 1 */
	size_t start, end; /* place in the text, from the prefix to behind 号 */
};

/* Most characters of a letter's prefix, and of an authority with 令 or 公告; a longer run has swallowed a title and is no number. */
enum { DOCNO_PREFIX = 16, DOCNO_MAKER = 36 };

/* The first document number that ends behind `from`. False when there is none. */
bool docno_find(struct view text, size_t from, struct docno *d);
/* A whole field that is one document number (a final 号 may be missing), blanks around it allowed. */
bool docno_parse(struct view field, struct docno *d);
/* Appends the canonical form. */
void docno_write(const struct docno *d, struct buffer *out);

#endif
