#include "catalogue.h"
#include "tables.h"
#include "citation.h"

static void
reads(const char *text, const char *const wanted[], size_t count)
{
	struct citations all;
	struct citation c;
	size_t n = 0;
	citations_start(&all, view_of(text));
	for (; citations_next(&all, &c); n++) {
		struct buffer b = { 0 };
		if (c.kind == CITATION_NUMBER)
			docno_write(&c.number, &b);
		else
			buffer_append(&b, c.title);
		CHECK(n < count && view_equal(buffer_view(&b), view_of(wanted[n])));
		CHECK(c.start < c.end && c.end <= all.text.len);
		buffer_free(&b);
	}
	CHECK(n == count);
}

static void
texts(void)
{
	static const char *const both[] = { "国务院关于印发〈中国制造2025〉的通知", "国发〔2015〕28号",
		"皖政〔2015〕1号", "乙" };
	reads(
	    "按照《国务院关于印发〈中国制造2025〉的通知》(国发[2015]28号)、皖政〔2015〕1号和《乙》", both, 4);
	static const char *const nested[] = { "关于印发《甲》的通知", "乙" };
	reads("《关于印发《甲》的通知》和《乙》", nested, 2);
	static const char *const open[] = { "乙" };
	reads("《甲 没有\n《乙》", open, 1);
	static const char *const within[] = { "转发国发〔2015〕28号的通知" };
	reads("《转发国发〔2015〕28号的通知》", within, 1);
	reads("", NULL, 0);
	reads("《", NULL, 0);
	reads("2015年第28号", NULL, 0);
}

static void
catalogues(void)
{
	struct error e;
	struct catalogue c = { 0 };
	struct words *w = table_words("implementing.tsv");
	struct view none = VIEW("");
	CHECK(catalogue_add(&c, VIEW("a"), none, VIEW("国发〔2015〕28号"),
	          VIEW("国务院关于印发《中国制造2025》的通知"), w, &e) == 0);
	CHECK(catalogue_add(&c, VIEW("b"), VIEW("f"), VIEW("皖政〔2015〕1号"), VIEW("关于落实《丁》的意见"),
	          w, &e) == 0);
	CHECK(catalogue_add(&c, VIEW("c"), VIEW("f"), VIEW("皖政〔2015〕1号"), VIEW("——"), w, &e) == 0);
	CHECK(catalogue_add(&c, VIEW("d"), none, VIEW("皖政〔2015〕2号"), none, w, &e) == 0);
	CHECK(catalogue_add(&c, VIEW("e"), none, VIEW("皖政〔2015〕2号"), none, w, &e) == 0);
	const struct catalogued *x = catalogue_title(&c, VIEW("中国制造２０２５"));
	CHECK(x != NULL && view_equal(x->family, VIEW("a")));
	CHECK(catalogue_title(&c, VIEW("国务院关于印发〈中国制造2025〉的通知")) != NULL);
	CHECK(catalogue_title(&c, VIEW("丁")) == NULL && catalogue_title(&c, VIEW("——")) == NULL);
	x = catalogue_number(&c, VIEW("皖政〔2015〕1号"));
	CHECK(x != NULL && x->documents == 2 && !x->unclear && view_equal(x->family, VIEW("f")));
	x = catalogue_number(&c, VIEW("皖政〔2015〕2号"));
	CHECK(x != NULL && x->unclear);
	CHECK(catalogue_number(&c, VIEW("皖政〔2015〕3号")) == NULL);
	catalogue_free(&c);
	words_free(w);
}

int
main(void)
{
	texts();
	catalogues();
	return check_status();
}
