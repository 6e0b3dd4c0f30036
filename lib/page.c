#include "page.h"

#include "body.h"
#include "charset.h"
#include "clues.h"
#include "command.h"
#include "dateline.h"
#include "explanation.h"
#include "fold.h"
#include "genre.h"
#include "header.h"
#include "html.h"
#include "jsonld.h"
#include "layout.h"
#include "officexml.h"
#include "ofd.h"
#include "outline.h"
#include "pubdate.h"
#include "rtf.h"
#include "title.h"
#include "utf8.h"
#include "wall.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* A text of fewer characters is none; so is a lighter one (see outline_weight) on a page with scripts. Bytes of a path. */
enum { EMPTY = 10, LOADING = 40, PATH = 4096 };

struct page {
	struct charset *charset;
	struct fold *fold;
	struct labels *labels;
	struct containers *containers;
	struct words *words;
	struct genres *genres;
	struct html html;
	struct outline outline;
	struct filters *filters; /* borrowed, or NULL */
	struct buffer utf8, simple, text, scratch, file;
};

static int
open_tables(struct page *p, const char *data, struct error *e)
{
	char path[PATH];
	if (command_data(data, "labels.tsv", path, sizeof path, e) != 0 ||
	    (p->labels = labels_load(path, e)) == NULL)
		return -1;
	if (command_data(data, "containers.tsv", path, sizeof path, e) != 0 ||
	    (p->containers = containers_load(path, e)) == NULL)
		return -1;
	if (command_data(data, "page-words.tsv", path, sizeof path, e) != 0 ||
	    (p->words = words_load(path, e)) == NULL)
		return -1;
	if (command_data(data, "genres.tsv", path, sizeof path, e) != 0 ||
	    (p->genres = genres_load(path, e)) == NULL)
		return -1;
	char scripts[PATH];
	if (command_data(data, "divisions.tsv", path, sizeof path, e) != 0 ||
	    command_data(data, "han.tsv", scripts, sizeof scripts, e) != 0 ||
	    (p->fold = fold_open(scripts, path, e)) == NULL)
		return -1;
	return (p->charset = charset_new(e)) == NULL ? -1 : 0;
}

struct page *
page_open(const char *data, struct error *e)
{
	struct page *p = calloc(1, sizeof *p);
	if (p == NULL)
		error_set(e, "no memory for the tables");
	else if (open_tables(p, data, e) != 0) {
		page_close(p);
		p = NULL;
	}
	return p;
}

void
page_close(struct page *p)
{
	if (p == NULL)
		return;
	charset_free(p->charset);
	fold_close(p->fold);
	labels_free(p->labels);
	containers_free(p->containers);
	words_free(p->words);
	genres_free(p->genres);
	html_free(&p->html);
	outline_free(&p->outline);
	buffer_free(&p->utf8);
	buffer_free(&p->simple);
	buffer_free(&p->text);
	buffer_free(&p->scratch);
	buffer_free(&p->file);
	free(p);
}

void
page_filters(struct page *p, struct filters *f)
{
	p->filters = f;
}

/* The page in simplified characters: as it is, unless it is judged traditional. */
static int
simplified(struct page *p, struct view *page, struct error *e)
{
	if (!fold_is_traditional(p->fold, *page))
		return 0;
	buffer_reset(&p->simple);
	if (fold_simplify(p->fold, *page, &p->simple, e) != 0)
		return -1;
	*page = buffer_view(&p->simple);
	return 0;
}

/* ---- the reading ---- */

static void
offer_statements(struct page *p, struct view page, struct facts *f)
{
	header_metas(p->labels, "meta", &p->html, f);
	header_blocks(p->labels, "header", &p->outline, f);
	title_headings(&p->outline, f);
	title_dated(&p->outline, p->words, f);
	jsonld_offer(page, f);
	header_metas(p->labels, "opengraph", &p->html, f);
	header_metas(p->labels, "generic", &p->html, f);
	header_blocks(p->labels, "line", &p->outline, f);
	pubdate_element(&p->outline, f);
	header_dates(p->labels, &p->outline, f);
	title_offer(&p->outline, p->words, f);
	title_complete(&p->outline, f);
	dateline_offer(&p->outline, f);
}

/* What the text can't tell. */
static void
incomplete(struct facts *f, struct reading *r, const char *why)
{
	r->completeness = "partial";
	trials_demote(f->trials, "completeness", TRIALS, "outranked");
	trials_note(f->trials, "completeness", VIEW("partial"), why, TRIALS_TAKEN);
}

/* What the text tells, and what follows from all. `o`: the page that it was on, or NULL. */
static int
finish(struct page *p, const struct outline *o, struct facts *f, struct reading *r, struct error *e)
{
	r->text = arena_copy(f->memory, buffer_view(&p->text));
	if (r->text.at == NULL || p->text.failed)
		return error_set(e, "no memory for a text of %zu bytes", p->text.len);
	clues_offer(r->text, p->words, f);
	if (o != NULL)
		title_last(o, p->words, f);
	if (f->value[FACT_GENRE].len == 0) {
		struct genre_signs signs = { f->value[FACT_TITLE], f->value[FACT_COLUMN],
			f->value[FACT_SOURCE], r->text, f->value[FACT_DOCNO] };
		f->value[FACT_GENRE] = genre_decide(p->genres, &signs);
		f->source[FACT_GENRE] = "rules";
		if (f->trials != NULL)
			genre_note(p->genres, &signs, f->trials);
	}
	const char *why;
	r->completeness = clues_completeness(r->text, f->value[FACT_TITLE], p->words, &why);
	trials_note(f->trials, "completeness", view_of(r->completeness), why, TRIALS_TAKEN);
	if (r->pages.count > 0)
		incomplete(f, r, "its links number further pages");
	return 0;
}

const char *
page_completeness(const struct page *p, struct view text, struct view title)
{
	return clues_completeness(text, title, p->words, NULL);
}

/* A list of other pages, at least so many links; characters of one at least: menus have shorter ones; of the text around it at most. */
enum { INDEX_LINKS = 8, INDEX_LINK = 8, INDEX_TEXT = 200 };

static bool
is_index(const struct outline *o)
{
	size_t links = 0;
	for (size_t i = 0; i < o->count; i++) {
		const struct block *b = &o->blocks[i];
		bool shown = !(b->flags & (OUTLINE_ASIDE | OUTLINE_HIDDEN | OUTLINE_HEAD));
		links += shown && b->linked >= INDEX_LINK && b->linked * 10 >= b->chars * 6;
	}
	return links >= INDEX_LINKS;
}

/* Does a block, or the next one, tell a day in figures? */
static bool
is_dated(const struct outline *o, size_t i)
{
	struct date d;
	for (size_t k = i; k < o->count && k <= i + 1; k++)
		if (o->blocks[k].chars < 200 &&
		    date_find(outline_text(o, k), 0, DATE_LAST, &d, &(size_t) { 0 }, &(size_t) { 0 }))
			return true;
	return false;
}

/*
 * A list of documents with their days and with a bar to turn its pages, around which there is less text than in its links: what a
 * content management system makes of a column.
 */
static bool
is_column(const struct outline *o, const struct words *words, const struct body *body)
{
	size_t links = 0, linked = 0;
	bool pager = false;
	if (body->family != NULL || body->weight > INDEX_TEXT)
		return false;
	for (size_t i = 0; i < o->count; i++) {
		const struct block *b = &o->blocks[i];
		if (b->flags & (OUTLINE_HIDDEN | OUTLINE_HEAD))
			continue;
		pager =
		    pager || (b->linked > 0 && b->chars < 100 && words_in(words, "turn", outline_text(o, i)));
		if (b->linked >= INDEX_LINK && b->linked * 10 >= b->chars * 6 && is_dated(o, i)) {
			links++;
			linked += b->linked;
		}
	}
	return pager && links >= INDEX_LINKS && linked > 2 * body->weight;
}

/* Nothing to read: is it a list, does it ask for a password, would a script have built it? */
static const char *
why_empty(const struct page *p)
{
	if (wall_look(buffer_view(&p->utf8)).password)
		return "login";
	if (is_index(&p->outline))
		return "index-page";
	return p->html.seen.scripts > 0 || p->html.seen.noscript ? "shell-page" : "empty";
}

/* A page that says nothing itself but names files: the document is in them. Characters outside links. */
enum { NAMING = 10 };

static bool
is_mere_link(const struct outline *o, const struct body *b)
{
	size_t own = 0;
	for (size_t i = b->from; i < b->to && own <= NAMING; i++) {
		const struct block *k = &o->blocks[i];
		bool title = k->heading > 0 ||
		             (k->flags & (OUTLINE_HEAD | OUTLINE_HIDDEN | OUTLINE_FIELD | OUTLINE_ASIDE));
		own += title ? 0 : k->chars - k->linked;
	}
	return own <= NAMING;
}

/* Too little text; where scripts are at work, a sentence outside any known container is what stands there until they have run. */
static bool
is_empty(const struct page *p, const struct body *b)
{
	size_t least = p->html.seen.scripts > 0 ? LOADING : EMPTY / 2;
	return b->chars < EMPTY || (b->family == NULL && b->weight < least);
}

/* ---- what kind of payload it is ---- */

enum kind { KIND_HTML, KIND_PLAIN, KIND_OTHER };

/* Files that servers hand out under any media type: their first bytes (the signatures of PDF, ZIP, OLE, RTF, RAR, PNG, GIF, JPEG). */
static bool
is_file(struct view bytes)
{
	static const struct view marks[] = { VIEW_INIT("%PDF-"), VIEW_INIT("PK\x03\x04"),
		VIEW_INIT("\xD0\xCF\x11\xE0"), VIEW_INIT("{\\rtf"), VIEW_INIT("Rar!"), VIEW_INIT("\x89PNG"),
		VIEW_INIT("GIF8"), VIEW_INIT("\xFF\xD8\xFF") };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (view_starts(bytes, marks[i]))
			return true;
	return false;
}

/* A tag near the start. */
static bool
looks_like_html(struct view bytes)
{
	static const char *const tags[] = { "<html", "<HTML", "<!doctype", "<!DOCTYPE", "<head", "<body",
		"<BODY", "<div", "<p>", "<table" };
	struct view head = view_slice(bytes, 0, 2048);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (view_find(head, view_of(tags[i]), 0) != (size_t)-1)
			return true;
	return false;
}

static enum kind
kind_of(const struct page_source *s)
{
	if (is_file(s->bytes))
		return KIND_OTHER;
	if (s->media.len == 0 || view_find(s->media, VIEW("html"), 0) != (size_t)-1 ||
	    view_find(s->media, VIEW("xml"), 0) != (size_t)-1 || looks_like_html(s->bytes))
		return KIND_HTML;
	return view_starts(s->media, VIEW("text/")) ? KIND_PLAIN : KIND_OTHER;
}

/* ---- reading ---- */

static int
read_html(
    struct page *p, const struct page_source *source, struct facts *f, struct reading *r, struct error *e)
{
	struct view page = buffer_view(&p->utf8), url = source->url;
	struct body body;
	if (simplified(p, &page, e) != 0 || html_parse(&p->html, page, e) != 0 ||
	    outline_make(&p->outline, &p->html, p->words, e) != 0)
		return -1;
	r->html = true;
	if (pager_read(&r->pages, &p->html, page, url, source->number, p->words, f->memory) != 0)
		return error_set(e, "no memory for a page's links");
	offer_statements(p, page, f);
	body_find(&body, p->containers, p->words, &p->outline);
	buffer_reset(&p->text);
	body_write(&body, p->words, &p->outline, &p->text);
	if (f->trials != NULL)
		explanation_body(f->trials, &body, p->containers, &p->outline);
	buffer_reset(&p->scratch);
	body_attachments(&body, p->words, &p->outline, url, &p->scratch);
	r->attachments = arena_copy(f->memory, buffer_view(&p->scratch));
	if (r->attachments.at == NULL || p->scratch.failed)
		return error_set(e, "no memory for a page's links");
	if (is_empty(p, &body) && (r->attachments.len == 0 || p->text.len == 0)) {
		r->error = why_empty(p);
		return 0;
	}
	if (is_column(&p->outline, p->words, &body)) {
		r->error = "index-page";
		return 0;
	}
	if (finish(p, &p->outline, f, r, e) != 0)
		return -1;
	pubdate_address(url, f);
	if (r->attachments.len > 0 && is_mere_link(&p->outline, &body))
		incomplete(f, r, "the page only names files");
	return 0;
}

/* What a program wrote as the paragraphs that are meant, in p->file. */
static void
unfold_output(struct page *p, enum filter_output output, struct view text)
{
	if (output == FILTER_LINES) {
		layout_unwrap(text, &p->file);
	} else if (output == FILTER_WORD) {
		officexml_word(text, &p->file);
	} else if (output == FILTER_DOCBOOK) {
		officexml_docbook(text, &p->file);
	} else if (output == FILTER_SHEET) {
		officexml_sheet(text, &p->file);
	} else if (output == FILTER_OFD) {
		buffer_reset(&p->scratch);
		ofd_lines(text, &p->scratch);
		p->file.failed = p->scratch.failed;
		layout_unwrap(buffer_view(&p->scratch), &p->file);
	}
}

/* What a program made of a file. */
static int
read_filtered(struct page *p, enum filter_output output, const struct page_source *source, struct facts *f,
    struct reading *r, struct error *e)
{
	buffer_reset(&p->utf8);
	if (output != FILTER_RTF)
		utf8_repair(buffer_view(&p->file), &p->utf8);
	else if (rtf_text(buffer_view(&p->file), p->charset, &p->utf8) != 0)
		return error_set(e, "no memory for a file's text");
	struct view text = buffer_view(&p->utf8);
	if (output == FILTER_HTML) {
		int bad = read_html(p, source, f, r, e);
		r->html = false;
		return bad;
	}
	buffer_reset(&p->file);
	unfold_output(p, output, text);
	if (p->file.failed || p->utf8.failed)
		return error_set(e, "no memory for a file's text");
	return page_mine(
	    p, output == FILTER_TEXT || output == FILTER_RTF ? text : buffer_view(&p->file), f, r, e);
}

/* A file that is neither HTML nor plain text. `row`: of its filter, or -1. */
static int
read_file(struct page *p, int row, const struct page_source *source, struct facts *f, struct reading *r,
    struct error *e)
{
	r->error = "media";
	buffer_reset(&p->file);
	if (row >= 0 && filters_run(p->filters, row, source->bytes, &p->file, &r->error, e) != 0)
		return -1;
	return r->error != NULL ? 0 : read_filtered(p, filters_output(p->filters, row), source, f, r, e);
}

int
page_read(
    struct page *p, const struct page_source *source, struct facts *f, struct reading *r, struct error *e)
{
	struct charset_result charset;
	enum kind kind = kind_of(source);
	struct view media = kind == KIND_OTHER ? source->media : (struct view) { "", 0 };
	int row = p->filters ? filters_find(p->filters, source->bytes, media) : -1;
	*r = (struct reading) { .completeness = "" };
	if (kind == KIND_OTHER || row >= 0)
		return read_file(p, row, source, f, r, e);
	buffer_reset(&p->utf8);
	if (charset_decode(p->charset, source->bytes, source->charset, &p->utf8, &charset, e) != 0)
		return -1;
	if (f->value[FACT_CHARSET].len == 0) {
		f->value[FACT_CHARSET] = arena_copy(f->memory, view_of(charset.name));
		if (f->trials != NULL)
			explanation_charset(f->trials, source->bytes, source->charset, &charset);
	}
	if (charset.failed) {
		r->error = "charset";
		return 0;
	}
	return kind == KIND_HTML ? read_html(p, source, f, r, e)
	                         : page_mine(p, buffer_view(&p->utf8), f, r, e);
}

int
page_mine(struct page *p, struct view text, struct facts *f, struct reading *r, struct error *e)
{
	*r = (struct reading) { .completeness = "" };
	if (simplified(p, &text, e) != 0)
		return -1;
	buffer_reset(&p->text);
	fold_paragraphs(text, &p->text);
	if (p->text.len == 0) {
		r->error = "empty";
		return 0;
	}
	return finish(p, NULL, f, r, e);
}
