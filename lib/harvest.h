/*
 * A harvest: the pages of a list of sources brought into a store. What has a row there is left alone; files
 * are read on the spot, web pages asked for politely; the store is committed in batches, so that a crash
 * costs little.
 */
#ifndef HARVEST_H
#define HARVEST_H

#include "crawl.h"
#include "sources.h"
#include "store.h"
#include "summary.h"

struct harvest_options {
	const char *store;     /* folder */
	const char *file_root; /* folder that file addresses lie below, or NULL */
	const char *media;     /* the table media.tsv */
	const char *agent;     /* product token: what robots.txt files call this program */
	bool retry;            /* fetch also what has a row with an error */
	bool refresh;          /* ask again for everything, for pages that are held on condition */
	size_t max_bytes;      /* of a page, decoded */
	size_t max_ratio;      /* decoded bytes for each one received */
	size_t sync;           /* most rows of a batch */
	struct crawl_options crawl;
	struct store_options segments;
};

struct harvest;

/*
 * Opens all that is needed; `o` and `s` are borrowed. `notes` gets a line for each thing that was put right
 * in the store. NULL: see `e` (a file address without file_root, and what store_open tells).
 */
struct harvest *harvest_open(
    const struct harvest_options *o, struct sources *s, struct buffer *notes, struct error *e);
void harvest_close(struct harvest *h); /* what was not committed is lost; NULL is allowed */

/*
 * Fetches the next few pages. 1: call again; 0: all is fetched and committed; -1: see `e`. `*pages` is how
 * many have got a row in this run.
 */
int harvest_step(struct harvest *h, unsigned long long *pages, struct error *e);

/* The row of a source's id, once all is fetched: raw fields, valid until the next call. 0 or -1. */
int harvest_row(struct harvest *h, struct view id, struct view fields[STORE_COLUMNS], struct error *e);

/* What became of the pages so far; the harvest's. */
const struct summary *harvest_summary(const struct harvest *h);

#endif
