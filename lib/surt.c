#define _GNU_SOURCE
#include "surt.h"

#include "hostname.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SESSION = 32, ASP_SESSION = 24 }; /* letters and digits of a session's identifier */

/* What one address needs: nothing outlives surt_key. */
struct work {
	struct buffer url, plain, part;
	struct view *arguments;
};

static int
hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

/*
 * Replaces `out` by `v` with its percent-encoding undone until none is left (`%2525` is `%`): a byte that
 * completes an encoding at the end of `out` may complete another.
 */
static void
undo(struct view v, struct buffer *out)
{
	buffer_reset(out);
	for (size_t i = 0; i < v.len && !out->failed; i++) {
		buffer_byte(out, v.at[i]);
		while (!out->failed && out->len >= 3 && out->at[out->len - 3] == '%') {
			int high = hex_value(out->at[out->len - 2]), low = hex_value(out->at[out->len - 1]);
			if (high < 0 || low < 0)
				break;
			out->len -= 2;
			out->at[out->len - 1] = (char)(high * 16 + low);
		}
	}
}

/* Appends it encoded once, in lower case: what isn't printable ASCII, and `#` and `%`. */
static void
append_encoded(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		if (c <= ' ' || c >= 0x7f || c == '#' || c == '%')
			buffer_format(out, "%%%02x", c);
		else
			buffer_byte(out, (char)(c >= 'A' && c <= 'Z' ? c | 32 : c));
	}
}

/* Without a first label `www`, `www2`, ... */
static struct view
without_www(struct view host)
{
	size_t n = strlen("www");
	if (host.len <= n || strncasecmp(host.at, "www", n) != 0)
		return host;
	while (n < host.len && isdigit((unsigned char)host.at[n]))
		n++;
	return n < host.len && host.at[n] == '.' ? view_slice(host, n + 1, host.len) : host;
}

static struct view
trim_dots(struct view v)
{
	while (v.len > 0 && v.at[0] == '.')
		v = view_slice(v, 1, v.len);
	while (v.len > 0 && v.at[v.len - 1] == '.')
		v.len--;
	return v;
}

static void
append_host(struct work *w, struct view host, struct buffer *key)
{
	undo(host, &w->plain);
	buffer_reset(&w->part);
	if (hostname_ascii(buffer_view(&w->plain), &w->part) != 0)
		buffer_append(&w->part, buffer_view(&w->plain));
	struct view rest = without_www(trim_dots(buffer_view(&w->part)));
	while (rest.len > 0) {
		const char *dot = memrchr(rest.at, '.', rest.len);
		size_t end = dot ? (size_t)(dot - rest.at) : 0;
		append_encoded(key, view_slice(rest, dot ? end + 1 : 0, rest.len));
		rest = trim_dots(view_slice(rest, 0, end));
		if (rest.len > 0)
			buffer_byte(key, ',');
	}
}

/* Removes empty and dot segments of a path, in place; `..` stays where there is nothing that it could undo. */
static void
segments_remove(struct buffer *path)
{
	struct view rest = buffer_view(path), segment;
	size_t len = 0;
	bool slash = view_ends(rest, VIEW("/"));
	while (view_split(&rest, '/', &segment)) {
		if (segment.len == 0 || view_equal(segment, VIEW(".")))
			continue;
		const char *last = len ? memrchr(path->at, '/', len) : NULL;
		bool up = view_equal(segment, VIEW(".."));
		if (up && last != NULL &&
		    !view_equal((struct view) { last, len - (size_t)(last - path->at) }, VIEW("/.."))) {
			len = (size_t)(last - path->at);
			continue;
		}
		path->at[len++] = '/';
		memmove(path->at + len, segment.at, segment.len);
		len += segment.len;
	}
	if (slash && len > 0)
		path->at[len++] = '/';
	path->len = len;
}

static bool
alphanumeric(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!isalnum((unsigned char)v.at[i]))
			return false;
	return true;
}

/* `(…)` with one identifier, or `(X(…)Y(…))` with several. */
static bool
is_asp_session(struct view segment)
{
	enum { NAMED = ASP_SESSION + 3 };
	if (segment.len < 3 || segment.at[0] != '(' || segment.at[segment.len - 1] != ')')
		return false;
	struct view inner = view_slice(segment, 1, segment.len - 1);
	if (inner.len == ASP_SESSION)
		return alphanumeric(inner);
	for (size_t i = 0; i + NAMED <= inner.len; i += NAMED)
		if (!isalpha((unsigned char)inner.at[i]) || inner.at[i + 1] != '(' ||
		    inner.at[i + NAMED - 1] != ')' || !alphanumeric(view_slice(inner, i + 2, i + NAMED - 1)))
			return false;
	return inner.len % NAMED == 0;
}

/* The end of the segment that begins at `from`. */
static size_t
segment_end(struct view path, size_t from)
{
	size_t end = view_find(path, VIEW("/"), from);
	return end == (size_t)-1 ? path.len : end;
}

/* ASP.NET without cookies puts its session in a segment of its own, in front of `….aspx`. */
static void
asp_session_remove(struct buffer *path)
{
	struct view all = buffer_view(path);
	size_t page = memmem(all.at, all.len, ".aspx", 5) ? view_find(all, VIEW(".aspx"), 0) : 0;
	for (size_t at = 1; at < page; at = segment_end(all, at) + 1) {
		size_t end = segment_end(all, at);
		if (end + 1 >= page || !is_asp_session(view_slice(all, at, end)))
			continue;
		memmove(path->at + at, path->at + end + 1, path->len - end - 1);
		path->len -= end + 1 - at;
		return;
	}
}

static void
append_path(struct work *w, struct view path, struct buffer *key)
{
	undo(path, &w->plain);
	if (w->plain.failed)
		return;
	segments_remove(&w->plain);
	buffer_reset(&w->part);
	append_encoded(&w->part, buffer_view(&w->plain));
	if (w->part.failed)
		return;
	asp_session_remove(&w->part);
	if (w->part.len > 0 && w->part.at[w->part.len - 1] == '/')
		w->part.len--;
	if (w->part.len == 0)
		buffer_byte(key, '/');
	buffer_append(key, buffer_view(&w->part));
}

/* Where the session that begins at `from` of a query ends, or 0: none begins there. */
static size_t
session_end(struct view query, size_t from)
{
	static const struct view names[] = { VIEW_INIT("jsessionid="), VIEW_INIT("phpsessid="),
		VIEW_INIT("sid=") };
	const struct view rest = view_slice(query, from, query.len), asp = VIEW("aspsessionid");
	size_t n = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names && n == 0; i++)
		if (view_starts(rest, names[i]) && rest.len >= names[i].len + SESSION &&
		    alphanumeric(view_slice(rest, names[i].len, names[i].len + SESSION)))
			n = names[i].len + SESSION;
	size_t value = asp.len + 8 + 1; /* behind eight letters and the `=` */
	if (n == 0 && view_starts(rest, asp) && rest.len >= value + ASP_SESSION &&
	    rest.at[value - 1] == '=' && alphanumeric(view_slice(rest, asp.len, value - 1)) &&
	    alphanumeric(view_slice(rest, value, value + ASP_SESSION)))
		n = value + ASP_SESSION;
	if (n == 0 && view_starts(rest, VIEW("cfid="))) {
		size_t and = view_find(rest, VIEW("&"), 0);
		struct view token = and == (size_t)-1 ? VIEW("") : view_slice(rest, and, rest.len);
		size_t end = view_find(token, VIEW("&"), 1);
		if (view_starts(token, VIEW("&cftoken=")))
			n = end == (size_t)-1 ? rest.len : and+end;
	}
	return n > 0 && (n == rest.len || rest.at[n] == '&') ? from + n : 0;
}

/* Removes sessions from a query in lower case, each with the `&` behind it. */
static void
sessions_remove(struct buffer *query)
{
	for (size_t i = 0; i < query->len;) {
		size_t end = session_end(buffer_view(query), i);
		if (end == 0) {
			i++;
			continue;
		}
		end += end < query->len; /* the `&` */
		memmove(query->at + i, query->at + end, query->len - end);
		query->len -= end - i;
	}
}

/* By name, then by value; a name alone stands in front of one with a value. */
static int
by_argument(const void *a, const void *b)
{
	struct view x = *(const struct view *)a, y = *(const struct view *)b, name_x, name_y;
	name_x = name_y = VIEW("");
	view_split(&x, '=', &name_x);
	view_split(&y, '=', &name_y);
	int order = view_compare(name_x, name_y);
	bool valued_x = name_x.len < ((const struct view *)a)->len,
	     valued_y = name_y.len < ((const struct view *)b)->len;
	return order ? order : valued_x != valued_y ? (int)valued_x - (int)valued_y : view_compare(x, y);
}

static void
append_query(struct work *w, struct view query, struct buffer *key)
{
	undo(query, &w->plain);
	buffer_reset(&w->part);
	append_encoded(&w->part, buffer_view(&w->plain));
	if (w->part.failed)
		return;
	sessions_remove(&w->part);
	struct view all = buffer_view(&w->part);
	size_t count = 0, from = 0;
	w->arguments = calloc(all.len + 1, sizeof *w->arguments);
	key->failed |= w->arguments == NULL;
	if (all.len == 0 || key->failed)
		return;
	for (size_t i = 0; i <= all.len; i++)
		if (i == all.len || all.at[i] == '&') {
			w->arguments[count++] = view_slice(all, from, i);
			from = i + 1;
		}
	qsort(w->arguments, count, sizeof *w->arguments, by_argument);
	for (size_t i = 0; i < count; i++) {
		buffer_byte(key, i == 0 ? '?' : '&');
		buffer_append(key, w->arguments[i]);
	}
}

static void
append_port(const struct address *a, struct view host, struct buffer *key)
{
	size_t from = (size_t)(host.at - a->authority.at) + host.len;
	struct view port = view_slice(a->authority, from, a->authority.len);
	bool standard = (address_scheme(a, "http") && view_equal(port, VIEW(":80"))) ||
	                (address_scheme(a, "https") && view_equal(port, VIEW(":443")));
	if (port.len > 1 && !standard)
		append_encoded(key, port);
}

/* Line ends and tabs mean nothing in an address. */
static void
clean(struct view url, struct buffer *out)
{
	url = view_trim(url);
	for (size_t i = 0; i < url.len; i++)
		if (url.at[i] != '\n' && url.at[i] != '\r' && url.at[i] != '\t')
			buffer_byte(out, url.at[i]);
}

static void
append_whole(struct buffer *key, struct view url)
{
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.at[i];
		if (c <= ' ' || c == 0x7f)
			buffer_format(key, "%%%02X", c);
		else
			buffer_byte(key, (char)c);
	}
}

int
surt_key(struct view url, struct buffer *key)
{
	struct work w = { 0 };
	buffer_reset(key);
	if (url.len == 0 || url.len > ADDRESS_LENGTH)
		return -1;
	clean(url, &w.url);
	struct address a = address_parse(buffer_view(&w.url));
	struct view host = address_host(&a);
	if ((address_scheme(&a, "http") || address_scheme(&a, "https") || address_scheme(&a, "ftp")) &&
	    host.len > 0) {
		append_host(&w, host, key);
		append_port(&a, host, key);
		buffer_byte(key, ')');
		append_path(&w, a.path, key);
		append_query(&w, a.query, key);
	} else {
		append_whole(key, buffer_view(&w.url));
	}
	bool failed = key->failed || w.url.failed || w.plain.failed || w.part.failed || key->len == 0;
	buffer_free(&w.url);
	buffer_free(&w.plain);
	buffer_free(&w.part);
	free(w.arguments);
	return failed ? -1 : 0;
}
