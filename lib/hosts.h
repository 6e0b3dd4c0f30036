/*
 * Who may be asked, and when: a queue of requests for each host, of which `per_host` run at a time, `delay`
 * apart. The hosts take turns: the next one is the one that has waited longest. The time is the caller's, in
 * milliseconds of a clock that never goes back.
 *
 * A host is a name; an origin is a scheme, a name and a port, which have a robots.txt of their own (RFC 9309
 * §2.3).
 */
#ifndef HOSTS_H
#define HOSTS_H

#include "arena.h"
#include "robots.h"
#include "view.h"

#include <stdint.h>

#define HOSTS_SOURCES ((size_t)UINT32_MAX) /* sources are numbers below */

struct hosts;
struct host;

enum origin_state { ORIGIN_NEW, ORIGIN_ASKED, ORIGIN_KNOWN }; /* ASKED: its robots.txt is being fetched */

struct origin {
	struct view name; /* http://www.a.gov.cn or https://www.a.gov.cn:8443 */
	struct host *host;
	enum origin_state state;
	struct robots *rules; /* owned */
	const char *refusal;  /* why none of its pages can be had, or NULL */
	long long until;      /* when the rules have to be fetched again */
};

/* A request that waits in a host's queue, or is under way. */
struct job {
	struct job *next;
	struct buffer url, fields; /* address; fields of the request, each ended by CRLF */
	struct buffer trail;       /* hashes of the addresses that have redirected to this one */
	struct origin *origin;     /* of a robots.txt: whose it is, wherever redirects have led */
	struct host *host;         /* which is asked */
	size_t source;
	unsigned steps, tries; /* redirects that were followed; requests that failed */
	long waited;           /* ms between those */
	long long ready;       /* not before */
	bool robots;           /* it asks for a robots.txt */
	bool loaded;           /* its address is there */
};

/* `delay` in ms. NULL: no memory. */
struct hosts *hosts_new(size_t per_host, long delay);
void hosts_free(struct hosts *h); /* with the jobs that wait; NULL is allowed */

/* The origin of an http or https address; a new one where it isn't known yet. NULL: no memory. */
struct origin *hosts_origin(struct hosts *h, struct view url);

/* Jobs are made here and given back here; freed ones are used again. NULL: no memory. */
struct job *hosts_job(struct hosts *h);
void hosts_drop(struct hosts *h, struct job *j); /* NULL is allowed */

enum hosts_where { HOSTS_FIRST, HOSTS_LATER }; /* before all others; behind, and not before job->ready */

/* Queues a source at the origin's host, behind all others. 0, or -1: no memory. */
int hosts_add(struct hosts *h, struct origin *o, size_t source);
/* Queues a job at its host. */
void hosts_queue(struct hosts *h, struct job *j, enum hosts_where where);

/* Holds back all but robots.txt of a host until it is let go as many times. */
void hosts_hold(struct hosts *h, struct host *host);
void hosts_release(struct hosts *h, struct host *host);

/* The host is left alone until then. */
void hosts_rest(struct hosts *h, struct host *host, long long until);
/* Its own wish for a pause between requests: the longest one counts. */
void hosts_slow(struct host *host, long delay);
/* None of its pages can be had from now on, and why: hosts_refusal tells; else it is NULL. */
void hosts_refuse(struct host *host, const char *error);
const char *hosts_refusal(const struct host *host);

/*
 * Notes that a job of the host ended, without any answer or with one. How many in a row had none.
 */
unsigned hosts_answered(struct host *host, bool answered);

/*
 * Takes the next job that may start at `now` off its queue. NULL: there is none, or no memory (`*failed`).
 * Where it has no address yet (`loaded` is false), the caller finds it. Its host has it on its account until
 * hosts_end; in between comes hosts_started, unless it isn't asked after all, which costs no pause.
 */
struct job *hosts_next(struct hosts *h, long long now, bool *failed);
void hosts_started(struct hosts *h, struct host *host, long long now);
void hosts_end(struct hosts *h, struct host *host, bool asked, long long now);

/* When the next job may start, or -1 where none waits that may. */
long long hosts_due(const struct hosts *h);
/* Jobs that wait, those that are held back too. */
size_t hosts_waiting(const struct hosts *h);

#endif
