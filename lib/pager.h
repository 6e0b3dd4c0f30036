/*
 * An article that goes on in other pages: which they are, by the numbers and the 下一页 under its text.
 *
 * A link leads to a page of the same article when its text says so (a number; a word of the kind `onward` in page-words.tsv)
 * and its address is the page's own but for the page's number: t1.html and t1_1.html or t1-2.html, ?id=7 and ?id=7&page=2 (names of such
 * parameters: kind `page-parameter`). The number in
 * the address is that of the page or one less, on all links alike. Where TRS WCM leaves the links to a script, createPageHTML(3, 0, "t1",
 * "html") tells the same. A link with another address (a list's next page, 下一篇) is none.
 */
#ifndef PAGER_H
#define PAGER_H

#include "html.h"
#include "words.h"

enum { PAGER_PAGES = 999 }; /* the last page that is followed */

struct pager_page {
	unsigned number; /* 2 and above */
	struct view url;
};

struct pager {
	struct pager_page *pages; /* in the order of the links, each number once, without the page's own */
	size_t count;
	unsigned
	    last; /* the highest number, with the page's own; 0: the article has no other pages that are known */
};

/*
 * Reads the links of the page `h`, made from `source`, whose address is `url` (absolute) and which is the article's `number`-th, from 1.
 * What is found lives in `a`. 0, or -1: no memory.
 */
int pager_read(struct pager *p, const struct html *h, struct view source, struct view url, unsigned number,
    const struct words *words, struct arena *a);

#endif
