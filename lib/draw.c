#include "draw.h"

#include "cells.h"
#include "digest.h"

#include <stdlib.h>
#include <string.h>

enum { RANK = 32 }; /* hex digits that are compared: 128 bits */

struct ball {
	char rank[RANK + 1];
	size_t name, data; /* lengths of what follows */
	char text[];
};

/* A heap with the greatest rank on top: the first to make room. */
struct urn {
	struct ball **balls;
	size_t count, room;
};

struct draw {
	struct view seed;
	size_t size, urn_room;
	struct cells *strata; /* with one counter: items offered */
	struct urn *urns;     /* urn_room, by the index of the stratum */
	struct buffer key;
};

struct draw *
draw_new(struct view seed, size_t size)
{
	struct draw *d = calloc(1, sizeof *d);
	if (d == NULL)
		return NULL;
	*d = (struct draw) { .seed = seed, .size = size, .strata = cells_new(1) };
	if (d->strata == NULL) {
		free(d);
		return NULL;
	}
	return d;
}

void
draw_free(struct draw *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->urn_room; i++) {
		for (size_t k = 0; k < d->urns[i].count; k++)
			free(d->urns[i].balls[k]);
		free(d->urns[i].balls);
	}
	free(d->urns);
	cells_free(d->strata);
	buffer_free(&d->key);
	free(d);
}

static int
higher(const struct urn *u, size_t a, size_t b)
{
	return memcmp(u->balls[a]->rank, u->balls[b]->rank, RANK) > 0;
}

static void
swap(struct urn *u, size_t a, size_t b)
{
	struct ball *held = u->balls[a];
	u->balls[a] = u->balls[b];
	u->balls[b] = held;
}

static void
rise(struct urn *u, size_t at)
{
	for (size_t parent; at > 0 && higher(u, at, parent = (at - 1) / 2); at = parent)
		swap(u, at, parent);
}

static void
sink(struct urn *u)
{
	for (size_t at = 0, child; (child = 2 * at + 1) < u->count; at = child) {
		if (child + 1 < u->count && higher(u, child + 1, child))
			child++;
		if (!higher(u, child, at))
			return;
		swap(u, child, at);
	}
}

static int
make_room(struct urn *u)
{
	if (u->count < u->room)
		return 0;
	size_t room = u->room ? u->room * 2 : 8;
	struct ball **balls = realloc(u->balls, room * sizeof *balls);
	if (balls == NULL)
		return -1;
	u->balls = balls;
	u->room = room;
	return 0;
}

/* The urn of a stratum that may be new. NULL: no memory. */
static struct urn *
urn_of(struct draw *d, size_t stratum)
{
	if (stratum >= d->urn_room) {
		size_t room = stratum * 2 + 16;
		struct urn *urns = realloc(d->urns, room * sizeof *urns);
		if (urns == NULL)
			return NULL;
		memset(urns + d->urn_room, 0, (room - d->urn_room) * sizeof *urns);
		d->urns = urns;
		d->urn_room = room;
	}
	return &d->urns[stratum];
}

static int
rank_of(struct draw *d, struct view stratum, struct view name, char rank[DIGEST_HEX + 1])
{
	buffer_reset(&d->key);
	buffer_append(&d->key, d->seed);
	buffer_byte(&d->key, '\n');
	buffer_append(&d->key, stratum);
	buffer_byte(&d->key, '\n');
	buffer_append(&d->key, name);
	return d->key.failed ? -1 : digest_of(buffer_view(&d->key), rank);
}

static int
put_in(struct urn *u, size_t size, const char *rank, struct view name, struct view data)
{
	struct ball *b = malloc(sizeof *b + name.len + data.len + 1);
	if (b == NULL || make_room(u) != 0) {
		free(b);
		return -1;
	}
	memcpy(b->rank, rank, RANK);
	b->rank[RANK] = '\0';
	b->name = name.len;
	b->data = data.len;
	if (name.len > 0)
		memcpy(b->text, name.at, name.len);
	if (data.len > 0)
		memcpy(b->text + name.len, data.at, data.len);
	if (u->count < size) {
		u->balls[u->count] = b;
		rise(u, u->count++);
	} else {
		free(u->balls[0]);
		u->balls[0] = b;
		sink(u);
	}
	return 0;
}

int
draw_offer(struct draw *d, struct view stratum, struct view name, struct view data, struct error *e)
{
	char rank[DIGEST_HEX + 1];
	size_t index = cells_find(d->strata, stratum);
	struct urn *u = index == CELLS_NONE ? NULL : urn_of(d, index);
	if (u == NULL || rank_of(d, stratum, name, rank) != 0)
		return error_set(e, "no memory");
	++*cells_counters(d->strata, index);
	if (u->count == d->size && memcmp(rank, u->balls[0]->rank, RANK) > 0)
		return 0;
	return put_in(u, d->size, rank, name, data) == 0 ? 0 : error_set(e, "no memory");
}

size_t
draw_strata(const struct draw *d)
{
	return cells_count(d->strata);
}

struct view
draw_stratum(const struct draw *d, size_t stratum)
{
	return cells_key(d->strata, stratum);
}

unsigned long long
draw_listed(const struct draw *d, size_t stratum)
{
	return *cells_counters(d->strata, stratum);
}

size_t
draw_drawn(const struct draw *d, size_t stratum)
{
	return d->urns[stratum].count;
}

struct draw_item
draw_item(const struct draw *d, size_t stratum, size_t index)
{
	const struct ball *b = d->urns[stratum].balls[index];
	return (struct draw_item) { stratum, { b->text, b->name }, { b->text + b->name, b->data },
		{ b->rank, RANK } };
}
