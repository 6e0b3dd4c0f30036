#include "filing.h"

#include "copypages.h"
#include "hypertext.h"
#include "wording.h"

#include <stdio.h>

/* A term and its description, where there is one. */
static void
put_pair(struct buffer *out, struct report *r, const char *key, struct view value, const char *tag)
{
	if (value.len == 0)
		return;
	wording_element(out, r, "<div><dt>", key, "</dt><dd>");
	buffer_format(out, "<%s>", tag);
	hypertext_text(out, value);
	buffer_format(out, "</%s></dd></div>\n", tag);
}

static void
put_address(struct buffer *out, struct report *r, struct view url)
{
	if (!view_starts(url, VIEW("https://")) && !view_starts(url, VIEW("http://"))) {
		put_pair(out, r, "doc_url", url, "code");
		return;
	}
	wording_element(out, r, "<div><dt>", "doc_url", "</dt><dd>");
	hypertext_element(out, "<a rel=\"noreferrer\" href=\"", url, "\">");
	hypertext_element(out, "", url, "</a></dd></div>\n");
}

/* A term and a word of ours for its value: the phrase of `prefix` and the value. */
static void
put_word(struct buffer *out, struct report *r, const char *key, const char *prefix, struct view value,
    const char *tag)
{
	if (value.len == 0)
		return;
	wording_element(out, r, "<div><dt>", key, "</dt><dd>");
	buffer_format(out, "<%s>", tag);
	wording_word_of(out, r, prefix, value);
	buffer_format(out, "</%s></dd></div>\n", tag);
}

/* The rule that placed the document, and its words. */
static void
put_basis(struct buffer *out, struct report *r, const struct dossier_document *d)
{
	if (d->fields[DOSSIER_BASIS].len == 0)
		return;
	wording_element(out, r, "<div><dt>", "doc_basis", "</dt><dd><code>");
	hypertext_element(out, "", d->fields[DOSSIER_BASIS], "</code> ");
	hypertext_element(
	    out, "<span lang=\"zh-Hans\">", d->fields[DOSSIER_EVIDENCE], "</span></dd></div>\n");
}

static void
put_reading(struct buffer *out, struct report *r, const struct dossier_document *d)
{
	struct view error = d->fields[DOSSIER_ERROR], complete = d->fields[DOSSIER_COMPLETENESS];
	if (error.len > 0)
		put_word(out, r, "doc_error", "reason_", error, "strong");
	else if (complete.len > 0 && !view_equal(complete, VIEW("full")))
		put_word(out, r, "doc_error", "reason_", complete, "strong");
}

struct view
filing_name(const struct dossier_document *d)
{
	static const enum dossier_field names[] = { DOSSIER_TITLE, DOSSIER_LINK_TEXT, DOSSIER_ID };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (d->fields[names[i]].len > 0)
			return d->fields[names[i]];
	return VIEW("");
}

bool
filing_copy(struct buffer *out, struct report *r, const struct dossier_document *d)
{
	struct buffer name = { 0 };
	bool there = r->copies && copypages_name(&name, d->fields[DOSSIER_ID]);
	char path[256];
	if (there) {
		snprintf(path, sizeof path, "archived/%.*s", (int)name.len, name.at);
		there = report_has(r, path);
	}
	if (there) {
		hypertext_put(out, "../");
		hypertext_put(out, path);
	}
	buffer_free(&name);
	return there;
}

/* The copy's place in the store, which leads to its page where it has one. */
static void
put_copy(struct buffer *out, struct report *r, const struct dossier_document *d, bool linked)
{
	struct view record = d->fields[DOSSIER_RECORD];
	struct buffer copy = { 0 };
	if (!linked || !filing_copy(&copy, r, d)) {
		put_pair(out, r, "doc_record", record, "code");
		return;
	}
	wording_element(out, r, "<div><dt>", "doc_record", "</dt><dd>");
	hypertext_element(out, "<a class=\"copy-link\" href=\"", buffer_view(&copy), "\">");
	if (record.len > 0)
		hypertext_element(out, "<code>", record, "</code>");
	else
		wording_word(out, r, "doc_copy_open");
	hypertext_put(out, "</a></dd></div>\n");
	buffer_free(&copy);
}

void
filing_write(struct buffer *out, struct report *r, const struct dossier_document *d)
{
	hypertext_element(out, "<h3 lang=\"zh-Hans\" id=\"d-", d->fields[DOSSIER_ID], "\">");
	hypertext_element(out, "", filing_name(d), "</h3>\n");
	filing_list(out, r, d, true);
}

void
filing_list(struct buffer *out, struct report *r, const struct dossier_document *d, bool linked)
{
	hypertext_put(out, "<dl>\n");
	put_pair(out, r, "doc_issuer", d->fields[DOSSIER_ISSUER], "bdi");
	put_pair(out, r, "doc_docno", d->fields[DOSSIER_DOCNO], "bdi");
	put_pair(out, r, "doc_issued", d->fields[DOSSIER_ISSUED], "bdi");
	put_pair(out, r, "doc_published", d->fields[DOSSIER_PUBLISHED], "bdi");
	put_word(out, r, "doc_genre", "genre_", d->fields[DOSSIER_GENRE], "bdi");
	put_reading(out, r, d);
	put_basis(out, r, d);
	put_address(out, r, d->fields[DOSSIER_URL]);
	put_copy(out, r, d, linked);
	put_pair(out, r, "doc_fetched", d->fields[DOSSIER_FETCHED], "bdi");
	put_pair(out, r, "doc_id", d->fields[DOSSIER_ID], "code");
	hypertext_put(out, "</dl>\n");
}
