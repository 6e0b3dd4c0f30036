/* Sketches against true overlaps of shingles, and which rows with a sketch are copies. */
#include "check.h"
#include "copies.h"
#include "matchkey.h"
#include "random.h"
#include "sketch.h"
#include "utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PIECES = 4096, LETTERS = 4 };

/* Appends piece `n`: four letters that it draws of 20000, so that hardly a shingle stands in two places. */
static size_t
append_piece(char *out, uint64_t n)
{
	struct random r = { n * 7919 + 1 };
	size_t len = 0;
	for (size_t i = 0; i < LETTERS; i++)
		len += utf8_encode(0x4E00 + (uint32_t)random_below(&r, 20000), out + len);
	return len;
}

/* A text of `count` pieces from the `from`th on. */
static struct view
text_of(char out[PIECES * LETTERS * 4], size_t from, size_t count)
{
	size_t len = 0;
	for (size_t i = from; i < from + count; i++)
		len += append_piece(out + len, i);
	return (struct view) { out, len };
}

/* Of two texts of equal length that share a run of shingles, the estimate is within four standard errors of the truth, and unbiased on average. */
static void
estimates(void)
{
	static char a[PIECES * LETTERS * 4], b[PIECES * LETTERS * 4];
	double sum = 0;
	size_t tries = 0;
	for (size_t from = 0; from < 400; from += 20)
		for (size_t shift = 0; shift <= 120; shift += 10, tries++) {
			struct sketch x, y;
			CHECK(sketch_text(text_of(a, from, 200), &x) &&
			      sketch_text(text_of(b, from + shift, 200), &y));
			double size = 200 * LETTERS - 3, both = (200.0 - (double)shift) * LETTERS - 3;
			double truth = both / (2 * size - both), p = truth + (1 - truth) / 16;
			double error = sketch_likeness(&x, &y) - truth;
			CHECK(fabs(error) <= 4 * sqrt(p * (1 - p) / SKETCH_BINS) * 16 / 15 + 1e-9);
			CHECK(x.letters == 200 * LETTERS);
			sum += error;
		}
	CHECK(fabs(sum / (double)tries) < 0.005);
}

static void
contained(void)
{
	static char a[PIECES * LETTERS * 4], b[PIECES * LETTERS * 4];
	struct sketch x, y;
	CHECK(sketch_text(text_of(a, 0, 1000), &x) && sketch_text(text_of(b, 300, 400), &y));
	CHECK(sketch_containment(&x, &y) > 0.85 && sketch_containment(&y, &x) > 0.85);
	CHECK(sketch_text(text_of(b, 1000, 400), &y));
	CHECK(sketch_containment(&x, &y) < 0.1);
}

static bool
same(struct view a, struct view b)
{
	struct sketch x, y;
	return sketch_text(a, &x) && sketch_text(b, &y) && memcmp(&x, &y, sizeof x) == 0;
}

/* What copies differ in makes no difference: punctuation, spaces, line breaks, case, labels of articles. */
static void
folds(void)
{
	CHECK(same(VIEW("各地区、各部门：\n加强组织领导 ABC"), VIEW("各地区各部门,加强组织领导abc。")));
	CHECK(same(VIEW("第一章 总则\n第一条 为了规范试点工作。第一百二十三条 本办法自发布之日起施行"),
	    VIEW("总则为了规范试点工作。本办法自发布之日起施行")));
	CHECK(!same(VIEW("第三届全国代表大会"), VIEW("届全国代表大会"))); /* no label of an article */
	CHECK(!same(VIEW("第条款内容甲乙丙"), VIEW("款内容甲乙丙")));
	CHECK(!same(VIEW("加强组织领导"), VIEW("加强组织领带")));
}

static void
short_texts(void)
{
	struct sketch s;
	CHECK(!sketch_text(VIEW(""), &s) && !sketch_text(VIEW("，。 \n"), &s) &&
	      !sketch_text(VIEW("第十条"), &s));
	CHECK(!sketch_text(VIEW("三个字"), &s) && sketch_text(VIEW("四个字了"), &s) && s.letters == 4);
	CHECK(sketch_likeness(&s, &s) == 1);
	CHECK(!sketch_text(VIEW("\xE4\xBD"), &s)); /* cut short */
	CHECK(!sketch_text(VIEW("\xE7\xAC\xAC"), &s) && !sketch_text(VIEW("\xE7\xAC\xAC\xE5"), &s));
}

static void
written(void)
{
	char out[SKETCH_ROOM];
	struct sketch s, back;
	CHECK(sketch_text(VIEW("各地区各部门要加强组织领导，完善政策措施"), &s));
	sketch_write(&s, out);
	struct view w = { out, sizeof out };
	CHECK(view_starts(w, VIEW("00000013")) && sketch_read(w, &back) && memcmp(&s, &back, sizeof s) == 0);
	CHECK(!sketch_read(VIEW(""), &back) && !sketch_read(view_slice(w, 0, w.len - 1), &back));
	out[100] = 'G';
	CHECK(!sketch_read(w, &back));
}

/* ---- copies ---------------------------------------------------------------------------------------------------------- */

static int
count(void *context, size_t a, size_t b)
{
	size_t *pairs = context;
	CHECK(a != b && a < 2 && b < 2);
	++*pairs;
	return 0;
}

static struct view
key_of(struct view text, struct arena *memory)
{
	struct buffer key = { 0 };
	CHECK(matchkey(text, &key) == 0);
	struct view kept = arena_copy(memory, buffer_view(&key));
	buffer_free(&key);
	return kept;
}

static int
add(struct copies *c, size_t row, struct copies_row r, const struct sketch *s)
{
	struct arena memory = { 0 };
	r.title = key_of(r.title, &memory);
	r.docno = key_of(r.docno, &memory);
	r.issuer = key_of(r.issuer, &memory);
	int bad = copies_add(c, row, &r, s);
	arena_free(&memory);
	return bad;
}

/* Whether two rows, of texts that share so many of 200 pieces, are copies. */
static bool
copies_of(struct copies_row a, struct copies_row b, size_t shared, size_t other_length)
{
	static char x[PIECES * LETTERS * 4], y[PIECES * LETTERS * 4];
	struct sketch s, t;
	struct copies *c = copies_new();
	size_t pairs = 0;
	CHECK(c && sketch_text(text_of(x, 0, 200), &s) &&
	      sketch_text(text_of(y, 200 - shared, other_length), &t));
	CHECK(add(c, 0, a, &s) == 0 && add(c, 1, b, &t) == 0);
	CHECK(copies_find(c, count, &pairs) == 0);
	copies_free(c);
	return pairs > 0;
}

#define TITLE .title = VIEW_INIT("河北省甲乙丙丁管理办法")
#define NATION .place = VIEW_INIT("national///")

static void
which_are_copies(void)
{
	const struct copies_row a = { TITLE };
	CHECK(copies_of(a, a, 200, 200) && copies_of(a, a, 198, 200) && !copies_of(a, a, 190, 200) &&
	      !copies_of(a, a, 100, 200));
	/* dates a month apart: a little less will do, and so will a part; of an edition three years later it won't */
	const struct copies_row may = { TITLE, .published = VIEW_INIT("2021-05-01") },
	                        june = { TITLE, .published = VIEW_INIT("2021-06-01") },
	                        later = { TITLE, .published = VIEW_INIT("2024-06-01") };
	CHECK(copies_of(may, june, 192, 200) && !copies_of(may, later, 192, 200));
	CHECK(copies_of(may, june, 100, 100) && !copies_of(may, later, 100, 100) &&
	      !copies_of(may, june, 60, 200));
	/* titles: one in the other; another one; an amendment; a transmission */
	const struct copies_row notice = { .title = VIEW_INIT("关于印发《河北省甲乙丙丁管理办法》的通知") },
	                        other = { .title = VIEW_INIT("河北省甲乙丙戊管理办法") },
	                        amendment = { .title = VIEW_INIT("河北省甲乙丙丁管理办法修正案") },
	                        cut = { .title = VIEW_INIT("关于印发《河北省甲乙丙丁…") };
	CHECK(copies_of(a, notice, 200, 200) && copies_of(cut, notice, 200, 200));
	CHECK(!copies_of(a, other, 200, 200) && !copies_of(a, amendment, 200, 200) &&
	      !copies_of(notice, amendment, 200, 200));
	/* what contradicts */
	const struct copies_row news = { TITLE, .genre = VIEW_INIT("news") },
	                        passes = { TITLE, .transmits = VIEW_INIT("国办发〔2015〕9号") },
	                        one = { TITLE, .docno = VIEW_INIT("冀政〔2015〕1号") },
	                        two = { TITLE, .docno = VIEW_INIT("冀政〔2016〕1号") },
	                        day = { TITLE, .issued = VIEW_INIT("2015-05-08") },
	                        month = { TITLE, .issued = VIEW_INIT("2015-05") },
	                        next = { TITLE, .issued = VIEW_INIT("2015-06-08") };
	CHECK(!copies_of(a, news, 200, 200) && copies_of(news, news, 200, 200) &&
	      !copies_of(a, passes, 200, 200));
	CHECK(!copies_of(one, two, 200, 200) && copies_of(one, a, 200, 200));
	CHECK(!copies_of(day, next, 200, 200) && copies_of(day, month, 200, 200) &&
	      !copies_of(month, next, 200, 200));
	/* issuers count only where a place is unknown */
	const struct copies_row lu = { TITLE, .issuer = VIEW_INIT("甲厅") },
	                        wei = { TITLE, .issuer = VIEW_INIT("乙委") },
	                        placed = { TITLE, NATION, .issuer = VIEW_INIT("甲厅") },
	                        too = { TITLE, NATION, .issuer = VIEW_INIT("乙委") },
	                        elsewhere = { TITLE, .place = VIEW_INIT("province/130000//") };
	CHECK(!copies_of(lu, wei, 200, 200) && !copies_of(lu, too, 200, 200) &&
	      copies_of(placed, too, 200, 200));
	CHECK(!copies_of(placed, elsewhere, 200, 200));
	/* another title, but the same number */
	const struct copies_row numbered = { .title = VIEW_INIT("甲令"), .docno = VIEW_INIT("甲部令第12号") },
	                        full = { .title = VIEW_INIT("关于废止部分文件的决定"),
		                        .docno = VIEW_INIT("甲部令第12号") };
	CHECK(copies_of(numbered, full, 200, 200));
}

int
main(void)
{
	estimates();
	contained();
	folds();
	short_texts();
	written();
	which_are_copies();
	return check_status();
}
