#include "docrow.h"

void
docrow_open(struct docrow *r, const struct tsv *in, struct arena *memory)
{
	static const char *const names[DOCROW_COLUMNS] = { "id", "url", "kind", "record", "error",
		"final_url", "fetched", "declared", "parent", "part" };
	*r = (struct docrow) { .memory = memory, .in = in };
	for (int i = 0; i < DOCROW_COLUMNS; i++)
		r->column[i] = tsv_column(in, names[i]);
}

struct view
docrow_field(const struct docrow *r, enum docrow_column column)
{
	int at = r->column[column];
	return at < 0 ? VIEW("") : tsv_decode(r->fields[at], r->memory);
}

bool
docrow_is_attachment(const struct docrow *r)
{
	return view_equal(docrow_field(r, DOCROW_KIND), VIEW("attachment"));
}

bool
docrow_is_list(const struct docrow *r)
{
	struct view kind = docrow_field(r, DOCROW_KIND);
	return kind.len > 0 && !view_equal(kind, VIEW("page")) && !view_equal(kind, VIEW("attachment"));
}

int
docrow_payload(const struct docrow *r, struct archive *store, size_t cap, struct buffer *body,
    struct payload *about, struct error *e)
{
	struct error why;
	if (store == NULL)
		return error_set(
		    e, "%s:%llu: a row with a record, but no --store", tsv_file(r->in), tsv_line(r->in));
	int held = archive_read(store, docrow_field(r, DOCROW_RECORD), cap, body, about, &why);
	return held < 0 ? error_set(e, "%s:%llu: %s", tsv_file(r->in), tsv_line(r->in), why.text) : held;
}

/* The number of a page that continues another. */
static unsigned
number_of(const struct docrow *r)
{
	unsigned long long n;
	bool page = docrow_field(r, DOCROW_PARENT).len > 0 && !docrow_is_attachment(r);
	bool counted =
	    page && view_number(docrow_field(r, DOCROW_PART), &n) == 0 && n > 1 && n <= PAGER_PAGES;
	return counted ? (unsigned)n : 1;
}

struct page_source
docrow_source(const struct docrow *r, struct view body, const struct payload *about)
{
	struct view url = docrow_field(r, DOCROW_FINAL_URL);
	return (struct page_source) { .bytes = body,
		.media = about->media,
		.charset = about->charset.len > 0 ? about->charset : docrow_field(r, DOCROW_DECLARED),
		.url = url.len > 0 ? url : docrow_field(r, DOCROW_URL),
		.number = number_of(r) };
}
