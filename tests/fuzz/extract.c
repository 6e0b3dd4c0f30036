/*
 * Fuzz target of docextract's readers. The first byte chooses which: a page as a payload, by media type and declared charset; or what
 * a filter's program wrote (a PDF's lines, Word, DocBook, a sheet, OFD), unfolded and mined. Whatever the bytes are, reading ends, and
 * yields text in well-formed UTF-8 or one of the error tokens; titles, numbers and the like are well-formed too, and dates are dates; a
 * page's tree is one.
 */
#include "arena.h"
#include "charset.h"
#include "date.h"
#include "html.h"
#include "layout.h"
#include "officexml.h"
#include "ofd.h"
#include "page.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct page *page;
static struct charset *charset;
static struct html html;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct error e;
	(void)argc;
	(void)argv;
	page = page_open(getenv("SHIDIAN_DATA"), &e);
	charset = charset_new(&e);
	return page == NULL || charset == NULL ? abort(), 1 : 0;
}

static void
must(bool good)
{
	if (!good)
		abort();
}

static void
must_read(const struct reading *r, const struct facts *f)
{
	must(r->error != NULL || (r->text.len > 0 && utf8_check(r->text) == r->text.len));
	must(memchr(r->text.at ? r->text.at : "", '\0', r->text.len) == NULL);
	for (int i = 0; i < FACTS; i++) {
		struct date d;
		must(utf8_check(f->value[i]) == f->value[i].len);
		if ((i == FACT_ISSUED || i == FACT_PUBLISHED) && f->value[i].len > 0)
			must(date_parse(f->value[i], 2100, &d));
	}
}

/* Children lie within their parents, texts within the text, and all of it belongs to somebody. */
static void
must_nest(struct view text)
{
	struct error e;
	size_t covered = 0;
	must(html_parse(&html, text, &e) == 0 && html.count >= 2 && html.nodes[0].end == html.count);
	for (uint32_t i = 1; i < html.count; i++) {
		const struct html_node *n = &html.nodes[i], *above = &html.nodes[n->parent];
		must(n->parent < i && n->end > i && n->end <= above->end);
		must(n->text >= above->text && n->text <= n->text_end && n->text_end <= above->text_end);
		covered += n->tag == TAG_TEXT ? n->text_end - n->text : 0;
	}
	must(covered == html.text.len && utf8_check(buffer_view(&html.text)) == html.text.len);
}

static void
read_payload(struct view bytes, unsigned choice, struct facts *f)
{
	static const char *const media[] = { "text/html", "text/plain", "", "application/pdf" };
	static const char *const charsets[] = { "", "gb2312", "utf-8", "big5" };
	static const char *const urls[] = { "http://a.example/b/c.html", "http://a.example/2017/0324/t20170324_1_2.html" };
	struct error e;
	struct reading r;
	struct page_source source = { bytes, view_of(media[choice & 3]), view_of(charsets[choice >> 3 & 3]),
		view_of(urls[choice >> 5 & 1]), choice >> 6 };
	must(page_read(page, &source, f, &r, &e) == 0);
	must_read(&r, f);
}

static void
read_output(struct view bytes, unsigned choice, struct facts *f)
{
	struct buffer text = { 0 }, lines = { 0 }, out = { 0 };
	struct error e;
	struct reading r;
	utf8_repair(bytes, &text);
	switch (choice >> 3) {
	case 0:
		officexml_word(buffer_view(&text), &out);
		break;
	case 1:
		officexml_docbook(buffer_view(&text), &out);
		break;
	case 2:
		officexml_sheet(buffer_view(&text), &out);
		break;
	case 3:
		ofd_lines(buffer_view(&text), &lines);
		layout_unwrap(buffer_view(&lines), &out);
		break;
	default:
		layout_unwrap(buffer_view(&text), &out);
	}
	must(!out.failed && utf8_check(buffer_view(&out)) == out.len);
	must(page_mine(page, buffer_view(&out), f, &r, &e) == 0);
	must_read(&r, f);
	buffer_free(&text);
	buffer_free(&lines);
	buffer_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena memory = { 0 };
	if (size == 0)
		return 0;
	struct facts f = { .memory = &memory, .last = 2100 };
	struct view bytes = { (const char *)data + 1, size - 1 };
	if ((data[0] & 7) >= 6)
		read_output(bytes, data[0], &f);
	else
		read_payload(bytes, data[0], &f);
	if ((data[0] & 7) == 0) {
		struct buffer text = { 0 };
		struct charset_result r;
		struct error e;
		must(charset_decode(charset, bytes, VIEW(""), &text, &r, &e) == 0);
		must(utf8_check(buffer_view(&text)) == text.len);
		must_nest(buffer_view(&text));
		buffer_free(&text);
	}
	arena_free(&memory);
	return 0;
}
