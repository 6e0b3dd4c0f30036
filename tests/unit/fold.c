/* White space, widths, and traditional characters. */
#define _GNU_SOURCE
#include "check.h"
#include "command.h"
#include "fold.h"
#include "table.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
same(struct buffer *out, const char *expected)
{
	bool right = view_equal(buffer_view(out), view_of(expected));
	if (!right)
		fprintf(stderr, "expected '%s', found '%.*s'\n", expected, VIEW_ARGS(buffer_view(out)));
	buffer_free(out);
	return right;
}

static bool
line_is(const char *text, const char *expected)
{
	struct buffer out = { 0 };
	fold_line(view_of(text), &out);
	return same(&out, expected);
}

static bool
paragraphs_are(const char *text, const char *expected)
{
	struct buffer out = { 0 };
	fold_paragraphs(view_of(text), &out);
	return same(&out, expected);
}

static void
white_space(void)
{
	CHECK(line_is("　　甲 \t 乙\xC2\xA0丙", "甲 乙 丙"));
	CHECK(line_is("甲\n  乙", "甲乙"));
	CHECK(line_is("甲\n  a", "甲 a"));
	CHECK(line_is("a\nb", "a b"));
	CHECK(line_is("试\xC2\xAD点\xE2\x80\x8B\xEF\xBB\xBF", "试点"));
	CHECK(line_is("ＭＩＣ２０２５（①）：ｚ", "MIC2025（①）：z"));
	CHECK(paragraphs_are("\n\n甲\n　\n乙 \n", "甲\n乙"));
	CHECK(paragraphs_are("", ""));
}

static bool
simple_is(struct fold *f, const char *text, const char *expected)
{
	struct buffer out = { 0 };
	struct error e;
	CHECK(fold_simplify(f, view_of(text), &out, &e) == 0);
	return same(&out, expected);
}

/* The table and the conversion agree: how many characters of traditional text, each of which the conversion changes. */
static size_t
changes_all(struct fold *f, const char *scripts)
{
	struct table t = { 0 };
	struct buffer out = { 0 };
	struct error e;
	size_t changed = 0;
	CHECK(table_load(&t, scripts, &e) == 0 && t.rows == 3);
	struct view all = table_cell(&t, 0, table_column(&t, "characters"));
	for (size_t i = 0, len; i < all.len; i += len) {
		uint32_t c;
		len = utf8_decode(all.at + i, all.len - i, &c);
		buffer_reset(&out);
		CHECK(len == 3 && fold_simplify(f, view_slice(all, i, i + len), &out, &e) == 0);
		bool other = !view_equal(buffer_view(&out), view_slice(all, i, i + len));
		if (!other)
			fprintf(stderr, "%.*s stays\n", VIEW_ARGS(buffer_view(&out)));
		changed += other;
	}
	CHECK(changed * 3 == all.len);
	buffer_free(&out);
	table_free(&t);
	return changed;
}

static void
traditional(void)
{
	struct error e;
	char names[] = "/tmp/fold.XXXXXX";
	int fd = mkstemp(names);
	const char *table = "name\n乾安县\n沈阳市\n";
	CHECK(fd >= 0 && write(fd, table, strlen(table)) == (ssize_t)strlen(table));
	close(fd);
	char scripts[4096];
	CHECK(command_data(NULL, "han.tsv", scripts, sizeof scripts, &e) == 0);
	struct fold *f = fold_open(scripts, names, &e);
	CHECK(f != NULL);
	CHECK(simple_is(f, "乾安縣與瀋陽市開展試點，乾燥", "乾安县与沈阳市开展试点，干燥"));
	CHECK(simple_is(f, "乾政辦發〔2017〕3號", "乾政办发〔2017〕3号"));
	/* names that the gazetteer lacks, or that are written with another character now */
	CHECK(simple_is(f, "濬縣與於潛鎮、乾潭鎮", "浚县与於潜镇、乾潭镇"));
	CHECK(simple_is(f, "以此為藉口，藉口鎮", "以此为借口，藉口镇"));
	CHECK(fold_is_traditional(f, VIEW("國務院關於開展試點工作的通知，請認真執行")));
	CHECK(!fold_is_traditional(f, VIEW("国务院关于开展试点工作的通知，请认真执行")));
	CHECK(!fold_is_traditional(
	    f, VIEW("国务院关于开展试点工作的通知，请认真执行，国务院关于开展工作的通知，見證書體")));
	CHECK(!fold_is_traditional(
	    f, VIEW("商標権侵害であると判断されたものと思われます。販売した場合は、権利者の意思に")));
	CHECK(!fold_is_traditional(f, VIEW("plain")));
	fold_close(f);
	unlink(names);
	f = fold_open(scripts, NULL, &e);
	CHECK(simple_is(f, "乾安縣", "干安县")); /* what the names are for */
	CHECK(changes_all(f, scripts) > 3000);
	fold_close(f);
	CHECK(fold_open("/nowhere/han.tsv", names, &e) == NULL);
	f = fold_open(scripts, "/nowhere/names.tsv", &e); /* names are read with the first text */
	struct buffer out = { 0 };
	CHECK(f != NULL && fold_simplify(f, VIEW("縣"), &out, &e) == -1);
	fold_close(f);
	buffer_free(&out);
}

int
main(void)
{
	white_space();
	traditional();
	return check_status();
}
