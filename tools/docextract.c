/*
 * docextract: from fetched pages and exported texts to documents: title, number, issuer, dates, genre and body.
 */
#include "archive.h"
#include "bundle.h"
#include "docrow.h"
#include "facts.h"
#include "page.h"
#include "sketch.h"
#include "tool.h"

#include "date.h"

#define PAGE_BYTES ((size_t)32 << 20)

enum { OPTION_STORE, OPTION_FILTERS, OPTION_ATTACHMENTS, OPTION_EXPLAIN, OPTIONS };
static const struct command_option options[] = {
	{ "store", "DIR", "the store in which the rows' records are" },
	{ "filters", "FILE", "the table of programs that turn files into text" },
	{ "attachments", NULL, "add the texts of a document's attachments and further pages to its own" },
	{ "explain", NULL, "say on stderr where each value was found" },
	{ NULL, NULL, NULL },
};
static const struct command command = { "docextract",
	"[--store DIR] [--filters FILE] [--attachments] [--explain] [FILE ...]",
	"Read titles, numbers, dates and text out of fetched pages and exported texts.", options };

enum own {
	CHARSET,
	TITLE,
	DOCNO,
	ISSUER,
	ISSUED,
	PUBLISHED,
	GENRE,
	SITE,
	ATTACHMENTS,
	COMPLETENESS,
	TEXT,
	SKETCH,
	ERROR,
	OWN
};
static const char *const own_names[] = { "charset", "title", "docno", "issuer", "issued", "published",
	"genre", "site_code", "attachments", "completeness", "text", "sketch", "error" };
/* The fact that fills a column. Of the others each is filled by the reading. */
static const enum fact facts_of[] = { FACT_CHARSET, FACT_TITLE, FACT_DOCNO, FACT_ISSUER, FACT_ISSUED,
	FACT_PUBLISHED, FACT_GENRE, FACT_SITE };
enum { FROM_FACTS = sizeof facts_of / sizeof *facts_of };

struct work {
	struct tsv *in;
	struct tsv_layout layout;
	struct tsv_writer out;
	struct archive *store;
	struct page *page;
	struct filters *filters;
	struct arena row;
	struct buffer body;
	struct docrow at; /* the row at hand */
	bool explain, join;
	struct bundle bundle;
	struct view *bare; /* the row at hand as it came in */
};

static void
put(struct work *w, enum own which, struct view value)
{
	struct view *field = &w->layout.fields[w->layout.own[which]];
	if (field->len == 0 && value.len > 0)
		*field = tsv_encode(value, &w->row);
}

/* A date that an export wrote in its own way is written as the stream has it; one that is none ("None", "-") is empty. */
static void
mend_date(struct work *w, enum own which)
{
	struct view *field = &w->layout.fields[w->layout.own[which]];
	char text[DATE_ROOM];
	if (field->len > 0)
		*field = arena_copy(&w->row, date_field(*field, text));
}

/* What the row states already is known: nothing that is read overrules it. */
static void
known_facts(struct work *w, struct facts *f)
{
	mend_date(w, ISSUED);
	mend_date(w, PUBLISHED);
	for (size_t i = 0; i < FROM_FACTS; i++) {
		struct view field = w->layout.fields[w->layout.own[i]];
		struct view value = field.len > 0 ? tsv_decode(field, &w->row) : VIEW("");
		facts_set(f, facts_of[i], value, field.len > 0 ? "input" : NULL);
	}
}

static void
explain(struct work *w, const struct trials *t, const struct reading *r)
{
	struct buffer out = { 0 };
	struct view id = docrow_field(&w->at, DOCROW_ID);
	trials_write(t, id, &out);
	if (r->error != NULL)
		buffer_format(&out, "%.*s\terror\t%s\t\t" TRIALS_TAKEN "\n", VIEW_ARGS(id), r->error);
	fwrite(out.at, 1, out.len, stderr);
	buffer_free(&out);
}

static int
read_record(struct work *w, struct facts *f, struct reading *r, struct error *e)
{
	struct payload about;
	struct error why;
	int held = docrow_payload(&w->at, w->store, PAGE_BYTES, &w->body, &about, e);
	if (held < 0)
		return -1;
	if (held > 0) {
		*r = (struct reading) { .completeness = "", .error = about.error };
		return 0;
	}
	struct page_source source = docrow_source(&w->at, buffer_view(&w->body), &about);
	if (page_read(w->page, &source, f, r, &why) == 0)
		return 0;
	return error_set(e, "%s:%llu: %s", tsv_file(w->in), tsv_line(w->in), why.text);
}

static void
put_all(struct work *w, const struct facts *f, const struct reading *r)
{
	if (r->error != NULL) {
		put(w, ERROR, view_of(r->error));
		w->layout.fields[w->layout.own[TEXT]] = (struct view) { "", 0 };
		return;
	}
	for (size_t i = 0; i < FROM_FACTS; i++)
		put(w, (enum own)i, f->value[facts_of[i]]);
	put(w, ATTACHMENTS, r->attachments);
	put(w, COMPLETENESS, view_of(r->completeness));
	w->layout.fields[w->layout.own[TEXT]] = tsv_encode(r->text, &w->row);
	w->layout.fields[w->layout.own[SKETCH]] = sketch_field(r->text, &w->row);
}

/* Reads one row: 0, or -1 when the stream or the store can't be trusted. */
static int
read_row(struct work *w, struct reading *r, struct error *e)
{
	struct view text = tsv_decode(w->layout.fields[w->layout.own[TEXT]], &w->row);
	if (w->layout.fields[w->layout.own[ERROR]].len > 0 ||
	    (text.len == 0 && docrow_field(&w->at, DOCROW_RECORD).len == 0))
		return 0;
	struct trials t = { .memory = &w->row };
	struct facts f = { .memory = &w->row,
		.last = date_last(docrow_field(&w->at, DOCROW_FETCHED)),
		.trials = w->explain ? &t : NULL };
	known_facts(w, &f);
	int failed = text.len > 0 ? page_mine(w->page, text, &f, r, e) : read_record(w, &f, r, e);
	if (failed)
		return -1;
	put_all(w, &f, r);
	if (w->explain)
		explain(w, &t, r);
	return 0;
}

static int
work_row(struct work *w, const struct view *fields, struct error *e)
{
	struct reading r = { 0 };
	w->at.fields = fields;
	tsv_fill(&w->layout, fields);
	w->layout.fields[w->layout.own[SKETCH]] = VIEW(""); /* computed anew */
	if (w->join)
		memcpy(w->bare, w->layout.fields, w->layout.width * sizeof *w->bare);
	if (read_row(w, &r, e) != 0)
		return -1;
	if (!w->join) {
		tsv_row(&w->layout, &w->out);
		return 0;
	}
	struct bundle_row row = { .fields = w->layout.fields, .bare = w->bare, .pages = r.pages.last };
	row.list = docrow_is_list(&w->at);
	row.role = docrow_is_attachment(&w->at) || !r.html ? BUNDLE_ATTACHMENT : BUNDLE_PAGE;
	return bundle_add(&w->bundle, &row, e);
}

static int
work_all(struct work *w, struct progress *progress, struct error *e)
{
	struct view *fields;
	int more;
	tsv_header(&w->layout, &w->out);
	while ((more = tsv_next(w->in, &fields, e)) > 0) {
		if (work_row(w, fields, e) != 0)
			return -1;
		arena_reset(&w->row);
		tool_progress(&command, progress);
	}
	if (more < 0 || !w->join)
		return more;
	if (w->bundle.strays > 0)
		fprintf(stderr,
		    "%s: parts that don't stand behind their page and are documents of their own: %llu\n",
		    command.name, w->bundle.strays);
	return bundle_end(&w->bundle, e);
}

/* Parts are joined where rows can be parts. */
static int
work_bundle(struct work *w, struct error *e)
{
	static const enum own filled[] = { DOCNO, ISSUER, ISSUED, PUBLISHED, SITE };
	const size_t *own = w->layout.own;
	w->join = w->join && w->at.column[DOCROW_ID] >= 0 && w->at.column[DOCROW_PARENT] >= 0;
	if (!w->join)
		return 0;
	struct bundle_columns c = { .id = (size_t)w->at.column[DOCROW_ID],
		.parent = (size_t)w->at.column[DOCROW_PARENT],
		.title = own[TITLE],
		.text = own[TEXT],
		.sketch = own[SKETCH],
		.error = own[ERROR],
		.completeness = own[COMPLETENESS] };
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		c.filled[c.filled_count++] = own[filled[i]];
	bundle_start(&w->bundle, &c, w->layout.width, w->page, &w->out);
	w->bare = arena_clear(&w->layout.memory, w->layout.width, sizeof *w->bare);
	return w->bare ? 0 : error_set(e, "no memory for columns");
}

/* The programs that read files start from here on in a process of their own; what its sandbox lacks ours lacks too, and tells. */
static int
work_filters(struct work *w, const char *table, struct error *e)
{
	char path[4096];
	if (table == NULL && command_data(NULL, "filters.tsv", path, sizeof path, e) != 0)
		return -1;
	w->filters = filters_open(table ? table : path, e);
	page_filters(w->page, w->filters);
	return w->filters == NULL ? -1 : 0;
}

static int
work_open(struct work *w, char *const paths[], size_t count, const char *const value[], struct error *e)
{
	const char *store = value[OPTION_STORE];
	w->explain = value[OPTION_EXPLAIN] != NULL;
	w->join = value[OPTION_ATTACHMENTS] != NULL;
	if ((w->in = tsv_open(paths, count, e)) == NULL ||
	    tsv_layout(&w->layout, w->in, own_names, OWN, e) != 0)
		return -1;
	docrow_open(&w->at, w->in, &w->row);
	if (w->at.column[DOCROW_RECORD] < 0 && tsv_column(w->in, "text") < 0)
		return error_set(
		    e, "%s:1: no column \"record\" and no column \"text\": nothing to read", tsv_file(w->in));
	if (w->at.column[DOCROW_RECORD] < 0) /* an export: no store is read, and none need be there */
		store = NULL;
	if ((store != NULL && (w->store = archive_open(store, e)) == NULL) ||
	    (w->page = page_open(NULL, e)) == NULL)
		return -1;
	if (w->store != NULL && work_filters(w, value[OPTION_FILTERS], e) != 0)
		return -1;
	tsv_start(&w->out, STDOUT_FILENO);
	if (work_bundle(w, e) != 0)
		return -1;
	return tool_enclose(&command, store, paths, count, e);
}

static void
work_close(struct work *w)
{
	tsv_close(w->in);
	bundle_free(&w->bundle);
	tsv_layout_free(&w->layout);
	archive_close(w->store);
	page_close(w->page);
	filters_close(w->filters);
	arena_free(&w->row);
	buffer_free(&w->body);
}

int
main(int argc, char *argv[])
{
	struct work w = { 0 };
	struct progress progress = { 0 };
	struct error e, late;
	const char *values[OPTIONS] = { NULL };
	int at, status = tool_options(&command, argc, argv, &at, values, &progress);
	if (status >= 0)
		return status;
	int failed = work_open(&w, argv + at, (size_t)(argc - at), values, &e);
	if (!failed)
		failed = work_all(&w, &progress, &e);
	if (w.layout.width > 0 && tsv_finish(&w.out, &late) != 0 && !failed) {
		e = late;
		failed = -1;
	}
	work_close(&w);
	return tool_close(&command, failed ? tool_fail(&command, &e) : STATUS_OK);
}
