/*
 * The captures that were found in files of archived records, by address, and which of an address's captures counts: see gleaning.h.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include "digest.h"
#include "keymap.h"
#include "sources.h"
#include "store.h"

/* The beginning of a SHA-256: what an index finds by, whatever others wrote. */
typedef char findings_id[SOURCE_ID + 1];

struct finding { /* a capture */
	size_t address, file;
	unsigned long long ordinal; /* of the record in its file */
	unsigned long long offset, length, bytes;
	char date[WARC_DATE], sha256[DIGEST_HEX + 1];
	int status;
	const char *error; /* a token; NULL: it can be read, or is a revisit */
	bool revisit, unmodified, wanted;
	findings_id digest, refers; /* of a revisit; "" = not said */
	struct view media, charset; /* raw */
	char place[STORE_PLACE];    /* where it was copied to */
};

struct findings_site { /* an address */
	findings_id id;
	struct view url; /* raw */
	struct finding *best, *failed;
	const char *refresh;
	const char *first_seen, *last_seen, *withdrawn; /* dates of captures; NULL = none */
};

/* All zero bytes is empty; memory.limit may be set. */
struct findings {
	struct findings_site *sites;
	struct finding **list;
	size_t site_count, site_room, count, room;
	struct keymap ids, originals; /* ids -> sites; digests and places -> captures */
	struct arena memory;
};

void findings_free(struct findings *f);
/* The id of some text. 0, or -1. */
int findings_key(struct view text, findings_id id);
/* The id of an address at a date. 0, or -1. */
int findings_place(struct view url, const char *date, findings_id id);
/* The index of an address, which is added if it is new. 0, or -1: no memory. */
int findings_site(struct findings *f, struct view url, size_t *site);
/* A new capture, cleared; NULL: no memory. */
struct finding *findings_add(struct findings *f);
/*
 * Makes the capture that was added last findable for revisits: by its payload's digest, as its record says it (empty: not said), and by
 * address and date. 0, or -1: no memory.
 */
int findings_original(struct findings *f, struct view digest, struct view url, const char *date);
/* Decides on every address; call it once. 0, or -1: no memory. */
int findings_settle(struct findings *f, struct error *e);

#endif
