/*
 * SHA-256 (FIPS 180-4), by libcrypto.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "view.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64 };

struct digest; /* one that grows piece by piece */

struct digest *digest_new(void); /* NULL: no memory */
void digest_add(struct digest *d, struct view piece);
/* Writes the 64 lower-case hex digits and a NUL, and makes `d` ready for the next. 0, or -1 if libcrypto failed. */
int digest_take(struct digest *d, char hex[DIGEST_HEX + 1]);
void digest_free(struct digest *d); /* NULL is allowed */
/* All at once. 0 or -1. */
int digest_of(struct view whole, char hex[DIGEST_HEX + 1]);

#endif
