#include "groups.h"

#include <stdlib.h>

enum { ALL, HITS, COUNTERS = GROUPS * 2 };

int
groups_bind(struct groups *c, const struct tsv *in, const char *stratum, struct error *e)
{
	c->population = tsv_need(in, "population", e);
	c->focus = c->population < 0 ? -1 : tsv_need(in, "focus", e);
	c->stratum = -1;
	if (c->focus < 0 || (stratum && (c->stratum = tsv_need(in, stratum, e)) < 0))
		return -1;
	for (int g = 0; g < GROUPS; g++)
		if (expression_bind(&c->group[g], in, "issued", e) != 0)
			return -1;
	c->strata = cells_new(COUNTERS);
	return c->strata ? 0 : error_set(e, "no memory");
}

static bool
is_total(const struct groups *c, const struct view *fields)
{
	for (int i = 0; i < c->population; i++)
		if (view_equal(fields[i], VIEW("total")))
			return true;
	return false;
}

static int
read_count(const struct tsv *in, struct view v, unsigned long long *n, struct error *e)
{
	*n = 0;
	if (v.len == 0 || (view_number(v, n) == 0 && *n <= CONTINGENCY_UNITS))
		return 0;
	return error_set(e, "%s:%llu: no count, or more than %llu: %.*s", tsv_file(in), tsv_line(in),
	    CONTINGENCY_UNITS, VIEW_ARGS(v));
}

static bool
is_stratum(struct view v)
{
	return v.len > 0 && !view_equal(v, VIEW("unplaced")) && !view_equal(v, VIEW("undated"));
}

/* The group of a row, GROUPS where it belongs to none, or -1 with the error where it belongs to both. */
static int
group_of(struct groups *c, const struct tsv *in, const struct view *fields, struct error *e)
{
	bool first = expression_test(&c->group[0], fields) == TRUTH_TRUE;
	bool second = c->pair && expression_test(&c->group[1], fields) == TRUTH_TRUE;
	if (first && second)
		return error_set(e, "%s:%llu: belongs to both groups", tsv_file(in), tsv_line(in));
	return first ? 0 : second ? 1 : GROUPS;
}

int
groups_row(struct groups *c, const struct tsv *in, const struct view *fields, struct error *e)
{
	unsigned long long all, hits;
	if (is_total(c, fields))
		return 0;
	int g = group_of(c, in, fields, e);
	if (g < 0 || g == GROUPS)
		return g < 0 ? -1 : 0;
	if (read_count(in, fields[c->population], &all, e) != 0 ||
	    read_count(in, fields[c->focus], &hits, e) != 0)
		return -1;
	if (hits > all)
		return error_set(e, "%s:%llu: more focus than population", tsv_file(in), tsv_line(in));
	c->whole.all[g] += all;
	c->whole.hits[g] += hits;
	if (c->whole.all[g] > CONTINGENCY_UNITS)
		return error_set(
		    e, "%s:%llu: a group of more than %llu", tsv_file(in), tsv_line(in), CONTINGENCY_UNITS);
	if (c->stratum < 0 || !is_stratum(fields[c->stratum]))
		return 0;
	size_t i = cells_find(c->strata, fields[c->stratum]);
	if (i == CELLS_NONE)
		return error_set(e, "no memory");
	cells_counters(c->strata, i)[2 * g + ALL] += all;
	cells_counters(c->strata, i)[2 * g + HITS] += hits;
	return 0;
}

int
groups_strata(struct groups *c, struct error *e)
{
	c->count = cells_count(c->strata);
	c->list = calloc(c->count + 1, sizeof *c->list);
	c->parts = calloc(c->count + 1, sizeof *c->parts);
	if (c->list == NULL || c->parts == NULL)
		return error_set(e, "no memory");
	for (size_t i = 0; i < c->count; i++)
		for (int g = 0; g < GROUPS; g++) {
			c->list[i].all[g] = cells_counters(c->strata, i)[2 * g + ALL];
			c->list[i].hits[g] = cells_counters(c->strata, i)[2 * g + HITS];
		}
	return 0;
}

double
groups_mean(const struct groups *c, int group, size_t *strata)
{
	double sum = 0;
	*strata = 0;
	for (size_t i = 0; i < c->count; i++) {
		if (c->list[i].all[group] == 0)
			continue;
		sum += (double)c->list[i].hits[group] / (double)c->list[i].all[group];
		++*strata;
	}
	return *strata > 0 ? sum / (double)*strata : -1;
}

struct dispersion
groups_dispersion(const struct groups *c, int group)
{
	for (size_t i = 0; i < c->count; i++)
		c->parts[i] = (struct part) { c->list[i].hits[group], c->list[i].all[group] };
	return dispersion_dp(c->parts, c->count);
}

void
groups_free(struct groups *c)
{
	for (int g = 0; g < GROUPS; g++)
		expression_free(&c->group[g]);
	cells_free(c->strata);
	free(c->list);
	free(c->parts);
}
