/*
 * Fuzz target of docextract's reader: bytes as a payload, whose first one chooses what the server declared. Whatever they are,
 * reading ends, and yields text in well-formed UTF-8 or one of the error tokens.
 */
#include "arena.h"
#include "page.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct page *page;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct error e;
	(void)argc;
	(void)argv;
	page = page_open(getenv("SHIDIAN_DATA"), &e);
	return page == NULL ? abort(), 1 : 0;
}

static void
must(bool good)
{
	if (!good)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const media[] = { "text/html", "text/plain", "", "application/pdf" };
	static const char *const charsets[] = { "", "gb2312", "utf-8", "big5" };
	struct arena memory = { 0 };
	struct error e;
	struct reading r;
	if (size == 0)
		return 0;
	struct facts f = { .memory = &memory, .last = 2100 };
	struct page_source source = { { (const char *)data + 1, size - 1 }, view_of(media[data[0] & 3]),
		view_of(charsets[data[0] >> 2 & 3]), view_of("http://a.example/b/c.html") };
	must(page_read(page, &source, &f, &r, &e) == 0);
	must(r.error != NULL || (r.text.len > 0 && utf8_check(r.text) == r.text.len));
	arena_free(&memory);
	return 0;
}
