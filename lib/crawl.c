#define _GNU_SOURCE
#include "crawl.h"

#include "address.h"
#include "hosts.h"
#include "keymap.h"
#include "message.h"
#include "retry.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { WAIT = 500 /* ms until the caller is let in */ };

struct slot {
	struct capture capture;
	struct job *job;
	struct slot *next; /* in the list of free ones */
};

struct crawl {
	struct crawl_options options;
	struct crawl_caller caller;
	struct http *http;
	struct hosts *hosts;
	struct slot *slots, *free;
	size_t running;
	struct slot *handed;    /* whose capture the caller holds */
	struct capture refused; /* of a page that isn't asked for */
	struct job *refused_job;
	struct origin *asked; /* whose robots.txt the caller holds */
	struct buffer scratch;
};

static long long
now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- opening, closing, adding ---- */

struct crawl *
crawl_new(const struct crawl_options *o, const struct crawl_caller *caller, struct error *e)
{
	struct crawl *c = calloc(1, sizeof *c);
	if (c != NULL) {
		c->options = *o;
		c->caller = *caller;
		c->hosts = hosts_new(o->per_host, o->delay);
		c->slots = calloc(o->parallel, sizeof *c->slots);
	}
	if (c == NULL || c->hosts == NULL || c->slots == NULL) {
		crawl_free(c);
		error_set(e, "no memory");
		return NULL;
	}
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
	for (size_t i = 0; c->slots != NULL && i < c->options.parallel; i++) {
		capture_free(&c->slots[i].capture);
		if (c->slots[i].job != NULL)
			hosts_drop(c->hosts, c->slots[i].job);
	}
	hosts_drop(c->hosts, c->refused_job);
	hosts_free(c->hosts);
	capture_free(&c->refused);
	buffer_free(&c->scratch);
	free(c->slots);
	free(c);
}

int
crawl_add(struct crawl *c, struct view url, size_t source, struct error *e)
{
	struct origin *o = hosts_origin(c->hosts, url);
	return o != NULL && hosts_add(c->hosts, o, source) == 0
	           ? 0
	           : error_set(e, "no memory for so many requests");
}

static int
no_memory(struct error *e)
{
	return error_set(e, "no memory for a request");
}

/* ---- robots.txt ---- */

/* A page has to wait until the rules of its origin are known: queues the request for them. */
static int
ask_rules(struct crawl *c, struct job *page, struct view url, struct error *e)
{
	struct origin *o = page->origin;
	struct job *j = hosts_job(c->hosts);
	if (j == NULL)
		return no_memory(e);
	buffer_append(&j->url, url);
	j->robots = j->loaded = true;
	j->origin = o;
	j->host = o->host;
	o->state = ORIGIN_ASKED;
	hosts_hold(c->hosts, o->host);
	hosts_queue(c->hosts, page, HOSTS_FIRST);
	hosts_queue(c->hosts, j, HOSTS_FIRST);
	hosts_end(c->hosts, o->host, false, 0);
	return j->url.failed ? no_memory(e) : 0;
}

static void
set_rules(struct origin *o, struct robots *rules, const char *refusal, long long age)
{
	robots_free(o->rules);
	o->rules = rules;
	o->refusal = refusal;
	o->state = ORIGIN_KNOWN;
	o->until = now_ms() + (CRAWL_ROBOTS_AGE - age) * 1000;
	hosts_slow(o->host, robots_delay(rules));
}

/* 1: the page's rules are known; 0: they are being asked for, and the page waits; -1: see `e`. */
static int
find_rules(struct crawl *c, struct job *j, long long now, struct error *e)
{
	struct origin *o = j->origin;
	struct robots *rules = NULL;
	struct buffer url = { 0 };
	long long age = 0;
	if (o->state == ORIGIN_KNOWN && o->until > now)
		return 1;
	buffer_append(&url, o->name);
	buffer_append(&url, VIEW("/robots.txt"));
	int got = url.failed ? no_memory(e)
	                     : c->caller.recall(c->caller.context, buffer_view(&url), &rules, &age, e);
	if (got == 1)
		set_rules(o, rules, NULL, age);
	else if (got == 0)
		got = ask_rules(c, j, buffer_view(&url), e);
	buffer_free(&url);
	return got;
}

struct view
crawl_robots_url(struct crawl *c)
{
	buffer_reset(&c->scratch);
	buffer_append(&c->scratch, c->asked->name);
	buffer_append(&c->scratch, VIEW("/robots.txt"));
	return buffer_view(&c->scratch);
}

void
crawl_rules(struct crawl *c, struct robots *rules, const char *refusal)
{
	struct origin *o = c->asked;
	c->asked = NULL;
	set_rules(o, rules, refusal, 0);
	hosts_release(c->hosts, o->host);
}

/* Why the page isn't to be asked for, or NULL. */
static const char *
refusal(const struct job *j)
{
	if (j->robots)
		return NULL;
	if (hosts_refusal(j->host) != NULL)
		return hosts_refusal(j->host);
	if (j->origin->refusal != NULL)
		return j->origin->refusal;
	struct address a = address_parse(buffer_view(&j->url));
	struct view path = a.path;
	if (a.has_query)
		path.len = (size_t)(a.query.at + a.query.len - path.at);
	return robots_allow(j->origin->rules, path) ? NULL : "robots";
}

/* ---- starting ---- */

static int
job_load(struct crawl *c, struct job *j, struct error *e)
{
	if (j->loaded)
		return 0;
	if (c->caller.load(c->caller.context, j->source, &j->url, e) != 0)
		return -1;
	j->loaded = true;
	j->origin = hosts_origin(c->hosts, buffer_view(&j->url));
	return j->origin == NULL || j->url.failed ? no_memory(e) : 0;
}

static int
job_start(struct crawl *c, struct job *j, long long now, struct error *e)
{
	struct slot *s = c->free;
	struct view url = buffer_view(&j->url);
	buffer_reset(&j->fields);
	if (!j->robots && c->caller.fields(c->caller.context, j->source, url, &j->fields, e) != 0)
		return -1;
	c->free = s->next;
	c->running++;
	s->job = j;
	capture_reset(&s->capture);
	s->capture.url = url;
	hosts_started(c->hosts, j->host, now);
	return http_begin(c->http, &s->capture, buffer_view(&j->fields), e);
}

static void
job_refuse(struct crawl *c, struct job *j, const char *error)
{
	hosts_end(c->hosts, j->host, false, 0);
	capture_reset(&c->refused);
	c->refused.url = buffer_view(&j->url);
	c->refused.error = error;
	c->refused.time = (long long)time(NULL);
	c->refused_job = j;
}

/* Starts what may be started. 1: a page was refused (c->refused_job); 0: all are on their way; -1: see `e`. */
static int
start_ready(struct crawl *c, struct error *e)
{
	long long now = now_ms();
	bool failed = false;
	struct job *j;
	while (c->free != NULL && (j = hosts_next(c->hosts, now, &failed)) != NULL) {
		if (job_load(c, j, e) != 0)
			return -1;
		int known = j->robots || hosts_refusal(j->host) != NULL ? 1 : find_rules(c, j, now, e);
		if (known < 0)
			return -1;
		if (known == 0)
			continue;
		const char *error = refusal(j);
		if (error != NULL) {
			job_refuse(c, j, error);
			return 1;
		}
		if (job_start(c, j, now, e) != 0)
			return -1;
	}
	return failed ? no_memory(e) : 0;
}

/* ---- what comes behind an answer ---- */

static bool
redirects(int status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* True where this source's redirects have been at that address before. */
static bool
is_loop(const struct job *j, struct view url)
{
	uint64_t hash = keymap_hash(url, 0), seen;
	for (size_t at = 0; at + sizeof seen <= j->trail.len; at += sizeof seen) {
		memcpy(&seen, j->trail.at + at, sizeof seen);
		if (seen == hash)
			return true;
	}
	return view_equal(url, buffer_view(&j->url));
}

static void
add_to_trail(struct job *next, const struct job *j)
{
	uint64_t hash = keymap_hash(buffer_view(&j->url), 0);
	buffer_append(&next->trail, buffer_view(&j->trail));
	buffer_append(&next->trail, (struct view) { (const char *)&hash, sizeof hash });
}

/* The address that the answer redirects to, in c->scratch. NULL: none; else why it can't be followed, or "". */
static const char *
redirect(struct crawl *c, const struct job *j, const struct capture *capture)
{
	struct message m;
	if (capture->error != NULL || !redirects(capture->status) ||
	    message_split(buffer_view(&capture->head), &m) != 0)
		return NULL;
	struct view location = message_field(&m, "Location");
	if (location.len == 0)
		return NULL; /* its status is its error */
	if (j->steps >= (j->robots ? CRAWL_ROBOTS_STEPS : c->options.redirects))
		return "redirects";
	if (address_join(capture->url, location, &c->scratch) != 0)
		return "address";
	struct address a = address_parse(buffer_view(&c->scratch));
	if (!address_scheme(&a, "http") && !address_scheme(&a, "https"))
		return "scheme";
	if (address_credentials(&a))
		return "credentials";
	return is_loop(j, buffer_view(&c->scratch)) ? "redirect-loop" : "";
}

/* A job for the same source as `j`, for the address in c->scratch. NULL: no memory. */
static struct job *
job_step(struct crawl *c, const struct job *j)
{
	struct job *next = hosts_job(c->hosts);
	struct origin *o = hosts_origin(c->hosts, buffer_view(&c->scratch));
	if (next == NULL || o == NULL)
		return NULL;
	buffer_append(&next->url, buffer_view(&c->scratch));
	next->origin = j->robots ? j->origin : o;
	next->host = o->host;
	next->source = j->source;
	next->steps = j->steps;
	next->tries = j->tries;
	next->waited = j->waited;
	next->robots = j->robots;
	next->loaded = true;
	return next->url.failed ? NULL : next;
}

/* Queues the step that a redirect leads to. 1: there is one; 0: this is the last answer; -1: no memory. */
static int
follow(struct crawl *c, const struct job *j, struct capture *capture)
{
	const char *error = redirect(c, j, capture);
	if (error == NULL)
		return 0;
	if (*error != '\0') {
		capture->error = error;
		return 0;
	}
	struct job *next = job_step(c, j);
	if (next == NULL)
		return -1;
	next->steps++;
	next->tries = 0;
	add_to_trail(next, j);
	if (next->trail.failed)
		return -1;
	hosts_queue(c->hosts, next, HOSTS_FIRST);
	return 1;
}

static unsigned
random_number(void)
{
	unsigned n = 0;
	return getrandom(&n, sizeof n, 0) == (ssize_t)sizeof n ? n : 0;
}

/* Queues another try where one is worth it. 1, 0 and -1 as above. */
static int
again(struct crawl *c, const struct job *j, const struct capture *capture, long long now)
{
	bool busy = capture->error == NULL;
	if (!retry_worth(capture))
		return 0;
	long long after = busy ? retry_after(capture, capture->time) : -1;
	long pause =
	    after >= 0 ? (long)(after * 1000) : retry_pause(c->options.backoff, j->tries, random_number());
	if (after >= 0 && pause > c->options.wait)
		hosts_refuse(j->host, capture->status == 429 ? "rate-limited" : "server-error");
	else if (busy)
		hosts_rest(c->hosts, j->host, now + pause);
	if (j->tries + 1 >= c->options.tries || pause > c->options.wait - j->waited)
		return 0;
	buffer_reset(&c->scratch);
	buffer_append(&c->scratch, buffer_view(&j->url));
	struct job *next = c->scratch.failed ? NULL : job_step(c, j);
	if (next == NULL)
		return -1;
	buffer_append(&next->trail, buffer_view(&j->trail));
	next->tries++;
	next->waited += pause;
	next->ready = now + pause;
	hosts_queue(c->hosts, next, HOSTS_LATER);
	return 1;
}

/* A host that went away in the middle of a run must not cost the longest time of a request for each page. */
static void
note_answer(struct host *host, const struct capture *capture)
{
	bool answered = capture->status > 0 || !retry_worth(capture);
	if (hosts_answered(host, answered) >= CRAWL_SILENT)
		hosts_refuse(host, capture->error);
}

static enum crawl_event
job_end(struct crawl *c, struct capture *capture, size_t *source, struct error *e)
{
	struct slot *s = c->slots;
	while (&s->capture != capture)
		s++;
	struct job *j = s->job;
	long long now = now_ms();
	c->handed = s;
	*source = j->source;
	hosts_end(c->hosts, j->host, true, now);
	int more = follow(c, j, capture);
	if (more == 0)
		more = again(c, j, capture, now);
	if (more == 1)
		return CRAWL_HOP;
	if (more < 0) {
		no_memory(e);
		return CRAWL_FAILED;
	}
	note_answer(j->host, capture);
	if (!j->robots)
		return CRAWL_PAGE;
	c->asked = j->origin;
	return CRAWL_ROBOTS;
}

/* How long to sleep until the next host may be asked. */
static int
sleep_ms(const struct crawl *c)
{
	long long due = hosts_due(c->hosts);
	if (due < 0 || c->free == NULL)
		return WAIT;
	long long left = due - now_ms();
	return left < 0 ? 0 : left < WAIT ? (int)left + 1 : WAIT;
}

/* What the caller held until now is free again. */
static void
release(struct crawl *c)
{
	hosts_drop(c->hosts, c->refused_job);
	c->refused_job = NULL;
	if (c->handed == NULL)
		return;
	hosts_drop(c->hosts, c->handed->job);
	c->handed->job = NULL;
	c->handed->next = c->free;
	c->free = c->handed;
	c->running--;
	c->handed = NULL;
}

enum crawl_event
crawl_next(struct crawl *c, size_t *source, const struct capture **capture, struct error *e)
{
	long long begun = now_ms();
	release(c);
	while (c->running + hosts_waiting(c->hosts) > 0) {
		int refused = start_ready(c, e);
		if (refused < 0)
			return CRAWL_FAILED;
		if (refused == 1) {
			*source = c->refused_job->source;
			*capture = &c->refused;
			return CRAWL_PAGE;
		}
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
