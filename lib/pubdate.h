/*
 * A page's date of publication where no meta tag and no label states it.
 */
#ifndef PUBDATE_H
#define PUBDATE_H

#include "facts.h"
#include "outline.h"

/*
 * Offers the date of the first <time datetime> (HTML Living Standard §4.5.14) outside navigation and links: those in links are of other pages.
 */
void pubdate_element(const struct outline *o, struct facts *f);
/*
 * Offers the day that is part of an address, as content management systems lay their files: /2017-03/24/, /2017/3/24/, /20170324/,
 * /201703/t20170324_1.html, /art/2017/3/24/art_1.html. Year and month alone are none, nor is a number that is longer.
 */
void pubdate_address(struct view url, struct facts *f);

#endif
