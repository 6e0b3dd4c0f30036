#define _GNU_SOURCE
#include "check.h"
#include "csv.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads `bytes` from a file and compares the records, written as {field|field}{field}, and the error, as !line: what. */
static int
reads(struct view bytes, const char *expected)
{
	char path[] = "/tmp/csv-test-XXXXXX", out[512] = "";
	struct error e = { "" };
	struct charset *charset = charset_new(&e);
	struct view *fields;
	size_t count, n = 0;
	int fd = mkstemp(path), got = -1;
	if (fd < 0 || write(fd, bytes.at, bytes.len) != (ssize_t)bytes.len || charset == NULL)
		return 0;
	close(fd);
	struct csv *c = csv_open(path, charset, &e);
	while (c != NULL && (got = csv_next(c, &fields, &count, &e)) == 1)
		for (size_t i = 0; i < count; i++)
			n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s%s", i == 0 ? "{" : "|",
			    VIEW_ARGS(fields[i]), i + 1 == count ? "}" : "");
	if (got == -1)
		snprintf(out + n, sizeof out - n, "!%s", e.text + strlen(path) + 1);
	csv_close(c);
	charset_free(charset);
	unlink(path);
	if (strcmp(out, expected) != 0)
		fprintf(stderr, "got %s\n", out);
	return strcmp(out, expected) == 0;
}

/* The rules of RFC 4180 §2, in their order. */
static void
rules(void)
{
	CHECK(reads(VIEW("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"), "{aaa|bbb|ccc}{zzz|yyy|xxx}"));
	CHECK(reads(VIEW("aaa,bbb,ccc\r\nzzz,yyy,xxx"), "{aaa|bbb|ccc}{zzz|yyy|xxx}"));
	CHECK(reads(VIEW("a b, c \r\n"), "{a b| c }")); /* spaces are part of a field */
	CHECK(reads(VIEW("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx"), "{aaa|bbb|ccc}{zzz|yyy|xxx}"));
	CHECK(reads(VIEW("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz"), "{aaa|b\nbb|ccc}{zzz}"));
	CHECK(reads(VIEW("\"aaa\",\"b\"\"bb\",\"c,c\""), "{aaa|b\"bb|c,c}"));
	CHECK(reads(VIEW(""), ""));
	CHECK(reads(VIEW("\n"), "{}"));
	CHECK(reads(VIEW(",\n,"), "{|}{|}"));
	CHECK(reads(VIEW("\"\",\"\"\"\"\n"), "{|\"}"));
	CHECK(reads(VIEW("a\nb\r\nc"), "{a}{b}{c}")); /* LF as well */
}

static void
faults(void)
{
	CHECK(reads(VIEW("a,b\nc,d\"e\n"), "{a|b}!2: a quote within a field that has none around it"));
	CHECK(reads(VIEW("a\n\"b\nc\n"), "{a}!2: a quote that is never closed"));
	CHECK(reads(VIEW("a\n\"b\nc\"d\n"), "{a}!3: text behind a closing quote"));
}

static void
charsets(void)
{
	CHECK(reads(VIEW("\xEF\xBB\xBF标题,正文\n"), "{标题|正文}"));
	/* GB18030: 关于开展试点工作的通知,各市人民政府 */
	CHECK(reads(
	    VIEW("\xB9\xD8\xD3\xDA\xBF\xAA\xD5\xB9\xCA\xD4\xB5\xE3\xB9\xA4\xD7\xF7\xB5\xC4\xCD\xA8\xD6\xAA,"
	         "\xB8\xF7\xCA\xD0\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE\r\n"),
	    "{关于开展试点工作的通知|各市人民政府}"));
}

static int
writes(struct view field, const char *expected)
{
	struct buffer out = { 0 };
	struct view fields[] = { field, VIEW("x") };
	csv_append(&out, fields, 2);
	int same = view_equal(buffer_view(&out), view_of(expected));
	buffer_free(&out);
	return same;
}

static void
written(void)
{
	CHECK(writes(VIEW("a b"), "a b,x\r\n"));
	CHECK(writes(VIEW(""), ",x\r\n"));
	CHECK(writes(VIEW("a,b"), "\"a,b\",x\r\n"));
	CHECK(writes(VIEW("a\"b\nc"), "\"a\"\"b\nc\",x\r\n"));
	CHECK(writes(VIEW("=1+1"), "'=1+1,x\r\n") && writes(VIEW("@a"), "'@a,x\r\n"));
	CHECK(writes(VIEW("-5.2"), "-5.2,x\r\n") && writes(VIEW("-5+cmd"), "'-5+cmd,x\r\n"));
	CHECK(writes(VIEW("=5"), "'=5,x\r\n"));
}

int
main(void)
{
	written();
	rules();
	faults();
	charsets();
	return check_status();
}
