#define _GNU_SOURCE
#include "http.h"

#include "address.h"
#include "message.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

struct exchange {
	struct exchange *next; /* in the list of free ones, or of those under way */
	CURL *easy;
	struct http *http;
	struct capture *capture;
	struct buffer url;
	struct curl_slist *own;        /* the request's fields where they aren't the usual ones */
	size_t head_bytes, head_lines; /* interim answers included */
	const char *fault;             /* why the answer isn't wanted: an error token, or NULL */
	bool proxied, refused, headed; /* headed: the final answer's head is complete */
	char message[CURL_ERROR_SIZE];
};

struct http {
	struct http_options options;
	CURLM *multi;
	struct curl_slist *fields;
	struct exchange *idle, *busy;
	const char *proxy_http, *proxy_https, *direct; /* borrowed from the environment */
};

/* ---- what libcurl calls ---- */

static curl_socket_t
on_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct exchange *x = context;
	(void)purpose;
	if (!x->proxied && !x->http->options.allow_private && address_private(&address->addr)) {
		x->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Start lines are kept in the form of HTTP/1.1, whichever version was spoken. */
static void
append_start(struct buffer *head, struct view line)
{
	size_t blank = view_find(line, VIEW(" "), 0);
	buffer_append(head, VIEW("HTTP/1.1"));
	buffer_append(head, blank == (size_t)-1 ? VIEW(" \r\n") : view_slice(line, blank, line.len));
}

/* Two lengths, or one that is no number, can mean anything (RFC 9112 §6.3). */
static bool
lengths_agree(struct view fields)
{
	static const char name[] = "Content-Length:";
	struct view line, first = VIEW("");
	unsigned long long number;
	while (view_split(&fields, '\n', &line)) {
		if (line.len < sizeof name - 1 || strncasecmp(line.at, name, sizeof name - 1) != 0)
			continue;
		line = view_trim(view_slice(line, sizeof name - 1, line.len));
		if (view_number(line, &number) != 0 || (first.len > 0 && !view_equal(first, line)))
			return false;
		first = line;
	}
	return true;
}

static size_t
on_head(char *at, size_t one, size_t len, void *context)
{
	struct exchange *x = context;
	struct buffer *head = &x->capture->head;
	struct view line = { at, one * len };
	x->head_bytes += line.len;
	x->head_lines++;
	if (x->head_bytes > HTTP_HEAD)
		x->fault = "header-bytes";
	else if (x->head_lines > HTTP_FIELDS)
		x->fault = "header-count";
	else if (memchr(at, '\0', line.len) != NULL)
		x->fault = "header-nul";
	if (x->fault != NULL)
		return 0;
	if (x->headed) /* fields behind a chunked body */
		return line.len;
	if (view_starts(line, VIEW("HTTP/"))) {
		buffer_reset(head); /* an interim answer (1xx) may have come before */
		append_start(head, line);
	} else {
		/* libcurl has undone the transfer coding; a reader of the store must not try it again. */
		if (strncasecmp(at, "Transfer-Encoding:", line.len < 18 ? line.len : 18) == 0 && line.len > 2)
			buffer_append(head, VIEW("X-Archive-Orig-"));
		buffer_append(head, line);
	}
	struct message m;
	if (line.len <= 2 && message_split(buffer_view(head), &m) == 0) {
		x->headed = message_status(&m) >= 200;
		if (x->headed && !lengths_agree(m.fields))
			x->fault = "length";
	}
	return head->failed || x->fault != NULL ? 0 : line.len;
}

static size_t
on_body(char *at, size_t one, size_t len, void *context)
{
	struct exchange *x = context;
	struct buffer *body = &x->capture->body;
	size_t n = one * len;
	if (n > x->http->options.body || body->len > x->http->options.body - n) {
		x->fault = "too-large";
		return 0;
	}
	buffer_append(body, (struct view) { at, n });
	return body->failed ? 0 : n;
}

/* libcurl drops what comes behind Content-Length, and says so nowhere else. */
static void
notice_excess(struct exchange *x, struct view text)
{
	static const char mark[] = "excess = ";
	size_t at = view_find(text, VIEW("Excess found"), 0);
	unsigned long long number;
	struct view digits;
	if (at == (size_t)-1 || (at = view_find(text, VIEW(mark), at)) == (size_t)-1)
		return;
	text = view_slice(text, at + sizeof mark - 1, text.len);
	size_t n = 0;
	while (n < text.len && text.at[n] >= '0' && text.at[n] <= '9')
		n++;
	digits = view_slice(text, 0, n);
	if (view_number(digits, &number) == 0 && number > HTTP_EXCESS)
		x->fault = "length";
}

static int
on_debug(CURL *easy, curl_infotype kind, char *at, size_t len, void *context)
{
	struct exchange *x = context;
	struct view text = { at, len };
	struct buffer *request = &x->capture->request;
	(void)easy;
	if (kind == CURLINFO_TEXT)
		notice_excess(x, text);
	if (kind != CURLINFO_HEADER_OUT || view_starts(text, VIEW("CONNECT ")))
		return 0;
	if (view_starts(text, VIEW("GET ")))
		buffer_reset(request); /* sent again on a fresh connection */
	size_t version = view_find(text, VIEW(" HTTP/2\r\n"), 0);
	if (version != (size_t)-1) {
		buffer_append(request, view_slice(text, 0, version));
		buffer_append(request, VIEW(" HTTP/1.1\r\n"));
		text = view_slice(text, version + strlen(" HTTP/2\r\n"), text.len);
	}
	buffer_append(request, text);
	return 0;
}

/* ---- setting up ---- */

static const char *
environment(const char *lower, const char *upper)
{
	const char *value = getenv(lower);
	if (value == NULL && upper != NULL)
		value = getenv(upper);
	return value != NULL && *value != '\0' ? value : NULL;
}

/* HTTP_PROXY isn't read: a web server's CGI would set it from a request's field (httpoxy). */
static void
read_proxies(struct http *h)
{
	const char *any = environment("all_proxy", "ALL_PROXY");
	h->proxy_http = environment("http_proxy", NULL);
	h->proxy_https = environment("https_proxy", "HTTPS_PROXY");
	h->direct = environment("no_proxy", "NO_PROXY");
	if (h->proxy_http == NULL)
		h->proxy_http = any;
	if (h->proxy_https == NULL)
		h->proxy_https = any;
}

struct http *
http_new(const struct http_options *o, struct error *e)
{
	static const char *const fields[] = { "Accept-Encoding: gzip, deflate",
		"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
		"Accept-Language: zh-CN,zh;q=0.9,en;q=0.5" };
	struct http *h = calloc(1, sizeof *h);
	if (h != NULL && curl_global_init(CURL_GLOBAL_DEFAULT) == 0)
		h->multi = curl_multi_init();
	bool fine = h != NULL && h->multi != NULL;
	for (size_t i = 0; fine && i < sizeof fields / sizeof *fields; i++) {
		struct curl_slist *more = curl_slist_append(h->fields, fields[i]);
		fine = more != NULL;
		h->fields = fine ? more : h->fields;
	}
	if (!fine) {
		http_free(h);
		error_set(e, "libcurl cannot start");
		return NULL;
	}
	h->options = *o;
	read_proxies(h);
	return h;
}

static void
exchanges_free(struct http *h, struct exchange *x)
{
	while (x != NULL) {
		struct exchange *next = x->next;
		curl_multi_remove_handle(h->multi, x->easy);
		curl_easy_cleanup(x->easy);
		curl_slist_free_all(x->own);
		buffer_free(&x->url);
		free(x);
		x = next;
	}
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	exchanges_free(h, h->busy);
	exchanges_free(h, h->idle);
	curl_multi_cleanup(h->multi);
	curl_slist_free_all(h->fields);
	free(h);
}

/* ---- exchanges ---- */

/* True where a no_proxy list (names, each with its subdomains; or `*`) has the host. */
static bool
is_direct(const struct http *h, struct view host)
{
	struct view rest = view_of(h->direct), name;
	while (view_split(&rest, ',', &name)) {
		name = view_trim(name);
		if (view_equal(name, VIEW("*")))
			return true;
		if (view_starts(name, VIEW(".")))
			name = view_slice(name, 1, name.len);
		if (name.len == 0 || name.len > host.len)
			continue;
		size_t before = host.len - name.len;
		if (strncasecmp(host.at + before, name.at, name.len) == 0 &&
		    (before == 0 || host.at[before - 1] == '.'))
			return true;
	}
	return false;
}

static const char *
proxy_of(const struct http *h, struct view url)
{
	struct address a = address_parse(url);
	const char *proxy = address_scheme(&a, "https") ? h->proxy_https : h->proxy_http;
	return proxy == NULL || is_direct(h, address_host(&a)) ? "" : proxy;
}

static long
rate_seconds(const struct http_options *o)
{
	enum { LONGEST = 30 };
	long half = o->seconds / 2;
	return half < 1 ? 1 : half < LONGEST ? half : LONGEST;
}

static struct exchange *
exchange_new(struct http *h)
{
	struct exchange *x = calloc(1, sizeof *x);
	if (x == NULL || (x->easy = curl_easy_init()) == NULL) {
		free(x);
		return NULL;
	}
	CURL *c = x->easy;
	x->http = h;
	curl_easy_setopt(c, CURLOPT_PRIVATE, x);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_USERAGENT, h->options.agent);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, h->options.seconds);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, h->options.seconds);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, h->options.rate);
	curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, rate_seconds(&h->options));
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, x->message);
	curl_easy_setopt(c, CURLOPT_NOPROXY, "");
	curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, x);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, x);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, x);
	curl_easy_setopt(
	    c, CURLOPT_DEBUGFUNCTION, on_debug); /* the only way to see the request as it was sent */
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, x);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	return x;
}

/* The usual fields and those of this one request, one list for libcurl. 0, or -1: no memory. */
static int
exchange_fields(struct exchange *x, struct view fields)
{
	struct view line;
	char text[HTTP_FIELD];
	curl_slist_free_all(x->own);
	x->own = NULL;
	for (const struct curl_slist *f = x->http->fields; fields.len > 0 && f != NULL; f = f->next) {
		struct curl_slist *more = curl_slist_append(x->own, f->data);
		if (more == NULL)
			return -1;
		x->own = more;
	}
	while (fields.len > 0 && view_split(&fields, '\n', &line)) {
		line = view_trim(line);
		if (line.len == 0 || line.len >= sizeof text)
			continue;
		memcpy(text, line.at, line.len);
		text[line.len] = '\0';
		struct curl_slist *more = curl_slist_append(x->own, text);
		if (more == NULL)
			return -1;
		x->own = more;
	}
	return curl_easy_setopt(x->easy, CURLOPT_HTTPHEADER, x->own ? x->own : x->http->fields) == CURLE_OK
	           ? 0
	           : -1;
}

int
http_begin(struct http *h, struct capture *c, struct view fields, struct error *e)
{
	struct exchange *x = h->idle != NULL ? h->idle : exchange_new(h);
	if (x == NULL)
		return error_set(e, "no memory for a request");
	h->idle = x->next;
	x->next = h->busy;
	h->busy = x;
	x->capture = c;
	x->refused = x->headed = false;
	x->head_bytes = x->head_lines = 0;
	x->fault = NULL;
	x->message[0] = '\0';
	buffer_reset(&x->url);
	buffer_append(&x->url, c->url);
	buffer_byte(&x->url, '\0');
	const char *proxy = proxy_of(h, c->url);
	x->proxied = *proxy != '\0';
	if (x->url.failed || exchange_fields(x, fields) != 0 ||
	    curl_easy_setopt(x->easy, CURLOPT_URL, x->url.at) != CURLE_OK ||
	    curl_easy_setopt(x->easy, CURLOPT_PROXY, proxy) != CURLE_OK)
		return error_set(e, "no memory for a request");
	CURLMcode got = curl_multi_add_handle(h->multi, x->easy);
	return got == CURLM_OK ? 0 : error_set(e, "libcurl: %s", curl_multi_strerror(got));
}

int
http_wait(struct http *h, int milliseconds, struct error *e)
{
	int running;
	CURLMcode got = curl_multi_poll(h->multi, NULL, 0, milliseconds, NULL);
	if (got == CURLM_OK)
		got = curl_multi_perform(h->multi, &running);
	return got == CURLM_OK ? 0 : error_set(e, "libcurl: %s", curl_multi_strerror(got));
}

/* Whether time or patience ran out: libcurl calls both a timeout. */
static const char *
timeout_token(const struct exchange *x)
{
	double took = 0;
	curl_easy_getinfo(x->easy, CURLINFO_TOTAL_TIME, &took);
	return x->http->options.rate > 0 && took < (double)x->http->options.seconds - 0.5 ? "too-slow"
	                                                                                  : "timeout";
}

/* What is wrong with an answer that libcurl understood in part; only its message tells. */
static const char *
protocol_token(const struct exchange *x)
{
	static const char *const tokens[][2] = { { "chunk", "chunking" }, { "HTTP/0.9", "no-head" },
		{ "Nul byte", "header-nul" }, { "Content-Length", "length" } };
	for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
		if (strstr(x->message, tokens[i][0]) != NULL)
			return tokens[i][1];
	return NULL;
}

static const char *
error_token(const struct exchange *x, CURLcode code)
{
	const char *token = x->fault != NULL ? x->fault : code == CURLE_OK ? NULL : protocol_token(x);
	if (token != NULL)
		return token;
	switch (code) {
	case CURLE_OK:
		return NULL;
	case CURLE_OPERATION_TIMEDOUT:
		return timeout_token(x);
	case CURLE_OUT_OF_MEMORY: /* so libcurl calls a line above its own cap */
		return "header-bytes";
	case CURLE_COULDNT_RESOLVE_HOST:
		return "unresolved";
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_PROXY:
		return "proxy";
	case CURLE_COULDNT_CONNECT:
		return x->refused ? "private" : "unreachable";
	case CURLE_PARTIAL_FILE:
		return "cut-short";
	case CURLE_GOT_NOTHING:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
		return "connection";
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
	case CURLE_UNSUPPORTED_PROTOCOL:
		return "protocol";
	case CURLE_URL_MALFORMAT:
		return "address";
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
		return "tls";
	default:
		return "failed";
	}
}

static void
exchange_finish(struct http *h, struct exchange *x, CURLcode code)
{
	struct capture *c = x->capture;
	struct message m;
	const char *ip = NULL;
	c->error = error_token(x, code);
	if (c->head.len > 0 && message_split(buffer_view(&c->head), &m) == 0 && message_status(&m) > 0)
		c->status = message_status(&m);
	else if (c->error == NULL)
		c->error = "protocol"; /* HTTP/0.9: a body without a head */
	c->whole = c->error == NULL;
	curl_off_t took = 0;
	if (curl_easy_getinfo(x->easy, CURLINFO_TOTAL_TIME_T, &took) == CURLE_OK)
		c->took = (long)(took / 1000);
	if (!x->proxied && curl_easy_getinfo(x->easy, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK && ip != NULL)
		snprintf(c->ip, sizeof c->ip, "%s", ip);
	curl_multi_remove_handle(h->multi, x->easy);
	for (struct exchange **link = &h->busy; *link != NULL; link = &(*link)->next)
		if (*link == x) {
			*link = x->next;
			break;
		}
	x->next = h->idle;
	h->idle = x;
}

struct capture *
http_done(struct http *h)
{
	int left;
	CURLMsg *message = curl_multi_info_read(h->multi, &left);
	if (message == NULL)
		return NULL;
	char *owner = NULL;
	CURLcode code = message->data.result;
	curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
	struct exchange *x = (struct exchange *)(void *)owner;
	exchange_finish(h, x, code);
	x->capture->time = (long long)time(NULL);
	return x->capture;
}
