/* Days as dates, and ZIP files that are cut or changed anywhere: told, or read as they were. */
#include "check.h"
#include "coding.h"
#include "serial.h"
#include "zip.h"

#include <string.h>

static bool
day(double days, bool from1904, const char *expected)
{
	char out[SERIAL_ROOM];
	return serial_write(days, from1904, out) == strlen(expected) && strcmp(out, expected) == 0;
}

/* ECMA-376 part 1 §18.17.4.1: day 1 is 1900-01-01, 2958465 is 9999-12-31; from 1904, day 0 is 1904-01-01. */
static void
serials(void)
{
	CHECK(day(1, false, "1900-01-01") && day(59, false, "1900-02-28") && day(60, false, "") &&
	      day(61, false, "1900-03-01"));
	CHECK(day(2958465, false, "9999-12-31") && day(2958466, false, "") && day(0, false, "") &&
	      day(-1, true, ""));
	CHECK(day(0, true, "1904-01-01") && day(2957003, true, "9999-12-31") && day(2957004, true, ""));
	CHECK(day(36585, false, "2000-02-29") && day(42132, false, "2015-05-08") &&
	      day(40670, true, "2015-05-08"));
	CHECK(day(42132.25, false, "2015-05-08 06:00:00") && day(42132.999999, false, "2015-05-09"));
	CHECK(day(0.0 / 0.0, false, "") && day(1e300, false, ""));
}

static void
formats(void)
{
	static const char *const dates[] = { "yyyy-mm-dd", "m/d/yyyy", "[$-804]yyyy\"年\"m\"月\"d\"日\"",
		"mmm\\-yy", "e\"年\"m\"月\"", "mmmm", "DD/MM/YY" },
	                         *const others[] = { "General", "0.00", "0.00E+00", "h:mm", "[h]:mm:ss",
		                         "mm:ss", "\"day\"0", "#,##0_d", "[Red]0", "@" };
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		CHECK(serial_format(view_of(dates[i])));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		CHECK(!serial_format(view_of(others[i])));
	CHECK(serial_format_known(14) && serial_format_known(31) && !serial_format_known(0) &&
	      !serial_format_known(20) && !serial_format_known(45));
}

static void
put(char *out, size_t at, uint32_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		out[at + (size_t)i] = (char)(n >> 8 * i & 0xFF);
}

/* A ZIP file of one stored file `a`. */
static size_t
make_zip(char out[200], struct view content)
{
	size_t directory = 31 + content.len, end = directory + 47;
	memset(out, 0, 200);
	memcpy(out, "PK\3\4", 4);
	put(out, 14, coding_crc32(content), 4);
	put(out, 18, (uint32_t)content.len, 4);
	put(out, 22, (uint32_t)content.len, 4);
	put(out, 26, 1, 2);
	out[30] = 'a';
	memcpy(out + 31, content.at, content.len);
	memcpy(out + directory, "PK\1\2", 4);
	memcpy(out + directory + 16, out + 14, 12);
	put(out, directory + 28, 1, 2);
	out[directory + 46] = 'a';
	memcpy(out + end, "PK\5\6", 4);
	put(out, end + 8, 1, 2);
	put(out, end + 10, 1, 2);
	put(out, end + 12, 47, 4);
	put(out, end + 16, (uint32_t)directory, 4);
	return end + 22;
}

/* What a reader makes of it: 1 and the content, 0 or -1. */
static int
read_zip(struct view bytes, size_t cap, struct coding *c, struct view content)
{
	struct zip z;
	struct error e;
	struct buffer out = { 0 };
	int got = zip_open(&z, bytes, &e) == 0 ? zip_read(&z, VIEW("a"), cap, c, &out, &e) : -1;
	CHECK(got != 1 || view_equal(buffer_view(&out), content));
	buffer_free(&out);
	return got;
}

static void
zips(void)
{
	char bytes[200];
	struct coding *c = coding_new();
	struct view content = VIEW("content of the file");
	size_t len = make_zip(bytes, content);
	CHECK(c != NULL && read_zip((struct view) { bytes, len }, 100, c, content) == 1);
	CHECK(read_zip((struct view) { bytes, len }, 18, c, content) == -1); /* the cap */
	for (size_t n = 0; n < len; n++)
		CHECK(read_zip((struct view) { bytes, n }, 100, c, content) == -1);
	for (size_t i = 0; i < len; i++)
		for (int bit = 0; bit < 8; bit++) {
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			read_zip((struct view) { bytes, len }, 100, c, content);
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
		}
	put(bytes, 31 + content.len + 8, 1, 2); /* encrypted */
	CHECK(read_zip((struct view) { bytes, len }, 100, c, content) == -1);
	coding_free(c);
}

int
main(void)
{
	serials();
	formats();
	zips();
	return check_status();
}
