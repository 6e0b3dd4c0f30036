#include "check.h"
#include "cells.h"

#include <string.h>

#include <stdio.h>

enum { KEYS = 20000, ROUNDS = 3 };

static struct view
key_of(char *room, size_t size, int i)
{
	int n = snprintf(room, size, "province\t%d", i * 7919 % KEYS);
	return (struct view) { room, (size_t)n };
}

/* Every key is found again, with its own numbers, however often the table grew. */
static void
counts(void)
{
	struct cells *c = cells_new(2);
	char room[64];
	CHECK(c != NULL);
	if (c == NULL)
		return;
	for (int i = 0; i < KEYS * ROUNDS; i++) {
		size_t at = cells_find(c, key_of(room, sizeof room, i));
		CHECK(at != CELLS_NONE);
		cells_counters(c, at)[0]++;
		cells_counters(c, at)[1] += (unsigned)i;
	}
	CHECK(cells_count(c) == KEYS);
	for (int i = 0; i < KEYS; i++) {
		size_t at = cells_find(c, key_of(room, sizeof room, i));
		CHECK(at == (size_t)i); /* order of first sight */
		CHECK(view_equal(cells_key(c, at), key_of(room, sizeof room, i)));
		CHECK(cells_counters(c, at)[0] == ROUNDS);
		CHECK(cells_counters(c, at)[1] == 3ULL * (unsigned)i + 3ULL * KEYS);
	}
	CHECK(cells_count(c) == KEYS);
	cells_free(c);
}

static void
empty_and_similar_keys(void)
{
	struct cells *c = cells_new(0);
	CHECK(c != NULL);
	if (c == NULL)
		return;
	CHECK(cells_count(c) == 0);
	CHECK(cells_find(c, VIEW("")) == 0);
	CHECK(cells_find(c, VIEW("\t")) == 1);
	CHECK(cells_find(c, VIEW("a\tb")) == 2);
	CHECK(cells_find(c, VIEW("a\t")) == 3);
	CHECK(cells_find(c, VIEW("")) == 0);
	CHECK(cells_counters(c, 3)[0] == 0);
	cells_free(c);
	cells_free(NULL);
}

/* Keys of every length from 0 to 39 bytes, several of them twice in one batch, land where one by one they do. */
static void
many_at_once(void)
{
	struct cells *c = cells_new(5);
	static char letters[128];
	struct view keys[CELLS_BATCH];
	unsigned long long *found[CELLS_BATCH];
	memset(letters, 'x', sizeof letters);
	CHECK(c != NULL);
	if (c == NULL)
		return;
	for (int round = 0; round < 50; round++) {
		for (size_t i = 0; i < CELLS_BATCH; i++)
			keys[i] = (struct view) { letters, (i * 7 + (size_t)round) % 40 };
		CHECK(cells_find_all(c, keys, CELLS_BATCH, found) == 0);
		for (size_t i = 0; i < CELLS_BATCH; i++)
			found[i][4]++;
	}
	CHECK(cells_count(c) == 40);
	unsigned long long sum = 0;
	for (size_t len = 0; len < 40; len++) {
		size_t at = cells_find(c, (struct view) { letters, len });
		CHECK(at < 40);
		CHECK(cells_key(c, at).len == len);
		CHECK(cells_counters(c, at)[0] == 0);
		sum += cells_counters(c, at)[4];
	}
	CHECK(sum == 50 * CELLS_BATCH);
	CHECK(cells_find_all(c, keys, 0, found) == 0);
	cells_free(c);
}

int
main(void)
{
	many_at_once();
	counts();
	empty_and_similar_keys();
	return check_status();
}
