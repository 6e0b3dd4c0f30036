#include "citationfile.h"

#include "json.h"

/* A key and a text. A string of JSON is one of YAML 1.2 too (§1.2). */
static void
put(struct buffer *out, const char *key, struct view text)
{
	if (text.len == 0)
		return;
	buffer_append(out, view_of(key));
	buffer_append(out, VIEW(": "));
	json_string(out, text);
	buffer_byte(out, '\n');
}

static void
put_digest(struct buffer *out, const char *what, struct view hex)
{
	struct buffer value = { 0 };
	if (hex.len == 0)
		return;
	buffer_append(&value, VIEW("sha256:"));
	buffer_append(&value, hex);
	buffer_append(out, VIEW("  - type: other\n"));
	put(out, "    value", buffer_view(&value));
	put(out, "    description", view_of(what));
	out->failed |= value.failed;
	buffer_free(&value);
}

/* The sentences of the headline, which say SYNTHETIC where nothing is real. */
static void
put_abstract(struct buffer *out, const struct report *r)
{
	struct buffer text = { 0 };
	for (size_t i = 0; i < r->figure_count; i++) {
		if (i > 0)
			buffer_byte(&text, ' ');
		buffer_append(&text, r->figures[i].sentence);
	}
	put(out, "abstract", text.len > 0 ? buffer_view(&text) : r->lead);
	out->failed |= text.failed;
	buffer_free(&text);
}

static void
put_references(struct buffer *out, const struct report *r)
{
	struct view version = study_value(r->study, "version"),
	            table = study_value(r->study, "published_source");
	buffer_append(out, VIEW("references:\n  - type: software\n    title: shidian\n"));
	put(out, "    version", version);
	buffer_append(out, VIEW("    authors:\n      - name: The authors of shidian\n"));
	if (table.len == 0)
		return;
	buffer_append(out, VIEW("  - type: report\n"));
	put(out, "    title", table);
	buffer_append(out, VIEW("    authors:\n      - name: The authors of the published table\n"));
}

void
citationfile_report(struct buffer *out, const struct report *r)
{
	struct view author = study_value(r->study, "author");
	buffer_append(
	    out, VIEW("cff-version: 1.2.0\nmessage: If you use these figures, please cite them as below.\n"
	              "type: dataset\n"));
	put(out, "title", r->title);
	buffer_append(out, VIEW("authors:\n"));
	put(out, "  - name", author.len > 0 ? author : VIEW("The authors of the study"));
	put(out, "version", study_value(r->study, "version"));
	put_abstract(out, r);
	buffer_append(out, VIEW("identifiers:\n"));
	put_digest(out, "documents.tsv: the documents that were counted", view_of(r->study->holdings.sha256));
	put_digest(out, "rules.tsv: the rules that counted them", study_value(r->study, "rules_sha256"));
	put_references(out, r);
}
