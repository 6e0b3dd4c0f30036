/*
 * Compression: gzip members (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951) data, by libdeflate; and
 * the content codings of HTTP that are made of them (RFC 9110 §8.4.1).
 */
#ifndef CODING_H
#define CODING_H

#include "arena.h"
#include "view.h"

#include <stdint.h>

struct coding;

/* For packing and unpacking. NULL: no memory. Not to be used by two threads at once. */
struct coding *coding_new(void);
void coding_free(struct coding *c); /* NULL is allowed */

enum coding_result {
	CODING_OK,
	CODING_UNKNOWN, /* a coding that isn't undone here */
	CODING_DAMAGED,
	CODING_TOO_LARGE, /* the result would be above `cap` */
	CODING_NO_MEMORY,
};

/*
 * Appends `in`, packed as one gzip member (level 1: stores are written once and read a few times), to `out`.
 * 0, or -1: no memory.
 */
int coding_pack(struct coding *c, struct view in, struct buffer *out);

/* Replaces `out` by the unpacked gzip members of `in`, all of which must be sound. */
enum coding_result coding_unpack(struct coding *c, struct view in, size_t cap, struct buffer *out);

/*
 * Replaces `out` by `body` with the content codings undone that `names` lists ("gzip", "deflate, gzip", "" …;
 * the last one was applied last). No step may give more than `cap` bytes. `deflate` is read with the zlib
 * wrapper, as RFC 9110 wants it, or raw, as some servers send it.
 */
enum coding_result coding_undo(
    struct coding *c, struct view names, struct view body, size_t cap, struct buffer *out);

/* Appends the unpacked raw deflate data of `in`, at most `size` bytes. */
enum coding_result coding_inflate(struct coding *c, struct view in, size_t size, struct buffer *out);
/* CRC-32 as gzip and ZIP have it (RFC 1952 §8). */
uint32_t coding_crc32(struct view bytes);

#endif
