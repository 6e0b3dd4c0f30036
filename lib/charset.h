/*
 * Bytes in, UTF-8 out: which charset a page is written in, and what it says.
 *
 * Order of decision: a byte order mark; well-formed UTF-8; then what HTTP and the page's own meta declare, unless the
 * bytes speak clearly against it (GB and Big5 text show which one they are by the share of frequent characters); then
 * the bytes alone; then uchardet. Labels are read as browsers read them (WHATWG Encoding §4.2): gb2312 and gbk as
 * gb18030, big5 as big5-hkscs, iso-8859-1 as windows-1252.
 */
#ifndef CHARSET_H
#define CHARSET_H

#include "arena.h"
#include "error.h"
#include "view.h"

enum { CHARSET_NAME = 32 };

struct charset; /* open converters, reused from page to page */

struct charset_result {
	char name[CHARSET_NAME]; /* lower case: utf-8, gb18030, big5-hkscs … */
	const char *why;         /* "mark", "bytes", "http", "meta", "detector" */
	size_t wrong;            /* pieces that could not be decoded; each is a U+FFFD in the text */
	size_t characters;       /* of the text, counted only where some are wrong */
	bool
	    failed; /* more than three and than one in a hundred are wrong, or it is no text in any charset */
};

struct charset *charset_new(struct error *e); /* NULL: see `e` */
void charset_free(struct charset *c);         /* NULL is allowed */

/*
 * Appends `bytes` as well-formed UTF-8 without NUL and without a byte order mark to `out`. `http` is the charset that
 * the server declared, or empty. 0, or -1 (no memory, or `out`'s limit) in `e`.
 */
int charset_decode(struct charset *c, struct view bytes, struct view http, struct buffer *out,
    struct charset_result *result, struct error *e);

/* Appends bytes that are known to be in a charset (its name as in charset_result); what has no character becomes U+FFFD. 0, or -1: no such converter, or no memory. */
int charset_convert(struct charset *c, const char *name, struct view bytes, struct buffer *out);
/* The charset that a page's own meta declares in its first bytes, a view into `bytes`; empty: none. */
struct view charset_meta(struct view bytes);
/* What is meant by a label, as browsers read it: gb18030 of GB2312. False for one that is no label at all. */
bool charset_label(struct view label, char name[CHARSET_NAME]);

#endif
