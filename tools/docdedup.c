/* docdedup: finds repost families, so that a document that stands on five sites counts once. */
#define _GNU_SOURCE
#include "copies.h"
#include "family.h"
#include "matchkey.h"
#include "tool.h"

#include <fcntl.h>
#include <stdlib.h>

static const struct command_option options[] = { { NULL, NULL, NULL } };
static const struct command command = { "docdedup", "FILE",
	"Adds the column family: the id of the row that represents the document's reposts.", options };

struct columns {
	int id, error, docno, issuer, title, issued, published, genre, completeness, level, province, city,
	    county, transmits, sketch;
};

static int
find_columns(const struct tsv *in, struct columns *c, struct error *e)
{
	struct {
		int *column;
		const char *name;
	} wanted[] = { { &c->error, "error" }, { &c->docno, "docno" }, { &c->issuer, "issuer" },
		{ &c->title, "title" }, { &c->issued, "issued" }, { &c->published, "published" },
		{ &c->genre, "genre" }, { &c->completeness, "completeness" }, { &c->level, "level" },
		{ &c->province, "province" }, { &c->city, "city" }, { &c->county, "county" },
		{ &c->transmits, "transmits" }, { &c->sketch, "sketch" } };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		*wanted[i].column = tsv_column(in, wanted[i].name);
	c->id = tsv_need(in, "id", e);
	return c->id < 0 ? -1 : 0;
}

static struct view
cell(const struct view *fields, int column)
{
	return column < 0 ? VIEW("") : fields[column];
}

static unsigned
completeness_rank(struct view v)
{
	return view_equal(v, VIEW("full"))      ? 0
	       : view_equal(v, VIEW("partial")) ? 2
	       : view_equal(v, VIEW("cover"))   ? 3
	                                        : 1;
}

/* What a row is compared by: views of the row, match keys of its fields, and a key of several; the buffers are reused. */
struct traits {
	struct view genre, issued;
	struct buffer docno, title, issuer, place, key;
	bool numbered; /* "第12号" alone recurs every year */
};

struct finding {
	struct family_set *families;
	struct copies *copies;
	struct traits row;
};

/*
 * The key of `kind`: who issued it (`who` is the issuer's name or the place), what kind of text it is (news about a
 * document is no copy of it), and what it is (`what` and, where given, its date). No key where a part is unknown.
 */
static bool
make_key(struct traits *t, const char *kind, struct view who, struct view what, struct view date)
{
	if (who.len == 0 || what.len == 0)
		return false;
	buffer_reset(&t->key);
	buffer_format(&t->key, "%s\t", kind);
	buffer_append(&t->key, t->genre);
	buffer_byte(&t->key, '\t');
	buffer_append(&t->key, who);
	buffer_byte(&t->key, '\t');
	buffer_append(&t->key, what);
	buffer_byte(&t->key, '\t');
	buffer_append(&t->key, date);
	return true;
}

/* Rows of one number are one document, unless titles and texts say otherwise: an order that amends five regulations, or a number misread. */
static int
add_number(struct finding *f, const char *kind, struct view who, struct view number)
{
	size_t first, last = family_rows(f->families) - 1;
	if (!make_key(&f->row, kind, who, number, VIEW("")))
		return 0;
	if (f->row.key.failed || family_find(f->families, buffer_view(&f->row.key), &first) != 0)
		return -1;
	if (!copies_unlike(f->copies, first, last))
		family_join(f->families, first, last);
	return 0;
}

static int
add_title(struct finding *f, const char *kind, struct view who)
{
	struct traits *t = &f->row;
	bool dated = t->issued.len == strlen("YYYY-MM-DD");
	if (!make_key(t, kind, who, dated ? buffer_view(&t->title) : VIEW(""), t->issued))
		return 0;
	return t->key.failed ? -1 : family_key(f->families, buffer_view(&t->key));
}

static int
add_keys(struct finding *f)
{
	struct traits *t = &f->row;
	struct view issuer = buffer_view(&t->issuer), place = buffer_view(&t->place);
	struct view number = t->numbered ? buffer_view(&t->docno) : VIEW("");
	if (add_number(f, "number", issuer, number) != 0 ||
	    add_number(f, "number-place", place, number) != 0 || add_title(f, "title", issuer) != 0)
		return -1;
	return issuer.len > 0 ? 0 : add_title(f, "title-place", place);
}

static int
find_traits(struct traits *t, const struct columns *c, const struct view *fields)
{
	struct {
		struct buffer *key;
		int column;
	} keys[] = { { &t->docno, c->docno }, { &t->title, c->title }, { &t->issuer, c->issuer } };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		buffer_reset(keys[i].key);
		if (matchkey(cell(fields, keys[i].column), keys[i].key) != 0)
			return -1;
	}
	t->genre = cell(fields, c->genre);
	t->issued = cell(fields, c->issued);
	t->numbered = view_find(cell(fields, c->docno), VIEW("〔"), 0) != (size_t)-1;
	buffer_reset(&t->place);
	if (cell(fields, c->level).len > 0)
		buffer_format(&t->place, "%.*s/%.*s/%.*s/%.*s", VIEW_ARGS(cell(fields, c->level)),
		    VIEW_ARGS(cell(fields, c->province)), VIEW_ARGS(cell(fields, c->city)),
		    VIEW_ARGS(cell(fields, c->county)));
	return t->place.failed ? -1 : 0;
}

/* One row of the first pass: 0, or -1 for memory. What wasn't read is nobody's copy. */
static int
add_row(struct finding *f, const struct columns *c, const struct view *fields)
{
	struct sketch sketch;
	bool sketched = sketch_read(cell(fields, c->sketch), &sketch);
	struct view date = cell(fields, c->issued).len ? cell(fields, c->issued) : cell(fields, c->published);
	if (family_add(f->families, fields[c->id], completeness_rank(cell(fields, c->completeness)),
	        sketched ? sketch.letters : 0, date) != 0)
		return -1;
	if (cell(fields, c->error).len > 0)
		return 0;
	struct traits *t = &f->row;
	if (find_traits(t, c, fields) != 0)
		return -1;
	struct copies_row row = { buffer_view(&t->title), buffer_view(&t->docno), buffer_view(&t->issuer),
		buffer_view(&t->place), t->genre, cell(fields, c->transmits), t->issued,
		cell(fields, c->published) };
	if (sketched && copies_add(f->copies, family_rows(f->families) - 1, &row, &sketch) != 0)
		return -1;
	return add_keys(f);
}

static int
join_copies(void *context, size_t a, size_t b)
{
	family_join(context, a, b);
	return 0;
}

static int
read_families(struct tsv *in, struct family_set *s, struct error *e)
{
	struct columns c;
	struct view *fields;
	struct finding f = { .families = s, .copies = copies_new() };
	int got = find_columns(in, &c, e);
	bool full = f.copies == NULL;
	while (got == 0 && !full && (got = tsv_next(in, &fields, e)) == 1) {
		full = add_row(&f, &c, fields) != 0;
		got = 0;
	}
	if (got == 0 && !full)
		full = copies_find(f.copies, join_copies, s) != 0;
	family_settle(s);
	buffer_free(&f.row.docno);
	buffer_free(&f.row.title);
	buffer_free(&f.row.issuer);
	buffer_free(&f.row.place);
	buffer_free(&f.row.key);
	copies_free(f.copies);
	return got == 0 && full ? error_set(e, "no memory") : got;
}

static int
write_families(
    struct tsv *in, struct family_set *s, struct tsv_writer *w, struct progress *progress, struct error *e)
{
	static const char *const own[] = { "family" };
	struct tsv_layout l;
	struct view *fields;
	int got = tsv_layout(&l, in, own, 1, e);
	if (got == 0)
		tsv_header(&l, w);
	for (size_t row = 0; got == 0 && (got = tsv_next(in, &fields, e)) == 1; row++) {
		got = row < family_rows(s) ? 0 : error_set(e, "%s: changed while it was read", tsv_file(in));
		if (got == 0) {
			tsv_fill(&l, fields);
			l.fields[l.own[0]] = family_head(s, row);
			tsv_row(&l, w);
			tool_progress(&command, progress);
		}
	}
	tsv_layout_free(&l);
	return got;
}

/* Two passes over the file: the families first, then the rows with them. */
static int
dedup(char *path, struct progress *progress)
{
	struct error e;
	struct tsv_writer w;
	struct family_set *s = family_new();
	struct tsv *in = tsv_open(&path, 1, &e);
	int bad = in == NULL || s == NULL ? -1 : read_families(in, s, &e);
	tsv_close(in);
	if (s == NULL)
		error_set(&e, "no memory");
	tsv_start(&w, STDOUT_FILENO);
	if (bad == 0) {
		in = tsv_open(&path, 1, &e);
		bad = in == NULL ? -1 : write_families(in, s, &w, progress, &e);
		tsv_close(in);
	}
	if (progress->on && bad == 0)
		fprintf(
		    stderr, "%s: %zu rows, %zu families\n", command.name, family_rows(s), family_count(s));
	family_free(s);
	struct error write_error;
	int unwritten = tsv_finish(&w, &write_error);
	if (bad != 0 || unwritten != 0)
		return tool_fail(&command, bad != 0 ? &e : &write_error);
	return STATUS_OK;
}

int
main(int argc, char *argv[])
{
	struct error e;
	struct progress progress = { 0 };
	const char *value;
	int at = 1, code, status;
	while ((code = command_next(&command, argc, argv, &at, &value, &e)) != COMMAND_END)
		if ((status = tool_option(&command, code, &e, &progress)) >= 0)
			return status;
	if (argc - at != 1 || strcmp(argv[at], "-") == 0) {
		error_set(&e, "needs one FILE (it is read twice)");
		return tool_fail(&command, &e);
	}
	return tool_close(&command, dedup(argv[at], &progress));
}
