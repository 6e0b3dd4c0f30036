#include "automaton.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NONE ((uint32_t)-1)
#define SPEAKS ((uint32_t)1 << 31) /* of an entry in the table: a literal ends in that state */

struct automaton {
	const struct view *literals;
	size_t count;
	size_t most; /* bytes of a literal that are walked */
	size_t states, classes;
	uint16_t class_of[256]; /* 0: a byte of no literal */
	uint32_t *next;  /* [state * classes + class]: the next state's first entry, perhaps with SPEAKS */
	uint32_t *ends;  /* by state: a literal that ends here, or NONE */
	uint32_t *other; /* by literal: another one with the same beginning, or NONE */
	uint32_t *link;  /* by state: the longest proper suffix in which a literal ends, or 0 */
};

static size_t
walked(const struct automaton *a, size_t literal)
{
	size_t len = a->literals[literal].len;
	return len < a->most ? len : a->most;
}

static void
find_classes(struct automaton *a)
{
	bool used[256] = { false };
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < walked(a, i); k++)
			used[(unsigned char)a->literals[i].at[k]] = true;
	a->classes = 1;
	for (size_t c = 0; c < 256; c++)
		a->class_of[c] = (uint16_t)(used[c] ? a->classes++ : 0);
}

/* A bound of the number of states: a literal's bytes, all of them new. */
static size_t
most_states(const struct automaton *a)
{
	size_t sum = 1;
	for (size_t i = 0; i < a->count; i++)
		sum += walked(a, i);
	return sum;
}

/* Walks as much of the literals as the table's bound allows. */
static void
choose_size(struct automaton *a)
{
	for (a->most = 256;; a->most /= 2) {
		find_classes(a);
		if (a->most == 1 || most_states(a) * a->classes * sizeof *a->next <= AUTOMATON_BYTES)
			return;
	}
}

/* The tree of the literals' beginnings. Entries are plain state numbers so far, 0 = none. */
static void
plant(struct automaton *a)
{
	a->states = 1;
	for (size_t i = 0; i < a->count; i++) {
		size_t state = 0;
		for (size_t k = 0; k < walked(a, i); k++) {
			size_t class = a->class_of[(unsigned char)a->literals[i].at[k]];
			uint32_t *to = &a->next[state * a->classes + class];
			if (*to == 0)
				*to = (uint32_t)a->states++;
			state = *to;
		}
		a->other[i] = a->ends[state];
		a->ends[state] = (uint32_t)i;
	}
}

/* Level by level: a missing entry is that of the longest proper suffix. `queue` and `fail` have room for all states. */
static void
close_table(struct automaton *a, uint32_t *queue, uint32_t *fail)
{
	size_t head = 0, tail = 0;
	queue[tail++] = 0;
	for (; head < tail; head++) {
		size_t state = queue[head];
		for (size_t c = 0; c < a->classes; c++) {
			uint32_t *to = &a->next[state * a->classes + c];
			uint32_t back = state == 0 ? 0 : a->next[fail[state] * a->classes + c];
			if (*to == 0) {
				*to = back;
				continue;
			}
			fail[*to] = back;
			a->link[*to] = a->ends[back] != NONE ? back : a->link[back];
			queue[tail++] = *to;
		}
	}
}

/* From numbers of states to places in the table. */
static void
finish_table(struct automaton *a)
{
	for (size_t i = 0; i < a->states * a->classes; i++) {
		uint32_t state = a->next[i];
		bool speaks = a->ends[state] != NONE || a->link[state] != 0;
		a->next[i] = (uint32_t)(state * a->classes) | (speaks ? SPEAKS : 0);
	}
}

static int
build(struct automaton *a)
{
	choose_size(a);
	size_t room = most_states(a);
	a->next = calloc(room * a->classes, sizeof *a->next);
	a->ends = malloc(room * sizeof *a->ends);
	a->link = calloc(room, sizeof *a->link);
	a->other = calloc(a->count + 1, sizeof *a->other);
	uint32_t *queue = calloc(room, sizeof *queue), *fail = calloc(room, sizeof *fail);
	bool good = a->next && a->ends && a->link && a->other && queue && fail;
	if (good) {
		memset(a->ends, 0xFF, room * sizeof *a->ends);
		plant(a);
		close_table(a, queue, fail);
		finish_table(a);
	}
	free(queue);
	free(fail);
	return good ? 0 : -1;
}

struct automaton *
automaton_new(const struct view literals[], size_t count)
{
	struct automaton *a = calloc(1, sizeof *a);
	if (a == NULL)
		return NULL;
	a->literals = literals;
	a->count = count;
	if (build(a) != 0) {
		automaton_free(a);
		return NULL;
	}
	return a;
}

void
automaton_free(struct automaton *a)
{
	if (a == NULL)
		return;
	free(a->next);
	free(a->ends);
	free(a->other);
	free(a->link);
	free(a);
}

/* All literals that end, as far as they are walked, in front of byte `end`. */
static void
speak(const struct automaton *a, size_t state, struct view text, size_t end, automaton_visit visit,
    void *context)
{
	if (a->ends[state] == NONE)
		state = a->link[state];
	for (; state != 0; state = a->link[state])
		for (uint32_t i = a->ends[state]; i != NONE; i = a->other[i]) {
			size_t at = end - walked(a, i);
			if (a->literals[i].len <= a->most ||
			    view_starts(view_slice(text, at, text.len), a->literals[i]))
				visit(context, at, i);
		}
}

void
automaton_scan(const struct automaton *a, struct view text, automaton_visit visit, void *context)
{
	uint32_t at = 0;
	for (size_t i = 0; i < text.len; i++) {
		uint32_t entry = a->next[at + a->class_of[(unsigned char)text.at[i]]];
		at = entry & ~SPEAKS;
		if (entry & SPEAKS)
			speak(a, at / a->classes, text, i + 1, visit, context);
	}
}
