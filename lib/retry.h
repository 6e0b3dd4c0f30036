/*
 * What is worth another try, and after how long.
 */
#ifndef RETRY_H
#define RETRY_H

#include "capture.h"

/*
 * True where another try may well bring the page: the network failed (`timeout` `connection` `cut-short`
 * `unreachable` `unresolved` `too-slow`), or the host was overloaded (429, 502, 503, 504).
 */
bool retry_worth(const struct capture *c);

/*
 * How many seconds a host wants to be left alone: the field Retry-After of its answer (RFC 9110 §10.2.3),
 * seconds or a date, seen at `now` (seconds since 1970). -1: it doesn't say. A date that has passed is 0.
 */
long long retry_after(const struct capture *c, long long now);

/*
 * The pause in ms before try number `tries` + 1: `base` doubled with each one, less or more by up to half
 * (`random`: any number), so that many that failed together don't come back together.
 */
long retry_pause(long base, unsigned tries, unsigned random);

#endif
