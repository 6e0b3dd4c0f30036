#define _GNU_SOURCE /* nftw */
#include "archive.h"
#include "check.h"
#include "coding.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/shidian-unit-archive-XXXXXX";

/* Appends to a segment of the test's store, and writes the record's column into `column`. */
static void
put(const char *segment, struct view bytes, char column[64])
{
	char path[128];
	struct stat s;
	snprintf(path, sizeof path, "%s/%s", folder, segment);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	CHECK(fd >= 0 && fstat(fd, &s) == 0);
	CHECK(write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
	close(fd);
	snprintf(column, 64, "%s:%lld:%zu", segment, (long long)s.st_size, bytes.len);
}

static void
record(struct buffer *out, const char *type, const char *media, struct view block)
{
	buffer_reset(out);
	buffer_format(out,
	    "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: http://a.example/b\r\nContent-Type: %s\r\n"
	    "content-length: %zu\r\n\r\n",
	    type, media, block.len);
	buffer_append(out, block);
	buffer_append(out, VIEW("\r\n\r\n"));
}

struct outcome {
	int got;
	struct payload about;
	struct error e;
	struct buffer body;
};

static bool
reads(struct archive *a, const char *column, struct outcome *o, const char *body)
{
	o->got = archive_read(a, view_of(column), 1000, &o->body, &o->about, &o->e);
	return o->got == 0 && view_equal(buffer_view(&o->body), view_of(body));
}

static void
response(struct buffer *out, const char *coding, struct view body)
{
	struct buffer block = { 0 };
	buffer_format(&block,
	    "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"GB2312\"\r\nContent-Encoding: %s\r\n\r\n",
	    coding);
	buffer_append(&block, body);
	record(out, "response", "application/http; msgtype=response", buffer_view(&block));
	buffer_free(&block);
}

static void
sound_records(struct archive *a, struct coding *c)
{
	struct buffer bytes = { 0 }, packed = { 0 }, twice = { 0 };
	struct outcome o = { 0 };
	char column[64];

	record(&bytes, "resource", "text/html", VIEW("<p>试点"));
	put("a.warc", VIEW("what stands in front"), column);
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "<p>试点"));
	CHECK(o.about.status == 0 && view_equal(o.about.media, VIEW("text/html")));
	CHECK(view_equal(o.about.url, VIEW("http://a.example/b")) && o.about.charset.len == 0);

	CHECK(coding_pack(c, buffer_view(&bytes), &packed) == 0);
	put("b.warc.gz", buffer_view(&packed), column);
	CHECK(reads(a, column, &o, "<p>试点"));
	put("b.warc.gz", buffer_view(&packed), column);
	CHECK(reads(a, column, &o, "<p>试点"));

	response(&bytes, "identity", VIEW("plain"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "plain"));
	CHECK(o.about.status == 200 && view_equal(o.about.media, VIEW("text/html")));
	CHECK(view_equal(o.about.charset, VIEW("GB2312")));

	buffer_reset(&packed);
	CHECK(coding_pack(c, VIEW("one "), &packed) == 0 && coding_pack(c, VIEW("two"), &packed) == 0);
	response(&bytes, "X-GZIP", buffer_view(&packed));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "one two"));

	CHECK(coding_pack(c, buffer_view(&packed), &twice) == 0);
	response(&bytes, "gzip, identity, gzip", buffer_view(&twice));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "one two"));

	/* zlib and raw deflate data of "deflated" */
	response(&bytes, "deflate", VIEW("\x78\x9c\x4b\x49\x4d\xcb\x49\x2c\x49\x4d\x01\x00\x0e\x79\x03\x3a"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "deflated"));
	response(&bytes, "deflate", VIEW("\x4b\x49\x4d\xcb\x49\x2c\x49\x4d\x01\x00"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(reads(a, column, &o, "deflated"));
	buffer_free(&bytes);
	buffer_free(&packed);
	buffer_free(&twice);
	buffer_free(&o.body);
}

static void
no_payload(struct archive *a, struct coding *c)
{
	struct buffer bytes = { 0 }, zeros = { 0 }, packed = { 0 };
	struct outcome o = { 0 };
	char column[64];
	response(&bytes, "br", VIEW("xx"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == 1 && strcmp(o.about.error, "encoding") == 0);
	response(&bytes, "gzip", VIEW("\x1f\x8b\x08 not gzip at all, not at all"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == 1 && strcmp(o.about.error, "encoding") == 0);

	while (zeros.len < 1001)
		buffer_byte(&zeros, '0');
	CHECK(coding_pack(c, buffer_view(&zeros), &packed) == 0);
	response(&bytes, "gzip", buffer_view(&packed));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == 1 && strcmp(o.about.error, "too-large") == 0);
	CHECK(o.body.len == 0);
	response(&bytes, "", buffer_view(&zeros));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == 1 && strcmp(o.about.error, "too-large") == 0);
	zeros.len--;
	response(&bytes, "", buffer_view(&zeros));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == 0 && o.body.len == 1000);
	buffer_free(&bytes);
	buffer_free(&zeros);
	buffer_free(&packed);
	buffer_free(&o.body);
}

static void
refuses(struct archive *a)
{
	static const struct {
		const char *column, *what;
	} bad[] = {
		{ "", "is no record" },
		{ "a.warc", "is no record" },
		{ "a.warc:1", "is no record" },
		{ "a.warc:0x1:2", "is no record" },
		{ "a.warc:-1:2", "is no record" },
		{ ":1:2", "is no record" },
		{ "../a.warc:0:10", "is no record" },
		{ "..:0:10", "is no record" },
		{ "/etc/passwd:0:10", "is no record" },
		{ "a.warc:0:0", "1 byte to 96 MiB" },
		{ "a.warc:0:100000000000", "1 byte to 96 MiB" },
		{ "a.warc:18446744073709551615:1", "1 byte to 96 MiB" },
		{ "none.warc:0:10", "none.warc: No such file" },
		{ "out.warc:0:10", "out.warc: Invalid cross-device link" },
		{ "a.warc:0:90000000", "ends before byte 90000000" },
		{ "a.warc:0:10", "no WARC or ARC record begins there" },
		{ "a.warc:20:30", "the record's head doesn't end" },
		{ "a.warc:20:120", "shorter than its Content-Length" },
		{ "b.warc.gz:0:20", "damaged" },
	};
	struct outcome o = { 0 };
	char path[128];
	snprintf(path, sizeof path, "%s/out.warc", folder);
	CHECK(symlink("/etc/passwd", path) == 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		CHECK(!reads(a, bad[i].column, &o, "") && o.got == -1);
		if (strstr(o.e.text, bad[i].what) == NULL)
			fprintf(stderr, "%s: %s\n", bad[i].column, o.e.text);
		CHECK(strstr(o.e.text, bad[i].what) != NULL);
	}
	buffer_free(&o.body);
}

static void
other_types(struct archive *a)
{
	struct buffer bytes = { 0 };
	struct outcome o = { 0 };
	char column[64];
	record(&bytes, "metadata", "application/warc-fields", VIEW("error: timeout\r\n"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == -1 && strstr(o.e.text, "holds no page") != NULL);
	record(&bytes, "response", "application/http", VIEW("SSH-2.0 200 x\r\n\r\n"));
	put("a.warc", buffer_view(&bytes), column);
	CHECK(!reads(a, column, &o, "") && o.got == -1 && strstr(o.e.text, "no HTTP response") != NULL);
	buffer_free(&bytes);
	buffer_free(&o.body);
}

/* More segments than handles: the first is opened anew and still right. */
static void
many_segments(struct archive *a)
{
	struct buffer bytes = { 0 };
	struct outcome o = { 0 };
	char columns[ARCHIVE_SEGMENTS + 8][64], name[32];
	for (int i = 0; i < ARCHIVE_SEGMENTS + 8; i++) {
		snprintf(name, sizeof name, "n%d", i);
		record(&bytes, "resource", "text/plain", view_of(name));
		put(name, buffer_view(&bytes), columns[i]);
	}
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < ARCHIVE_SEGMENTS + 8; i++) {
			snprintf(name, sizeof name, "n%d", i);
			CHECK(reads(a, columns[i], &o, name));
		}
	buffer_free(&bytes);
	buffer_free(&o.body);
}

static int
forget(const char *path, const struct stat *s, int kind, struct FTW *where)
{
	(void)s, (void)kind, (void)where;
	return remove(path);
}

int
main(void)
{
	struct error e;
	CHECK(mkdtemp(folder) != NULL);
	CHECK(archive_open("/nowhere/at/all", &e) == NULL &&
	      strstr(e.text, "/nowhere/at/all: No such") != NULL);
	struct archive *a = archive_open(folder, &e);
	struct coding *c = coding_new();
	CHECK(a != NULL && c != NULL);
	sound_records(a, c);
	no_payload(a, c);
	other_types(a);
	refuses(a);
	many_segments(a);
	archive_close(a);
	coding_free(c);
	CHECK(nftw(folder, forget, 8, FTW_DEPTH | FTW_PHYS) == 0);
	return check_status();
}
