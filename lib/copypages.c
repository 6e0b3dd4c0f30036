#include "copypages.h"

#include "cellpages.h"
#include "charset.h"
#include "filing.h"
#include "hypertext.h"
#include "lookup.h"
#include "payload.h"
#include "quotation.h"
#include "utf8.h"
#include "wholefile.h"
#include "wording.h"

#include <stdio.h>
#include <sys/stat.h>

enum { ID_BYTES = 64, PAYLOAD_CAP = 32 << 20 };

struct copypages {
	struct report *r;
	const struct copypages_options *o;
	struct dossier d;
	struct lookup lookup;
	struct payload_reader *reader;
	struct charset *charset;
	struct buffer page, body, source, notes;
	struct arena text;
	struct error *e;
};

bool
copypages_name(struct buffer *out, struct view id)
{
	if (id.len == 0 || id.len > ID_BYTES)
		return false;
	cellpages_part(out, id);
	buffer_append(out, VIEW(".html"));
	return true;
}

/* ---- the parts of a page ---- */

static void
put_word(struct copypages *p, const char *open, const char *key, const char *close)
{
	wording_element(&p->page, p->r, open, key, close);
}

static void
put_text(struct copypages *p, const struct dossier_document *d, struct view text)
{
	struct view paragraph;
	put_word(p, "<section aria-labelledby=\"read\">\n<h2 id=\"read\">", "copy_read", "</h2>\n");
	if (text.len == 0)
		put_word(p, "<p class=\"note\">", "copy_no_text", "</p>\n");
	for (unsigned long long n = 1; view_split(&text, '\n', &paragraph); n++) {
		buffer_format(&p->page,
		    "<p id=\"p%llu\"><a class=\"where\" href=\"#p%llu\">%llu</a> <span lang=\"zh-Hans\">", n,
		    n, n);
		quotation_paragraph(&p->page, d, n, paragraph);
		hypertext_put(&p->page, "</span></p>\n");
	}
	hypertext_put(&p->page, "</section>\n");
}

/* The source as text. 0: it is there; 1: it can't be read, or is no text. */
static int
read_source(struct copypages *p, struct view record, struct view media)
{
	struct record_head h;
	struct view block;
	struct payload about;
	struct charset_result said;
	struct error e;
	bool text = view_starts(media, VIEW("text/")) || view_find(media, VIEW("xml"), 0) != (size_t)-1 ||
	            view_find(media, VIEW("json"), 0) != (size_t)-1 || media.len == 0;
	buffer_reset(&p->source);
	buffer_reset(&p->notes);
	if (!text || view_find(record, VIEW("//"), 0) != (size_t)-1 ||
	    lookup_find(&p->lookup, record.at, &p->notes, &h, &block, &e) != 0 ||
	    payload_read(p->reader, &h, block, PAYLOAD_CAP, &p->body, &about, &e) != 0)
		return 1;
	if (charset_decode(p->charset, buffer_view(&p->body), about.charset, &p->source, &said, &e) != 0)
		return 1;
	return said.failed ? 1 : 0;
}

static void
put_source(struct copypages *p, const struct dossier_document *d)
{
	struct view record = d->fields[DOSSIER_RECORD];
	if (p->o->store == NULL || record.len == 0)
		return;
	put_word(p, "<section aria-labelledby=\"source\">\n<h2 id=\"source\">", "copy_source",
	    "</h2>\n<p class=\"note\">");
	put_word(p, "", "copy_command", " <code>docwarc cat store ");
	hypertext_element(&p->page, "", record, "</code></p>\n");
	if (read_source(p, record, d->fields[DOSSIER_MEDIA]) != 0) {
		put_word(p, "<p>", "copy_no_source", "</p>\n</section>\n");
		return;
	}
	struct view source = buffer_view(&p->source);
	size_t end = source.len > COPYPAGES_SOURCE ? COPYPAGES_SOURCE : source.len;
	while (end < source.len && end > 0 && ((unsigned char)source.at[end] & 0xc0) == 0x80)
		end--;
	hypertext_element(&p->page, "<pre tabindex=\"0\">", view_slice(source, 0, end), "</pre>\n");
	if (end < source.len)
		put_word(p, "<p class=\"note\">", "copy_cut", "</p>\n");
	hypertext_put(&p->page, "</section>\n");
}

static void
put_page(struct copypages *p, const struct dossier_document *d, struct view text)
{
	struct view name = filing_name(d);
	buffer_reset(&p->page);
	wording_begin(&p->page, p->r, name, name, p->o->style, VIEW(""));
	put_word(p, "<p class=\"back\"><a href=\"../index.html\">", "cell_back",
	    "</a></p>\n<h1 lang=\"zh-Hans\">");
	quotation_paragraph(&p->page, d, 0, name);
	hypertext_put(&p->page, "</h1>\n");
	if (p->r->synthetic.len > 0)
		put_word(p, "<p class=\"synthetic\" role=\"note\">", "synthetic", "</p>\n");
	filing_list(&p->page, p->r, d, false);
	put_word(p, "<p class=\"note\">", "copy_note", "</p>\n</header>\n<main>\n");
	put_text(p, d, text);
	put_source(p, d);
	hypertext_put(&p->page, "</main>\n");
	wording_end(&p->page, p->r, VIEW(""));
}

/* ---- files ---- */

static int
write_file(struct copypages *p, struct view name)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%.*s", p->o->dir, (int)name.len, name.at);
	if (n < 0 || (size_t)n >= sizeof path)
		return error_set(p->e, "%.200s: the name of a page is too long", p->o->dir);
	if (p->page.failed || p->r->failed || p->source.failed)
		return error_set(p->e, "no memory for %s", path);
	return wholefile_write(path, buffer_view(&p->page), p->e);
}

static int
write_pages(struct copypages *p, struct tsv *in)
{
	struct view *fields;
	struct buffer name = { 0 };
	int id = tsv_need(in, "id", p->e), text = id < 0 ? -1 : tsv_need(in, "text", p->e),
	    got = text < 0 ? -1 : 0;
	for (unsigned long long n = 0;
	     got == 0 && n < p->o->most && (got = tsv_next(in, &fields, p->e)) == 1;) {
		const size_t *index = keymap_get(&p->d.ids, fields[id]);
		got = 0;
		buffer_reset(&name);
		if (index == NULL || !p->d.list[*index]->held ||
		    !copypages_name(&name, p->d.list[*index]->fields[DOSSIER_ID]))
			continue;
		arena_reset(&p->text);
		struct view body = tsv_decode(fields[text], &p->text);
		if (body.at == NULL)
			got = error_set(p->e, "no memory for a text");
		else {
			put_page(p, p->d.list[*index], body);
			got = write_file(p, buffer_view(&name));
		}
		n++;
	}
	buffer_free(&name);
	return got < 0 ? -1 : 0;
}

static int
open_source(struct copypages *p)
{
	if (p->o->store == NULL)
		return 0;
	p->reader = payload_reader_new();
	p->charset = charset_new(p->e);
	if (p->reader == NULL || p->charset == NULL)
		return error_set(p->e, "no memory for the archived pages");
	return lookup_open(&p->lookup, p->o->store, p->e);
}

int
copypages_write(struct report *r, const struct copypages_options *o, struct error *e)
{
	struct copypages p = { .r = r, .o = o, .e = e };
	char *paths[] = { (
	    char *)(uintptr_t)o->texts }; /* tsv_open takes what main has: it doesn't write there */
	struct tsv *in = NULL;
	int got = dossier_counted(&p.d, r->study, e);
	if (got == 0)
		got = open_source(&p);
	if (got == 0)
		got = (in = tsv_open(paths, 1, e)) == NULL ? -1 : 0;
	if (got == 0 && mkdir(o->dir, 0777) != 0)
		got = error_system(e, "%s", o->dir);
	if (got == 0)
		got = write_pages(&p, in);
	tsv_close(in);
	dossier_free(&p.d);
	if (o->store != NULL)
		lookup_free(&p.lookup);
	payload_reader_free(p.reader);
	charset_free(p.charset);
	buffer_free(&p.page);
	buffer_free(&p.body);
	buffer_free(&p.source);
	buffer_free(&p.notes);
	arena_free(&p.text);
	return got;
}
