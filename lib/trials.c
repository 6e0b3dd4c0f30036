#include "trials.h"

#include "tsvout.h"

#include <string.h>

/* The beginning of a value that ends with a whole character. */
static struct view
shortened(struct view v)
{
	if (v.len <= TRIALS_VALUE)
		return v;
	size_t end = TRIALS_VALUE;
	while (end > 0 && ((unsigned char)v.at[end] & 0xC0) == 0x80)
		end--;
	return view_slice(v, 0, end);
}

static bool
is_known(const struct trials *t, const struct trial *x)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct trial *y = &t->list[i];
		if (strcmp(x->column, y->column) == 0 && strcmp(x->place, y->place) == 0 &&
		    view_equal(x->value, y->value))
			return true;
	}
	return false;
}

void
trials_note(struct trials *t, const char *column, struct view value, const char *place, const char *verdict)
{
	if (t == NULL || t->count == TRIALS)
		return;
	if (t->list == NULL)
		t->list = arena_take(t->memory, TRIALS * sizeof *t->list);
	struct trial x = { column, shortened(value), place, verdict };
	bool taken = strcmp(verdict, TRIALS_TAKEN) == 0;
	if (t->list == NULL || (!taken && is_known(t, &x)))
		return;
	x.value = arena_copy(t->memory, x.value);
	if (x.value.at != NULL)
		t->list[t->count++] = x;
}

void
trials_demote(struct trials *t, const char *column, size_t count, const char *verdict)
{
	for (size_t i = 0; t != NULL && i < count && i < t->count; i++)
		if (strcmp(t->list[i].column, column) == 0 && strcmp(t->list[i].verdict, TRIALS_TAKEN) == 0)
			t->list[i].verdict = verdict;
}

static void
write_line(const struct trials *t, const struct trial *x, struct view id, struct buffer *out)
{
	struct view fields[] = { id, view_of(x->column), tsv_encode(x->value, t->memory), view_of(x->place),
		view_of(x->verdict) };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (i > 0)
			buffer_byte(out, '\t');
		buffer_append(out, fields[i]);
	}
	buffer_byte(out, '\n');
}

/* The lines of one column, those that were taken or those that weren't. */
static void
write_column(const struct trials *t, const char *column, bool taken, struct view id, struct buffer *out)
{
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->list[i].column, column) == 0 &&
		    (strcmp(t->list[i].verdict, TRIALS_TAKEN) == 0) == taken)
			write_line(t, &t->list[i], id, out);
}

void
trials_write(const struct trials *t, struct view id, struct buffer *out)
{
	for (size_t i = 0; i < t->count; i++) {
		bool first = true;
		for (size_t k = 0; k < i && first; k++)
			first = strcmp(t->list[k].column, t->list[i].column) != 0;
		if (!first)
			continue;
		write_column(t, t->list[i].column, true, id, out);
		write_column(t, t->list[i].column, false, id, out);
	}
}
