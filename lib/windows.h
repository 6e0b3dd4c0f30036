/*
 * The inside of a fingerprint (see fingerprint.h): which window of each literal is watched, in which group, and the tables by which
 * the vector instructions find it. Only fingerprint.c and windows.c look at this.
 */
#ifndef WINDOWS_H
#define WINDOWS_H

#include "view.h"

#include <stdint.h>
#include <string.h>

enum {
	BYTES = 4,        /* watched of a window */
	WINDOW = 5,       /* bytes it spans */
	GROUPS = 8,       /* of literals: the bits of a byte */
	STEP = 64,        /* places looked at at once */
	FEW = 2,          /* survivors of them that are listed without asking, where literals are few */
	SOME = 4,         /* and where they are many */
	BEYOND = 8,       /* bytes that may be read behind the last place */
	CHUNK = 4096,     /* places sifted before the survivors are looked at */
	HASH = 16,        /* bits of a window's hash */
	HEADS = 12,       /* bits of it that choose a chain */
	REACH = 64,       /* a window begins within so many bytes of a literal */
	WIDE = 64,        /* more literals than so */
	LEARNT = 1 << 18, /* bytes of sample that suffice */
};

struct fingerprint {
	const struct view *literals;
	size_t count;
	uint16_t *from;         /* by literal: where its window begins */
	uint64_t *keys;         /* by literal: its window; of a short literal the bytes that there are */
	uint16_t *next;         /* by literal: the next one in its chain, + 1; 0 = none */
	uint16_t *order;        /* the literals, in the order of groups */
	uint16_t *seen;         /* by hash: how often in the sample */
	uint16_t *shared;       /* by hash: how often in the literals */
	size_t learnt, planned; /* bytes of sample */
	bool any_short;
	bool wide;                       /* many literals: six bits of a byte are looked up at once */
	unsigned char low[BYTES][16];    /* groups, by a byte's low half */
	unsigned char high[2][16];       /* groups, by the high half of the first two bytes */
	unsigned char six[BYTES][4][16]; /* groups, by a byte's low six bits */
	uint32_t full[1 << (HASH - 5)];  /* bitmap of windows */
	uint32_t small[1 << (HASH - 5)]; /* bitmap of the two first bytes of short literals */
	uint16_t heads[1 << HEADS], small_heads[256];
};

/* The window at `p`, of which 8 bytes can be read: five bytes, the first one lowest. */
static inline uint64_t
key_at(const char *p)
{
	uint64_t w;
	memcpy(&w, p, sizeof w);
	return w & 0xFFFFFFFFFFu;
}

static inline uint32_t
hash(uint64_t key)
{
	return (uint32_t)(((key << 24) * 0x9E3779B97F4A7C15u) >> (64 - HASH));
}

/* Shorter than a window. */
static inline bool
is_short(struct view literal)
{
	return literal.len < WINDOW;
}

/*
 * Chooses a window for each literal after what was seen of the text so far, and fills all tables. 0, or -1 for want of memory; then they
 * are as they were.
 */
int windows_plan(struct fingerprint *f);

#endif
