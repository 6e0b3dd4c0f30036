/*
 * Pages that stand in front of a page: walls that only a browser's scripts get past, pages to log in on, and
 * shells that scripts would fill. Judged by what is there to read, which for a document is never nothing.
 */
#ifndef WALL_H
#define WALL_H

#include "view.h"

enum { WALL_BYTES = 16 * 1024, WALL_TEXT = 600 }; /* a wall's most bytes; a shell's most bytes of text */

struct wall {
	size_t text; /* bytes to read: no tags, scripts, styles, comments, title, noscript, white space */
	bool script, loads_script, password; /* it has a script; one from elsewhere; a field for a password */
};

/* Looks at an HTML page, in any encoding that leaves ASCII as it is. */
struct wall wall_look(struct view html);

/* A page without a word, and with a script of its own: it sets a cookie, or counts, and asks again. */
bool wall_blocks(struct view html);

/*
 * The error of a page that has come in the place of another: `login` where it wants a password that the other
 * didn't and says far less, `shell-page` where scripts would have to bring what it says; NULL: it's a page.
 */
const char *wall_instead(struct view html, struct view before);

#endif
