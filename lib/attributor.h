/*
 * Which authority issued a document, and at which level of government: the decision itself, over the tables of
 * gazetteer.h, issuer.h, prefix.h and portal.h. The rules and their order are told in docattribute(1).
 *
 * What is known about a document makes claims. The document's own claims are its issuer, its number, and a title that
 * begins with its issuer or is a regulation's, and what a regulation's text says of its maker; the publisher's claims are the site code and the host. A document's own
 * claim wins over its publisher's, so that a national document on a provincial site is national.
 */
#ifndef ATTRIBUTOR_H
#define ATTRIBUTOR_H

#include "arena.h"
#include "error.h"
#include "gazetteer.h"

enum { ATTRIBUTOR_TEXT = 4096 };

/* What a document says of itself; an unknown thing is empty. */
struct attributor_document {
	struct view site_code, issuer, docno, url, title, genre, issued, published;
	struct view text; /* its first ATTRIBUTOR_TEXT bytes will do */
};

struct attribution {
	struct view level;                  /* national province city county township; empty: not decided */
	struct view province, city, county; /* codes; empty where there is none */
	struct view type;                   /* party government department vertical congress court joint */
	struct view issuers;                /* all of them, separated by 、 */
	struct view transmits;              /* what a 转发 or 批转 passes on */
	struct view basis;                  /* site_code issuer docno host title text */
	struct view evidence;               /* the words that decided */
	struct view conflict;               /* the claims that differ, `rule words`, separated by "; " */
	struct view joint; /* places of all issuers, where they are several, as placement.h writes them */
};

struct attributor;

/* Loads divisions, areas, issuers, prefixes and hosts from the folder `data` (NULL: see command_data), and a study's own
 * `levels` (columns of areas.tsv) or NULL. NULL with `e` set. */
struct attributor *attributor_open(
    const char *data, const char *levels, enum division_scheme scheme, struct error *e);
void attributor_close(struct attributor *a); /* NULL is allowed */

/* Decides. What `out` shows lives in the document, the attributor or `memory`. 0, or -1: no memory. */
int attributor_decide(const struct attributor *a, const struct attributor_document *d, struct arena *memory,
    struct attribution *out);

#endif
