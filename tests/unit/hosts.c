/* hosts: who may be asked and when, with a clock of our own. */
#include "check.h"
#include "hosts.h"

#include <string.h>

/* Takes the next job and starts it; its source, or -1. */
static long long
start(struct hosts *h, long long now, struct host **host)
{
	bool failed;
	struct job *j = hosts_next(h, now, &failed);
	if (j == NULL)
		return -1;
	long long source = (long long)j->source;
	*host = j->host;
	hosts_started(h, j->host, now);
	hosts_drop(h, j);
	return source;
}

static void
test_turns(void)
{
	struct hosts *h = hosts_new(1, 1000);
	struct host *a, *b = NULL, *other;
	struct origin *oa = hosts_origin(h, VIEW("http://A.gov.cn/x")),
	              *ob = hosts_origin(h, VIEW("http://b.gov.cn"));
	CHECK(oa != NULL && ob != NULL && oa->host != ob->host);
	for (size_t i = 0; i < 3; i++)
		CHECK(hosts_add(h, oa, i) == 0);
	CHECK(hosts_add(h, ob, 3) == 0 && hosts_waiting(h) == 4);
	CHECK(start(h, 5, &a) == 0 && start(h, 5, &b) == 3 && start(h, 9000, &other) == -1);
	hosts_end(h, a, true, 100);
	CHECK(hosts_due(h) == 1100 && start(h, 1099, &a) == -1 && start(h, 1100, &a) == 1);
	hosts_end(h, b, true, 200);
	CHECK(hosts_due(h) == -1);
	hosts_end(h, a, true, 1200);
	hosts_rest(h, a, 5000);
	CHECK(start(h, 4999, &a) == -1 && start(h, 5000, &a) == 2);
	hosts_end(h, a, true, 5000);
	CHECK(hosts_waiting(h) == 0 && start(h, 99999, &a) == -1);
	hosts_free(h);
}

static void
test_origins(void)
{
	struct hosts *h = hosts_new(1, 0);
	struct origin *plain = hosts_origin(h, VIEW("http://www.a.gov.cn/1"));
	CHECK(plain == hosts_origin(h, VIEW("http://WWW.a.gov.cn:80/2")));
	CHECK(view_equal(plain->name, VIEW("http://www.a.gov.cn")));
	struct origin *secure = hosts_origin(h, VIEW("https://www.a.gov.cn:443")),
	              *port = hosts_origin(h, VIEW("http://[::1]:8080/?q"));
	CHECK(secure != plain && secure->host == plain->host);
	CHECK(view_equal(secure->name, VIEW("https://www.a.gov.cn")));
	CHECK(view_equal(port->name, VIEW("http://[::1]:8080")));
	hosts_free(h);
}

/* A robots.txt goes before all; while it is awaited nothing else goes. */
static void
test_hold(void)
{
	struct hosts *h = hosts_new(4, 0);
	struct origin *o = hosts_origin(h, VIEW("http://a/"));
	struct job *robots = hosts_job(h), *step = hosts_job(h);
	struct host *host;
	CHECK(hosts_add(h, o, 7) == 0);
	robots->robots = true;
	robots->host = step->host = o->host;
	robots->source = 1;
	step->source = 2;
	hosts_queue(h, step, HOSTS_FIRST);
	hosts_queue(h, robots, HOSTS_FIRST);
	hosts_hold(h, o->host);
	CHECK(start(h, 0, &host) == 1 && start(h, 0, &host) == -1);
	hosts_end(h, host, true, 0);
	CHECK(start(h, 0, &host) == -1);
	hosts_release(h, host);
	CHECK(start(h, 0, &host) == 2 && start(h, 0, &host) == 7 && start(h, 0, &host) == -1);
	hosts_free(h);
}

/* What is tried again later doesn't hold others back, and comes when its time has come. */
static void
test_later(void)
{
	struct hosts *h = hosts_new(1, 10);
	struct origin *o = hosts_origin(h, VIEW("http://a/"));
	struct job *late = hosts_job(h);
	struct host *host = NULL;
	late->host = o->host;
	late->source = 9;
	late->ready = 1000;
	hosts_queue(h, late, HOSTS_LATER);
	CHECK(hosts_due(h) == 1000);
	CHECK(hosts_add(h, o, 1) == 0 && hosts_due(h) == 0 && start(h, 0, &host) == 1);
	hosts_end(h, host, true, 0);
	CHECK(start(h, 999, &host) == -1 && start(h, 1000, &host) == 9);
	hosts_end(h, host, false, 1000);
	hosts_slow(host, 500);
	hosts_refuse(host, "rate-limited");
	CHECK(strcmp(hosts_refusal(host), "rate-limited") == 0);
	hosts_free(h);
}

int
main(void)
{
	test_turns();
	test_origins();
	test_hold();
	test_later();
	return check_status();
}
