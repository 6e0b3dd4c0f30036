/*
 * Recording: how a capture enters the store, as records and as the row of the source that asked for it.
 */
#ifndef RECORDER_H
#define RECORDER_H

#include "archive.h"
#include "capture.h"
#include "coding.h"
#include "media.h"
#include "store.h"

enum { RECORDER_DENSE = 1 << 20 }; /* bytes that any body may have once it is decoded, whatever the ratio */

/* What it needs, kept from capture to capture. */
struct recorder {
	struct store *store;       /* borrowed */
	const char *folder;        /* its folder, borrowed */
	const struct media *media; /* borrowed */
	struct coding *coding;
	struct archive *archive; /* the store's records; opened when one is needed */
	size_t cap;              /* most bytes of a decoded body */
	size_t ratio;            /* and most of them for each byte received, above RECORDER_DENSE */
	struct buffer body;      /* decoded: of the page that was recorded last, where it has no error */
	struct buffer before;    /* and of the one that was held, where the two are compared */
	const char *error;       /* what was wrong with it, or NULL */
	bool unchanged;          /* it was found to be what is held */
	struct arena row;
};

int recorder_start(struct recorder *r, struct store *store, const char *folder, const struct media *media,
    size_t cap, size_t ratio, struct error *e);
void recorder_free(struct recorder *r);

/* Records a step on the way (an answer that redirects, or asks for another try). 0, or -1: see `e`. */
int recorder_hop(struct recorder *r, const struct capture *c, struct error *e);

/*
 * Records the last capture for the source `id` and writes its row. What can't be used of it becomes the row's
 * error: a status that isn't 2xx, an empty body (`empty`), one that can't be decoded (`encoding`) or is above
 * `cap` (`inflated`; `too-large` where it isn't coded) or above `ratio` (`ratio`) when it is, one that is nothing but a script (`blocked`, see wall.h). 0, or -1: see `e`.
 */
int recorder_page(struct recorder *r, struct view id, const struct capture *c, struct error *e);

/*
 * The fields that a request for `url` shall have, so that the page of the source `id` comes only where it
 * isn't the one that is held. None where none is held, or it came from another address. 0, or -1: see `e`.
 */
int recorder_conditions(
    struct recorder *r, struct view id, struct view url, struct buffer *fields, struct error *e);

/*
 * The same as recorder_page, but a page that is held stays unless a better one came: where nothing changed a
 * `revisit` record is written (ISO 28500:2017 §6.7) and the row keeps all but last_seen; where the new answer
 * has an error, or looks like a wall in front of the page (wall_instead), the row keeps all and has the error
 * in `refresh`, and since when in `withdrawn`.
 */
int recorder_refresh(struct recorder *r, struct view id, const struct capture *c, struct error *e);

#endif
