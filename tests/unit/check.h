/* The whole of a unit test's frame: CHECK(condition) tells the line that failed; `return check_status();` ends main. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int check_count, check_wrong;

#define CHECK(condition)                                                                                     \
	do {                                                                                                 \
		check_count++;                                                                               \
		if (!(condition)) {                                                                          \
			check_wrong++;                                                                       \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);            \
		}                                                                                            \
	} while (0)

/* 0 when something was checked and nothing was wrong. */
static inline int
check_status(void)
{
	if (check_count == 0)
		fprintf(stderr, "nothing was checked\n");
	return check_count == 0 || check_wrong > 0;
}

#endif
