#define _GNU_SOURCE
#include "crawl.h"

#include "address.h"
#include "keymap.h"
#include "message.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NONE = -1, WAIT = 500 /* ms until the caller is let in */ };

/* A request that waits in its host's queue, or runs. */
struct job {
	struct job *next;
	struct view url;
	size_t source;
	unsigned steps;
	struct host *host;
};

struct host {
	struct job *first, *last;
	long long ready; /* earliest start of its next request, in ms */
	size_t running;
	bool in_heap;
};

struct slot {
	struct capture capture;
	struct job *job;
	struct slot *next; /* in the list of free ones */
};

struct crawl {
	struct crawl_options options;
	struct http *http;
	struct keymap names; /* host name -> index in hosts */
	struct host **hosts;
	size_t hosts_count, hosts_room;
	struct host **heap; /* hosts that have a job and leave to start it, by `ready` */
	size_t heap_count;  /* has room for all hosts */
	struct slot *slots, *free;
	size_t running, waiting;
	struct slot *handed; /* whose capture the caller holds */
	struct arena memory; /* jobs, hosts, and the addresses that redirects lead to */
	struct buffer scratch;
};

static long long
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the heap of hosts ---- */

static void
heap_push(struct crawl *c, struct host *h)
{
	size_t i = c->heap_count++;
	for (; i > 0 && c->heap[(i - 1) / 2]->ready > h->ready; i = (i - 1) / 2)
		c->heap[i] = c->heap[(i - 1) / 2];
	c->heap[i] = h;
	h->in_heap = true;
}

static struct host *
heap_pop(struct crawl *c)
{
	struct host *top = c->heap[0], *moved = c->heap[--c->heap_count];
	size_t i = 0, child;
	while ((child = 2 * i + 1) < c->heap_count) {
		if (child + 1 < c->heap_count && c->heap[child + 1]->ready < c->heap[child]->ready)
			child++;
		if (c->heap[child]->ready >= moved->ready)
			break;
		c->heap[i] = c->heap[child];
		i = child;
	}
	c->heap[i] = moved;
	top->in_heap = false;
	return top;
}

static void
host_offer(struct crawl *c, struct host *h)
{
	if (!h->in_heap && h->first != NULL && h->running < c->options.per_host)
		heap_push(c, h);
}

/* ---- opening, closing, adding ---- */

struct crawl *
crawl_new(const struct crawl_options *o, struct error *e)
{
	struct crawl *c = calloc(1, sizeof *c);
	if (c == NULL || (c->slots = calloc(o->parallel, sizeof *c->slots)) == NULL) {
		free(c);
		error_set(e, "no memory");
		return NULL;
	}
	c->options = *o;
	for (size_t i = 0; i < o->parallel; i++) {
		c->slots[i].next = c->free;
		c->free = &c->slots[i];
	}
	c->http = http_new(&o->http, e);
	if (c->http == NULL) {
		crawl_free(c);
		return NULL;
	}
	return c;
}

void
crawl_free(struct crawl *c)
{
	if (c == NULL)
		return;
	http_free(c->http);
	for (size_t i = 0; i < c->options.parallel; i++)
		capture_free(&c->slots[i].capture);
	free(c->slots);
	free(c->hosts);
	free(c->heap);
	keymap_free(&c->names);
	arena_free(&c->memory);
	buffer_free(&c->scratch);
	free(c);
}

static int
hosts_grow(struct crawl *c)
{
	if (c->hosts_count < c->hosts_room)
		return 0;
	size_t room = c->hosts_room ? c->hosts_room * 2 : 64;
	struct host **hosts = realloc(c->hosts, room * sizeof(struct host *));
	if (hosts != NULL)
		c->hosts = hosts;
	struct host **heap = realloc(c->heap, room * sizeof(struct host *));
	if (heap != NULL)
		c->heap = heap;
	if (hosts == NULL || heap == NULL)
		return -1;
	c->hosts_room = room;
	return 0;
}

/* The queue of the address's host, a new one where there is none. NULL: no memory. */
static struct host *
host_of(struct crawl *c, struct view url)
{
	struct address a = address_parse(url);
	struct view name = address_host(&a);
	bool added;
	buffer_reset(&c->scratch);
	for (size_t i = 0; i < name.len; i++)
		buffer_byte(&c->scratch,
		    (char)(name.at[i] >= 'A' && name.at[i] <= 'Z' ? name.at[i] - 'A' + 'a' : name.at[i]));
	if (c->scratch.failed || hosts_grow(c) != 0)
		return NULL;
	const size_t *index = keymap_put(&c->names, buffer_view(&c->scratch), c->hosts_count, &added);
	if (index == NULL)
		return NULL;
	if (!added)
		return c->hosts[*index];
	struct host *h = arena_clear(&c->memory, 1, sizeof *h);
	if (h != NULL)
		c->hosts[c->hosts_count++] = h;
	return h;
}

/* Queues the job at its address's host, at the front where its source has begun already. */
static int
job_queue(struct crawl *c, struct job *j)
{
	struct host *h = host_of(c, j->url);
	if (h == NULL)
		return -1;
	j->host = h;
	if (h->first == NULL) {
		j->next = NULL;
		h->first = h->last = j;
	} else if (j->steps > 0) {
		j->next = h->first;
		h->first = j;
	} else {
		j->next = NULL;
		h->last->next = j;
		h->last = j;
	}
	c->waiting++;
	host_offer(c, h);
	return 0;
}

int
crawl_add(struct crawl *c, struct view url, size_t source, struct error *e)
{
	struct job *j = arena_clear(&c->memory, 1, sizeof *j);
	if (j != NULL)
		*j = (struct job) { .url = url, .source = source };
	return j != NULL && job_queue(c, j) == 0 ? 0 : error_set(e, "no memory for so many requests");
}

/* ---- running ---- */

static int
job_start(struct crawl *c, struct host *h, long long now, struct error *e)
{
	struct slot *s = c->free;
	struct job *j = h->first;
	c->free = s->next;
	h->first = j->next;
	h->running++;
	h->ready = now + c->options.delay;
	c->waiting--;
	c->running++;
	s->job = j;
	capture_reset(&s->capture);
	s->capture.url = j->url;
	host_offer(c, h);
	return http_begin(c->http, &s->capture, e);
}

static int
start_ready(struct crawl *c, struct error *e)
{
	long long now = now_ms();
	while (c->heap_count > 0 && c->free != NULL && c->heap[0]->ready <= now)
		if (job_start(c, heap_pop(c), now, e) != 0)
			return -1;
	return 0;
}

static bool
redirects(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/*
 * Where the answer redirects the job is queued anew for the address that it leads to. 1: it was; 0: this is
 * the last answer (with capture->error set where the redirect can't be followed); -1: no memory.
 */
static int
follow(struct crawl *c, struct job *j, struct capture *capture)
{
	struct message m;
	if (capture->error != NULL || !redirects(capture->status) ||
	    message_split(buffer_view(&capture->head), &m) != 0)
		return 0;
	struct view location = message_field(&m, "Location");
	if (location.len == 0)
		return 0; /* its status is its error */
	if (j->steps >= c->options.redirects) {
		capture->error = "redirects";
		return 0;
	}
	if (address_join(j->url, location, &c->scratch) != 0) {
		capture->error = "address";
		return 0;
	}
	struct address a = address_parse(buffer_view(&c->scratch));
	if (!address_scheme(&a, "http") && !address_scheme(&a, "https")) {
		capture->error = "scheme";
		return 0;
	}
	j->url = arena_copy(&c->memory, buffer_view(&c->scratch));
	j->steps++;
	return j->url.at != NULL && job_queue(c, j) == 0 ? 1 : -1;
}

static enum crawl_event
job_end(struct crawl *c, struct capture *capture, size_t *source, struct error *e)
{
	struct slot *s = c->slots;
	while (&s->capture != capture)
		s++;
	struct job *j = s->job;
	struct host *h = j->host;
	h->running--;
	if (!h->in_heap)
		h->ready = now_ms() + c->options.delay;
	host_offer(c, h);
	*source = j->source;
	c->handed = s;
	switch (follow(c, j, capture)) {
	case 0:
		return CRAWL_PAGE;
	case 1:
		return CRAWL_HOP;
	default:
		error_set(e, "no memory for so many requests");
		return CRAWL_FAILED;
	}
}

/* How long to sleep until the next host may be asked. */
static int
sleep_ms(const struct crawl *c)
{
	if (c->heap_count == 0 || c->free == NULL)
		return WAIT;
	long long left = c->heap[0]->ready - now_ms();
	return left < 0 ? 0 : left < WAIT ? (int)left + 1 : WAIT;
}

enum crawl_event
crawl_next(struct crawl *c, size_t *source, const struct capture **capture, struct error *e)
{
	if (c->handed != NULL) {
		c->handed->next = c->free;
		c->free = c->handed;
		c->running--;
		c->handed = NULL;
	}
	long long begun = now_ms();
	while (c->running + c->waiting > 0) {
		if (start_ready(c, e) != 0)
			return CRAWL_FAILED;
		struct capture *done = http_done(c->http);
		if (done != NULL) {
			*capture = done;
			return job_end(c, done, source, e);
		}
		if (now_ms() - begun >= WAIT)
			return CRAWL_IDLE;
		if (http_wait(c->http, sleep_ms(c), e) != 0)
			return CRAWL_FAILED;
	}
	return CRAWL_END;
}
