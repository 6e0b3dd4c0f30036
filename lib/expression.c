#include "expression.h"

#include <string.h>

/* A decimal number taken apart; leading zeros of `whole` and closing zeros of `part` are left out. */
struct number {
	bool negative;
	struct view whole, part;
};

static size_t
count_digits(struct view v, size_t from)
{
	size_t i = from;
	while (i < v.len && v.at[i] >= '0' && v.at[i] <= '9')
		i++;
	return i - from;
}

static bool
number_read(struct view v, struct number *n)
{
	size_t from = v.len > 0 && (v.at[0] == '-' || v.at[0] == '+');
	size_t whole = count_digits(v, from), at = from + whole, part = 0;
	if (whole == 0)
		return false;
	if (at < v.len && v.at[at] == '.') {
		part = count_digits(v, at + 1);
		if (part == 0 || at + 1 + part != v.len)
			return false;
	} else if (at != v.len) {
		return false;
	}
	n->whole = view_slice(v, from, at);
	n->part = part ? view_slice(v, at + 1, v.len) : VIEW("");
	while (n->whole.len > 0 && n->whole.at[0] == '0')
		n->whole = view_slice(n->whole, 1, n->whole.len);
	while (n->part.len > 0 && n->part.at[n->part.len - 1] == '0')
		n->part.len--;
	n->negative = v.at[0] == '-' && n->whole.len + n->part.len > 0;
	return true;
}

static int
number_compare(const struct number *a, const struct number *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	int c = (a->whole.len > b->whole.len) - (a->whole.len < b->whole.len);
	if (c == 0)
		c = view_compare(a->whole, b->whole);
	if (c == 0)
		c = view_compare(a->part, b->part);
	return a->negative ? -c : c;
}

int
expression_compare(struct view a, struct view b)
{
	struct number x, y;
	if (number_read(a, &x) && number_read(b, &y))
		return number_compare(&x, &y);
	return view_compare(a, b);
}

/* The operator at the first of `=`, `!`, `<`, `>` in `v`; its length in bytes into `*len`, 0 where there is none. */
static enum relation
find_operator(struct view v, size_t *at, size_t *len)
{
	*len = 0;
	for (*at = 0; *at < v.len; ++*at) {
		char c = v.at[*at];
		bool equals = *at + 1 < v.len && v.at[*at + 1] == '=';
		*len = equals && c != '=' ? 2 : 1;
		if (c == '=')
			return IS_EQUAL;
		if (c == '!' && equals)
			return IS_UNEQUAL;
		if (c == '<')
			return equals ? IS_AT_MOST : IS_LESS;
		if (c == '>')
			return equals ? IS_AT_LEAST : IS_GREATER;
		*len = 0;
	}
	return IS_SET;
}

int
expression_parse(struct expression *x, const char *text, struct error *e)
{
	*x = (struct expression) { 0 };
	struct view rest = view_of(text), part;
	if (text == NULL)
		return 0;
	while (view_split(&rest, ',', &part)) {
		size_t at, len;
		if (x->count == EXPRESSION_CONDITIONS)
			return error_set(e, "more than %d conditions", EXPRESSION_CONDITIONS);
		struct condition *c = &x->conditions[x->count++];
		c->how = find_operator(part, &at, &len);
		c->column = view_slice(part, 0, at);
		c->value = view_slice(part, at + len, part.len);
		if (c->column.len == 0)
			return error_set(e,
			    "condition %zu of \"%.200s\" names no column (COL, COL=V, COL!=V, COL<V, COL<=V, "
			    "COL>V or COL>=V, joined by commas)",
			    x->count, text);
	}
	return 0;
}

enum { YEAR = 4 };

static void
bind_date(struct condition *c, const struct tsv *t, const char *clock)
{
	int issued = tsv_column(t, "issued"), published = tsv_column(t, "published");
	bool by_issued = view_equal(view_of(clock), VIEW("issued"));
	c->index = by_issued ? issued : published;
	c->other = by_issued ? published : issued;
	if (c->index < 0) {
		c->index = c->other;
		c->other = -1;
	}
}

int
expression_bind(struct expression *x, const struct tsv *t, const char *clock, struct error *e)
{
	x->reading = reading_of(t);
	for (size_t i = 0; i < x->count; i++) {
		struct condition *c = &x->conditions[i];
		c->index = tsv_find(t, c->column);
		c->other = -1;
		c->cut = c->index < 0 && view_equal(c->column, VIEW("year")) ? YEAR : 0;
		if (c->index < 0 && (c->cut > 0 || view_equal(c->column, VIEW("date"))))
			bind_date(c, t, clock);
		if (c->index < 0)
			return error_set(e, "%s:1: no column \"%.*s\"", tsv_file(t), VIEW_ARGS(c->column));
	}
	return 0;
}

struct reading
reading_of(const struct tsv *t)
{
	struct reading r = {
		.error = tsv_column(t, "error"),
		.limits = tsv_column(t, "limits"),
		.completeness = tsv_column(t, "completeness"),
	};
	r.always = r.error < 0 && r.limits < 0 && r.completeness < 0;
	return r;
}

/* Is the tag one of those that hit a limit? The list's marks are commas or spaces. */
static bool
was_limited(const struct reading *r, const struct view *fields, struct view name)
{
	if (r->limits < 0 || fields[r->limits].len == 0)
		return false;
	struct view list = fields[r->limits];
	for (size_t at = 0; (at = view_find(list, name, at)) != (size_t)-1; at++) {
		size_t end = at + name.len;
		bool begins = at == 0 || strchr(", ;", list.at[at - 1]) != NULL;
		if (begins && (end == list.len || strchr(", ;:", list.at[end]) != NULL))
			return true;
	}
	return false;
}

static enum truth
empty_truth(const struct reading *r, const struct view *fields, struct view name)
{
	return !reading_held(r, fields) || was_limited(r, fields, name) ? TRUTH_UNKNOWN : TRUTH_FALSE;
}

enum truth
reading_set(const struct reading *r, const struct view *fields, int column, struct view name)
{
	struct view v = fields[column];
	if (v.len == 0)
		return empty_truth(r, fields, name);
	if (v.len != 1 || v.at[0] != '0')
		return TRUTH_TRUE;
	return reading_full(r, fields) ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static bool
holds(const struct condition *c, struct view v)
{
	int order = expression_compare(v, c->value);
	switch (c->how) {
	case IS_EQUAL:
		return order == 0;
	case IS_UNEQUAL:
		return order != 0;
	case IS_LESS:
		return v.len > 0 && order < 0;
	case IS_AT_MOST:
		return v.len > 0 && order <= 0;
	case IS_GREATER:
		return v.len > 0 && order > 0;
	case IS_AT_LEAST:
		return v.len > 0 && order >= 0;
	case IS_SET:
		break;
	}
	return v.len > 0;
}

static enum truth
test_condition(struct expression *x, const struct condition *c, const struct view *fields)
{
	int column = fields[c->index].len == 0 && c->other >= 0 ? c->other : c->index;
	struct view raw = fields[column];
	if (c->how == IS_SET)
		return reading_set(&x->reading, fields, column, c->column);
	if (raw.len == 0 && empty_truth(&x->reading, fields, c->column) == TRUTH_UNKNOWN)
		return TRUTH_UNKNOWN;
	struct view v = tsv_decode(raw, &x->memory);
	bool yes = v.at != NULL && holds(c, c->cut > 0 ? view_slice(v, 0, c->cut) : v);
	if (v.at != raw.at)
		arena_reset(&x->memory);
	return yes ? TRUTH_TRUE : TRUTH_FALSE;
}

enum truth
expression_test(struct expression *x, const struct view *fields)
{
	enum truth all = TRUTH_TRUE;
	if (reading_part(&x->reading, fields))
		return TRUTH_FALSE;
	for (size_t i = 0; i < x->count; i++) {
		enum truth one = test_condition(x, &x->conditions[i], fields);
		if (one == TRUTH_FALSE)
			return TRUTH_FALSE;
		if (one == TRUTH_UNKNOWN)
			all = TRUTH_UNKNOWN;
	}
	return all;
}

struct view
expression_tag(const struct expression *x)
{
	for (size_t i = 0; i < x->count; i++)
		if (x->conditions[i].how == IS_SET)
			return x->conditions[i].column;
	return VIEW("");
}

void
expression_free(struct expression *x)
{
	arena_free(&x->memory);
}
