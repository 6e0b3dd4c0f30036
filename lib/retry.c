#define _GNU_SOURCE
#include "retry.h"

#include "message.h"

#include <stdint.h>
#include <string.h>
#include <time.h>

enum { DOUBLINGS = 12 };

bool
retry_worth(const struct capture *c)
{
	static const char *const errors[] = { "timeout", "connection", "cut-short", "unreachable",
		"unresolved", "too-slow" };
	for (size_t i = 0; c->error != NULL && i < sizeof errors / sizeof *errors; i++)
		if (strcmp(c->error, errors[i]) == 0)
			return true;
	return c->error == NULL &&
	       (c->status == 429 || c->status == 502 || c->status == 503 || c->status == 504);
}

/* The three forms of a date that RFC 9110 §5.6.7 knows. 0 or -1. */
static int
read_date(const char *text, long long *seconds)
{
	static const char *const forms[] = { "%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT",
		"%a %b %e %H:%M:%S %Y" };
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct tm t = { 0 };
		const char *end = strptime(text, forms[i], &t);
		if (end == NULL || *end != '\0')
			continue;
		*seconds = (long long)timegm(&t);
		return 0;
	}
	return -1;
}

long long
retry_after(const struct capture *c, long long now)
{
	struct message m;
	char text[64];
	unsigned long long number;
	long long date;
	if (c->head.len == 0 || message_split(buffer_view(&c->head), &m) != 0)
		return -1;
	struct view value = message_field(&m, "Retry-After");
	if (view_number(value, &number) == 0)
		return number > INT32_MAX ? INT32_MAX : (long long)number;
	if (value.len == 0 || value.len >= sizeof text)
		return -1;
	memcpy(text, value.at, value.len);
	text[value.len] = '\0';
	if (read_date(text, &date) != 0)
		return -1;
	return date > now ? date - now : 0;
}

long
retry_pause(long base, unsigned tries, unsigned random)
{
	long pause = base << (tries < DOUBLINGS ? tries : DOUBLINGS);
	return pause / 2 + (pause > 0 ? (long)(random % (unsigned long)pause) : 0);
}
