/*
 * Conditions on rows, as every program's command line writes them:
 *
 *     COL   COL=V   COL!=V   COL<V   COL<=V   COL>V   COL>=V      joined by commas: all of them
 *
 * A bare COL is true when the column is neither empty nor 0. Two numbers compare as numbers (exactly, however many
 * digits they have), anything else compares by bytes, which puts ISO dates into their order. An empty column is
 * neither smaller nor greater than anything.
 *
 * The answer has three values, for what wasn't read is not false. A condition is unknown
 *   - on an empty column of a row whose `error` is filled;
 *   - on an empty column that the row's `limits` names (a pattern that was stopped at its limit);
 *   - where it is a bare COL that is 0, and `completeness` is `cover` or `partial`: none was found so far.
 * One false condition makes the whole false, even beside unknown ones. A row whose text went over to another's (`error` is `part`, see
 * bundle.h) is no document, and every expression is false of it.
 */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include "tsv.h"

enum { EXPRESSION_CONDITIONS = 64 };

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

enum relation { IS_SET, IS_EQUAL, IS_UNEQUAL, IS_LESS, IS_AT_MOST, IS_GREATER, IS_AT_LEAST };

struct condition {
	struct view column;
	enum relation how;
	struct view value;
	int index;  /* of the column, once it is bound */
	int other;  /* where that one is empty: of `date`, the other clock; else -1 */
	size_t cut; /* of `year`: the date's first four characters alone; else 0 */
};

/* How far a row was read: the columns that say so, each -1 where the stream hasn't got it. */
struct reading {
	int error, limits, completeness;
	bool always; /* the stream has none of them: every row counts as read in full */
};

struct expression {
	struct condition conditions[EXPRESSION_CONDITIONS];
	size_t count; /* 0: true of every row */
	struct reading reading;
	struct arena memory; /* decoded fields of the row at hand */
};

/* Reads `text`, which is borrowed for as long as the expression lives. NULL is the expression without conditions.
 * 0, or -1 with what is wrong. An expression needs expression_free only after it was bound. */
int expression_parse(struct expression *x, const char *text, struct error *e);
/*
 * Finds the columns in a stream. Where the stream has no column `date`, that name stands for the date by `clock`
 * ("issued" or "published"), or by the other one where that is empty; `year`, where it
 * has none, for the year of it. 0, or -1 with `file:1: no column "name"`.
 */
int expression_bind(struct expression *x, const struct tsv *t, const char *clock, struct error *e);
/* Tests a row of raw fields. */
enum truth expression_test(struct expression *x, const struct view *fields);
/* The first column that a condition names alone, a study's tag; empty: none does. */
struct view expression_tag(const struct expression *x);
void expression_free(struct expression *x);

/* The columns of a stream that say how far a row was read, and what they say of a row of raw fields. */
struct reading reading_of(const struct tsv *t);
static inline bool
reading_held(const struct reading *r, const struct view *fields) /* it has no error */
{
	return r->error < 0 || fields[r->error].len == 0;
}
static inline bool
reading_part(
    const struct reading *r, const struct view *fields) /* its text is in another row: it is no document */
{
	return r->error >= 0 && view_equal(fields[r->error], VIEW("part"));
}
static inline bool
reading_full(const struct reading *r, const struct view *fields) /* neither `cover` nor `partial` */
{
	return r->completeness < 0 || (!view_equal(fields[r->completeness], VIEW("cover")) &&
	                                  !view_equal(fields[r->completeness], VIEW("partial")));
}
/* A bare column by the rules above. */
enum truth reading_set(const struct reading *r, const struct view *fields, int column, struct view name);

/* Compares exactly as numbers when both are ([+-]digits[.digits]), else by bytes: <0, 0, >0. */
int expression_compare(struct view a, struct view b);

#endif
