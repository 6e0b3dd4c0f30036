/*
 * Pseudo-random numbers for statistics: SplitMix64 (Steele, Lea and Flood 2014). Equal seeds give equal numbers on every
 * machine. Not for secrets.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state; /* the seed, to begin with; any value */
};

uint64_t random_next(struct random *r);
/* 0 to count - 1, each equally likely. `count` > 0. */
uint64_t random_below(struct random *r, uint64_t count);

#endif
