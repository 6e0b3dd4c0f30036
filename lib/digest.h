/*
 * Digests, by libcrypto: SHA-256 (FIPS 180-4), which the stream uses, and those that archives label their
 * records with.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "view.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64 };

struct digest; /* one that grows piece by piece */

struct digest *digest_new(void); /* NULL: no memory */
void digest_add(struct digest *d, struct view piece);
/*
 * Writes the 64 lower-case hex digits and a NUL, and makes `d` ready for the next. 0, or -1 if libcrypto
 * failed.
 */
int digest_take(struct digest *d, char hex[DIGEST_HEX + 1]);
/*
 * One of the algorithm that a label names (`sha1`, `sha256`, `sha512`, `md5`; letter case and hyphens don't
 * matter), for digest_add and digest_is. NULL: another algorithm, or no memory.
 */
struct digest *digest_named(struct view algorithm);
/*
 * Whether what was added has this digest, written in hex, base 32 or base 64 (RFC 4648 §4, §5, §6, §8),
 * padded or not. Makes `d` ready for the next.
 */
bool digest_is(struct digest *d, struct view written);
void digest_free(struct digest *d); /* NULL is allowed */
/* All at once. 0 or -1. */
int digest_of(struct view whole, char hex[DIGEST_HEX + 1]);

#endif
