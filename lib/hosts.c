#include "hosts.h"

#include "address.h"
#include "keymap.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

struct host {
	struct job *first; /* jobs that go before the sources: robots.txt, then redirects */
	struct job *later; /* and those that are tried again, by their times */
	uint32_t source, source_last;
	size_t running, held;
	long long ready; /* earliest start of its next request */
	long long due;   /* the same, with its jobs' own times: its place in the heap */
	long delay;
	const char *refusal;
	unsigned silent; /* jobs in a row that had no answer */
	size_t place;    /* in the heap, counted from 1; 0 = not there */
};

struct hosts {
	size_t per_host;
	long delay;
	struct keymap host_names, origin_names; /* -> index in list */
	struct host **list;
	struct origin **origins;
	size_t count, room, origins_count, origins_room;
	struct host **heap; /* hosts with a job that may start, by `due`; has room for all hosts */
	size_t heap_count;
	uint32_t *next; /* next[source]: the source behind it in its host's queue */
	size_t next_room;
	size_t waiting;
	struct job *idle; /* given back */
	struct arena memory;
	struct buffer scratch;
};

struct hosts *
hosts_new(size_t per_host, long delay)
{
	struct hosts *h = calloc(1, sizeof *h);
	if (h != NULL) {
		h->per_host = per_host;
		h->delay = delay;
		keymap_protect(&h->host_names); /* redirects lead to names that strangers choose */
		keymap_protect(&h->origin_names);
	}
	return h;
}

static void
jobs_free(struct job *j)
{
	while (j != NULL) {
		struct job *next = j->next;
		buffer_free(&j->url);
		buffer_free(&j->fields);
		buffer_free(&j->trail);
		free(j);
		j = next;
	}
}

void
hosts_free(struct hosts *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < h->count; i++) {
		jobs_free(h->list[i]->first);
		jobs_free(h->list[i]->later);
	}
	for (size_t i = 0; i < h->origins_count; i++)
		robots_free(h->origins[i]->rules);
	jobs_free(h->idle);
	free(h->list);
	free(h->heap);
	free(h->origins);
	free(h->next);
	keymap_free(&h->host_names);
	keymap_free(&h->origin_names);
	arena_free(&h->memory);
	buffer_free(&h->scratch);
	free(h);
}

/* ---- the heap ---- */

static void
heap_set(struct hosts *h, size_t i, struct host *host)
{
	h->heap[i] = host;
	host->place = i + 1;
}

/* Moves the host up from place `i`, which is free. */
static void
heap_rise(struct hosts *h, size_t i, struct host *host)
{
	for (; i > 0 && h->heap[(i - 1) / 2]->due > host->due; i = (i - 1) / 2)
		heap_set(h, i, h->heap[(i - 1) / 2]);
	heap_set(h, i, host);
}

static struct host *
heap_pop(struct hosts *h)
{
	struct host *top = h->heap[0], *moved = h->heap[--h->heap_count];
	size_t i = 0, child;
	while ((child = 2 * i + 1) < h->heap_count) {
		if (child + 1 < h->heap_count && h->heap[child + 1]->due < h->heap[child]->due)
			child++;
		if (h->heap[child]->due >= moved->due)
			break;
		heap_set(h, i, h->heap[child]);
		i = child;
	}
	heap_set(h, i, moved);
	top->place = 0;
	return top;
}

/* The earliest start of one of the host's jobs, or -1 where none may. */
static long long
due_of(const struct hosts *h, const struct host *host)
{
	bool robots = host->first != NULL && host->first->robots;
	bool at_once = host->first != NULL || host->source != NONE;
	if (host->running >= h->per_host || (host->held > 0 && !robots))
		return -1;
	if (at_once)
		return host->ready;
	if (host->later == NULL)
		return -1;
	return host->later->ready > host->ready ? host->later->ready : host->ready;
}

/* A host in the heap that may start later than it said, or not at all, is found out when its time comes. */
static void
offer(struct hosts *h, struct host *host)
{
	long long due = due_of(h, host);
	if (due < 0 || (host->place > 0 && due >= host->due))
		return;
	host->due = due;
	heap_rise(h, host->place > 0 ? host->place - 1 : h->heap_count++, host);
}

/* ---- hosts and origins ---- */

static void *
grown(void *list, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return list;
	size_t more = *room ? *room * 2 : 64;
	void *p = realloc(list, more * size);
	if (p != NULL)
		*room = more;
	return p;
}

static int
hosts_grow(struct hosts *h)
{
	size_t room = h->room;
	struct host **heap = grown(h->heap, h->count, &room, sizeof(struct host *));
	if (heap == NULL)
		return -1;
	h->heap = heap;
	struct host **list = grown(h->list, h->count, &h->room, sizeof(struct host *));
	if (list == NULL)
		return -1;
	h->list = list;
	return 0;
}

static struct host *
host_named(struct hosts *h, struct view name)
{
	bool added;
	if (hosts_grow(h) != 0)
		return NULL;
	const size_t *index = keymap_put(&h->host_names, name, h->count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return h->list[*index];
	struct host *host = arena_clear(&h->memory, 1, sizeof *host);
	if (host != NULL) {
		host->source = host->source_last = NONE;
		host->delay = h->delay;
		h->list[h->count++] = host;
	}
	return host;
}

/* Writes `scheme://host:port` in lower case, without the scheme's usual port; the host is a part of it. */
static struct view
write_origin(struct buffer *out, const struct address *a)
{
	bool secure = address_scheme(a, "https");
	struct view name = address_host(a), port = VIEW("");
	size_t at = (size_t)(name.at + name.len - a->authority.at), begin;
	if (at < a->authority.len)
		port = view_slice(a->authority, at, a->authority.len);
	buffer_reset(out);
	buffer_append(out, secure ? VIEW("https://") : VIEW("http://"));
	begin = out->len;
	for (size_t i = 0; i < name.len; i++)
		buffer_byte(out,
		    (char)(name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] - 'A' + 'a' : name.at[i]));
	size_t end = out->len;
	if (port.len > 1 && !view_equal(port, secure ? VIEW(":443") : VIEW(":80")))
		buffer_append(out, port);
	return view_slice(buffer_view(out), begin, end);
}

struct origin *
hosts_origin(struct hosts *h, struct view url)
{
	struct address a = address_parse(url);
	struct view name = write_origin(&h->scratch, &a);
	bool added;
	struct origin **list = grown(h->origins, h->origins_count, &h->origins_room, sizeof(struct origin *));
	if (list == NULL || h->scratch.failed)
		return NULL;
	h->origins = list;
	const size_t *index =
	    keymap_put(&h->origin_names, buffer_view(&h->scratch), h->origins_count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return h->origins[*index];
	struct origin *o = arena_clear(&h->memory, 1, sizeof *o);
	if (o == NULL)
		return NULL;
	h->origins[h->origins_count++] = o;
	o->name = arena_copy(&h->memory, buffer_view(&h->scratch));
	o->host = host_named(h, name);
	return o->name.at != NULL && o->host != NULL ? o : NULL;
}

/* ---- jobs ---- */

struct job *
hosts_job(struct hosts *h)
{
	struct job *j = h->idle;
	if (j == NULL)
		return calloc(1, sizeof *j);
	h->idle = j->next;
	struct buffer url = j->url, fields = j->fields, trail = j->trail;
	buffer_reset(&url);
	buffer_reset(&fields);
	buffer_reset(&trail);
	*j = (struct job) { .url = url, .fields = fields, .trail = trail };
	return j;
}

void
hosts_drop(struct hosts *h, struct job *j)
{
	if (j == NULL)
		return;
	j->next = h->idle;
	h->idle = j;
}

int
hosts_add(struct hosts *h, struct origin *o, size_t source)
{
	struct host *host = o->host;
	if (source >= HOSTS_SOURCES)
		return -1;
	if (source >= h->next_room) {
		size_t room = source < 512 ? 1024 : source * 2;
		uint32_t *next = realloc(h->next, room * sizeof *next);
		if (next == NULL)
			return -1;
		h->next = next;
		h->next_room = room;
	}
	h->next[source] = NONE;
	if (host->source == NONE)
		host->source = (uint32_t)source;
	else
		h->next[host->source_last] = (uint32_t)source;
	host->source_last = (uint32_t)source;
	h->waiting++;
	offer(h, host);
	return 0;
}

static void
queue_first(struct host *host, struct job *j)
{
	struct job **link = &host->first;
	while (!j->robots && *link != NULL && (*link)->robots)
		link = &(*link)->next;
	j->next = *link;
	*link = j;
}

static void
queue_later(struct host *host, struct job *j)
{
	struct job **link = &host->later;
	while (*link != NULL && (*link)->ready <= j->ready)
		link = &(*link)->next;
	j->next = *link;
	*link = j;
}

void
hosts_queue(struct hosts *h, struct job *j, enum hosts_where where)
{
	if (where == HOSTS_FIRST || j->robots)
		queue_first(j->host, j);
	else
		queue_later(j->host, j);
	h->waiting++;
	offer(h, j->host);
}

void
hosts_hold(struct hosts *h, struct host *host)
{
	(void)h;
	host->held++;
}

void
hosts_release(struct hosts *h, struct host *host)
{
	host->held--;
	offer(h, host);
}

void
hosts_rest(struct hosts *h, struct host *host, long long until)
{
	(void)h;
	if (until > host->ready)
		host->ready = until;
}

void
hosts_slow(struct host *host, long delay)
{
	if (delay <= host->delay)
		return;
	host->ready += delay - host->delay; /* the pause at hand counts already */
	host->delay = delay;
}

void
hosts_refuse(struct host *host, const char *error)
{
	host->refusal = error;
}

const char *
hosts_refusal(const struct host *host)
{
	return host->refusal;
}

unsigned
hosts_answered(struct host *host, bool answered)
{
	host->silent = answered ? 0 : host->silent + 1;
	return host->silent;
}

/* ---- taking turns ---- */

/* Takes the host's next job off its queues; there is one that may start. */
static struct job *
take(struct hosts *h, struct host *host, long long now)
{
	struct job *j = host->first;
	if (j != NULL) {
		host->first = j->next;
	} else if (host->later != NULL && (host->later->ready <= now || host->source == NONE)) {
		j = host->later;
		host->later = j->next;
	} else {
		j = hosts_job(h);
		if (j == NULL)
			return NULL;
		j->host = host;
		j->source = host->source;
		host->source = h->next[j->source];
	}
	j->next = NULL;
	return j;
}

struct job *
hosts_next(struct hosts *h, long long now, bool *failed)
{
	*failed = false;
	while (h->heap_count > 0 && h->heap[0]->due <= now) {
		struct host *host = heap_pop(h);
		long long due = due_of(h, host);
		if (due > now) { /* it was told to rest */
			offer(h, host);
			continue;
		}
		if (due < 0) /* or is held */
			continue;
		struct job *j = take(h, host, now);
		*failed = j == NULL;
		if (j == NULL)
			return NULL;
		h->waiting--;
		host->running++;
		return j;
	}
	return NULL;
}

void
hosts_started(struct hosts *h, struct host *host, long long now)
{
	host->ready = now + host->delay;
	offer(h, host);
}

void
hosts_end(struct hosts *h, struct host *host, bool asked, long long now)
{
	host->running--;
	if (asked && now + host->delay > host->ready)
		host->ready = now + host->delay;
	offer(h, host);
}

long long
hosts_due(const struct hosts *h)
{
	return h->heap_count == 0 ? -1 : h->heap[0]->due;
}

size_t
hosts_waiting(const struct hosts *h)
{
	return h->waiting;
}
