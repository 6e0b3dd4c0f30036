#include "bundle.h"

#include "sketch.h"

void
bundle_start(struct bundle *b, const struct bundle_columns *columns, size_t width, const struct page *page,
    struct tsv_writer *out)
{
	*b = (struct bundle) { .columns = *columns, .width = width, .page = page, .out = out };
}

void
bundle_free(struct bundle *b)
{
	arena_free(&b->memory);
	buffer_free(&b->text);
}

static int
no_memory(struct error *e)
{
	return error_set(e, "no memory for a document with its parts");
}

/* A copy of a row that lives as long as the bundle is held; NULL: no memory. */
static struct view *
keep(struct bundle *b, const struct view *fields)
{
	struct view *kept = arena_take(&b->memory, b->width * sizeof *kept);
	for (size_t i = 0; kept != NULL && i < b->width; i++)
		if ((kept[i] = arena_copy(&b->memory, fields[i])).at == NULL)
			return NULL;
	return kept;
}

/* ---- what the whole is ---- */

/* Of the whole, with `text`; NULL: as it was. */
static const char *
completeness(struct bundle *b, struct view text)
{
	const struct bundle_columns *c = &b->columns;
	if (b->failed > 0 || (b->named > 0 && b->pages + 1 < b->named))
		return view_equal(b->first[c->completeness], VIEW("full")) ? "partial" : NULL;
	if (b->attachments > 0)
		return "full";
	struct view title = tsv_decode(b->first[c->title], &b->memory);
	return title.at ? page_completeness(b->page, text, title) : NULL;
}

int
bundle_end(struct bundle *b, struct error *e)
{
	const struct bundle_columns *c = &b->columns;
	if (b->first == NULL)
		return 0;
	if (b->text.failed)
		return no_memory(e);
	if (b->part_count > 0) {
		struct view text = tsv_decode(buffer_view(&b->text), &b->memory);
		if (text.at == NULL)
			return no_memory(e);
		const char *changed = completeness(b, text);
		b->first[c->text] = buffer_view(&b->text);
		b->first[c->sketch] = sketch_field(text, &b->memory);
		if (changed != NULL)
			b->first[c->completeness] = view_of(changed);
	}
	tsv_write(b->out, b->first, b->width);
	for (size_t i = 0; i < b->part_count; i++)
		tsv_write(b->out, b->parts[i], b->width);
	b->first = NULL;
	b->part_count = 0;
	return 0;
}

/* ---- rows ---- */

static bool
was_read(const struct bundle *b, const struct bundle_row *row)
{
	return row->fields[b->columns.error].len == 0 && row->fields[b->columns.text].len > 0;
}

static int
begin(struct bundle *b, const struct bundle_row *row, struct error *e)
{
	const struct bundle_columns *c = &b->columns;
	if (bundle_end(b, e) != 0)
		return -1;
	arena_reset(&b->memory);
	buffer_reset(&b->text);
	b->pages = b->named = b->attachments = b->failed = 0;
	b->refused = NULL;
	b->parts = arena_take(&b->memory, BUNDLE_PARTS * sizeof *b->parts);
	b->id = arena_copy(&b->memory, row->list ? VIEW("") : row->fields[c->id]);
	b->readable = was_read(b, row);
	if (b->parts == NULL || b->id.at == NULL)
		return no_memory(e);
	if (!b->readable || row->list) {
		tsv_write(b->out, row->fields, b->width);
		return 0;
	}
	b->named = row->pages;
	buffer_append(&b->text, row->fields[c->text]);
	return (b->first = keep(b, row->fields)) == NULL ? no_memory(e) : 0;
}

/* The document's pages know what the first of them didn't say. */
static bool
fill(struct bundle *b, const struct view *fields)
{
	for (size_t i = 0; i < b->columns.filled_count; i++) {
		struct view *to = &b->first[b->columns.filled[i]];
		if (to->len == 0 && (*to = arena_copy(&b->memory, fields[b->columns.filled[i]])).at == NULL)
			return false;
	}
	return true;
}

/* A part behind BUNDLE_PARTS others: what is held goes out, for its rows stand in front of this one. */
static int
refuse(struct bundle *b, const struct bundle_row *row, struct error *e)
{
	b->failed++;
	if (bundle_end(b, e) != 0)
		return -1;
	if (b->refused == NULL &&
	    (b->refused = arena_take(&b->memory, b->width * sizeof *b->refused)) == NULL)
		return no_memory(e);
	memcpy(b->refused, was_read(b, row) ? row->bare : row->fields, b->width * sizeof *b->refused);
	if (was_read(b, row)) {
		b->refused[b->columns.error] = VIEW("too-many");
		b->refused[b->columns.text] = VIEW("");
	}
	tsv_write(b->out, b->refused, b->width);
	return 0;
}

static int
join(struct bundle *b, const struct bundle_row *row, struct error *e)
{
	const struct bundle_columns *c = &b->columns;
	struct view text = row->fields[c->text];
	bool read = was_read(b, row), fits = b->text.len + text.len < BUNDLE_TEXT;
	struct view *kept = keep(b, read ? row->bare : row->fields);
	if (kept == NULL)
		return no_memory(e);
	b->parts[b->part_count++] = kept;
	b->failed += !read || !fits;
	if (!read)
		return 0;
	kept[c->error] = view_of(fits ? "part" : "too-large");
	kept[c->text] = VIEW("");
	if (!fits)
		return 0;
	buffer_append(&b->text, VIEW("\\n"));
	buffer_append(&b->text, text);
	b->attachments += row->role == BUNDLE_ATTACHMENT;
	b->pages += row->role == BUNDLE_PAGE;
	b->named = row->pages > b->named ? row->pages : b->named;
	return row->role == BUNDLE_PAGE && !fill(b, row->fields) ? no_memory(e) : 0;
}

int
bundle_add(struct bundle *b, const struct bundle_row *row, struct error *e)
{
	struct view parent = row->list ? VIEW("") : row->fields[b->columns.parent];
	if (parent.len == 0 || !view_equal(parent, b->id)) {
		b->strays += parent.len > 0;
		return begin(b, row, e);
	}
	if (!b->readable) { /* documents of their own */
		tsv_write(b->out, row->fields, b->width);
		return 0;
	}
	return b->part_count < BUNDLE_PARTS && b->first != NULL ? join(b, row, e) : refuse(b, row, e);
}
