#define _GNU_SOURCE
#include "check.h"
#include "tsv.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/shidian-unit-tsv-XXXXXX";

/* Reads `text` as a stream. Returns the rows read, or -1 with the message in `e`; joins all fields with '|' into `seen`. */
static int
read_text(struct view text, struct buffer *seen, struct error *e)
{
	int fd = mkstemp(path), rows = 0, got;
	char *paths[] = { path };
	struct view *fields;
	CHECK(fd >= 0 && write(fd, text.at, text.len) == (ssize_t)text.len);
	close(fd);
	struct tsv *t = tsv_open(paths, 1, e);
	got = t == NULL ? -1 : 1;
	while (got == 1 && (got = tsv_next(t, &fields, e)) == 1) {
		for (size_t i = 0; i < tsv_width(t); i++) {
			buffer_append(seen, fields[i]);
			buffer_byte(seen, '|');
		}
		rows++;
	}
	tsv_close(t);
	unlink(path);
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	return got < 0 ? -1 : rows;
}

static void
accepts(void)
{
	struct buffer seen = { 0 };
	struct error e;
	CHECK(read_text(VIEW("a\tb\n1\t2\n\t\n"), &seen, &e) == 2);
	CHECK(view_equal(buffer_view(&seen), VIEW("1|2|||")));
	buffer_reset(&seen);
	CHECK(read_text(VIEW("a\nx\\t\\\\ty\\n\\r\n\\\\\\\\\n"), &seen, &e) == 2);
	CHECK(view_equal(buffer_view(&seen), VIEW("x\\t\\\\ty\\n\\r|\\\\\\\\|")));
	buffer_reset(&seen);
	CHECK(read_text(VIEW("a\n"), &seen, &e) == 0);
	buffer_free(&seen);
}

static void
refuses(void)
{
	static const struct {
		struct view text;
		const char *what;
	} bad[] = {
		{ VIEW_INIT(""), "empty" },
		{ VIEW_INIT("\n1\n"), ":1: column 1 has no name" },
		{ VIEW_INIT("a\ta\n"), "column \"a\" stands twice" },
		{ VIEW_INIT("\xEF\xBB\xBF"
		            "a\n"),
		    "byte order mark" },
		{ VIEW_INIT("a\tb\n1\n"), ":2: 1 fields where the header has 2" },
		{ VIEW_INIT("a\n1\t2\n"), ":2: 2 fields where the header has 1" },
		{ VIEW_INIT("a\nok\n\\x\n"), ":3: a backslash that is no" },
		{ VIEW_INIT("a\n\\\n"), ":2: a backslash that is no" },
		{ VIEW_INIT("a\n1\r\n"), ":2: a raw carriage return" },
		{ VIEW_INIT("a\n1\0\n"), ":2: a NUL byte" },
		{ VIEW_INIT("a\n1"), ":2: the last line has no newline" },
		{ VIEW_INIT("a"), ":1: the last line has no newline" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct buffer seen = { 0 };
		struct error e = { "" };
		CHECK(read_text(bad[i].text, &seen, &e) == -1);
		CHECK(strstr(e.text, bad[i].what) != NULL);
		if (strstr(e.text, bad[i].what) == NULL)
			fprintf(stderr, "wanted \"%s\", got \"%s\"\n", bad[i].what, e.text);
		buffer_free(&seen);
	}
}

/* A line that ends at every place around the edge of a block, with an escape there. */
static void
edges(void)
{
	enum { BLOCK = 256 * 1024 };
	for (size_t pad = BLOCK - 20; pad < BLOCK + 20; pad++) {
		struct buffer text = { 0 }, seen = { 0 };
		struct error e;
		buffer_append(&text, VIEW("a\tb\n"));
		while (text.len < pad)
			buffer_byte(&text, 'x');
		buffer_append(&text, VIEW("\\n\\\\\ty\nz\t\\t\n"));
		CHECK(read_text(buffer_view(&text), &seen, &e) == 2);
		CHECK(view_ends(buffer_view(&seen), VIEW("x\\n\\\\|y|z|\\t|")));
		CHECK(seen.len == text.len - 4);
		buffer_free(&text);
		buffer_free(&seen);
	}
}

static void
long_lines(void)
{
	struct buffer text = { 0 }, seen = { 0 };
	struct error e;
	buffer_append(&text, VIEW("a\n"));
	while (text.len < 20u << 20)
		buffer_append(&text, VIEW("中国制造2025"));
	buffer_append(&text, VIEW("\nshort\n"));
	CHECK(read_text(buffer_view(&text), &seen, &e) == 2);
	CHECK(view_ends(buffer_view(&seen), VIEW("2025|short|")));
	buffer_reset(&text);
	buffer_append(&text, VIEW("a\n"));
	while (text.len < TSV_LINE + 1)
		buffer_byte(&text, 'x');
	buffer_byte(&text, '\n');
	buffer_reset(&seen);
	CHECK(read_text(buffer_view(&text), &seen, &e) == 1); /* a line of TSV_LINE bytes, its LF included */
	buffer_reset(&seen);
	text.at[text.len - 1] = 'x';
	buffer_byte(&text, '\n');
	CHECK(read_text(buffer_view(&text), &seen, &e) == -1);
	CHECK(strstr(e.text, "line of over 64 MiB") != NULL);
	buffer_free(&text);
	buffer_free(&seen);
}

static void
codes(void)
{
	struct arena a = { 0 };
	struct view text = VIEW("\ta\\b\nc\r"), plain = VIEW("试点");
	struct view raw = tsv_encode(text, &a);
	CHECK(view_equal(raw, VIEW("\\ta\\\\b\\nc\\r")));
	CHECK(view_equal(tsv_decode(raw, &a), text));
	CHECK(tsv_encode(plain, &a).at == plain.at);
	CHECK(tsv_decode(plain, &a).at == plain.at);
	CHECK(view_equal(tsv_encode(VIEW("a\0b"), &a), VIEW("a\xEF\xBF\xBD"
	                                                    "b")));
	arena_free(&a);
}

int
main(void)
{
	accepts();
	refuses();
	edges();
	long_lines();
	codes();
	return check_status();
}
