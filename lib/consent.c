#define _GNU_SOURCE
#include "consent.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { PAGE = 64 << 20 };

void
consent_free(struct consent *c)
{
	archive_close(c->archive);
	buffer_free(&c->body);
}

static int
parse(const struct consent *c, struct view text, struct robots **rules, struct error *e)
{
	*rules = robots_parse(text, c->agent);
	return *rules != NULL ? 0 : error_set(e, "no memory for a robots.txt");
}

/* Seconds since 1970 of a `fetched` column, or 0 where it is none. */
static long long
fetched_seconds(struct view date)
{
	struct tm t = { 0 };
	char text[WARC_DATE];
	if (date.len != sizeof text - 1)
		return 0;
	memcpy(text, date.at, date.len);
	text[date.len] = '\0';
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &t);
	return end != NULL && *end == '\0' ? (long long)timegm(&t) : 0;
}

/* True where pages may be asked for without a robots.txt: an answer that isn't one, and no failure. */
static bool
is_unavailable(int status)
{
	return status >= 300 && status < 500 && status != 429;
}

static int
read_record(struct consent *c, struct view record, struct error *e)
{
	struct payload about;
	if (c->archive == NULL && (c->archive = archive_open(c->folder, e)) == NULL)
		return -1;
	return archive_read(c->archive, record, PAGE, &c->body, &about, e) < 0 ? -1 : 0;
}

int
consent_recall(struct consent *c, struct view id, long long now, long long longest, struct robots **rules,
    long long *age, struct error *e)
{
	struct view row[STORE_COLUMNS];
	unsigned long long status = 0;
	int got = store_find(c->store, id, row, e);
	if (got != 1)
		return got;
	*age = now - fetched_seconds(row[STORE_FETCHED]);
	if (*age < 0 || *age > longest || view_number(row[STORE_STATUS], &status) != 0)
		return 0;
	buffer_reset(&c->body);
	bool empty = view_equal(row[STORE_ERROR], VIEW("empty"));
	if (status >= 200 && status < 300 && row[STORE_RECORD].len > 0) {
		if (read_record(c, row[STORE_RECORD], e) != 0)
			return -1;
	} else if (!is_unavailable((int)status) && !empty) {
		return 0;
	}
	return parse(c, buffer_view(&c->body), rules, e) == 0 ? 1 : -1;
}

int
consent_take(const struct consent *c, const struct capture *answer, const char *error, struct view body,
    struct robots **rules, const char **refusal, struct error *e)
{
	bool said = answer->status >= 200 && answer->status < 300;
	*refusal = NULL;
	if (is_unavailable(answer->status) || (said && error != NULL && strcmp(error, "empty") == 0))
		return parse(c, VIEW(""), rules, e);
	if (said && error == NULL)
		return parse(c, body, rules, e);
	if (said && strcmp(error, "too-large") == 0)
		return parse(c, buffer_view(&answer->body), rules, e);
	*rules = NULL;
	*refusal = answer->error != NULL && strcmp(answer->error, "encoding") != 0 ? answer->error : "robots";
	return 0;
}
