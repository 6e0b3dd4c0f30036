/*
 * Which part of a page is the document: a container that content management systems are known to use, else the element
 * in which text is dense (punctuation, few links). Its blocks become the paragraphs of the text; what stands among
 * them for the reader's convenience (share bars, previous and next, related links) stays out.
 */
#ifndef BODY_H
#define BODY_H

#include "outline.h"
#include "words.h"

struct
    containers; /* the table of known containers: `attribute` (id, class, itemprop), `value`, `family`, `kind` (document, article) and its source */

struct containers *containers_load(const char *path, struct error *e); /* NULL: see `e` */
void containers_free(struct containers *c);
/* The family of the container that an element is known as, or NULL. */
const char *containers_family(const struct containers *c, const struct html *h, uint32_t node);

struct body {
	uint32_t node;      /* the element that holds the document; 0 = the whole page */
	const char *family; /* of a known container, or NULL */
	bool article;       /* it belongs to no government system: the rules of article.h hold */
	size_t from, to;    /* its blocks */
	size_t weight;      /* of its text, see outline_weight; 0: nothing but links and labels */
	size_t chars;       /* characters of text that was taken */
};

/* The numbers by which an element is chosen. */
struct body_limits {
	unsigned
	    nearly; /* per cent of an element's weight that one child holds, to be looked at in its place */
	unsigned most;      /* the same where the rest is thin */
	unsigned thin;      /* characters of that rest for each of its weight, at least */
	unsigned held;      /* characters of a known container that counts */
	unsigned elsewhere; /* weight to which one with less yields */
	unsigned within;    /* per cent of a container's characters with which one within it displaces it */
	unsigned beyond;    /* times its characters with which one elsewhere does */
};
extern const struct body_limits body_limits; /* those that docextract goes by */

/* Chooses the document's element: by body_limits, or by others, to measure how much hangs on them. */
void body_find(
    struct body *b, const struct containers *c, const struct words *words, const struct outline *o);
void body_find_by(struct body *b, const struct body_limits *l, const struct containers *c,
    const struct words *words, const struct outline *o);
/* Appends the document's paragraphs, one a line, without a line break at the end, and counts their characters in b->chars. */
void body_write(struct body *b, const struct words *words, const struct outline *o, struct buffer *out);
/*
 * Appends the absolute addresses of the files that the document's element links to, once each, a blank between them; `url`
 * is the page's own.
 */
void body_attachments(const struct body *b, const struct words *words, const struct outline *o,
    struct view url, struct buffer *out);

#endif
