/* retry: what is worth it, Retry-After in all its forms, and how pauses grow. */
#include "check.h"
#include "retry.h"

#include <string.h>

static long long
after(const char *value, long long now)
{
	struct capture c = { .status = 503 };
	buffer_format(&c.head, "HTTP/1.1 503 Busy\r\nretry-after: %s\r\n\r\n", value);
	long long seconds = retry_after(&c, now);
	capture_free(&c);
	return seconds;
}

static void
test_after(void)
{
	enum { NOW = 784111777 }; /* Sun, 06 Nov 1994 08:49:37 GMT */
	struct capture none = { .status = 503 };
	CHECK(retry_after(&none, NOW) == -1);
	CHECK(after("120", NOW) == 120 && after(" 0 ", NOW) == 0);
	CHECK(after("99999999999999", NOW) == 2147483647);
	CHECK(after("99999999999999999999999", NOW) == -1);
	CHECK(after("-1", NOW) == -1 && after("soon", NOW) == -1 && after("", NOW) == -1 &&
	      after("1.5", NOW) == -1);
	CHECK(after("Sun, 06 Nov 1994 08:50:37 GMT", NOW) == 60);
	CHECK(after("Sunday, 06-Nov-94 08:50:37 GMT", NOW) == 60);
	CHECK(after("Sun Nov  6 08:50:37 1994", NOW) == 60);
	CHECK(after("Sun, 06 Nov 1994 08:49:30 GMT", NOW) == 0);
	CHECK(after("Sun, 06 Nov 1994 08:50:37 GMT and more", NOW) == -1);
}

static bool
worth(const char *error, int status)
{
	struct capture c = { .error = error, .status = status };
	return retry_worth(&c);
}

static void
test_worth(void)
{
	CHECK(worth("timeout", 0) && worth("cut-short", 200) && worth("unresolved", 0));
	CHECK(worth(NULL, 429) && worth(NULL, 503));
	CHECK(!worth(NULL, 200) && !worth(NULL, 404) && !worth(NULL, 500) && !worth(NULL, 0));
	CHECK(!worth("private", 0) && !worth("tls", 0) && !worth("too-large", 503));
}

static void
test_pause(void)
{
	CHECK(retry_pause(1000, 0, 0) == 500 && retry_pause(1000, 0, 999) == 1499);
	CHECK(retry_pause(1000, 3, 0) == 4000 && retry_pause(1000, 3, 8000) == 4000);
	CHECK(retry_pause(0, 5, 77) == 0 && retry_pause(1, 4000000000U, 0) == 2048);
}

int
main(void)
{
	test_after();
	test_worth();
	test_pause();
	return check_status();
}
