#define _GNU_SOURCE
#include "address.h"

#include "hostname.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if ((unsigned char)v.at[i] >= 0x80)
			return false;
	return true;
}

static bool
scheme_char(char c)
{
	return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

/* Cuts everything before the first of `marks` off `*rest`. */
static struct view
cut(struct view *rest, const char *marks)
{
	size_t n = 0;
	while (n < rest->len && (rest->at[n] == '\0' || strchr(marks, rest->at[n]) == NULL))
		n++;
	struct view part = view_slice(*rest, 0, n);
	*rest = view_slice(*rest, n, rest->len);
	return part;
}

struct address
address_parse(struct view url)
{
	struct address a = {
		.scheme = VIEW(""), .authority = VIEW(""), .query = VIEW(""), .fragment = VIEW("")
	};
	struct view rest = url;
	size_t n = 0;
	while (n < url.len && scheme_char(url.at[n]))
		n++;
	if (n > 0 && n < url.len && url.at[n] == ':' && is_alpha(url.at[0])) {
		a.scheme = view_slice(url, 0, n);
		rest = view_slice(url, n + 1, url.len);
	}
	if (view_starts(rest, VIEW("//"))) {
		rest = view_slice(rest, 2, rest.len);
		a.authority = cut(&rest, "/?#");
		a.has_authority = true;
	}
	a.path = cut(&rest, "?#");
	if (rest.len > 0 && rest.at[0] == '?') {
		rest = view_slice(rest, 1, rest.len);
		a.query = cut(&rest, "#");
		a.has_query = true;
	}
	a.fragment = view_slice(rest, 1, rest.len);
	return a;
}

bool
address_scheme(const struct address *a, const char *scheme)
{
	return a->scheme.len == strlen(scheme) && strncasecmp(a->scheme.at, scheme, a->scheme.len) == 0;
}

struct view
address_host(const struct address *a)
{
	struct view all = a->authority;
	const char *mark = all.len ? memrchr(all.at, '@', all.len) : NULL;
	if (mark != NULL)
		all = view_slice(all, (size_t)(mark - all.at) + 1, all.len);
	const char *colon = all.len ? memrchr(all.at, ':', all.len) : NULL;
	if (colon == NULL || memchr(colon, ']', all.len - (size_t)(colon - all.at)) != NULL)
		return all; /* no port: that was a colon of [::1] */
	return view_slice(all, 0, (size_t)(colon - all.at));
}

struct view
address_site(struct view url)
{
	struct address a = address_parse(url);
	struct view host = address_host(&a), path = a.path;
	if (host.len > 0 || path.len == 0 || path.at[0] != '/')
		return host;
	path = view_slice(path, 1, path.len);
	return view_split(&path, '/', &host) ? host : VIEW("");
}

bool
address_credentials(const struct address *a)
{
	return view_find(a->authority, VIEW("@"), 0) != (size_t)-1;
}

static void
append_lower(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		buffer_byte(out, (char)(v.at[i] >= 'A' && v.at[i] <= 'Z' ? v.at[i] - 'A' + 'a' : v.at[i]));
}

/* Drops the last segment of the path that begins at `start` in `out`, with the slash in front of it. */
static void
segment_drop(struct buffer *out, size_t start)
{
	while (out->len > start && out->at[out->len - 1] != '/')
		out->len--;
	if (out->len > start)
		out->len--;
}

/* Removes dot segments of the path that `out` holds from `start` on, in place (RFC 3986 §5.2.4). */
static void
dots_remove(struct buffer *out, size_t start)
{
	size_t end = out->len, in = start;
	out->len = start;
	while (in < end) {
		size_t from = in++;
		while (in < end && out->at[in] != '/')
			in++;
		struct view segment = { out->at + from, in - from };
		bool last = in == end, up = view_equal(segment, VIEW("/.."));
		if (up)
			segment_drop(out, start);
		if (up || view_equal(segment, VIEW("/."))) {
			if (last)
				out->at[out->len++] = '/';
			continue;
		}
		memmove(out->at + out->len, segment.at, segment.len);
		out->len += segment.len;
	}
}

static void
append_encoded(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.at[i];
		if (c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>')
			buffer_format(out, "%%%02X", c);
		else
			buffer_byte(out, (char)c);
	}
}

/*
 * The authority with its host in ASCII, also where characters of its name are percent-encoded (RFC 3986 §3.2.2). A name that can't exist
 * stays what it is, percent-encoded.
 */
static void
append_authority(struct buffer *out, const struct address *a)
{
	struct buffer name = { 0 };
	struct view host = address_host(a);
	size_t from = host.len ? (size_t)(host.at - a->authority.at) : a->authority.len;
	append_encoded(out, view_slice(a->authority, 0, from));
	if (address_decode(host, &name) != 0 || is_ascii(buffer_view(&name)) ||
	    hostname_ascii(buffer_view(&name), out) != 0)
		append_encoded(out, host);
	append_encoded(out, view_slice(a->authority, from + host.len, a->authority.len));
	out->failed |= name.failed;
	buffer_free(&name);
}

/* The path of the reference `r`, put together with that of its base `b`. */
static void
append_path(struct buffer *out, const struct address *b, const struct address *r)
{
	size_t start = out->len;
	if (r->has_authority || (r->path.len > 0 && r->path.at[0] == '/')) {
		append_encoded(out, r->path);
	} else if (r->path.len == 0) {
		append_encoded(out, b->path);
	} else {
		const char *slash = b->path.len ? memrchr(b->path.at, '/', b->path.len) : NULL;
		append_encoded(
		    out, slash ? view_slice(b->path, 0, (size_t)(slash - b->path.at) + 1) : VIEW("/"));
		append_encoded(out, r->path);
	}
	if (out->failed)
		return;
	if (out->len == start)
		buffer_byte(out, '/');
	else if (out->at[start] == '/')
		dots_remove(out, start);
}

static struct view
trim_controls(struct view v)
{
	while (v.len > 0 && (unsigned char)v.at[0] <= ' ')
		v = view_slice(v, 1, v.len);
	while (v.len > 0 && (unsigned char)v.at[v.len - 1] <= ' ')
		v.len--;
	return v;
}

int
address_join(struct view base, struct view reference, struct buffer *out)
{
	struct address b = address_parse(trim_controls(base)), r = address_parse(trim_controls(reference));
	buffer_reset(out);
	if (base.len > ADDRESS_LENGTH || reference.len > ADDRESS_LENGTH)
		return -1;
	if (r.scheme.len > 0)
		b = (struct address) { .scheme = r.scheme, .path = VIEW(""), .authority = VIEW("") };
	bool rooted = r.scheme.len > 0 || r.has_authority ? r.has_authority : b.has_authority;
	if (b.scheme.len == 0 || !rooted)
		return -1;
	append_lower(out, b.scheme);
	buffer_append(out, VIEW("://"));
	append_authority(out, r.scheme.len > 0 || r.has_authority ? &r : &b);
	append_path(out, &b, &r);
	bool inherits = !r.has_query && r.path.len == 0 && !r.has_authority;
	if (r.has_query || (inherits && b.has_query)) {
		buffer_byte(out, '?');
		append_encoded(out, r.has_query ? r.query : b.query);
	}
	return out->failed || out->len > ADDRESS_LENGTH ? -1 : 0;
}

static bool
unreserved(int c)
{
	return is_alpha((char)c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/* `v` with its percent-encodings in their one form; a `%` that is none stays. */
static void
append_normal(struct buffer *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		int high = v.at[i] == '%' && i + 2 < v.len ? view_hex(v.at[i + 1]) : -1;
		int low = high >= 0 ? view_hex(v.at[i + 2]) : -1;
		if (low < 0) {
			buffer_byte(out, v.at[i]);
			continue;
		}
		if (unreserved(high * 16 + low))
			buffer_byte(out, (char)(high * 16 + low));
		else
			buffer_format(out, "%%%02X", (unsigned)(high * 16 + low));
		i += 2;
	}
}

/* The path without `;jsessionid=…`, at whose end it stands. */
static struct view
without_session(struct view path)
{
	const struct view name = VIEW(";jsessionid=");
	for (size_t i = 0; i + name.len <= path.len; i++)
		if (path.at[i] == ';' && strncasecmp(path.at + i, name.at, name.len) == 0)
			return view_slice(path, 0, i);
	return path;
}

/* `:80` of http, `:443` of https, or nothing before the colon's end: not to be said. */
static bool
port_is_default(const struct address *a, struct view port)
{
	return port.len <= 1 || (address_scheme(a, "http") && view_equal(port, VIEW(":80"))) ||
	       (address_scheme(a, "https") && view_equal(port, VIEW(":443")));
}

int
address_canonical(struct view url, struct buffer *out)
{
	struct address a = address_parse(url);
	struct view host = address_host(&a), port = view_slice(a.authority, host.len, a.authority.len);
	bool web = address_scheme(&a, "http") || address_scheme(&a, "https");
	buffer_reset(out);
	if (!(web ? host.len > 0 : address_scheme(&a, "file")) ||
	    view_find(a.authority, VIEW("@"), 0) != (size_t)-1)
		return -1;
	append_lower(out, a.scheme);
	buffer_append(out, VIEW("://"));
	append_lower(out, host);
	if (!port_is_default(&a, port))
		buffer_append(out, port);
	size_t path = out->len;
	append_normal(out, without_session(a.path));
	if (out->len == path)
		buffer_byte(out, '/');
	if (!out->failed)
		dots_remove(out, path);
	if (a.has_query) {
		buffer_byte(out, '?');
		append_normal(out, a.query);
	}
	return out->failed || out->len > ADDRESS_LENGTH ? -1 : 0;
}

int
address_decode(struct view part, struct buffer *out)
{
	for (size_t i = 0; i < part.len; i++) {
		int c = (unsigned char)part.at[i];
		if (c == '%') {
			int high = i + 2 < part.len ? view_hex(part.at[i + 1]) : -1;
			int low = i + 2 < part.len ? view_hex(part.at[i + 2]) : -1;
			if (high < 0 || low < 0)
				return -1;
			c = high * 16 + low;
			i += 2;
		}
		if (c == 0)
			return -1;
		buffer_byte(out, (char)c);
	}
	return out->failed ? -1 : 0;
}

static bool
localhost(struct view name)
{
	return name.len == strlen("localhost") && strncasecmp(name.at, "localhost", name.len) == 0;
}

int
address_file(const struct address *a, struct buffer *name)
{
	struct view path = a->path;
	buffer_reset(name);
	if (a->authority.len > 0 && !localhost(a->authority))
		return -1;
	while (path.len > 0 && path.at[0] == '/')
		path = view_slice(path, 1, path.len);
	if (path.len == 0 || address_decode(path, name) != 0)
		return -1;
	if (name->at[name->len - 1] == '/')
		buffer_append(name, VIEW("index.html"));
	buffer_byte(name, '\0');
	if (name->failed)
		return -1;
	name->len--;
	return 0;
}

static bool
private4(uint32_t ip)
{
	static const struct {
		uint32_t net;
		int bits;
	} nets[] = {
		{ 0x00000000, 8 },  /* 0.0.0.0/8 this network */
		{ 0x0a000000, 8 },  /* 10.0.0.0/8 private use */
		{ 0x64400000, 10 }, /* 100.64.0.0/10 shared address space */
		{ 0x7f000000, 8 },  /* 127.0.0.0/8 loopback */
		{ 0xa9fe0000, 16 }, /* 169.254.0.0/16 link-local */
		{ 0xac100000, 12 }, /* 172.16.0.0/12 private use */
		{ 0xc0000000, 24 }, /* 192.0.0.0/24 protocol assignments */
		{ 0xc0000200, 24 }, /* 192.0.2.0/24 documentation */
		{ 0xc0a80000, 16 }, /* 192.168.0.0/16 private use */
		{ 0xc6120000, 15 }, /* 198.18.0.0/15 benchmarking */
		{ 0xc6336400, 24 }, /* 198.51.100.0/24 documentation */
		{ 0xcb007100, 24 }, /* 203.0.113.0/24 documentation */
		{ 0xe0000000, 3 },  /* 224.0.0.0/3 multicast, reserved, broadcast */
	};
	for (size_t i = 0; i < sizeof nets / sizeof *nets; i++)
		if ((ip ^ nets[i].net) >> (32 - nets[i].bits) == 0)
			return true;
	return false;
}

static uint32_t
number4(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool
private6(const unsigned char *p)
{
	static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
	static const unsigned char nat64[12] = { 0, 0x64, 0xff, 0x9b };
	if (memcmp(p, mapped, 12) == 0 || memcmp(p, nat64, 12) == 0)
		return private4(number4(p + 12));
	if (p[0] == 0x20 && p[1] == 0x02) /* 2002::/16 6to4 */
		return private4(number4(p + 2));
	if ((p[0] & 0xe0) != 0x20) /* outside of 2000::/3, the only global unicast space */
		return true;
	bool special =
	    p[0] == 0x20 && p[1] == 0x01 && p[2] < 0x02; /* 2001::/23: Teredo, ORCHID, benchmarking */
	bool example = p[0] == 0x20 && p[1] == 0x01 && p[2] == 0x0d && p[3] == 0xb8;
	return special || example;
}

bool
address_private(const struct sockaddr *s)
{
	struct sockaddr_in four;
	struct sockaddr_in6 six;
	if (s->sa_family == AF_INET) {
		memcpy(&four, s, sizeof four);
		return private4(ntohl(four.sin_addr.s_addr));
	}
	if (s->sa_family == AF_INET6) {
		memcpy(&six, s, sizeof six);
		return private6(six.sin6_addr.s6_addr);
	}
	return true;
}
