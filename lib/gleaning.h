/*
 * What files of archived records hold of each address: the newest capture that can be read, as a row of a
 * fetched stream (docfetch's columns).
 *
 * Files are read in turn, then gleaning_settle decides. Memory grows with the number of captures, by some
 * 500 bytes each; above GLEANING_BYTES there is an error.
 *
 *  - Captures are `response` and `resource` records of http, https and file addresses, but robots.txt.
 *    Answers that redirect, and 1xx and 304, give none.
 *  - A `revisit` (ISO 28500:2017 §6.7) stands for the capture that has its payload digest, else for that
 *    which it refers to by address and date, else, if the server said "not modified", for the address's
 *    capture before.
 *  - A later failure doesn't replace a capture that can be read: it goes to `refresh`, and `withdrawn` says
 *    since when the address has been missing.
 */
#ifndef GLEANING_H
#define GLEANING_H

#include "media.h"
#include "payload.h"
#include "store.h"
#include "warcfile.h"

/* Most bytes of captures; their indexes come on top, about a third. */
#define GLEANING_BYTES ((size_t)2 << 30)

struct gleaning;

/* A capture that a row rests on, or that was copied. */
struct gleaning_place {
	size_t file;                       /* in the order of gleaning_file's calls */
	unsigned long long offset, length; /* length 0: it can't be read in place */
};

/* `media` is borrowed; `cap`: most bytes of a decoded body. NULL: no memory. */
struct gleaning *gleaning_new(const struct media *media, size_t cap);
void gleaning_free(struct gleaning *h); /* NULL is allowed */

/*
 * Takes up the captures of a file. PACKED_END: all of it; PACKED_DAMAGED: what stands before the damage;
 * else nothing counts. See `e`.
 */
enum packed_result gleaning_file(struct gleaning *h, const char *path, struct error *e);

/* Decides on every address; call it once, behind the last file. 0, or -1: no memory. */
int gleaning_settle(struct gleaning *h, struct error *e);

/* How many addresses there are; they stand in the order of their first capture. */
size_t gleaning_count(const struct gleaning *h);
/*
 * Whether a row's capture is of one of the media types in `list` ("text/html,application/pdf"; a type that
 * ends in a slash means all that begin so). The empty list holds every type. Of an address that can't be
 * read, what its last answer said counts; nothing said is in every list.
 */
bool gleaning_is(const struct gleaning *h, size_t row, struct view list);
/* The address of a row, raw. */
struct view gleaning_url(const struct gleaning *h, size_t row);
/* Its capture's place. False: it rests on none that can be read. */
bool gleaning_place(const struct gleaning *h, size_t row, struct gleaning_place *place);
/*
 * Its fields, raw, valid until the next call; `record` is `name:offset:length` of its place, or where it
 * was copied to. 0, or -1: no memory.
 */
int gleaning_row(
    struct gleaning *h, size_t row, const char *name, struct view fields[STORE_COLUMNS], struct error *e);

/* Marks the capture that a row rests on as one to copy. */
void gleaning_want(struct gleaning *h, size_t row);
/*
 * Reads a file again (the `file`-th) and puts the captures that are wanted into a store. As gleaning_file.
 */
enum packed_result gleaning_copy(
    struct gleaning *h, size_t file, const char *path, struct store *store, struct error *e);

#endif
