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
			int high = view_hex(out->at[out->len - 2]), low = view_hex(out->at[out->len - 1]);
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

/*
 * Removes dot segments of a path, in place, and then empty ones, which a `..` may undo. It stays where there
 * is nothing to undo.
 */
static void
segments_remove(struct buffer *path)
{
	struct view rest = buffer_view(path), segment;
	size_t len = 0, kept = 0;
	bool slash = view_ends(rest, VIEW("/"));
	rest = view_slice(rest, 1, rest.len); /* the path begins with a slash, or is empty */
	while (view_split(&rest, '/', &segment)) {
		const char *last = len ? memrchr(path->at, '/', len) : NULL;
		if (view_equal(segment, VIEW(".")))
			continue;
		if (view_equal(segment, VIEW("..")) && last != NULL) {
			len = (size_t)(last - path->at);
			continue;
		}
		path->at[len++] = '/';
		memmove(path->at + len, segment.at, segment.len);
		len += segment.len;
	}
	if (slash && len > 0)
		path->at[len++] = '/';
	for (size_t i = 0; i < len; i++)
		if (path->at[i] != '/' || kept == 0 || path->at[kept - 1] != '/')
			path->at[kept++] = path->at[i];
	path->len = kept;
}

static bool
alphanumeric(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!isalnum((unsigned char)v.at[i]))
			return false;
	return true;
}

/* `(…)` with one identifier. */
static bool
is_session(struct view segment)
{
	return segment.len == ASP_SESSION + 2 && segment.at[0] == '(' && segment.at[segment.len - 1] == ')' &&
	       alphanumeric(view_slice(segment, 1, segment.len - 1));
}

/* `(X(…)Y(…))` with several, named by letters. */
static bool
is_named_session(struct view segment)
{
	enum { NAMED = ASP_SESSION + 3 };
	if (segment.len < NAMED + 2 || segment.at[0] != '(' || segment.at[segment.len - 1] != ')')
		return false;
	struct view inner = view_slice(segment, 1, segment.len - 1);
	for (size_t i = 0; i + NAMED <= inner.len; i += NAMED)
		if (!isalpha((unsigned char)inner.at[i]) || !is_session(view_slice(inner, i + 1, i + NAMED)))
			return false;
	return inner.len % NAMED == 0;
}

/*
 * ASP.NET without cookies puts its session in a segment of its own, in front of `….aspx`: removes the last
 * such segment.
 */
static void
asp_session_remove(struct buffer *path, bool is(struct view segment))
{
	struct view all = buffer_view(path);
	size_t from = 0, next = 0;
	for (size_t at = 1, end; at < all.len; at = end + 1) {
		end = view_find(all, VIEW("/"), at);
		if (end == (size_t)-1)
			break;
		if (!is(view_slice(all, at, end)))
			continue;
		size_t page = view_find(all, VIEW(".aspx"), end + 2);
		if (page != (size_t)-1 && page < view_find(all, VIEW("?"), end + 1)) {
			from = at;
			next = end + 1;
		}
	}
	memmove(path->at + from, path->at + next, path->len - next);
	path->len -= next - from;
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
	if (w->part.len > 0) {
		asp_session_remove(&w->part, is_named_session);
		asp_session_remove(&w->part, is_session);
	}
	if (w->part.len > 0 && w->part.at[w->part.len - 1] == '/')
		w->part.len--;
	if (w->part.len == 0)
		buffer_byte(key, '/');
	buffer_append(key, buffer_view(&w->part));
}

/* Lengths of the sessions that `rest` of a query in lower case begins with; 0: with none. */

static size_t
plain_session(struct view rest, struct view name)
{
	size_t end = name.len + SESSION;
	return view_starts(rest, name) && rest.len >= end && alphanumeric(view_slice(rest, name.len, end))
	           ? end
	           : 0;
}

static size_t
java_session(struct view rest)
{
	return plain_session(rest, VIEW("jsessionid="));
}

static size_t
php_session(struct view rest)
{
	return plain_session(rest, VIEW("phpsessid="));
}

static size_t
other_session(struct view rest)
{
	return plain_session(rest, VIEW("sid="));
}

static size_t
asp_session(struct view rest)
{
	const struct view name = VIEW("aspsessionid");
	size_t value = name.len + 8 + 1, end = value + ASP_SESSION; /* eight letters and a `=` */
	return view_starts(rest, name) && rest.len >= end && rest.at[value - 1] == '=' &&
	               alphanumeric(view_slice(rest, name.len, value - 1)) &&
	               alphanumeric(view_slice(rest, value, end))
	           ? end
	           : 0;
}

static size_t
coldfusion_session(struct view rest)
{
	const struct view id = VIEW("cfid="), token = VIEW("&cftoken=");
	size_t and = view_starts(rest, id) ? view_find(rest, VIEW("&"), id.len) : (size_t)-1;
	if (and == (size_t)-1 || and == id.len || !view_starts(view_slice(rest, and, rest.len), token))
		return 0;
	size_t end = view_find(rest, VIEW("&"), and+token.len);
	end = end == (size_t)-1 ? rest.len : end;
	return end > and+token.len ? end : 0;
}

/* Removes sessions, of each kind the last, with the `&` behind it, in this order: `phpsessid=` ends in `sid=`. */
static void
sessions_remove(struct buffer *query)
{
	static size_t (*const kinds[])(
	    struct view) = { java_session, php_session, other_session, asp_session, coldfusion_session };
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = query->len; i-- > 0;) {
			size_t end = i + kinds[k](view_slice(buffer_view(query), i, query->len));
			if (end == i || (end < query->len && query->at[end] != '&'))
				continue;
			end += end < query->len; /* the `&` */
			memmove(query->at + i, query->at + end, query->len - end);
			query->len -= end - i;
			break;
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
