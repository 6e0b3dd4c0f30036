#include "check.h"
#include "cells.h"

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

int
main(void)
{
	counts();
	empty_and_similar_keys();
	return check_status();
}
