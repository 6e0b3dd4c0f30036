#define _GNU_SOURCE
/* journal: many rows, the last of an id is the one, in the batch and in the file. */
#include "check.h"
#include "folder.h"
#include "journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 20000 };
static const char *const columns[] = { "id", "n" };

static int
add(struct journal *j, unsigned id, unsigned n)
{
	char a[32], b[32];
	struct error e;
	snprintf(a, sizeof a, "%020x", id * 2654435761U);
	snprintf(b, sizeof b, "%u", n);
	const struct view fields[] = { view_of(a), view_of(b) };
	return journal_add(j, fields, &e);
}

/* The number in the row of `id`, -1: none. */
static long
find(struct journal *j, unsigned id)
{
	char a[32];
	struct view fields[2];
	struct error e;
	unsigned long long n = 0;
	snprintf(a, sizeof a, "%020x", id * 2654435761U);
	int got = journal_find(j, view_of(a), fields, &e);
	CHECK(got >= 0);
	if (got != 1)
		return -1;
	CHECK(view_equal(fields[0], view_of(a)) && view_number(fields[1], &n) == 0);
	return (long)n;
}

static void
check_all(struct journal *j)
{
	unsigned wrong = 0;
	for (unsigned i = 0; i < ROWS; i++)
		wrong += find(j, i) != (long)(i % 3 == 0 ? i + 1 : i);
	CHECK(wrong == 0);
	CHECK(find(j, ROWS) == -1);
}

static void
test_rows(int folder)
{
	struct error e;
	size_t dropped;
	struct journal *j = journal_open(folder, columns, 2, &dropped, &e);
	CHECK(j != NULL && dropped == 0);
	if (j == NULL)
		return;
	CHECK(find(j, 0) == -1);
	for (unsigned i = 0; i < ROWS; i++)
		CHECK(add(j, i, i) == 0);
	CHECK(find(j, 5) == -1 && journal_waiting(j) == ROWS); /* what isn't on disk isn't held */
	CHECK(journal_sync(j, &e) == 0 && journal_waiting(j) == 0);
	for (unsigned i = 0; i < ROWS; i += 3) {
		CHECK(add(j, i, 7) == 0);
		CHECK(add(j, i, i + 1) == 0); /* twice in a batch */
	}
	CHECK(journal_sync(j, &e) == 0);
	check_all(j);
	journal_close(j);
	j = journal_open(folder, columns, 2, &dropped, &e);
	CHECK(j != NULL && dropped == 0);
	if (j != NULL)
		check_all(j);
	journal_close(j);
}

int
main(void)
{
	char path[] = "/tmp/journal.XXXXXX";
	struct error e;
	CHECK(mkdtemp(path) != NULL);
	int folder = folder_open(path, &e);
	CHECK(folder >= 0);
	test_rows(folder);
	unlinkat(folder, JOURNAL_FILE, 0);
	close(folder);
	rmdir(path);
	return check_status();
}
