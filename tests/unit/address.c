#include "address.h"
#include "check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

/* Joins and compares; NULL = must be refused. */
static void
joins(const char *base, const char *reference, const char *expected)
{
	struct buffer out = { 0 };
	int got = address_join(view_of(base), view_of(reference), &out);
	bool fine =
	    expected == NULL ? got != 0 : got == 0 && view_equal(buffer_view(&out), view_of(expected));
	if (!fine)
		fprintf(stderr, "%s + %s: %d %.*s\n", base, reference, got, VIEW_ARGS(buffer_view(&out)));
	CHECK(fine);
	buffer_free(&out);
}

/* The examples of RFC 3986 §5.4, with the fragment dropped and, where it has nothing else, the base left. */
static void
rfc_examples(void)
{
	static const char base[] = "http://a/b/c/d;p?q";
	static const char *const examples[][2] = { { "g", "http://a/b/c/g" }, { "./g", "http://a/b/c/g" },
		{ "g/", "http://a/b/c/g/" }, { "/g", "http://a/g" }, { "//g", "http://g/" },
		{ "?y", "http://a/b/c/d;p?y" }, { "g?y", "http://a/b/c/g?y" }, { "#s", "http://a/b/c/d;p?q" },
		{ "g#s", "http://a/b/c/g" }, { "g?y#s", "http://a/b/c/g?y" }, { ";x", "http://a/b/c/;x" },
		{ "g;x", "http://a/b/c/g;x" }, { "", "http://a/b/c/d;p?q" }, { ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" }, { "..", "http://a/b/" }, { "../", "http://a/b/" },
		{ "../g", "http://a/b/g" }, { "../..", "http://a/" }, { "../../", "http://a/" },
		{ "../../g", "http://a/g" }, { "../../../g", "http://a/g" },
		{ "../../../../g", "http://a/g" }, { "/./g", "http://a/g" }, { "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." }, { ".g", "http://a/b/c/.g" }, { "g..", "http://a/b/c/g.." },
		{ "..g", "http://a/b/c/..g" }, { "./../g", "http://a/b/g" }, { "./g/.", "http://a/b/c/g/" },
		{ "g/./h", "http://a/b/c/g/h" }, { "g/../h", "http://a/b/c/h" },
		{ "g;x=1/./y", "http://a/b/c/g;x=1/y" }, { "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/./x", "http://a/b/c/g?y/./x" }, { "g?y/../x", "http://a/b/c/g?y/../x" },
		{ "g:h", NULL } };
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		joins(base, examples[i][0], examples[i][1]);
}

static void
others(void)
{
	joins("", "HTTP://User@WWW.a.gov.cn:80", "http://User@WWW.a.gov.cn:80/");
	joins("http://a", "b", "http://a/b");
	joins("http://a?q", "", "http://a/?q");
	joins("http://a/b", " \t/c d\n", "http://a/c%20d");
	joins("http://a/b", "/通知.html?题=<\"", "http://a/%E9%80%9A%E7%9F%A5.html?%E9%A2%98=%3C%22");
	joins("", "http://www.例子.example/通知", "http://www.xn--fsqu00a.example/%E9%80%9A%E7%9F%A5");
	joins("http://a/b", "//u@例子。测试:8080?x", "http://u@xn--fsqu00a.xn--0zwm56d:8080/?x");
	joins("http://例子.example/b", "c", "http://xn--fsqu00a.example/c");
	joins("", "http://%E4%BE%8B%e5%ad%90.example:80", "http://xn--fsqu00a.example:80/");
	joins("", "http://%61.example/", "http://%61.example/");
	joins("", "http://例\xff.example/", "http://%E4%BE%8B%FF.example/");
	joins("", "http://例子.example／x", "http://%E4%BE%8B%E5%AD%90.example%EF%BC%8Fx/");
	joins("", "http://[::1]:80/", "http://[::1]:80/");
	joins("http://a/b", "/c%20d%2F", "http://a/c%20d%2F");
	joins("", "file:///www.a.gov.cn/../x", "file:///x");
	joins("http://a/b", "mailto:x@y", NULL);
	joins("http://a/b", "javascript:void(0)", NULL);
	joins("", "/x", NULL);
	joins("", "", NULL);
	joins("x", "http:/b", NULL);
}

static void
long_addresses(void)
{
	struct buffer text = { 0 }, out = { 0 };
	buffer_append(&text, VIEW("http://a/"));
	while (text.len < ADDRESS_LENGTH)
		buffer_byte(&text, 'x');
	CHECK(address_join(VIEW(""), buffer_view(&text), &out) == 0 && out.len == ADDRESS_LENGTH);
	CHECK(address_join(VIEW("http://a/b"), view_slice(buffer_view(&text), 9, ADDRESS_LENGTH), &out) == 0);
	buffer_byte(&text, 'x');
	CHECK(address_join(VIEW(""), buffer_view(&text), &out) != 0);
	text.len = ADDRESS_LENGTH;
	text.at[text.len - 1] = ' '; /* three bytes once it is encoded: but it is trimmed */
	CHECK(address_join(VIEW(""), buffer_view(&text), &out) == 0 && out.len == ADDRESS_LENGTH - 1);
	text.at[text.len - 2] = ' ';
	text.at[text.len - 1] = 'x';
	CHECK(address_join(VIEW(""), buffer_view(&text), &out) != 0);
	buffer_free(&text);
	buffer_free(&out);
}

static bool
host_is(const char *url, const char *host)
{
	struct address a = address_parse(view_of(url));
	return view_equal(address_host(&a), view_of(host));
}

static void
parts(void)
{
	struct address a = address_parse(VIEW("Https://u:p@h:8/p/q?a=b?c#d#e"));
	CHECK(address_scheme(&a, "https") && !address_scheme(&a, "http") && !address_scheme(&a, "httpsx"));
	CHECK(view_equal(a.authority, VIEW("u:p@h:8")) && view_equal(a.path, VIEW("/p/q")));
	CHECK(view_equal(a.query, VIEW("a=b?c")) && view_equal(a.fragment, VIEW("d#e")));
	CHECK(host_is("http://u:p@h:8/", "h") && host_is("http://h", "h") &&
	      host_is("http://[::1]:80/", "[::1]"));
	CHECK(host_is("http://[::1]/", "[::1]") && host_is("file:///h/x", "") &&
	      host_is("http://a@b@c:1/", "c"));
	a = address_parse(VIEW("1a:b"));
	CHECK(a.scheme.len == 0 && view_equal(a.path, VIEW("1a:b")));
	a = address_parse(VIEW(""));
	CHECK(a.scheme.len == 0 && a.path.len == 0 && !a.has_authority && !a.has_query);
}

static void
file_names(void)
{
	static const char *const names[][2] = { { "file:///h/a.html", "h/a.html" },
		{ "file:///h/a%20b", "h/a b" }, { "file:///h/", "h/index.html" },
		{ "file://localhost/h/x", "h/x" }, { "file://LOCALHOST/h/x", "h/x" },
		{ "file:////h//x", "h//x" }, { "file:///h/%2e%2e/x?q#f", "h/../x" },
		{ "file:///h%2Fx", "h/x" }, { "file:///%E8%AF%95", "试" }, { "file://local/h", NULL },
		{ "file://other/h", NULL }, { "file:///", NULL }, { "file:///a%", NULL },
		{ "file:///a%4", NULL }, { "file:///a%4g", NULL }, { "file:///a%00", NULL } };
	struct buffer name = { 0 };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct address a = address_parse(view_of(names[i][0]));
		int got = address_file(&a, &name);
		bool fine = names[i][1] == NULL ? got != 0 : got == 0 && strcmp(name.at, names[i][1]) == 0;
		if (!fine)
			fprintf(stderr, "%s\n", names[i][0]);
		CHECK(fine);
	}
	buffer_free(&name);
}

static bool private(const char *ip)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct sockaddr_storage any = { 0 };
	if (inet_pton(AF_INET, ip, &four.sin_addr) == 1)
		memcpy(&any, &four, sizeof four);
	else if (inet_pton(AF_INET6, ip, &six.sin6_addr) == 1)
		memcpy(&any, &six, sizeof six);
	else
		CHECK(false);
	return address_private((const struct sockaddr *)(const void *)&any);
}

static void
networks(void)
{
	static const char *const closed[] = { "0.0.0.0", "10.255.255.255", "100.64.0.1", "100.127.255.255",
		"127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1",
		"203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1",
		"::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fc00::1",
		"fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "::127.0.0.1" };
	static const char *const open[] = { "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255",
		"100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.0.1", "172.15.255.255", "172.32.0.0",
		"192.0.1.0", "192.167.0.1", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
		"::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1", "2001:200::1", "2400:3200::1",
		"2606:4700:4700::1111" };
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
		if (!private(closed[i]))
			fprintf(stderr, "%s\n", closed[i]);
		CHECK(private(closed[i]));
	}
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		if (private(open[i]))
			fprintf(stderr, "%s\n", open[i]);
		CHECK(!private(open[i]));
	}
	struct sockaddr_storage local = { .ss_family = AF_UNIX };
	CHECK(address_private((const struct sockaddr *)(const void *)&local));
}

static bool
canonical(const char *url, const char *want)
{
	struct buffer out = { 0 };
	int bad = address_canonical(view_of(url), &out);
	bool same = want == NULL ? bad != 0 : bad == 0 && view_equal(buffer_view(&out), view_of(want));
	if (!same)
		fprintf(stderr, "%s: %.*s\n", url, VIEW_ARGS(buffer_view(&out)));
	buffer_free(&out);
	return same;
}

static void
one_form(void)
{
	CHECK(canonical("HTTP://WWW.A.cn", "http://www.a.cn/"));
	CHECK(canonical("http://a.cn:80/x", "http://a.cn/x"));
	CHECK(canonical("https://a.cn:443/x", "https://a.cn/x"));
	CHECK(canonical("http://a.cn:443/x", "http://a.cn:443/x"));
	CHECK(canonical("http://a.cn:/x", "http://a.cn/x"));
	CHECK(canonical("http://[::1]:80/X", "http://[::1]/X"));
	CHECK(canonical("http://a.cn/%7eb/%e8%af%95%2f?q=%41%3d", "http://a.cn/~b/%E8%AF%95%2F?q=A%3D"));
	CHECK(canonical("http://a.cn/%zz%4", "http://a.cn/%zz%4"));
	CHECK(canonical("http://a.cn/x/%2E%2e/y", "http://a.cn/y"));
	CHECK(canonical("http://a.cn/x;jsessionid=0F1?a=b#c", "http://a.cn/x?a=b"));
	CHECK(canonical("http://a.cn/x;JSESSIONID=", "http://a.cn/x"));
	CHECK(canonical("http://a.cn?", "http://a.cn/?"));
	CHECK(canonical("file:///A.cn/x", "file:///A.cn/x"));
	CHECK(canonical("http://u:p@a.cn/", NULL));
	CHECK(canonical("ftp://a.cn/", NULL));
	CHECK(canonical("http:///x", NULL));
	CHECK(canonical("/x", NULL));
	CHECK(canonical("", NULL));
}

static void
sites(void)
{
	CHECK(view_equal(address_site(VIEW("http://www.a.gov.cn/x/y.html")), VIEW("www.a.gov.cn")));
	CHECK(view_equal(address_site(VIEW("http://www.a.gov.cn:8080/x")), VIEW("www.a.gov.cn")));
	CHECK(view_equal(address_site(VIEW("file:///www.a.gov.cn/x/y.html")), VIEW("www.a.gov.cn")));
	CHECK(address_site(VIEW("")).len == 0 && address_site(VIEW("x")).len == 0);
}

int
main(void)
{
	one_form();
	rfc_examples();
	others();
	long_addresses();
	parts();
	file_names();
	networks();
	sites();
	return check_status();
}
