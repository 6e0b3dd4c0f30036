/*
 * What speaks about a document's issuer: the claims that its site code, issuer, number, host and title make, each read by itself
 * and then completed in the light of the others (市政府 on a site of Hefei is Hefei's). Deciding between them is attributor.h.
 */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "attributor.h"
#include "issuer.h"
#include "portal.h"
#include "prefix.h"
#include "words.h"

enum { CLAIM_CHOICES = 8 };

/* What one thing says about the issuer. */
struct claim {
	bool made; /* it says who: the level is known, and the place unless national */
	bool weak; /* it counts only where nothing else is known */
	bool bare; /* its place was taken from another claim (市政府) */
	enum division_level
	    level; /* NATIONAL, the place's own, or below it where only a place around it is known */
	const struct division *place; /* NULL: national */
	struct view type, words;
	const struct division
	    *choices[CLAIM_CHOICES]; /* what it may mean, where that isn't clear; NULL is national */
	size_t choice_count;
};

struct claim_tables {
	const struct gazetteer *places;
	const struct issuers *issuers;
	const struct prefixes *prefixes;
	const struct portals *portals;
	const struct words *words; /* page-words.tsv */
};

struct claims {
	const struct claim_tables *tables;
	const struct attributor_document *d;
	int year;                   /* of the document, or 0 */
	struct claim site, host;    /* who publishes */
	struct claim issuer, docno; /* the document's own */
	struct claim lead, regulation,
	    place;                 /* read from the title: its issuer, its maker, any place it begins with */
	struct claim maker, scope; /* read from a regulation's text: who passed it, where it holds */
	struct organ maker_organ,
	    order;    /* whom the text and the number of an order name, if those claims are made */
	bool ordered; /* the number is an order's or announcement's, and names its issuer */
	struct organ organs[ISSUER_ORGANS], lead_organs[ISSUER_ORGANS]; /* all that issuer and title list */
	size_t organ_count, lead_count;
	bool forwards; /* the title begins with 转发 and names no issuer: what it names is another's */
};

/*
 * Fills `k`, which is all zero, from `d`. `*transmits` is set to what a 转发 passes on, a piece of the title. Names that are put
 * together lie in `memory`. 0, or -1: no memory.
 */
int claims_read(struct claims *k, const struct claim_tables *tables, const struct attributor_document *d,
    struct arena *memory, struct view *transmits);
/* The claim of an organ as it names itself: made where its place is known, else with the places that it may mean. */
void claim_organ(struct claim *c, const struct organ *o);
/* The claim that it is that place's; NULL: the nation's. */
void claim_place(struct claim *c, const struct division *d);
/* The site code's claim, else the host's; perhaps none is made. */
const struct claim *claims_publisher(const struct claims *k);
/* Same level and same place? */
bool claim_same(const struct claim *a, const struct claim *b);

/* The code of a place; an area without a code has that of the unit it belongs to. Empty for NULL, the nation. */
struct view division_place(const struct division *d);
bool division_same(const struct division *a, const struct division *b);
/* Does the place lie in the other one, or is it the same? Nothing but the nation itself lies in the nation, for this purpose. */
bool division_inside(const struct division *inner, const struct division *outer);

#endif
