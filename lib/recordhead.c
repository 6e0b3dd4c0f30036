#define _GNU_SOURCE
#include "recordhead.h"

#include <stdio.h>
#include <string.h>

bool
record_head_is_warc(struct view line)
{
	return view_starts(line, VIEW("WARC/"));
}

/* Writes the fourteen digits YYYYMMDDhhmmss as a date. */
static void
date_write(const char *digits, char date[WARC_DATE])
{
	snprintf(date, WARC_DATE, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", digits, digits + 4, digits + 6,
	    digits + 8, digits + 10, digits + 12);
}

static bool
in_range(const char *two, int low, int high)
{
	int n = (two[0] - '0') * 10 + two[1] - '0';
	return n >= low && n <= high;
}

/*
 * From 2026-01-31T23:59:59.123Z, its shorter forms, or 20260131235959. What is left out is the beginning:
 * 01, 00:00:00.
 */
void
record_date(struct view v, char date[WARC_DATE])
{
	char digits[] = "00000101000000";
	size_t n = 0;
	date[0] = '\0';
	for (size_t i = 0; i < v.len && n < 14; i++) {
		if (v.at[i] >= '0' && v.at[i] <= '9')
			digits[n++] = v.at[i];
		else if (strchr("-:TZ", v.at[i]) == NULL)
			return;
	}
	bool whole = n == 4 || n == 6 || n == 8 || n == 10 || n == 12 || n == 14;
	if (whole && in_range(digits + 4, 1, 12) && in_range(digits + 6, 1, 31) &&
	    in_range(digits + 8, 0, 23) && in_range(digits + 10, 0, 59) && in_range(digits + 12, 0, 60))
		date_write(digits, date);
}

struct view
record_url(struct view url)
{
	return url.len >= 2 && url.at[0] == '<' && url.at[url.len - 1] == '>'
	           ? view_slice(url, 1, url.len - 1)
	           : url;
}

static int
warc_parse(struct view whole, struct record_head *h, struct error *e)
{
	struct message *m = &h->message;
	if (message_split(whole, m) != 0)
		return error_set(e, "the record's head doesn't end");
	if (!view_starts(m->start, VIEW("WARC/1.")))
		return error_set(
		    e, "\"%.*s\" is another version than WARC/1.0 and WARC/1.1", VIEW_ARGS(m->start));
	h->whole = view_slice(whole, 0, (size_t)(m->block.at - whole.at));
	h->type = message_field(m, "WARC-Type");
	h->url = record_url(message_field(m, "WARC-Target-URI"));
	h->id = message_field(m, "WARC-Record-ID");
	h->media = message_field(m, "Content-Type");
	h->ip = message_field(m, "WARC-IP-Address");
	record_date(message_field(m, "WARC-Date"), h->date);
	struct view length = message_field(m, "Content-Length");
	if (view_number(length, &h->length) != 0)
		return error_set(e, "Content-Length \"%.*s\" is no number", VIEW_ARGS(length));
	return h->type.len > 0 ? 0 : error_set(e, "a record without WARC-Type");
}

/* Cuts the part behind the last blank off `*rest`. */
static struct view
cut_last(struct view *rest)
{
	const char *blank = rest->len ? memrchr(rest->at, ' ', rest->len) : NULL;
	size_t at = blank ? (size_t)(blank - rest->at) : 0;
	struct view part = blank ? view_slice(*rest, at + 1, rest->len) : *rest;
	*rest = view_slice(*rest, 0, at);
	return part;
}

/*
 * `URL IP-address Archive-date Content-type Archive-length`, taken from the end: there are addresses with
 * blanks in them.
 */
static int
arc_parse(struct view whole, struct record_head *h, struct error *e)
{
	size_t end = view_find(whole, VIEW("\n"), 0);
	if (end == (size_t)-1)
		return error_set(e, "no WARC or ARC record begins there");
	struct view rest = view_trim(view_slice(whole, 0, end)), length = cut_last(&rest);
	h->whole = view_slice(whole, 0, end + 1);
	h->message.block = view_slice(whole, end + 1, whole.len);
	h->media = cut_last(&rest);
	struct view date = cut_last(&rest);
	h->ip = cut_last(&rest);
	h->url = rest;
	h->arc = true;
	record_date(date, h->date);
	if (view_find(h->url, VIEW(":"), 0) == (size_t)-1 || date.len == 0 ||
	    strspn(date.at, "0123456789") < date.len)
		return error_set(e, "no WARC or ARC record begins there");
	h->type = view_starts(h->url, VIEW("filedesc:")) ? VIEW("warcinfo") : VIEW("response");
	return view_number(length, &h->length) == 0
	           ? 0
	           : error_set(e, "the ARC record's length \"%.*s\" is no number", VIEW_ARGS(length));
}

int
record_head_parse(struct view whole, struct record_head *h, struct error *e)
{
	struct view none = VIEW("");
	*h = (struct record_head) { .type = none, .url = none, .id = none, .media = none, .ip = none };
	h->message = (struct message) { none, none, none };
	return record_head_is_warc(whole) ? warc_parse(whole, h, e) : arc_parse(whole, h, e);
}
