#include "surt.h"
#include "check.h"

static void
keys(const char *url, const char *expected)
{
	struct buffer key = { 0 };
	int got = surt_key(view_of(url), &key);
	bool fine =
	    expected == NULL ? got != 0 : got == 0 && view_equal(buffer_view(&key), view_of(expected));
	if (!fine)
		fprintf(stderr, "%s: %d %.*s\n", url, got, VIEW_ARGS(buffer_view(&key)));
	CHECK(fine);
	buffer_free(&key);
}

static void
hosts(void)
{
	keys("http://www.a.gov.cn", "cn,gov,a)/");
	keys("HTTPS://WWW2.A.gov.CN/", "cn,gov,a)/");
	keys("http://www2a.gov.cn/", "cn,gov,www2a)/");
	keys("http://wwwx.a.cn/", "cn,a,wwwx)/");
	keys("http://www.www2.cn/", "cn,www2)/");
	keys("http://user:word@a.cn:80/", "cn,a)/");
	keys("http://a.cn:/", "cn,a)/");
	keys("http://a.cn:443/", "cn,a:443)/");
	keys("https://a.cn:443/", "cn,a)/");
	keys("https://a.cn:80/", "cn,a:80)/");
	keys("http://a..cn./", "cn,a)/");
	keys("http://127.0.0.1:8080/x", "1,0,0,127:8080)/x");
	keys("http://[::1]:8080/x", "[::1]:8080)/x");
	keys("http://%31%36%38%2e1.2.3/", "3,2,1,168)/");
	keys("http://www.例子.测试/", "xn--0zwm56d,xn--fsqu00a)/");
	keys("http://%E4%BE%8B%E5%AD%90.example/", "example,xn--fsqu00a)/");
}

static void
paths(void)
{
	keys("http://a.cn/TZ/1.HTML#part", "cn,a)/tz/1.html");
	keys("http://a.cn/tz/", "cn,a)/tz");
	keys("http://a.cn//b///c//", "cn,a)/b/c");
	keys("http://a.cn/./b/../c/./d/..", "cn,a)/c");
	keys("http://a.cn/b/..", "cn,a)/");
	keys("http://a.cn/../b", "cn,a)/../b");
	keys("http://a.cn//b//..", "cn,a)/b");
	keys("http://a.cn///..", "cn,a)/");
	keys("http://a.cn/(4hqa0555fwsecu455xqckv45)/m.aspx/(4hqa0555fwsecu455xqckv45)/n.aspx",
	    "cn,a)/(4hqa0555fwsecu455xqckv45)/m.aspx/n.aspx");
	keys("http://a.cn/(4hqa0555fwsecu455xqckv45)/m%3f.aspx", "cn,a)/(4hqa0555fwsecu455xqckv45)/m?.aspx");
	keys("http://a.cn/通知", "cn,a)/%e9%80%9a%e7%9f%a5");
	keys("http://a.cn/%E9%80%9A%E7%9F%A5", "cn,a)/%e9%80%9a%e7%9f%a5");
	keys("http://a.cn/%CD%A8", "cn,a)/%cd%a8");
	keys("http://a.cn/%2525%32%35", "cn,a)/%25");
	keys("http://a.cn/%2541%2fB%", "cn,a)/a/b%25");
	keys("http://a.cn/a b\tc\n", "cn,a)/a%20bc");
	keys("http://a.cn/(4hqa0555fwsecu455xqckv45)/m.aspx", "cn,a)/m.aspx");
	keys("http://a.cn/b/(S(4hqa0555fwsecu455xqckv45)f(4hqa0555fwsecu455xqckv45))/c/m.aspx?x",
	    "cn,a)/b/c/m.aspx?x");
	keys("http://a.cn/(4hqa0555fwsecu455xqckv45)/m.html", "cn,a)/(4hqa0555fwsecu455xqckv45)/m.html");
	keys("http://a.cn/(S(4hqa0555fwsecu455xqckv45)f(4hqa))/m.aspx",
	    "cn,a)/(s(4hqa0555fwsecu455xqckv45)f(4hqa))/m.aspx");
}

static void
queries(void)
{
	keys("http://a.cn/?", "cn,a)/");
	keys("http://a.cn?b", "cn,a)/?b");
	keys("http://a.cn/?B=2&a=1&b=1&a&a=", "cn,a)/?a&a=&a=1&b=1&b=2");
	keys("http://a.cn/?a=1&", "cn,a)/?&a=1");
	keys("http://a.cn/?ab=1&a=2&a-=3", "cn,a)/?a=2&a-=3&ab=1");
	keys("http://a.cn/?q=%D6%D0+文", "cn,a)/?q=%d6%d0+%e6%96%87");
	keys("http://a.cn/?x=1&jsessionid=0123456789abcdef0123456789ABCDEF&b=2", "cn,a)/?b=2&x=1");
	keys("http://a.cn/?PHPSESSID=0123456789abcdef0123456789abcdef", "cn,a)/");
	keys(
	    "http://a.cn/?sid=0123456789abcdef0123456789abcde", "cn,a)/?sid=0123456789abcdef0123456789abcde");
	keys("http://a.cn/?sid=0123456789abcdef0123456789abcdef0",
	    "cn,a)/?sid=0123456789abcdef0123456789abcdef0");
	keys("http://a.cn/?ASPSESSIONIDABCDEFGH=abcdefghijklmnopqrstuvwx&y", "cn,a)/?y");
	keys("http://a.cn/?cfid=1&cftoken=2&y", "cn,a)/?y");
	keys("http://a.cn/?cfid=&cftoken=2", "cn,a)/?cfid=&cftoken=2");
	keys("http://a.cn/?cfid=1&y", "cn,a)/?cfid=1&y");
}

static void
others(void)
{
	keys("dns:www.a.cn", "dns:www.a.cn");
	keys("file:///www.a.gov.cn/A b.html", "file:///www.a.gov.cn/A%20b.html");
	keys("urn:x", "urn:x");
	keys("http:///x", "http:///x");
	keys("", NULL);
	keys(" \n", NULL);
	struct buffer long_url = { 0 }, key = { 0 };
	buffer_append(&long_url, VIEW("http://a/?"));
	while (long_url.len < ADDRESS_LENGTH)
		buffer_append(&long_url, VIEW("cfid="));
	long_url.len = ADDRESS_LENGTH;
	CHECK(surt_key(buffer_view(&long_url), &key) == 0);
	buffer_byte(&long_url, 'x');
	CHECK(surt_key(buffer_view(&long_url), &key) != 0);
	buffer_free(&long_url);
	buffer_free(&key);
}

int
main(void)
{
	hosts();
	paths();
	queries();
	others();
	return check_status();
}
